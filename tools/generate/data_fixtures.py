#!/usr/bin/env python3
"""Writes tests/fixtures/data.json: folds, class weights and points as scikit-learn has them, and
arrays as NumPy saves them.

    python3 tools/generate/data_fixtures.py

Labels come from Python's own generator, and so do not depend on the version of NumPy. Needs
scikit-learn; written with 1.2.
"""

import io
import json
import random
import warnings
from pathlib import Path

import numpy as np
from sklearn.datasets import make_circles, make_moons
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.class_weight import compute_class_weight

FILE = Path(__file__).resolve().parent.parent.parent / "tests/fixtures/data.json"
CLASSES = 3


def labels(rng, count):
    """Labels of unequal frequency, each class at least once."""
    drawn = [rng.choices(range(CLASSES), weights=[5, 2, 1])[0] for _ in range(count - CLASSES)]
    drawn += range(CLASSES)
    rng.shuffle(drawn)
    return drawn


def folds(splitter, y):
    """The fold in which each sample is tested."""
    fold_of = np.empty(len(y), int)
    for fold, (_, test) in enumerate(splitter.split(np.zeros((len(y), 1)), y)):
        fold_of[test] = fold
    return fold_of.tolist()


def stratified(rng):
    """One case of labels with their folds and weights."""
    y = labels(rng, rng.randint(12, 60))
    k = rng.randint(2, 6)
    weights = compute_class_weight("balanced", classes=np.arange(CLASSES), y=np.array(y))
    return {"labels": y, "k": k, "folds": folds(StratifiedKFold(k), y), "weights": weights.tolist()}


def scaled(rng):
    """Samples, of which the first ones fit a scaler, as it scales all of them."""
    samples = [[rng.uniform(-9, 9), rng.gauss(100, 3), 7.0] for _ in range(12)]
    scaler = MinMaxScaler().fit(samples[:8])
    return {"samples": samples, "scaled": scaler.transform(samples).tolist()}


def points(make, count, **options):
    """Points without noise, in the order of their classes."""
    samples, classes = make(count, shuffle=False, noise=None, **options)
    return {"count": count, "points": samples.tolist(), "classes": classes.tolist(), **options}


def saved(kind, by_columns):
    """A file of NumPy's, as numbers of its bytes, and its numbers row after row."""
    numbers = np.array([[[0, 1, 0], [1, 1, 0]], [[0, 1, 1], [0, 0, 1]]])
    if kind != "?":
        numbers = numbers * 100 + np.arange(12).reshape(2, 2, 3)
    numbers = numbers.astype(kind)
    if "u" not in kind and kind != "?":
        numbers[0, 0, 0] = -7
    file = io.BytesIO()
    np.save(file, np.asfortranarray(numbers) if by_columns else numbers)
    numbers = numbers.astype(float).ravel().tolist()
    return {"kind": kind, "by_columns": by_columns, "file": list(file.getvalue()), "numbers": numbers}


def main():
    """Writes the file."""
    warnings.simplefilter("ignore")  # Folds may have none of a rare class.
    rng = random.Random(14)
    cases = {
        "k_fold": [{"count": n, "k": k, "folds": folds(KFold(k), [0] * n)} for n, k in [(7, 3), (10, 10), (23, 4)]],
        "stratified": [stratified(rng) for _ in range(12)],
        "min_max": scaled(rng),
        "moons": [points(make_moons, count) for count in (2, 9, 20)],
        "circles": [points(make_circles, count, factor=factor) for count, factor in [(2, 0.8), (9, 0.3), (20, 0.0)]],
    }
    kinds = ["?", "u1", "i1", "<u2", ">i2", "<u4", ">i4", "<u8", "<i8", "<f4", ">f4", "<f8", ">f8"]
    cases["npy"] = [saved(kind, by_columns) for kind in kinds for by_columns in (False, True)]
    lines = [f"{json.dumps(name)}: {json.dumps(case)}" for name, case in cases.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
