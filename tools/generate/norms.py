#!/usr/bin/env python3
"""Writes tests/fixtures/norms.json with PyTorch: steps of channels over several batches, in double.

Each case has its samples cut into batches. The file holds the outputs, the losses, the gradients of
the parameters summed over the batches, those of the samples, the statistics after the last batch,
and the outputs of all samples in evaluation mode. PyTorch 1.13 has no RMSNorm; that of PyTorch 2 is
one line. Numbers are drawn by Python's own generator.

Usage: /usr/bin/python3 tools/generate/norms.py
"""

import json
import random
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

TARGET = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "norms.json"


class RMSNorm(nn.Module):
    """PyTorch 2's `torch.nn.RMSNorm`, by its documentation."""

    def __init__(self, features, eps=None):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(features))
        self.eps = eps

    def forward(self, x):
        eps = torch.finfo(x.dtype).eps if self.eps is None else self.eps
        return x / torch.sqrt(x.pow(2).mean(-1, keepdim=True) + eps) * self.weight


# The module, the shape of a sample, the number of batches, and their size.
CASES = {
    "layer_norm": (lambda: nn.LayerNorm(5), [5], 1, 4),
    "layer_norm_of_images": (lambda: nn.LayerNorm([2, 3, 2], eps=1e-2), [2, 3, 2], 1, 3),
    "rms_norm": (lambda: RMSNorm(5), [5], 1, 4),
    "rms_norm_set": (lambda: RMSNorm(5, eps=0.05), [5], 1, 4),
    "batch_norm": (lambda: nn.BatchNorm1d(5), [5], 10, 7),
    "batch_norm_set": (lambda: nn.BatchNorm1d(5, eps=1e-2, momentum=0.3), [5], 10, 2),
    "batch_norm_of_sequences": (lambda: nn.BatchNorm1d(3), [3, 4], 10, 3),
    "batch_norm_of_images": (lambda: nn.BatchNorm2d(3), [3, 4, 5], 4, 2),
    "batch_norm_of_images_set": (
        lambda: nn.BatchNorm2d(2, eps=1e-2, momentum=0.3),
        [2, 2, 3],
        4,
        1,
    ),
    "batch_norm_of_pixels": (lambda: nn.BatchNorm2d(4), [4, 1, 1], 3, 3),
    "group_norm": (lambda: nn.GroupNorm(2, 6), [6], 1, 4),
    "group_norm_of_sequences": (lambda: nn.GroupNorm(3, 6), [6, 5], 1, 3),
    "group_norm_of_images": (lambda: nn.GroupNorm(2, 4, eps=1e-2), [4, 3, 7], 1, 3),
    "group_norm_of_all": (lambda: nn.GroupNorm(1, 3), [3, 2, 2], 1, 2),
    "instance_norm": (lambda: nn.InstanceNorm1d(3), [3, 5], 1, 3),
    "instance_norm_of_images": (lambda: nn.InstanceNorm2d(2, eps=1e-2), [2, 4, 5], 1, 3),
    "instance_norm_affine": (
        lambda: nn.InstanceNorm2d(2, eps=1e-3, affine=True),
        [2, 3, 3],
        1,
        2,
    ),
    "slopes_of_images": (lambda: nn.PReLU(3), [3, 4, 5], 2, 3),
    "slopes_of_sequences": (lambda: nn.PReLU(4), [4, 3], 2, 3),
}


def run(name, module, shape, batches, size):
    rng = random.Random(name)
    features = torch.Size(shape).numel()

    def drawn(rows, low, high):
        return [[rng.uniform(low, high) for _ in range(features)] for _ in range(rows)]

    module = module().double()
    # Far from zero in places, and of other scales.
    scales = [(rng.uniform(-3, 3), rng.uniform(0.1, 2)) for _ in range(features)]
    samples = [
        [centre + scale * number for (centre, scale), number in zip(scales, row)]
        for row in drawn(batches * size, -1, 1)
    ]
    targets = drawn(batches * size, -1, 1)
    with torch.no_grad():
        for key, tensor in module.named_parameters():
            low, high = (0.5, 1.5) if key.endswith("weight") else (-0.5, 0.5)
            tensor.copy_(torch.tensor([rng.uniform(low, high) for _ in range(tensor.numel())]).reshape(tensor.shape))
    found = {"batch": size, "input": samples, "targets": targets, "parameters": tensors(module)}
    found.update(output=[], losses=[], input_gradient=[])
    for first in range(0, batches * size, size):
        x = torch.tensor(samples[first : first + size], dtype=torch.float64, requires_grad=True)
        y = module(x.reshape(size, *shape)).reshape(size, features)
        loss = functional.mse_loss(y, torch.tensor(targets[first : first + size], dtype=torch.float64))
        loss.backward()
        found["output"] += y.tolist()
        found["losses"].append(loss.item())
        found["input_gradient"] += x.grad.tolist()
    found["gradients"] = {f"norm.{key}": described(tensor.grad) for key, tensor in module.named_parameters()}
    found["after"] = tensors(module)
    x = torch.tensor(samples, dtype=torch.float64).reshape(-1, *shape)
    found["evaluated"] = module.eval()(x).reshape(-1, features).tolist()
    return found


def tensors(module):
    state = {key: tensor for key, tensor in module.state_dict().items() if tensor.is_floating_point()}
    return {f"norm.{key}": described(tensor) for key, tensor in state.items()}


def described(tensor):
    return {"shape": list(tensor.shape), "data": tensor.flatten().tolist()}


def main():
    cases = {name: run(name, *case) for name, case in CASES.items()}
    rows = [f'  "{name}": ' + json.dumps(case) for name, case in cases.items()]
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(TARGET)


if __name__ == "__main__":
    main()
