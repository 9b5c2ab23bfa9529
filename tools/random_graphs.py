#!/usr/bin/env python3
"""Writes tests/random_graphs/networks.rs: random networks, whose gradients the tests check.

    python3 tools/random_graphs.py [--seed SEED] [--count COUNT]

Each network is a random directed acyclic graph over all steps: branches, joins, values used several times, the input used
at several places. Every value is used, since anything else does not compile. Needs Python 3.9 and nothing else.
"""

import argparse
import random
from pathlib import Path

ONE_INPUT = ["Linear", "Linear", "Linear", "Relu", "Tanh", "Sigmoid", "Softmax", "LogSoftmax", "Dropout"]
MANY_INPUTS = ["Add", "Max", "Concat"]


class Graph:
    """A network under construction: steps as (name, layer, sources), and the size of every value."""

    def __init__(self, rng, features=None, size=lambda rng: rng.randint(1, 7)):
        self.rng = rng
        self.size = size
        self.sizes = {"input": features or rng.randint(2, 6)}
        self.input = self.sizes["input"]
        self.steps = []
        self.unused = ["input"]

    def add(self, layer, sources, size):
        name = f"s{len(self.steps)}"
        self.steps.append((name, layer, sources))
        self.sizes[name] = size
        self.unused = [value for value in self.unused if value not in sources] + [name]

    def pick(self):
        """A value, more often one that nothing uses yet."""
        if self.unused and self.rng.random() < 0.6:
            return self.rng.choice(self.unused)
        return self.rng.choice(list(self.sizes))

    def add_one_input(self):
        source, layer = self.pick(), self.rng.choice(ONE_INPUT)
        size = self.sizes[source]
        if layer == "Linear":
            size = self.size(self.rng)
            options = ", NoBias" if self.rng.random() < 0.3 else ""
            given = f"{self.sizes[source]}, " if self.rng.random() < 0.3 else ""
            layer = f"Linear<{given}{size}{options}>"
        elif layer == "Dropout":
            layer = "Dropout<0.3>"
        self.add(layer, [source], size)

    def add_many_inputs(self):
        first, layer = self.pick(), self.rng.choice(MANY_INPUTS)
        count = self.rng.randint(2, 3)
        if layer == "Concat":
            sources = [first] + [self.pick() for _ in range(count - 1)]
            self.add(layer, sources, sum(self.sizes[source] for source in sources))
            return
        equal = [value for value in self.sizes if self.sizes[value] == self.sizes[first]]
        # The same value twice in a Max would be a tie, a kink.
        others = [value for value in equal if value != first]
        if layer == "Add":
            others = equal
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
        lines = [f"#[network(input = {self.input}, output = 3)]", f"pub(crate) struct {name} {{"]
        above = "input"
        for step, layer, sources in self.steps:
            if sources != [above] or len(sources) > 1:
                lines.append(f"    #[from({', '.join(sources)})]")
            lines.append(f"    {step}: {layer},")
            above = step
        return "\n".join(lines + ["}"])


def build(rng):
    graph = Graph(rng)
    for _ in range(rng.randint(3, 12)):
        if rng.random() < 0.6:
            graph.add_one_input()
        else:
            graph.add_many_inputs()
        # Concats of concats grow fast, and the checks are quadratic in size.
        if max(graph.sizes.values()) > 40:
            break
    graph.finish()
    return graph


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=32)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    networks = [f"Graph{number}" for number in range(arguments.count)]
    out = Path(__file__).resolve().parent.parent / "tests" / "random_graphs" / "networks.rs"
    parts = [
        f"//! Random networks, written by `tools/random_graphs.py --seed {arguments.seed} --count {arguments.count}`.",
        "",
        "use crate::check;",
        "use netwright::prelude::*;",
        "",
        "/// Checks the gradients of every network.",
        "pub(crate) fn check_all() {",
        *[f"    check::<{name}<f64>, _>(\"{name}\");" for name in networks],
        "}",
    ]
    for name in networks:
        parts += ["", build(rng).rust(name)]
    out.write_text("\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
