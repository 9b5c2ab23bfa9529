#!/usr/bin/env python3
"""Writes tests/fixtures/weights/ with PyTorch: small networks, and their outputs.

Usage: python3 tools/generate/weights_fixtures.py. Needs torch, numpy and safetensors.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import nn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "python"))

from netwright_export import export  # noqa: E402

FOLDER = ROOT / "tests" / "fixtures" / "weights"


class Named(nn.Module):
    """Layers with names, in another order than that in which they are used."""

    def __init__(self):
        super().__init__()
        self.logits = nn.Linear(9, 4, bias=False)
        self.hidden = nn.Linear(6, 9)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.logits(self.act(self.hidden(x)))


class Blocks(nn.Module):
    """Modules within a module."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(5, 20), nn.Tanh())
        self.head = nn.Sequential(nn.Linear(20, 2))

    def forward(self, x):
        return self.head(self.body(x))


class Matrices(nn.Module):
    """The custom layer of `tests/embedding.rs`: a matrix, an unused linear layer, and a number."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.matrix = nn.Parameter(torch.randn(outputs, inputs))
        self.linear = nn.Linear(inputs, outputs)
        self.slope = nn.Parameter(torch.randn(1))

    def forward(self, x):
        return self.slope * (x @ self.matrix.T)


def layouts():
    """Writes a file with tensors in every memory layout; the exporter knows no such layer."""
    few, many = Matrices(7, 3), Matrices(3, 20)
    tensors = {f"{name}.{key}": tensor for name, module in (("few", few), ("many", many)) for key, tensor in module.state_dict().items()}
    save_file(tensors, FOLDER / "layouts.safetensors")
    with torch.no_grad():
        inputs = torch.randn(6, 7)
        save_file({"inputs": inputs, "outputs": many(few(inputs))}, FOLDER / "layouts.golden.safetensors")


class Face(nn.Module):
    """Two inputs and two outputs, as `tests/inputs_and_outputs/outputs.rs` names them."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(7, 5)
        self.scores = nn.Linear(5, 3)
        self.estimate = nn.Linear(5, 1)

    def forward(self, image, age):
        tanh = torch.tanh(self.first(torch.cat([image.flatten(1), age], dim=1)))
        return self.scores(tanh), self.estimate(tanh), tanh


def face():
    """Writes a file, and a golden one with a tensor for each input and output."""
    torch.manual_seed(8)
    module = Face()
    save_file(module.state_dict(), FOLDER / "face.safetensors")
    with torch.no_grad():
        image, age = torch.randn(6, 1, 2, 3), torch.randn(6, 1)
        digit, years, hidden = module(image, age)
    golden = {"inputs.image": image, "inputs.age": age}
    golden |= {"outputs.digit": digit, "outputs.years": years, "outputs.hidden": hidden}
    save_file(golden, FOLDER / "face.golden.safetensors")


def normed():
    """Writes networks of vectors and of images with batch normalisation, as after training."""
    torch.manual_seed(9)
    vectors = nn.Sequential(
        nn.Linear(4, 6), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 20, bias=False), nn.BatchNorm1d(20, eps=1e-3), nn.Linear(20, 3)
    )
    images = nn.Sequential(
        nn.Conv2d(2, 3, 3, bias=False), nn.BatchNorm2d(3), nn.ReLU(), nn.Conv2d(3, 4, 2), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(16, 3)
    )
    for name, model, shape in (("normed", vectors, [4]), ("normed_images", images, [2, 5, 5])):
        with torch.no_grad():
            for key, tensor in model.state_dict().items():
                if "running_" in key:
                    tensor.copy_(torch.rand(tensor.shape) + 0.25)
            for module in model:
                if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
                    module.weight.copy_(torch.rand(module.weight.shape) + 0.5)
                    module.bias.copy_(torch.randn(module.bias.shape))
            save_file(model.state_dict(), FOLDER / f"{name}.safetensors")
            inputs = torch.randn(6, *shape)
            save_file({"inputs": inputs, "outputs": model.eval()(inputs)}, FOLDER / f"{name}.golden.safetensors")


class SizeOne(nn.Module):
    """The custom layer of `tests/size_one.rs`: tensors with sizes of 1."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.linear = nn.Linear(inputs, outputs)
        shapes = {"matrix": (outputs, inputs), "row": (1, inputs), "vector": (outputs,), "array": (inputs,), "scalar": ()}
        for name, shape in shapes.items():
            self.register_parameter(name, nn.Parameter(torch.empty(shape)))


def size_one():
    """Writes a file of known numbers: 0, 1/8, 2/8 and so on, in the order of the names."""
    modules = {"wide": SizeOne(1, 3), "narrow": SizeOne(3, 1), "single": SizeOne(1, 1)}
    tensors = {f"{name}.{key}": tensor for name, module in modules.items() for key, tensor in module.state_dict().items()}
    start = 0
    for name in sorted(tensors):
        size = tensors[name].numel()
        tensors[name] = torch.arange(start, start + size).reshape(tensors[name].shape) / 8
        start += size
    save_file(tensors, FOLDER / "size_one.safetensors")


def main():
    torch.manual_seed(7)
    FOLDER.mkdir(exist_ok=True)
    sequential = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 3))
    for name, model in {
        "sequential": sequential,
        "sequential_f64": nn.Sequential(nn.Linear(4, 8), nn.Sigmoid(), nn.Linear(8, 3)).double(),
        "named": Named(),
        "blocks": Blocks(),
    }.items():
        print(export(model, FOLDER / f"{name}.safetensors", golden=FOLDER / f"{name}.golden.safetensors", samples=6))
    for dtype in (torch.float16, torch.bfloat16):
        state = {name: tensor.to(dtype) for name, tensor in sequential.state_dict().items()}
        save_file(state, FOLDER / f"sequential_{str(dtype).removeprefix('torch.')}.safetensors")
    classes = json.dumps(["Versicolor", "Setosa", "Virginica"])
    save_file(sequential.state_dict(), FOLDER / "sequential_classes.safetensors", metadata={"classes": classes})
    arrays = {name: tensor.numpy() for name, tensor in sequential.state_dict().items()}
    np.savez(FOLDER / "sequential.npz", **arrays)
    # Column after column, and with the bytes of each number the other way round.
    other = {name: np.asfortranarray(array).astype(">f4") for name, array in arrays.items()}
    np.savez_compressed(FOLDER / "sequential_compressed.npz", **other)
    np.savez_compressed(FOLDER / "sequential_float16.npz", **{name: array.astype("f2") for name, array in arrays.items()})
    # Numbers that the files must give back exactly.
    widened = {name: tensor.to(torch.bfloat16).float() for name, tensor in sequential.state_dict().items()}
    save_file(widened, FOLDER / "sequential_bfloat16_widened.safetensors")
    layouts()
    size_one()
    face()
    normed()
    sequential = (FOLDER / "sequential.safetensors").read_bytes()
    (FOLDER / "sequential.sha256").write_text(hashlib.sha256(sequential).hexdigest() + "\n")


if __name__ == "__main__":
    main()
