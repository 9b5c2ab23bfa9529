#!/usr/bin/env python3
"""Measures samples per second of the installed module, and of NumPy on the same formula.

    python3 examples/python/speed.py        # best of five runs

Needs the module and NumPy.
"""

import os
import time

import netwright_iris
import numpy as np

ROWS = 4_000_000


def best(function):
    """Returns the seconds of the fastest of five calls."""
    seconds = []
    for _ in range(5):
        begin = time.perf_counter()
        function()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def formula(samples, hidden, scores):
    """Returns the probabilities of a network of the same size."""
    logits = np.tanh(samples @ hidden) @ scores
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def main():
    chance = np.random.default_rng(1)
    samples = chance.uniform(0, 8, (ROWS, 4)).astype(np.float32)
    hidden, scores = (chance.normal(size=size).astype(np.float32) for size in ((4, 16), (16, 3)))
    for name, function in (
        ("classify, 1 thread", lambda: netwright_iris.classify(samples, threads=1)),
        (f"classify, {os.cpu_count()} threads", lambda: netwright_iris.classify(samples)),
        ("predict_proba, 1 thread", lambda: netwright_iris.predict_proba(samples, threads=1)),
        (f"predict_proba, {os.cpu_count()} threads", lambda: netwright_iris.predict_proba(samples)),
        ("NumPy, float32", lambda: formula(samples, hidden, scores)),
    ):
        print(f"{name:28}{ROWS / best(function) / 1e6:6.1f} million samples/s")


if __name__ == "__main__":
    main()
