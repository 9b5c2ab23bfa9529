#!/usr/bin/env python3
"""Measures the size that an embedded network adds to a stripped release build.

    python3 tools/measure/size.py [--write]

`--write` puts the table into README.md. Needs `strip`, from binutils.
"""

import argparse
import json
import math
import random
import re
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "size"

# A sample comes from the arguments of the program, so that nothing can be computed beforehand.
MAIN = """
fn main() {{
    let number = std::env::args().count() as f32;
    std::process::exit({answer} as i32);
}}
"""
DECLARATION = """
use netwright::prelude::*;

#[network(input = {shape}, weights = "{weights}")]
struct Net {{
    {fields}
}}
"""


@dataclass
class Network:
    name: str
    shape: list
    # Layers, each with the shape of its weight if it has one, and a bias then.
    steps: list

    def parameters(self):
        """The tensors by their names, with their shapes."""
        shapes = {}
        for number, (_, weight) in enumerate(self.steps):
            if weight:
                shapes |= {f"step{number}.weight": weight, f"step{number}.bias": weight[:1]}
        return shapes

    def weights(self):
        """A safetensors file with random numbers, which no compiler can make smaller."""
        numbers, header, end = random.Random(1), {}, 0
        for name, shape in self.parameters().items():
            start, end = end, end + 4 * math.prod(shape)
            header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        values = (struct.pack("<f", numbers.uniform(-0.1, 0.1)) for _ in range(end // 4))
        return struct.pack("<Q", len(text)) + text + b"".join(values)

    def source(self, weights):
        fields = "\n    ".join(f"step{number}: {layer}," for number, (layer, _) in enumerate(self.steps))
        answer = f"Net::EMBEDDED.classify(&[number; {math.prod(self.shape)}])"
        return DECLARATION.format(shape=self.shape, weights=weights, fields=fields) + MAIN.format(answer=answer)


def convolution(layer, *weight):
    return [(layer, list(weight)), ("Relu", None), ("MaxPool2d<2>", None)]


NETWORKS = [
    Network("4-16-3", [4], [("Linear<16>", [16, 4]), ("Tanh", None), ("Linear<3>", [3, 16])]),
    Network("784-128-10", [784], [("Linear<128>", [128, 784]), ("Relu", None), ("Linear<10>", [10, 128])]),
    Network(
        "LeNet-5",
        [1, 28, 28],
        [
            *convolution("Conv2d<6, 5, Padding<2>>", 6, 1, 5, 5),
            *convolution("Conv2d<16, 5>", 16, 6, 5, 5),
            *[("Flatten", None), ("Linear<120>", [120, 400]), ("Relu", None)],
            *[("Linear<84>", [84, 120]), ("Relu", None), ("Linear<10>", [10, 84])],
        ],
    ),
]
SMALLEST = '\n[profile.release]\npanic = "abort"\nlto = true\ncodegen-units = 1\n'


def build(name, network, profile):
    """Bytes of the stripped program."""
    folder = FOLDER / name
    (folder / "src").mkdir(parents=True, exist_ok=True)
    dependency = f'netwright = {{ path = "{ROOT}", default-features = false }}' if network else ""
    manifest = f'[package]\nname = "{name}"\nedition = "2024"\n\n[dependencies]\n{dependency}\n{profile}\n[workspace]\n'
    (folder / "Cargo.toml").write_text(manifest)
    weights = folder / "net.safetensors"
    if network:
        weights.write_bytes(network.weights())
    (folder / "src" / "main.rs").write_text(network.source(weights) if network else MAIN.format(answer="number"))
    command = ["cargo", "build", "--release", "--quiet", "--target-dir", str(FOLDER / "target")]
    subprocess.run(command, cwd=folder, check=True)
    stripped = FOLDER / "stripped"
    subprocess.run(["strip", "-o", str(stripped), str(FOLDER / "target" / "release" / name)], check=True)
    return stripped.stat().st_size


def rows(title, profile):
    empty = build("empty", None, profile)
    lines = [f"| {title} | empty `main` | {empty:,} | | |"]
    for network in NETWORKS:
        size = build(f"net-{network.name}", network, profile)
        weights = 4 * sum(map(math.prod, network.parameters().values()))
        lines.append(f"| | {network.name} | {size:,} | {weights:,} | {size - empty - weights:,} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    table = ["| release profile | network | stripped program, bytes | weights, bytes | code, bytes |", "| --- | --- | ---: | ---: | ---: |"]
    table += rows("as it is", "")
    table += rows('`lto`, `panic = "abort"`', SMALLEST)
    text = "\n".join(table)
    print(text)
    if options.write:
        readme = ROOT / "README.md"
        written = re.sub(r"(<!-- size -->\n).*?(<!-- /size -->)", lambda found: f"{found[1]}{text}\n{found[2]}", readme.read_text(), flags=re.S)
        readme.write_text(written)


if __name__ == "__main__":
    main()
