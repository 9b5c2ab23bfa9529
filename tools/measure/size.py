#!/usr/bin/env python3
"""Measures the size that an embedded network adds to a stripped release build.

    python3 tools/measure/size.py [--write]

`--write` puts the table into README.md. Needs `strip`, from binutils.
"""

import argparse
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "size"
DIGITS = ROOT / "examples" / "embed-digits"

# A sample comes from the arguments of the program, so that nothing can be computed beforehand.
MAIN = """
fn main() {{
    let number = std::env::args().count() as f32;
    std::process::exit({answer} as i32);
}}
"""
NETWORK = """
use netwright::prelude::*;

#[network(input = {inputs}, weights = "{weights}")]
struct Net {{
    hidden: Linear<{hidden}>,
    activation: {activation},
    logits: Linear<{classes}>,
}}
"""
IRIS = dict(inputs=4, hidden=16, activation="Tanh", classes=3, weights=ROOT / "examples/embed-iris/iris.safetensors")
LARGE = dict(inputs=784, hidden=128, activation="Relu", classes=10, weights=DIGITS / "digits.safetensors")
SMALLEST = '\n[profile.release]\npanic = "abort"\nlto = true\ncodegen-units = 1\n'


def build(name, network, profile):
    """Bytes of the stripped program."""
    folder = FOLDER / name
    (folder / "src").mkdir(parents=True, exist_ok=True)
    dependency = f'netwright = {{ path = "{ROOT}", default-features = false }}' if network else ""
    manifest = f'[package]\nname = "{name}"\nedition = "2024"\n\n[dependencies]\n{dependency}\n{profile}\n[workspace]\n'
    (folder / "Cargo.toml").write_text(manifest)
    declaration = NETWORK.format(**network) if network else ""
    answer = f"Net::EMBEDDED.classify(&[number; {network['inputs']}])" if network else "number"
    (folder / "src" / "main.rs").write_text(declaration + MAIN.format(answer=answer))
    command = ["cargo", "build", "--release", "--quiet", "--target-dir", str(FOLDER / "target")]
    subprocess.run(command, cwd=folder, check=True)
    stripped = FOLDER / "stripped"
    subprocess.run(["strip", "-o", str(stripped), str(FOLDER / "target" / "release" / name)], check=True)
    return stripped.stat().st_size


def parameters(network):
    """Bytes of the weights themselves."""
    return 4 * ((network["inputs"] + 1) * network["hidden"] + (network["hidden"] + 1) * network["classes"])


def rows(title, profile):
    empty = build("empty", None, profile)
    lines = [f"| {title} | empty `main` | {empty:,} | | |"]
    for name, network in (("4-16-3", IRIS), ("784-128-10", LARGE)):
        size, weights = build(f"net-{name}", network, profile), parameters(network)
        lines.append(f"| | {name} | {size:,} | {weights:,} | {size - empty - weights:,} |")
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    if not LARGE["weights"].exists():
        subprocess.run(["cargo", "run", "--release", "--features", "train", "--bin", "train"], cwd=DIGITS, check=True)
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
