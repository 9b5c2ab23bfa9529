#!/usr/bin/env python3
"""Measures the build time of crates with networks.

    python3 tools/measure/build_time.py [--layers 48] [--rounds 3]
    python3 tools/measure/build_time.py --networks 20 [--against CHECKOUT]
    python3 tools/measure/build_time.py --resnet [--against CHECKOUT]
    python3 tools/measure/build_time.py --ir [--write]

The first command compares a declared network with one written by hand in nalgebra, each a chain of
linear layers of all different sizes with its passes and a step of gradient descent. The second one
builds a crate with many small networks, each of which is trained and predicts; `--against` builds
the same crate with the library of another checkout, in alternation; `--resnet` builds one network
of many convolutions so, which should take 10 seconds at most in release. Dependencies are built
first; then each crate alone is built again and again, in debug and in release. Seconds on a machine
that does other work are worth little; processor time in alternation is worth more.

The last command counts code in place of seconds, which is the same on every machine: the lines of
LLVM IR that one more of the small networks adds, and those of the network of convolutions. It
fails if there are more than the bounds below, which are for x86-64; `--write` sets them to what is
counted plus a tenth.

Needs cargo and Python 3.9.
"""

import argparse
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PROFILES = {"debug": [], "release": ["--release"]}

# Lines of LLVM IR for a small network, and for a crate with ResNet-20, as the compiler hands them
# to its back end.
BOUNDS = {
    "debug": 45255,
    "release": 7552,
    "ResNet-20": 97567,
}


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


def networks(count):
    """A crate of small networks, no two layers of which have the same sizes."""
    lines = ["use netwright::prelude::*;", "use rand::SeedableRng;", "use rand::rngs::SmallRng;"]
    for number in range(count):
        inputs, first, second, classes = 4 + number, 32 + number, 60 + number, 2 + number
        lines.append(f"""
#[network(input = {inputs})]
struct Net{number}(Linear<{first}>, Relu, Linear<{second}>, Relu, Linear<{classes}>);

fn train{number}() {{
    let mut rng = SmallRng::seed_from_u64({number});
    let labels = Label::<{classes}>::from_indices((0..64).map(|n| n % {classes})).unwrap();
    let data = Dataset::new(vec![[0.5; {inputs}]; 64], labels).unwrap();
    let mut net = Net{number}::init(&mut rng);
    let trainer = Trainer::new(CrossEntropy, Adam::new(1e-3)).epochs(2).batch(16);
    let history = trainer.fit(&mut net, &data).unwrap();
    println!("{{}} {{}}", history.last_loss(), net.predict(&[0.1; {inputs}])[0]);
    println!("{{}}", net.predict_batch(data.samples())[0]);
}}""")
    calls = "\n".join(f"    train{number}();" for number in range(count))
    return "\n".join(lines) + f"\n\nfn main() {{\n{calls}\n}}\n"


def resnet():
    """A crate with ResNet-20: 21 convolutions, two of them in shortcuts.

    Source: K. He et al., "Deep residual learning for image recognition", 2015, section 4.2.
    """
    fields, value, channels = [], "relu0", 16
    fields.append("conv0: Conv2d<16, 3, Padding<1>, NoBias>, norm0: BatchNorm2d, relu0: Relu,")
    for number, outputs in enumerate([16] * 3 + [32] * 3 + [64] * 3, 1):
        stride, shortcut = outputs // channels, value
        fields.append(f"conv{number}a: Conv2d<{outputs}, 3, Stride<{stride}>, Padding<1>, NoBias>, norm{number}a: BatchNorm2d, relu{number}a: Relu,")
        fields.append(f"conv{number}b: Conv2d<{outputs}, 3, Padding<1>, NoBias>, norm{number}b: BatchNorm2d,")
        if stride > 1:
            fields.append(f"#[from({value})] conv{number}c: Conv2d<{outputs}, 1, Stride<{stride}>, NoBias>, norm{number}c: BatchNorm2d,")
            shortcut = f"norm{number}c"
        fields.append(f"#[from(norm{number}b, {shortcut})] sum{number}: Add, relu{number}: Relu,")
        value, channels = f"relu{number}", outputs
    fields = "\n    ".join(fields)
    return f"""
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = [3, 32, 32])]
struct ResNet20 {{
    {fields}
    mean: GlobalAvgPool,
    logits: Linear<10>,
}}

fn main() {{
    let mut rng = SmallRng::seed_from_u64(1);
    let labels = Label::<10>::from_indices((0..64).map(|n| n % 10)).unwrap();
    let data = Dataset::new(vec![[0.5; 3072]; 64], labels).unwrap();
    let mut net = ResNet20::init(&mut rng);
    let history = Trainer::new(CrossEntropy, Sgd::new(0.1).momentum(0.9)).fit(&mut net, &data).unwrap();
    println!("{{}} {{}}", history.last_loss(), net.predict(&data.samples()[0])[0]);
    println!("{{}}", net.predict_batch(data.samples())[0]);
}}
"""


def make(folder, name, source, dependencies):
    crate = folder / name
    (crate / "src").mkdir(parents=True)
    manifest = f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n{dependencies}\n[workspace]\n'
    (crate / "Cargo.toml").write_text(manifest)
    (crate / "src" / "main.rs").write_text(source)
    # The versions of the workspace, of which others have what is built.
    shutil.copy(ROOT / "Cargo.lock", crate)
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


def compare(crates, title, rounds):
    """Prints how long crates take to build, in alternation."""
    print(f"{title}, medians of {rounds} rounds, seconds (lowest to highest)")
    for profile, options in PROFILES.items():
        times = {name: [] for name in crates}
        for crate in crates.values():
            build(crate, options)
        for _ in range(rounds):
            for name, crate in crates.items():
                times[name].append(build(crate, options))
        for name, measured in times.items():
            wall, cpu = ([one[kind] for one in measured] for kind in (0, 1))
            print(
                f"{profile:8} {name:17} wall {statistics.median(wall):6.2f} ({min(wall):.2f} to {max(wall):.2f})"
                f"   cpu {statistics.median(cpu):6.2f} ({min(cpu):.2f} to {max(cpu):.2f})"
            )


def library(checkout):
    """The dependencies of a crate with networks."""
    return f'netwright = {{ path = "{Path(checkout).resolve()}" }}\nrand = "0.10"\n'


def lines_of_ir(crate, options):
    """The lines of all functions of a crate, as they leave the front end or the optimiser."""
    output = crate / "output.ll"
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    environment = os.environ | {"CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": target}
    command = ["cargo", "rustc", "--quiet", *options, "--", f"--emit=llvm-ir={output}", "-C", "codegen-units=1", "-C", "debuginfo=0"]
    subprocess.run(command, cwd=crate, check=True, env=environment)
    return sum(function.count("\n") for function in re.findall(r"^define .*?^\}", output.read_text(), re.MULTILINE | re.DOTALL))


def code_of_a_network(folder, profile):
    """The lines that one more network adds: those of three less those of one, halved."""
    one, three = (
        lines_of_ir(make(folder, f"networks{count}_{profile}", networks(count), library(ROOT)), PROFILES[profile])
        for count in (1, 3)
    )
    return (three - one) // 2


def check_ir(folder, write):
    """Compares the code of a network with the bounds."""
    counts = {profile: code_of_a_network(folder, profile) for profile in PROFILES}
    counts["ResNet-20"] = lines_of_ir(make(folder, "resnet", resnet(), library(ROOT)), PROFILES["release"])
    if write:
        BOUNDS.update({case: count + count // 10 for case, count in counts.items()})
        rows = "".join(f'    "{case}": {bound},\n' for case, bound in BOUNDS.items())
        script = Path(__file__)
        text = re.sub(r"^BOUNDS = \{\n.*?^\}", f"BOUNDS = {{\n{rows}}}", script.read_text(), count=1, flags=re.MULTILINE | re.DOTALL)
        script.write_text(text)
    print("lines of LLVM IR that a network of three layers adds to a crate, and those of ResNet-20 in release")
    for case, count in counts.items():
        print(f"{case:10}{count:10,}  bound {BOUNDS[case]:8,}")
    if exceeded := [case for case, count in counts.items() if count > BOUNDS[case]]:
        sys.exit(f"a network has more code than it should have: {', '.join(exceeded)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--layers", type=int, default=48, help="layers of the chain that is compared with nalgebra")
    parser.add_argument("--networks", type=int, help="build a crate with so many small networks")
    parser.add_argument("--resnet", action="store_true", help="build a crate with ResNet-20")
    parser.add_argument("--against", metavar="CHECKOUT", help="build it with the library of this checkout too")
    parser.add_argument("--ir", action="store_true", help="count the code of a small network")
    parser.add_argument("--write", action="store_true", help="set the bounds of --ir anew")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if arguments.ir:
            check_ir(folder, arguments.write)
        elif arguments.networks or arguments.resnet:
            checkouts = {"here": ROOT} | ({"there": arguments.against} if arguments.against else {})
            source = resnet() if arguments.resnet else networks(arguments.networks)
            crates = {name: make(folder, name, source, library(checkout)) for name, checkout in checkouts.items()}
            title = "ResNet-20" if arguments.resnet else f"{arguments.networks} networks of three layers"
            compare(crates, title, arguments.rounds)
        else:
            crates = {
                "netwright": make(folder, "declared", declared(arguments.layers), library(ROOT)),
                "nalgebra by hand": make(folder, "by_hand", by_hand(arguments.layers), 'nalgebra = "0.35"\n'),
            }
            compare(crates, f"{arguments.layers} linear layers", arguments.rounds)


if __name__ == "__main__":
    main()
