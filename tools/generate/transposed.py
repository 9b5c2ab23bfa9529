#!/usr/bin/env python3
"""Writes tests/fixtures/transposed.json with PyTorch: transposed convolutions, in double.

The file holds samples, targets and parameters of each case, the outputs, the mean squared error,
and all gradients. Numbers are drawn by Python's own generator.

Usage: /usr/bin/python3 tools/generate/transposed.py
"""

import json
import random
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

TARGET = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "transposed.json"
SAMPLES = 2

# What PyTorch has, and the shape of a sample.
CASES = {
    "signal": (nn.ConvTranspose1d(2, 3, 4), [2, 5]),
    "signal_stride": (nn.ConvTranspose1d(2, 2, 3, stride=2, padding=1, output_padding=1), [2, 5]),
    "signal_groups": (nn.ConvTranspose1d(4, 6, 2, groups=2, dilation=3, bias=False), [4, 5]),
    "signal_padding": (nn.ConvTranspose1d(1, 2, 2, padding=2), [1, 7]),
    "image": (nn.ConvTranspose2d(2, 3, 3), [2, 3, 4]),
    "image_stride": (nn.ConvTranspose2d(2, 1, (3, 2), stride=(2, 3), padding=(1, 0), output_padding=(0, 2)), [2, 3, 4]),
    "image_groups": (nn.ConvTranspose2d(4, 2, 2, stride=2, groups=2), [4, 2, 3]),
    "image_depthwise": (nn.ConvTranspose2d(3, 6, 3, padding=2, dilation=(2, 1), groups=3), [3, 3, 3]),
    "image_many": (nn.ConvTranspose2d(17, 9, 2, stride=2, bias=False), [17, 2, 2]),
}


def described(tensor):
    return {"shape": list(tensor.shape), "data": tensor.flatten().tolist()}


def run(name, module, shape):
    rng = random.Random(name)

    def drawn(*sizes):
        count = torch.Size(sizes).numel()
        numbers = [rng.uniform(-1.5, 1.5) for _ in range(count)]
        return torch.tensor(numbers, dtype=torch.float64).reshape(sizes)

    module = module.double()
    with torch.no_grad():
        for tensor in module.parameters():
            tensor.copy_(drawn(*tensor.shape))
    x = drawn(SAMPLES, torch.Size(shape).numel()).requires_grad_()
    y = module(x.reshape(SAMPLES, *shape)).flatten(1)
    targets = drawn(*y.shape)
    loss = functional.mse_loss(y, targets)
    loss.backward()
    numbers = {"input": x, "targets": targets, "output": y, "input_gradient": x.grad}
    found = {"batch": SAMPLES, **{key: tensor.tolist() for key, tensor in numbers.items()}}
    found["losses"] = [loss.item()]
    found["parameters"] = {f"up.{key}": described(tensor) for key, tensor in module.named_parameters()}
    found["gradients"] = {f"up.{key}": described(tensor.grad) for key, tensor in module.named_parameters()}
    return found | {"after": {}, "evaluated": []}


def main():
    rows = [f'  "{name}": ' + json.dumps(run(name, *case)) for name, case in CASES.items()]
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(TARGET)


if __name__ == "__main__":
    main()
