#!/usr/bin/env python3
"""Writes tests/fixtures/functions.f64.json: functions of one number and their derivatives at many
points, kinks and extremes among them, as PyTorch computes them.

Usage: python3 tools/generate/functions.py. Needs torch. What the file holds is said in
tests/fixtures/README.md.
"""

import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F

FILE = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "functions.f64.json"

# By the declaration of the step. All defaults that PyTorch has are left to PyTorch.
FUNCTIONS = {
    "Relu": F.relu,
    "Tanh": torch.tanh,
    "Sigmoid": torch.sigmoid,
    "LeakyRelu": F.leaky_relu,
    "LeakyRelu<0.25>": lambda x: F.leaky_relu(x, 0.25),
    "LeakyRelu<-0.5>": lambda x: F.leaky_relu(x, -0.5),
    "PRelu": lambda x: F.prelu(x[:, None], torch.nn.PReLU(dtype=x.dtype).weight.detach())[:, 0],
    "Relu6": F.relu6,
    "ThresholdedRelu": lambda x: F.threshold(x, 1.0, 0.0),
    "ThresholdedRelu<-0.5, -2.0>": lambda x: F.threshold(x, -0.5, -2.0),
    "ThresholdedRelu<-0.5, 2.0>": lambda x: F.threshold(x, -0.5, 2.0),
    "Elu": F.elu,
    "Elu<0.5>": lambda x: F.elu(x, 0.5),
    "Selu": F.selu,
    "Celu": F.celu,
    "Celu<2.0>": lambda x: F.celu(x, 2.0),
    "Gelu": F.gelu,
    "Gelu<Tanh>": lambda x: F.gelu(x, approximate="tanh"),
    "Silu": F.silu,
    "Mish": F.mish,
    "Softplus": F.softplus,
    "Softplus<2.0>": lambda x: F.softplus(x, 2.0),
    "Softplus<0.5, 3.0>": lambda x: F.softplus(x, 0.5, 3.0),
    "Softsign": F.softsign,
    # The derivative of PyTorch's own function has 1/6 in single precision.
    "HardSigmoid": lambda x: F.relu6(x + 3) / 6,
    "HardSwish": F.hardswish,
    "HardTanh": F.hardtanh,
    "HardTanh<-0.5, 2.0>": lambda x: F.hardtanh(x, -0.5, 2.0),
    "Exp": torch.exp,
    "Log": torch.log,
    "Sqrt": torch.sqrt,
    "Square": torch.square,
    "Abs": torch.abs,
}

# Each is exact in single precision too. There are 64, so that a mean over all is exact.
SIZES = [0.0, 2**-40, 2**-20, 2**-10, 2**-6, 0.125, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 2.75, 3.0]
SIZES += [3.25, 3.5, 4.0, 4.5, 5.0, 6.0, 6.5, 8.0, 10.0, 12.0, 20.0, 20.5, 30.0, 1e4]
POINTS = [sign * size for size in SIZES for sign in (1.0, -1.0)] + [math.inf, -math.inf, math.nan, 40.0]


def written(numbers):
    """Numbers as JSON has them, and others as text."""
    return [number if math.isfinite(number) else str(number) for number in numbers]


def main():
    assert len(POINTS) == 64
    functions = {}
    for name, function in FUNCTIONS.items():
        x = torch.tensor(POINTS, dtype=torch.float64, requires_grad=True)
        y = function(x)
        y.backward(torch.ones_like(y))
        functions[name] = {"values": written(y.tolist()), "derivatives": written(x.grad.tolist())}
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(numbers)}" for name, numbers in functions.items())
    head = f'  "torch": {json.dumps(torch.__version__)},\n  "points": {json.dumps(written(POINTS))}'
    FILE.write_text(f'{{\n{head},\n  "functions": {{\n{lines}\n  }}\n}}\n')


if __name__ == "__main__":
    main()
