#!/usr/bin/env python3
"""Writes random networks over signals and images, and what PyTorch computes for them, in double:

    tests/reference/images/networks.rs    their declarations
    tests/fixtures/images.json            their numbers

    /usr/bin/python3 tools/generate/images.py [--seed SEED] [--count COUNT]
    /usr/bin/python3 tools/generate/images.py --list    # says how often each layer is there

A network is a chain of one to six steps, so that the gradients of one go through the next. Samples,
targets and parameters have three decimals, and are drawn by Python's own generator. Where a step
normalises batches there are several of them, as in norms.py. Needs rustfmt.
"""

import argparse
import json
import random
import sys
from collections import Counter

sys.dont_write_bytecode = True  # No folder of compiled Python among the sources.
import spatial
import torch
from rust import ROOT, write_rust
from torch import nn
from torch.nn import functional

NUMBERS = ROOT / "tests" / "fixtures" / "images.json"
DECLARATIONS = "tests/reference/images/networks.rs"

# The layers, by how often they are drawn.
DRAWN = spatial.there(
    {
        spatial.conv: 12,
        spatial.conv_transpose: 5,
        spatial.max_pool: 4,
        spatial.avg_pool: 4,
        spatial.adaptive_avg_pool: 2,
        spatial.batch_norm: 2,
        spatial.group_norm: 2,
        spatial.instance_norm: 1,
        spatial.layer_norm: 1,
        spatial.prelu: 1,
        spatial.upsample: 1,
    }
)
# Between the others, so that their outputs are not of one scale; smooth, but for the first.
ACTIVATIONS = {"Relu": torch.relu, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid}

# The most features of a value and parameters of a step, so that the file stays small.
MOST_FEATURES, MOST_PARAMETERS = 100, 90

SAMPLES, BATCHES = 2, 3


class Padded(nn.Module):
    """A module over a value that is padded before, on both sides of each axis."""

    def __init__(self, inner, axes, value=0.0):
        super().__init__()
        self.inner, self.value = inner, value
        # From the last axis to the first.
        self.amounts = [amount for axis in reversed(axes) for amount in (axis.before, axis.after)]

    def forward(self, x):
        return self.inner(functional.pad(x, self.amounts, value=self.value))


class Function(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


def of(kind):
    """PyTorch's module of this name."""
    return getattr(nn, kind)


def convolution(layer, shape):
    kernel, stride, dilation = each(layer, "kernel"), each(layer, "stride"), each(layer, "dilation")
    settings = dict(stride=stride, dilation=dilation, groups=layer.groups, bias=layer.has_bias)
    if layer.padding == "same" and all(one == 1 for one in stride):
        return of(layer.kind)(shape[0], layer.output[0], kernel, padding="same", **settings)
    if layer.padding is None:
        return of(layer.kind)(shape[0], layer.output[0], kernel, padding=each(layer, "before"), **settings)
    return Padded(of(layer.kind)(shape[0], layer.output[0], kernel, **settings), layer.axes)


def transposed(layer, shape):
    return of(layer.kind)(
        shape[0],
        layer.output[0],
        each(layer, "kernel"),
        stride=each(layer, "stride"),
        padding=each(layer, "before"),
        output_padding=layer.output_padding,
        groups=layer.groups,
        bias=layer.has_bias,
        dilation=each(layer, "dilation"),
    )


def max_pool(layer, shape):
    settings = dict(dilation=each(layer, "dilation"), ceil_mode=layer.has_ceil)
    return of(layer.kind)(each(layer, "kernel"), each(layer, "stride"), each(layer, "before"), **settings)


def avg_pool(layer, shape):
    settings = dict(ceil_mode=layer.has_ceil, count_include_pad=layer.counts_padding)
    return of(layer.kind)(each(layer, "kernel"), each(layer, "stride"), each(layer, "before"), **settings)


def each(layer, name):
    """A setting of each axis."""
    return tuple(getattr(axis, name) for axis in layer.axes)


def upsampled(layer, shape):
    factors = [after // before for after, before in zip(layer.output[1:], shape[1:])]
    return nn.Upsample(scale_factor=tuple(map(float, factors)), mode="nearest")


# What PyTorch has for a layer, by its name, or that without `1d` and `2d`.
MODULES = {
    "Conv": convolution,
    "ConvTranspose": transposed,
    "MaxPool": max_pool,
    "AvgPool": avg_pool,
    "AdaptiveAvgPool": lambda layer, shape: of(layer.kind)(layer.output[1:]),
    "GlobalAvgPool": lambda layer, shape: Function(lambda x: x.flatten(2).mean(2)),
    "GlobalMaxPool": lambda layer, shape: Function(lambda x: x.flatten(2).max(2)[0]),
    "BatchNorm": lambda layer, shape: of(layer.kind)(shape[0]),
    "GroupNorm": lambda layer, shape: nn.GroupNorm(layer.arguments[0], shape[0]),
    "InstanceNorm": lambda layer, shape: of(f"InstanceNorm{spatial.dimensions(shape)}")(
        shape[0], affine=bool(layer.arguments)
    ),
    "LayerNorm": lambda layer, shape: nn.LayerNorm(shape),
    "PRelu": lambda layer, shape: nn.PReLU(shape[0]),
    "Upsample": upsampled,
    "Flatten": lambda layer, shape: nn.Flatten(),
    "Linear": lambda layer, shape: nn.Linear(shape[0], layer.output[0]),
}


class Case:
    """A network, as it is declared and as PyTorch computes it."""

    def __init__(self, name, rng):
        self.name, self.rng = name, rng
        is_image = rng.random() < 0.65
        self.shape = self.input = self._input(is_image)
        self.layers, self.module = [], nn.Sequential()
        for _ in range(rng.choice([1, 1, 2, 3, 4, 5])):
            self._draw()
            if rng.random() < 0.3:
                self._activation()
        if rng.random() < 0.4:
            self._end()

    def _input(self, is_image):
        if is_image:
            return (self.rng.randint(1, 4), self.rng.randint(2, 6), self.rng.randint(2, 6))
        return (self.rng.randint(1, 5), self.rng.randint(4, 14))

    def _draw(self):
        """Adds a layer that is not too large."""
        while True:
            kind = self.rng.choices(list(DRAWN), list(DRAWN.values()))[0]
            layer = kind(self.rng, self.shape)
            is_small = spatial.product(layer.output) <= MOST_FEATURES and layer.parameters <= MOST_PARAMETERS
            # PyTorch refuses to normalise one number, and what is one number has no gradient.
            is_one_number = layer.kind == "InstanceNorm" and spatial.product(self.shape[1:]) < 3
            if is_small and not is_one_number:
                return self._add(layer)

    def _add(self, layer):
        module = MODULES[layer.kind.removesuffix("1d").removesuffix("2d")](layer, self.shape)
        self.module.add_module(f"s{len(self.layers)}", module)
        self.layers.append(layer)
        self.shape = layer.output

    def _activation(self):
        kind = self.rng.choice(list(ACTIVATIONS))
        self.module.add_module(f"s{len(self.layers)}", Function(ACTIVATIONS[kind]))
        self.layers.append(spatial.Layer(kind, [], self.shape))

    def _end(self):
        """The end of a classifier."""
        if self.rng.random() < 0.5:
            self._add(self.rng.choice([spatial.global_avg_pool, spatial.global_max_pool])(self.rng, self.shape))
        else:
            self._add(spatial.Layer("Flatten", [], (spatial.product(self.shape),)))
        outputs = self.rng.randint(2, 3)
        if self.rng.random() < 0.7 and self.shape[0] * outputs <= MOST_PARAMETERS:
            self._add(spatial.Layer("Linear", [outputs], (outputs,)))

    def declaration(self):
        steps = [f"    s{number}: {layer.declared}," for number, layer in enumerate(self.layers)]
        shape = f"[{', '.join(map(str, self.input))}]"
        return "\n".join([f"#[network(input = {shape})]", f"struct {self.name} {{", *steps, "}"])

    @property
    def has_batches(self):
        return any(layer.kind.startswith("BatchNorm") for layer in self.layers)

    def numbers(self):
        """Computes the case with PyTorch."""
        batches = BATCHES if self.has_batches else 1
        features, outputs = spatial.product(self.input), spatial.product(self.shape)
        samples = self._drawn(batches * SAMPLES, features)
        targets = self._drawn(batches * SAMPLES, outputs)
        module = self.module.double()
        with torch.no_grad():
            for key, tensor in module.named_parameters():
                centre = 1.0 if tensor.dim() == 1 and key.endswith("weight") else 0.0
                drawn = [round(centre + self.rng.uniform(-0.7, 0.7), 3) for _ in range(tensor.numel())]
                tensor.copy_(torch.tensor(drawn, dtype=torch.float64).reshape(tensor.shape))
        found = {"batch": SAMPLES, "input": samples, "targets": targets, "parameters": self._tensors()}
        found.update(output=[], losses=[], input_gradient=[])
        for first in range(0, len(samples), SAMPLES):
            x = torch.tensor(samples[first : first + SAMPLES], dtype=torch.float64, requires_grad=True)
            y = module(x.reshape(-1, *self.input))
            assert tuple(y.shape[1:]) == self.shape, (self.declaration(), y.shape)
            y = y.flatten(1)
            loss = functional.mse_loss(y, torch.tensor(targets[first : first + SAMPLES], dtype=torch.float64))
            loss.backward()
            found["output"] += y.tolist()
            found["losses"].append(loss.item())
            found["input_gradient"] += x.grad.tolist()
        found["gradients"] = {_own(key): _described(tensor.grad) for key, tensor in module.named_parameters()}
        found["after"] = self._tensors() if self.has_batches else {}
        x = torch.tensor(samples, dtype=torch.float64).reshape(-1, *self.input)
        found["evaluated"] = module.eval()(x).flatten(1).tolist() if self.has_batches else []
        return found

    def _drawn(self, rows, columns):
        return [[round(self.rng.uniform(-1.5, 1.5), 3) for _ in range(columns)] for _ in range(rows)]

    def _tensors(self):
        state = self.module.state_dict().items()
        return {_own(key): _described(tensor) for key, tensor in state if tensor.is_floating_point()}


def _own(key):
    return key.replace(".inner", "")


def _described(tensor):
    return {"shape": list(tensor.shape), "data": tensor.flatten().tolist()}


def rust(cases, arguments):
    """Returns the declarations, and the test of each."""
    options = f"--seed {arguments.seed} --count {arguments.count}"
    parts = [
        "//! Random networks over signals and images, written by",
        f"//! `tools/generate/images.py {options}`.",
        "",
        "use super::check;",
        "use netwright::prelude::*;",
    ]
    for number, case in enumerate(cases):
        # Some in single precision too, but where few numbers are normalised, which costs digits.
        is_exact = not any("Norm" in layer.kind for layer in case.layers)
        kinds = ["f64", "f32"] if number % 8 == 0 and is_exact else ["f64"]
        checks = [f'    check::<{case.name}<{kind}>, _, _>("{case.name}");' for kind in kinds]
        parts += ["", "#[test]", f"fn {case.name.lower()}() {{", *checks, "}", "", case.declaration()]
    return "\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=80)
    parser.add_argument("--list", action="store_true", help="say how often each layer is there, and write nothing")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    cases = [Case(f"Images{number}", random.Random(f"{arguments.seed} {number}")) for number in range(arguments.count)]
    kinds = Counter(layer.kind for case in cases for layer in case.layers)
    print(", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(f"{sum(count for kind, count in kinds.items() if kind not in ACTIVATIONS)} steps in {len(cases)} networks")
    if arguments.list:
        return
    rows = [f"  {json.dumps(case.name)}: {json.dumps(case.numbers())}" for case in cases]
    NUMBERS.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    write_rust(DECLARATIONS, rust(cases, arguments), False)
    print(NUMBERS, NUMBERS.stat().st_size)


if __name__ == "__main__":
    main()
