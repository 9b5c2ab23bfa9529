#!/usr/bin/env python3
"""Compares the build time of a declared network with one written by hand in nalgebra.

    python3 tools/measure/build_time.py [--layers 48] [--rounds 3]

Makes two crates in a temporary folder, each with a chain of linear layers of all different sizes,
its forward and backward pass and a step of gradient descent: one with `#[network]`, one as
straight-line nalgebra code over boxed matrices. Dependencies are built first; then each crate alone
is built again and again, in turn, in debug and in release. Needs cargo and Python 3.9.
"""

import argparse
import math
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def sizes(layers):
    """Sizes that are all different, in no order."""
    count = layers + 1
    stride = next(stride for stride in range(count // 3, count) if math.gcd(stride, count) == 1)
    return [10 + (stride * number) % count for number in range(count)]


def declared(layers):
    first, *rest = sizes(layers)
    fields = "\n".join(f"    l{number}: Linear<{size}>," for number, size in enumerate(rest))
    return f"""
use netwright::nalgebra::Const;
use netwright::prelude::*;

#[network(input = {first})]
struct Chain {{
{fields}
}}

fn main() {{
    let mut rng = rand::rngs::SmallRng::seed_from_u64(1);
    let (mut net, mut gradients) = (Chain::init(&mut rng), Chain::zeros());
    let mut workspace = Workspace::<_, Const<1>>::fixed();
    let mut sgd = Sgd::new(0.01);
    let (x, t) = ([0.5; {first}], [[0.1; {rest[-1]}]]);
    for _ in 0..3 {{
        gradients.zero();
        let loss = net.forward(&x, &mut workspace, &mut rng).loss(&Mse, &t).unwrap();
        println!("{{}}", loss.backward(&mut gradients));
        sgd.step(&mut net, &gradients);
    }}
}}

use rand::SeedableRng;
"""


def by_hand(layers):
    shapes = list(zip(sizes(layers), sizes(layers)[1:]))
    first, last = shapes[0][0], shapes[-1][1]
    lines = ["use nalgebra::{SMatrix, SVector};", "", "#[derive(Clone)]", "struct Chain {"]
    for number, (inputs, outputs) in enumerate(shapes):
        lines.append(f"    w{number}: SMatrix<f32, {outputs}, {inputs}>,")
        lines.append(f"    b{number}: SVector<f32, {outputs}>,")
    lines += ["}", "", f"fn step(net: &mut Chain, gradients: &mut Chain, x: &SVector<f32, {first}>, t: &SVector<f32, {last}>) -> f32 {{"]
    value = "x"
    for number in range(layers):
        reference = value if value == "x" else f"&{value}"
        lines.append(f"    let y{number} = net.w{number} * {reference} + net.b{number};")
        value = f"y{number}"
    lines.append(f"    let difference = {value} - t;")
    lines.append(f"    let loss = difference.norm_squared() / {last} as f32;")
    lines.append(f"    let d{layers - 1} = difference * (2.0 / {last} as f32);")
    for number in reversed(range(layers)):
        value = "x" if number == 0 else f"y{number - 1}"
        lines.append(f"    gradients.w{number} += d{number} * {value}.transpose();")
        lines.append(f"    gradients.b{number} += d{number};")
        if number:
            lines.append(f"    let d{number - 1} = net.w{number}.tr_mul(&d{number});")
    for number in range(layers):
        lines.append(f"    net.w{number} -= gradients.w{number} * 0.01;")
        lines.append(f"    net.b{number} -= gradients.b{number} * 0.01;")
        lines.append(f"    gradients.w{number}.fill(0.0);")
        lines.append(f"    gradients.b{number}.fill(0.0);")
    lines += ["    loss", "}", "", "fn zeros() -> Box<Chain> {", "    Box::new(Chain {"]
    for number in range(layers):
        lines.append(f"        w{number}: SMatrix::zeros(),")
        lines.append(f"        b{number}: SVector::zeros(),")
    lines += ["    })", "}", "", "fn main() {", "    let (mut net, mut gradients) = (zeros(), zeros());"]
    for number in range(layers):
        lines.append(f"    net.w{number}.fill(0.1);")
    lines += [
        "    for _ in 0..3 {",
        '        println!("{}", step(&mut net, &mut gradients, &SVector::repeat(0.5), &SVector::repeat(0.1)));',
        "    }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def make(folder, name, source, dependencies):
    crate = folder / name
    (crate / "src").mkdir(parents=True)
    manifest = f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n{dependencies}\n[workspace]\n'
    (crate / "Cargo.toml").write_text(manifest)
    (crate / "src" / "main.rs").write_text(source)
    return crate


def build(crate, options):
    """Builds a crate whose source has just changed; returns wall time and processor time."""
    os.utime(crate / "src" / "main.rs")
    before, start = os.times(), time.monotonic()
    # Not incrementally: touching the file without changing it would measure the linker.
    environment = os.environ | {"CARGO_INCREMENTAL": "0"}
    subprocess.run(["cargo", "build", "--quiet", *options], cwd=crate, check=True, env=environment)
    after = os.times()
    return time.monotonic() - start, (after.children_user + after.children_system) - (before.children_user + before.children_system)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--layers", type=int, default=48)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        crates = {
            "netwright": make(folder, "declared", declared(arguments.layers), f'netwright = {{ path = "{ROOT}" }}\nrand = "0.10"\n'),
            "nalgebra by hand": make(folder, "by_hand", by_hand(arguments.layers), 'nalgebra = "0.35"\n'),
        }
        print(f"{arguments.layers} linear layers, medians of {arguments.rounds} rounds, seconds (lowest to highest)")
        for profile, options in {"debug": [], "release": ["--release"]}.items():
            times = {name: [] for name in crates}
            for crate in crates.values():
                build(crate, options)
            for _ in range(arguments.rounds):
                for name, crate in crates.items():
                    times[name].append(build(crate, options))
            for name, rounds in times.items():
                wall, cpu = ([one[kind] for one in rounds] for kind in (0, 1))
                print(
                    f"{profile:8} {name:17} wall {statistics.median(wall):6.2f} ({min(wall):.2f} to {max(wall):.2f})"
                    f"   cpu {statistics.median(cpu):6.2f} ({min(cpu):.2f} to {max(cpu):.2f})"
                )


if __name__ == "__main__":
    main()
