#!/usr/bin/env python3
"""Writes tests/fixtures/resampling.json with PyTorch: images and signals that are laid out anew.

Each case has samples and targets; the file holds the outputs, the mean squared error, and the
gradients of the samples, in double. PyTorch crops by pads of negative sizes. Numbers are drawn by
Python's own generator.

Usage: /usr/bin/python3 tools/generate/resampling.py
"""

import json
import random
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

TARGET = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "resampling.json"
SAMPLES = 2


def upsample(factor, mode="nearest"):
    return nn.Upsample(scale_factor=factor, mode=mode)


def pad(*sides, mode="constant"):
    return lambda x: functional.pad(x, sides, mode=mode)


# What PyTorch has, and the shape of a sample.
CASES = {
    "nearest_signal": (upsample(3), [2, 4]),
    "nearest_image": (upsample(2), [2, 3, 4]),
    "nearest_rectangle": (upsample((3.0, 2.0)), [1, 2, 5]),
    "linear_signal": (upsample(2, "linear"), [2, 5]),
    "linear_odd": (upsample(3, "linear"), [1, 4]),
    "bilinear_image": (upsample(2, "bilinear"), [2, 3, 4]),
    "bilinear_rectangle": (upsample((3.0, 4.0), "bilinear"), [1, 4, 3]),
    "bilinear_line": (upsample((2.0, 5.0), "bilinear"), [2, 1, 3]),
    "zeros_signal": (nn.ConstantPad1d((1, 2), 0.0), [2, 4]),
    "zeros_image": (nn.ZeroPad2d(2), [2, 3, 4]),
    "zeros_axes": (nn.ZeroPad2d((2, 2, 1, 1)), [2, 3, 4]),
    "zeros_sides": (nn.ZeroPad2d((1, 2, 3, 0)), [2, 3, 4]),
    "reflect_signal": (nn.ReflectionPad1d((3, 1)), [2, 4]),
    "reflect_image": (nn.ReflectionPad2d(2), [2, 3, 4]),
    "reflect_sides": (nn.ReflectionPad2d((3, 0, 1, 2)), [1, 3, 4]),
    "replicate_signal": (nn.ReplicationPad1d((5, 2)), [2, 3]),
    "replicate_image": (nn.ReplicationPad2d((4, 1, 0, 3)), [2, 3, 4]),
    "circular_signal": (pad(3, 2, mode="circular"), [2, 3]),
    "circular_image": (pad(1, 4, 2, 3, mode="circular"), [2, 3, 4]),
    "crop_signal": (pad(-1, -2), [2, 6]),
    "crop_image": (pad(-1, -1, -1, -1), [2, 3, 4]),
    "crop_axes": (pad(-2, -2, -1, -1), [1, 4, 6]),
    "crop_sides": (pad(-1, 0, -2, -1), [2, 5, 4]),
}


def run(name, module, shape):
    rng = random.Random(name)

    def drawn(features):
        rows = [[rng.uniform(-1.5, 1.5) for _ in range(features)] for _ in range(SAMPLES)]
        return torch.tensor(rows, dtype=torch.float64)

    x = drawn(torch.Size(shape).numel()).requires_grad_()
    y = module(x.reshape(SAMPLES, *shape)).flatten(1)
    targets = drawn(y.shape[1])
    loss = functional.mse_loss(y, targets)
    loss.backward()
    numbers = {"input": x, "targets": targets, "output": y, "input_gradient": x.grad}
    found = {"batch": SAMPLES, **{key: tensor.tolist() for key, tensor in numbers.items()}}
    return found | {"losses": [loss.item()], "parameters": {}, "gradients": {}, "after": {}, "evaluated": []}


def main():
    rows = [f'  "{name}": ' + json.dumps(run(name, *case)) for name, case in CASES.items()]
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(TARGET)


if __name__ == "__main__":
    main()
