#!/usr/bin/env python3
"""Writes tests/random_graphs/networks.rs and image_networks.rs beside it: random networks, whose
gradients the tests check; and tests/streams/networks.rs: random networks that run frame by frame.

    python3 tools/generate/random_graphs.py [--seed SEED] [--count COUNT]
    python3 tools/generate/random_graphs.py --check    # fails if a file would change

Each network is a random directed acyclic graph over all steps: branches, joins, values used several
times, the input used at several places. Every value is used, since anything else does not compile.
Steps come in orders in which some are computed together, some in place and some not at all. Needs
rustfmt and Python 3.9.
"""

import argparse
import math
import random
import sys

sys.dont_write_bytecode = True  # No folder of compiled Python among the sources.
import image_graphs
import layers
import stream_graphs
from rust import write_rust

# Linear layers have the most ways through the kernels. Images, for `Flatten`, functions of one's
# own, and indices, for `Embedding`, are drawn apart.
ONE_INPUT = 8 * ["Linear"] + [name for name in layers.alone("one") if name not in ("Flatten", *image_graphs.KINDS)]
ONE_INPUT += ["Dropout", "Distance", "Slice"]
MANY_INPUTS = layers.alone("two") + layers.alone("several")
# Functions that take positive numbers alone, and functions that grow fast, with the step in front
# of them that gives such numbers.
PREPARED = {"Log": "Softplus", "Sqrt": "Softplus", "Exp": "Tanh", "Square": "Softsign"}
# Settings other than the default ones.
WRITTEN = {
    "LeakyRelu": ["LeakyRelu<0.2>", "LeakyRelu<-0.5>"],
    "ThresholdedRelu": ["ThresholdedRelu<0.25>", "ThresholdedRelu<-0.5, -0.75>", "ThresholdedRelu<-0.5, 0.1>"],
    "Elu": ["Elu<0.5>"],
    "Celu": ["Celu<2.0>"],
    "HardTanh": ["HardTanh<-0.3, 2.0>"],
    "Softplus": ["Softplus<2.0>", "Softplus<0.5, 1.0>"],
    "Gelu": ["Gelu<Tanh>"],
}
# Epilogues of linear layers, of the library and of one's own.
ACTIVATIONS = [
    layer.name for layer in layers.built_in() if layer.is_activation and layer.name not in PREPARED
] + ["Pointwise<Gaussian>", "Exp"]
# Written with an epsilon that walk.rs knows.
NORMS = ("LayerNorm", "RmsNorm", "BatchNorm1d")
EPSILON = 0.01
# `Reshape` stands for one to three steps over an image or a signal.
LAYERS = ONE_INPUT + ["Flatten", "Pointwise<Gaussian>"] + 4 * ["Reshape"]
IMAGES = ["Upsample", "Pad", "Crop"]
OF_VECTORS = ["Linear", "Dropout", "Pointwise", "Columnwise", "Distance", "Slice", "Embedding", "Reshape"]
layers.require(OF_VECTORS + IMAGES + image_graphs.KINDS)


def image(rng, features):
    """A shape with so many features."""
    channels = rng.choice([divisor for divisor in range(1, features + 1) if features % divisor == 0])
    rest = features // channels
    height = rng.choice([divisor for divisor in range(1, rest + 1) if rest % divisor == 0])
    return rng.choice([[features], [channels, rest], [channels, height, rest // height]])


def resampled(rng, sizes):
    """A step that lays an image or a signal out anew, its shape, and the end of the step's name,
    from which walk.rs knows how."""
    channels, *axes = sizes
    layer = rng.choice(IMAGES)
    if layer == "Upsample":
        factors = rng.choice([[2, 1], [1, 2], [2, 2], [3, 1]])[: len(axes)]
        option = rng.choice(["", "Linear" if len(axes) == 1 else "Bilinear"])
        arguments = [str(factor) for factor in (factors[:1] if factors == factors[:1] * len(axes) else factors)]
        shape = [size * factor for size, factor in zip(axes, factors)]
        return write(layer, arguments, option), [channels, *shape], "_linear" if option else "_nearest"
    if layer == "Crop":
        front = [rng.randrange(size) for size in axes]
        behind = [rng.randrange(size - before) for size, before in zip(axes, front)]
        shape = [size - before - after for size, before, after in zip(axes, front, behind)]
        option, suffix = "", "_crop"
    else:
        option = rng.choice(["", "Zeros", "Reflect", "Replicate", "Circular"])
        most = {"Reflect": -1, "Circular": 0}.get(option, 2)
        front, behind = ([rng.randint(0, min(2, size + most)) for size in axes] for _ in range(2))
        shape = [size + before + after for size, before, after in zip(axes, front, behind)]
        suffix = f"_{option.lower() or 'zeros'}"
    suffix += "".join(f"_{before}" for before in front)
    return write(layer, sides(front, behind), option), [channels, *shape], suffix


def sides(front, behind):
    """The arguments of `Pad` and `Crop`, as short as can be."""
    if len(set(front + behind)) == 1:
        return [str(front[0])]
    if len(front) == 1:
        return [str(front[0]), str(behind[0])]
    if front == behind:
        return [str(size) for size in front]
    # PyTorch begins with the last axis.
    return [str(size) for size in (front[1], behind[1], front[0], behind[0])]


def write(layer, arguments, option):
    return f"{layer}<{', '.join(arguments + [option] * bool(option))}>"


class Graph:
    """A network under construction: (name, layer, sources) of steps, and the size of each value."""

    def __init__(self, rng, features=None, size=lambda rng: rng.randint(1, 7), names=ONE_INPUT, rate=0.3):
        self.rng = rng
        self.size = size
        self.names = names
        self.rate = rate
        self.sizes = {"input": features or rng.randint(2, 6)}
        self.input = self.sizes["input"]
        self.output = "3"
        self.steps = []
        self.unused = ["input"]

    def add(self, layer, sources, size, suffix=""):
        layer = self.rng.choice([layer, *WRITTEN.get(layer, [])])
        name = f"s{len(self.steps)}{suffix}"
        self.steps.append((name, layer, sources))
        self.sizes[name] = size
        self.unused = [value for value in self.unused if value not in sources] + [name]

    def pick(self):
        """A value, more often one that nothing uses yet."""
        if self.unused and self.rng.random() < 0.6:
            return self.rng.choice(self.unused)
        return self.rng.choice(list(self.sizes))

    def add_one_input(self):
        source, layer = self.pick(), self.rng.choice(self.names)
        size = self.sizes[source]
        if layer == "Linear":
            size = self.size(self.rng)
            options = ", NoBias" if self.rng.random() < 0.3 else ""
            given = f"{self.sizes[source]}, " if self.rng.random() < 0.3 else ""
            layer = f"Linear<{given}{size}{options}>"
        elif layer in NORMS:
            layer = f"{layer}<{EPSILON}>"
        elif layer == "Distance":
            size = self.size(self.rng)
            layer = f"Distance<{size}>"
        elif layer == "Slice":
            start = self.rng.randrange(size)
            end = self.rng.randint(start + 1, size)
            # The name says where it begins, for whoever computes it from the table of steps.
            return self.add(f"Slice<{start}, {end}>", [source], end - start, f"_from_{start}")
        elif layer == "Reshape":
            return self.add_image(source)
        elif layer == "Dropout":
            layer = f"Dropout<{self.rate}>"
        elif layer in PREPARED:
            self.add(PREPARED[layer], [source], size)
            source = self.steps[-1][0]
        self.add(layer, [source], size)

    def add_image(self, source):
        """The features as an image or a signal, which is laid out anew, and a vector again."""
        rng = self.rng
        if self.sizes[source] < 12:
            # Few features make images of hardly more than one row.
            self.add("Linear<12>", [source], 12)
            source = self.steps[-1][0]
        sizes = image(rng, self.sizes[source])
        written = [str(size) for size in sizes]
        written[rng.randrange(len(written))] = "_"
        self.add(f"Reshape<{', '.join(written)}>", [source], self.sizes[source])
        for _ in range(rng.randint(1, 2) if len(sizes) > 1 else 0):
            layer, sizes, suffix = resampled(rng, sizes)
            size = math.prod(sizes)
            above = self.steps[-1][0]
            self.add(layer, [above], size, suffix)
            # What comes next takes vectors.
            del self.sizes[above]
        above = self.steps[-1][0]
        self.add("Flatten" if len(sizes) > 1 else "Relu", [above], self.sizes[above])
        if len(sizes) > 1:
            del self.sizes[above]

    def add_many_inputs(self):
        first, layer = self.pick(), self.rng.choice(MANY_INPUTS)
        count = 2 if layer in layers.alone("two") else self.rng.randint(2, 3)
        if layer == "Concat":
            sources = [first] + [self.pick() for _ in range(count - 1)]
            self.add(layer, sources, sum(self.sizes[source] for source in sources))
            return
        equal = [value for value in self.sizes if self.sizes[value] == self.sizes[first]]
        # The same value twice in a Max or Min would be a tie, a kink.
        has_ties = layer in ("Max", "Min")
        others = [value for value in equal if value != first] if has_ties else equal
        if others:
            sources = [first] + self.rng.sample(others, min(len(others), count - 1))
            self.add(layer, sources, self.sizes[first])

    def finish(self):
        """Joins everything that nothing uses, and ends with scores of three classes."""
        if len(self.unused) > 1:
            sources = list(self.unused)
            self.add("Concat", sources, sum(self.sizes[source] for source in sources))
        self.add("Linear<3>", [self.unused[0]], 3)

    def rust(self, name):
        lines = [f"#[network(input = {self.input}, output = {self.output})]", f"pub(crate) struct {name} {{"]
        above = "input"
        for step, layer, sources in self.steps:
            if sources != [above] or len(sources) > 1:
                lines.append(f"    #[from({', '.join(sources)})]")
            lines.append(f"    {step}: {layer},")
            above = step
        return "\n".join(lines + ["}"])


def build(rng, rate):
    graph = build_steps(rng, rate)
    graph.finish()
    if rng.random() < 0.3:
        graph.add(rng.choice(ACTIVATIONS), [graph.unused[0]], 3)
    return graph


def build_steps(rng, rate, inputs=()):
    """Random steps, after which some values are not used yet; `inputs` are the names of several."""
    # Some are larger than registers are.
    graph = Graph(rng, None, lambda rng: rng.randint(1, 7 if rng.random() < 0.8 else 20), LAYERS, rate)
    if inputs:
        graph.sizes = {name: rng.randint(1, 6) for name in inputs}
        graph.input = "{ " + ", ".join(f"{name} = {size}" for name, size in graph.sizes.items()) + " }"
        graph.unused = list(inputs)
    elif rng.random() < 0.25:
        # An image: two channels of one row.
        graph.input = f"[2, 1, {graph.sizes['input']}]"
        graph.add("Flatten", ["input"], 2 * graph.sizes["input"])
        # What comes next takes vectors.
        del graph.sizes["input"]
    return grow(graph)


def grow(graph):
    """Adds random steps."""
    rng = graph.rng
    for _ in range(rng.randint(3, 12)):
        if rng.random() < 0.6:
            graph.add_one_input()
        else:
            graph.add_many_inputs()
        if graph.steps and graph.steps[-1][1].startswith("Linear") and rng.random() < 0.4:
            above = graph.steps[-1][0]
            graph.add(rng.choice(ACTIVATIONS), [above], graph.sizes[above])
        # Concats of concats grow fast, and the checks are quadratic in size.
        if max(graph.sizes.values()) > 40:
            break
    return graph


def build_words(rng, rate):
    """A network of which some features are indices: a part of its input, or one of two inputs."""
    graph = Graph(rng, rng.randint(2, 4), lambda rng: rng.randint(1, 7), LAYERS, rate)
    count, numbers, size = graph.input, rng.randint(1, 4), rng.randint(1, 4)
    embedding = f"Embedding<{rng.randint(2, 5)}, {size}>"
    if rng.random() < 0.5:
        graph.input = f"{{ i0 = {numbers}, i1 = {count} }}"
        graph.sizes, graph.unused = {"i0": numbers}, ["i0"]
        graph.add(embedding, ["i1"], count * size)
    else:
        graph.input = count + numbers
        graph.add(f"Slice<0, {count}>", ["input"], count, "_from_0")
        graph.add(embedding, ["s0_from_0"], count * size)
        graph.add(f"Slice<{count}, {count + numbers}>", ["input"], numbers, f"_from_{count}")
        # Nothing else takes indices.
        del graph.sizes["input"], graph.sizes["s0_from_0"]
    grow(graph)
    graph.finish()
    return graph


def build_named(rng, rate):
    """A network with two or three inputs, and one to four outputs."""
    graph = build_steps(rng, rate, [f"i{number}" for number in range(rng.randint(2, 3))])
    # An input must be used by a step, and is no output.
    for name in [name for name in graph.unused if name.startswith("i")]:
        graph.add("Linear<2>", [name], 2)
    others = [name for name, _, _ in graph.steps if name in graph.sizes and name not in graph.unused]
    outputs = graph.unused + rng.sample(others, min(len(others), rng.randint(0, 2)))
    rng.shuffle(outputs)
    graph.output = "{ " + ", ".join(f"o{number} = {step}" for number, step in enumerate(outputs)) + " }"
    graph.features = sum(graph.sizes[step] for step in outputs)
    return graph


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=32)
    parser.add_argument("--check", action="store_true", help="compare with the file, and write nothing")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    # Where nothing is dropped, training and inference give the same.
    rates = [0.3 if number % 2 == 0 else 0.0 for number in range(arguments.count)]
    graphs = [build(rng, rate) for rate in rates]
    # Others, so that the first ones stay what they are.
    rng = random.Random(f"named {arguments.seed}")
    named = [0.0] * (arguments.count // 2)
    graphs += [build_named(rng, rate) for rate in named]
    rates += named
    rng = random.Random(f"words {arguments.seed}")
    words = [0.0] * (arguments.count // 4)
    graphs += [build_words(rng, rate) for rate in words]
    rates += words
    parts = [
        f"//! Random networks, written by `tools/generate/random_graphs.py --seed {arguments.seed} --count {arguments.count}`.",
        "",
        "use crate::{Gaussian, check};",
        "use netwright::prelude::*;",
        "",
        "/// Checks every network, and says of each whether it computes something else in training.",
        "pub(crate) fn check_all() {",
    ]
    for number, graph in enumerate(graphs):
        drops = any(layer.startswith("Dropout") for _, layer, _ in graph.steps) and rates[number] > 0
        differs = drops or any(layer.startswith("BatchNorm1d") for _, layer, _ in graph.steps)
        parts.append(f"    check::<Graph{number}<f64>, _, _>(\"Graph{number}\", {str(differs).lower()});")
    parts.append("}")
    for number, graph in enumerate(graphs):
        parts += ["", graph.rust(f"Graph{number}")]
    write_rust("tests/random_graphs/networks.rs", "\n".join(parts) + "\n", arguments.check)
    rng = random.Random(f"images {arguments.seed}")
    images = image_graphs.rust(arguments.seed, 3 * arguments.count // 4, EPSILON, rng)
    write_rust("tests/random_graphs/image_networks.rs", images, arguments.check)
    streams = stream_graphs.rust(arguments.seed, arguments.count, random.Random(f"streams {arguments.seed}"))
    write_rust("tests/streams/networks.rs", streams, arguments.check)


if __name__ == "__main__":
    main()
