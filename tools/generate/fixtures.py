#!/usr/bin/env python3
"""Writes the reference numbers of tests/fixtures/ with PyTorch.

Every case is computed twice, in float and in double, from the same random numbers, which come from
Python's own generator and so do not depend on the version of PyTorch. What a file holds is said in
tests/fixtures/README.md.

Usage: python3 tools/generate/fixtures.py [--out FOLDER] [--only CASE ..]
"""

import argparse
import json
import math
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import torch
import torch.nn.functional as F

DTYPES = {"f32": torch.float32, "f64": torch.float64}
OPTIMISER_STEPS = 3

# A value this near to a kink (ReLU at 0, a tie in Max or Min) could fall on the other side in
# another summation order.
KINK_MARGIN = 1e-3

# Float and double must agree this well in every single element: a sum that cancels out would have
# few correct digits in float, and tests could not compare it element by element.
PRECISION = 3e-6


# --- networks: a table of linear layers, and a forward pass that finds parameters by name ---


@dataclass
class Linear:
    """The sizes of one linear layer."""

    inputs: int
    outputs: int
    bias: bool = True

    def tensors(self):
        # This bound keeps the variance of the values about constant from layer to layer.
        yield "weight", (self.outputs, self.inputs), math.sqrt(3 / self.inputs)
        if self.bias:
            yield "bias", (self.outputs,), 0.5


@dataclass
class Vector:
    """A layer with one number for each input."""

    inputs: int
    tensor: str

    def tensors(self):
        yield self.tensor, (self.inputs,), 1.5


@dataclass
class Prototypes:
    """Prototypes, one in each row."""

    inputs: int
    outputs: int

    def tensors(self):
        yield "prototypes", (self.outputs, self.inputs), 1.0


@dataclass
class Embedding:
    """A vector for each class, one in each row."""

    inputs: int
    classes: int
    size: int

    def tensors(self):
        yield "weight", (self.classes, self.size), 1.0


def linear(parameters, name, x):
    """`x W^T + b` with the parameters of step `name`; `b` may be missing."""
    return F.linear(x, parameters[f"{name}.weight"], parameters.get(f"{name}.bias"))


def away_from_kink(x):
    """Returns `x`, unless an element is so near 0 that rounding could change its sign."""
    nearest = x.detach().abs().min().item()
    if nearest < KINK_MARGIN:
        raise SystemExit(f"a value lies {nearest:.1e} from a kink: choose another seed for this case")
    return x


def relu(x):
    """ReLU, away from its kink."""
    return torch.relu(away_from_kink(x))


def maximum(x, y):
    """The larger of `x` and `y`, element by element, away from ties."""
    away_from_kink(x - y)
    return torch.maximum(x, y)


CHAIN_LAYERS = {"hidden": Linear(5, 7), "middle": Linear(7, 6), "logits": Linear(6, 4)}


def chain(p, x):
    """A sequence: 5 -> 7, ReLU, -> 6, Tanh, -> 4."""
    hidden = relu(linear(p, "hidden", x))
    middle = torch.tanh(linear(p, "middle", hidden))
    return linear(p, "logits", middle)


DAG_LAYERS = {"a": Linear(6, 8), "b": Linear(8, 8), "c": Linear(6, 8, bias=False), "o": Linear(16, 5)}


def dag(p, x):
    """A graph in which `input`, `ra` and `c` are used twice; its output is log-probabilities."""
    a = linear(p, "a", x)
    ra = relu(a)
    b = linear(p, "b", ra)
    s = ra + b
    t = torch.tanh(s)
    c = linear(p, "c", x)
    m = maximum(t, c)
    sg = torch.sigmoid(c)
    cat = torch.cat([m, sg], dim=1)
    o = linear(p, "o", cat)
    return F.log_softmax(o, dim=1)


def minimum(x, y):
    """The smaller of `x` and `y`, element by element, away from ties."""
    away_from_kink(x - y)
    return torch.minimum(x, y)


JOINS_LAYERS = {"a": Linear(5, 6), "b": Linear(5, 6), "o": Linear(6, 4)}


def joins(p, x):
    """A difference, a product of three values of which one is there twice, a minimum, a mean."""
    a, b = linear(p, "a", x), linear(p, "b", x)
    d = a - b
    m = d * a * a
    s = minimum(m, b)
    mean = torch.stack([s, a, b]).mean(0)
    return linear(p, "o", mean)


PROTOTYPES_LAYERS = {"scale": Vector(6, "weight"), "shift": Vector(6, "bias"), "distance": Prototypes(5, 4)}


def prototypes(p, x):
    """Negative squared distances to prototypes, of all features but the first."""
    scaled = x * p["scale.weight"] + p["shift.bias"]
    return -(scaled[:, None, 1:6] - p["distance.prototypes"]).square().sum(-1)


WORDS_LAYERS = {"word": Embedding(3, 6, 4), "hidden": Linear(14, 5), "logits": Linear(5, 3)}


def words(p, x):
    """Three indices of six classes, some of them several times, beside two numbers."""
    indices, numbers = x[:, :3].detach().long(), x[:, 3:]
    vectors = F.embedding(indices, p["word.weight"]).flatten(1)
    hidden = torch.tanh(linear(p, "hidden", torch.cat([vectors, numbers], dim=1)))
    return linear(p, "logits", hidden)


ENDS_LAYERS = {"left": Linear(4, 6), "right": Linear(3, 6), "far": Linear(9, 1), "logits": Linear(7, 3)}


def ends(p, x):
    """Inputs of 4 and 3 features, of which the second is used twice; 3 logits and a number."""
    a, b = x[:, :4], x[:, 4:]
    tanh = torch.tanh(linear(p, "left", a) + linear(p, "right", b))
    far = linear(p, "far", torch.cat([tanh, b], dim=1))
    return torch.cat([linear(p, "logits", torch.cat([tanh, far], dim=1)), far], dim=1)


def ends_loss(output, labels):
    """The cross-entropy of the logits, and a tenth of the squared error of the number against the
    label."""
    squares = F.mse_loss(output[:, 3:], labels.to(output.dtype).unsqueeze(1))
    return F.cross_entropy(output[:, :3], labels) + 0.1 * squares


SOFTMAX_MSE_LAYERS = {"hidden": Linear(4, 6), "logits": Linear(6, 3)}


def softmax_mse(p, x):
    """A sequence that ends in probabilities: 4 -> 6, Sigmoid, -> 3, Softmax."""
    hidden = torch.sigmoid(linear(p, "hidden", x))
    return torch.softmax(linear(p, "logits", hidden), dim=1)


# --- cases ---


@dataclass
class Case:
    """A network with its data, its loss and, perhaps, an optimiser that takes a few steps."""

    seed: int
    layers: dict[str, Linear]
    forward: Callable
    batch: int
    loss: Callable
    labels: bool = True  # class labels, or else targets of the output's size
    optimiser: tuple[str, dict] | None = None
    features: int | None = None  # of a sample, or else what the first layer takes
    indices: tuple[int, int] = (0, 0)  # the number of features that are indices, the first ones, and of their classes

    def inputs(self):
        return self.features or next(iter(self.layers.values())).inputs

    def outputs(self):
        return next(reversed(self.layers.values())).outputs


@dataclass
class Numbers:
    """The starting values of a case, as nested lists of doubles."""

    input: list
    labels: list | None = None
    targets: list | None = None
    parameters: dict[str, list] = field(default_factory=dict)


def draw(case):
    """The input, the labels or targets, and the parameters of a case, from its seed."""
    rng = random.Random(case.seed)

    def matrix(rows, columns, bound):
        return [[rng.uniform(-bound, bound) for _ in range(columns)] for _ in range(rows)]

    numbers = Numbers(input=matrix(case.batch, case.inputs(), 1.5))
    count, classes = case.indices
    for sample in numbers.input:
        sample[:count] = [float(rng.randrange(classes)) for _ in range(count)]
    if case.labels:
        numbers.labels = [rng.randrange(case.outputs()) for _ in range(case.batch)]
    else:
        numbers.targets = [[rng.random() for _ in range(case.outputs())] for _ in range(case.batch)]
    for name, layer in case.layers.items():
        for tensor, shape, bound in layer.tensors():
            rows = matrix(*(shape if len(shape) == 2 else (1, *shape)), bound)
            numbers.parameters[f"{name}.{tensor}"] = rows if len(shape) == 2 else rows[0]
    return numbers


CHAIN = dict(seed=843, layers=CHAIN_LAYERS, forward=chain, batch=9, loss=F.cross_entropy)

CASES = {
    "chain": Case(**CHAIN),
    "dag": Case(seed=259, layers=DAG_LAYERS, forward=dag, batch=7, loss=F.nll_loss),
    "joins": Case(seed=1389, layers=JOINS_LAYERS, forward=joins, batch=6, loss=F.cross_entropy),
    "prototypes": Case(seed=62, layers=PROTOTYPES_LAYERS, forward=prototypes, batch=6, loss=F.cross_entropy),
    "words": Case(
        seed=2, layers=WORDS_LAYERS, forward=words, batch=6, loss=F.cross_entropy, features=5, indices=(3, 6)
    ),
    "ends": Case(seed=10, layers=ENDS_LAYERS, forward=ends, batch=6, loss=ends_loss, features=7),
    "softmax_mse": Case(
        seed=1678, layers=SOFTMAX_MSE_LAYERS, forward=softmax_mse, batch=8, loss=F.mse_loss, labels=False
    ),
    "sgd": Case(**CHAIN, optimiser=("SGD", dict(lr=0.1))),
    "sgd_momentum": Case(**CHAIN, optimiser=("SGD", dict(lr=0.1, momentum=0.9))),
    "sgd_momentum_l2": Case(**CHAIN, optimiser=("SGD", dict(lr=0.1, momentum=0.9, weight_decay=1e-2))),
    "sgd_nesterov": Case(**CHAIN, optimiser=("SGD", dict(lr=0.1, momentum=0.9, nesterov=True))),
    "adam": Case(**CHAIN, optimiser=("Adam", dict(lr=1e-2))),
    "adam_l2": Case(**CHAIN, optimiser=("Adam", dict(lr=1e-2, weight_decay=1e-2))),
}


# --- running a case ---


def run(name, case, dtype_name):
    """The content of one file: everything that PyTorch computes for `case` in one precision."""
    dtype = DTYPES[dtype_name]
    numbers = draw(case)
    x = torch.tensor(numbers.input, dtype=dtype, requires_grad=True)
    if case.labels:
        wanted = torch.tensor(numbers.labels)
    else:
        wanted = torch.tensor(numbers.targets, dtype=dtype)
    parameters = {
        key: torch.tensor(data, dtype=dtype, requires_grad=True) for key, data in numbers.parameters.items()
    }

    output = case.forward(parameters, x)
    loss = case.loss(output, wanted)
    loss.backward()

    content = {"case": name, "dtype": dtype_name, "torch": torch.__version__}
    if case.optimiser:
        kind, options = case.optimiser
        content["optimiser"] = {"name": kind, **options}
    content["input"] = values(x)
    content["labels" if case.labels else "targets"] = values(wanted)
    content["parameters"] = {key: tensor(value) for key, value in parameters.items()}
    content["output"] = values(output)
    content["loss"] = values(loss)
    content["gradients"] = {key: tensor(value.grad) for key, value in parameters.items()}
    content["input_gradient"] = values(x.grad)
    if case.optimiser:
        content["losses"] = optimise(case, parameters, x.detach(), wanted)
        content["after"] = {key: tensor(value) for key, value in parameters.items()}
    return content


def optimise(case, parameters, x, wanted):
    """Takes the optimiser's steps on one batch; returns the loss before each step."""
    kind, options = case.optimiser
    optimiser = getattr(torch.optim, kind)(parameters.values(), **options)
    losses = []
    for _ in range(OPTIMISER_STEPS):
        optimiser.zero_grad()
        loss = case.loss(case.forward(parameters, x), wanted)
        loss.backward()
        optimiser.step()
        losses.append(values(loss))
    return losses


def leaves(content):
    """All the computed numbers of a file, in order."""
    if isinstance(content, dict):
        return [leaf for key, value in content.items() if key != "shape" for leaf in leaves(value)]
    if isinstance(content, list):
        return [leaf for value in content for leaf in leaves(value)]
    return [content] if isinstance(content, float) else []


def check_precision(name, single, double):
    """Stops unless the numbers of `name` are the same in both precisions, but for rounding."""
    worst = max(abs(s - d) / max(abs(d), 1e-30) for s, d in zip(leaves(single), leaves(double), strict=True))
    if worst > PRECISION:
        raise SystemExit(f"{name}: an element differs by {worst:.1e} between f32 and f64: choose another seed")


# --- writing ---


def values(t):
    """A tensor as nested lists of doubles, in which every f32 is exact."""
    return t.detach().tolist()


def tensor(t):
    """A parameter or its gradient: shape, and elements in row-major order."""
    return {"shape": list(t.shape), "data": values(t.flatten())}


def layout(content):
    """Formats JSON with one line per field, sample or tensor, so that differences are readable."""

    def lines(brackets, items):
        return brackets[0] + "\n    " + ",\n    ".join(items) + "\n  " + brackets[1]

    def entry(value):
        if isinstance(value, list) and isinstance(value[0], list):
            return lines("[]", map(json.dumps, value))
        if isinstance(value, dict) and isinstance(next(iter(value.values())), dict):
            return lines("{}", (f"{json.dumps(key)}: {json.dumps(item)}" for key, item in value.items()))
        return json.dumps(value)

    return "{\n" + ",\n".join(f"  {json.dumps(key)}: {entry(value)}" for key, value in content.items()) + "\n}\n"


def main():
    parser = argparse.ArgumentParser(description="Writes the reference numbers of the tests with PyTorch.")
    default = Path(__file__).resolve().parents[2] / "tests" / "fixtures"
    parser.add_argument("--out", type=Path, default=default, help="the folder to write to (default: tests/fixtures)")
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES), metavar="CASE", help="only these")
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name in arguments.only:
        contents = {dtype_name: run(name, CASES[name], dtype_name) for dtype_name in DTYPES}
        check_precision(name, contents["f32"], contents["f64"])
        for dtype_name, content in contents.items():
            path = arguments.out / f"{name}.{dtype_name}.json"
            path.write_text(layout(content))
            print(path)


if __name__ == "__main__":
    main()
