#!/usr/bin/env python3
"""Writes tests/typed_shapes/networks.rs: random networks with their shapes and counts.

    python3 tools/generate/random_shapes.py [--seed SEED] [--count COUNT]
    python3 tools/generate/random_shapes.py --check    # fails if the file would change

The numbers are computed here, apart from the macro, which has to find the same as values and as
types. Needs rustfmt and Python 3.9.
"""

import argparse
import random
import sys

sys.dont_write_bytecode = True  # No folder of compiled Python among the sources.
from image_graphs import ImageGraph
from random_graphs import EPSILON, Graph, image
from rust import write_rust

# The most elements that the macro allows in one weight.
LIMIT = 2**31


def size(rng):
    """A size that is as often small as large, beyond the numbers that typenum has names for."""
    return rng.randint(1, 2 ** rng.randint(1, 15))


def build(rng):
    """A random graph whose weights are not too large."""
    while True:
        graph = Graph(rng, size(rng), size)
        for _ in range(rng.randint(2, 10)):
            graph.add_one_input() if rng.random() < 0.6 else graph.add_many_inputs()
        graph.finish()
        if max(graph.sizes.values()) ** 2 < LIMIT:
            return graph


def params(graph, layer, sources):
    features = graph.sizes[sources[0]]
    if layer.startswith(("LayerNorm", "BatchNorm1d")):
        return 2 * features
    if layer.startswith("RmsNorm"):
        return features
    if layer in ("Scale", "Bias"):
        return features
    if layer.startswith("Distance<"):
        return int(layer[len("Distance<") : -1]) * features
    if layer == "PRelu":
        return 1
    if not layer.startswith("Linear<"):
        return 0
    arguments = [argument.strip() for argument in layer[len("Linear<") : -1].split(",")]
    outputs = int([argument for argument in arguments if argument != "NoBias"][-1])
    return outputs * (features + ("NoBias" not in arguments))


def shape(sizes):
    return "[" + ", ".join(map(str, sizes)) + "]"


def rust(rng, name, graph):
    """The declaration, and the line that checks it."""
    sizes = image(rng, graph.input)
    flat = len(sizes) == 1
    steps = [(step, layer, sources) for step, layer, sources in graph.steps]
    lines = [f"#[network(input = {shape(sizes)}, output = 3)]", f"struct {name} {{"]
    above = "input"
    if not flat:
        lines.append("    pixels: Flatten,")
        above = "pixels"
    expected = [] if flat else [([graph.input], 0)]
    for step, layer, sources in steps:
        sources = [source if flat or source != "input" else "pixels" for source in sources]
        if sources != [above] or len(sources) > 1:
            lines.append(f"    #[from({', '.join(sources)})]")
        lines.append(f"    {step}: {layer},")
        above = step
        originals = ["input" if source == "pixels" else source for source in sources]
        expected.append(([graph.sizes[step]], params(graph, layer, originals)))
    total = sum(count for _, count in expected)
    rows = ", ".join(f"(&{shape(output)}, {count})" for output, count in expected)
    check = f"    check!({name}, {shape(sizes)}, {total}, [{rows}]);"
    return "\n".join(lines + ["}"]), check


def image_shape(rng):
    """The shape of an image or a signal, as often small as large."""
    return (rng.randint(1, 16), *(rng.randint(2, 2 ** rng.randint(2, 6)) for _ in range(rng.randint(1, 2))))


def rust_of_image(rng, name):
    """The declaration of a network over images or signals, and the line that checks it."""
    graph = ImageGraph(rng, EPSILON, image_shape(rng), (100_000, 100_000))
    expected = [(graph.shapes[step], graph.parameters[step]) for step, _, _ in graph.steps]
    rows = ", ".join(f"(&{shape(output)}, {count})" for output, count in expected)
    check = f"    check!({name}, {graph.input}, {sum(graph.parameters.values())}, [{rows}]);"
    return graph.rust(name).replace("pub(crate) struct", "struct"), check


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--check", action="store_true", help="compare with the file, and write nothing")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    made = [rust(rng, f"Network{number}", build(rng)) for number in range(arguments.count)]
    rng = random.Random(f"images {arguments.seed}")
    made += [rust_of_image(rng, f"Images{number}") for number in range(arguments.count // 2)]
    parts = [
        f"//! Random networks, written by `tools/generate/random_shapes.py --seed {arguments.seed} --count {arguments.count}`.",
        "",
        "use super::*;",
        "",
        "/// Checks the shapes and counts of every network.",
        "pub(crate) fn check_all() {",
        *[check for _, check in made],
        "}",
    ]
    for declaration, _ in made:
        parts += ["", "#[allow(dead_code)]", declaration]
    write_rust("tests/typed_shapes/networks.rs", "\n".join(parts) + "\n", arguments.check)


if __name__ == "__main__":
    main()
