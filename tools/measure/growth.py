#!/usr/bin/env python3
"""Measures the growth of the cost of inference beside a model, and draws a roofline.

    python3 tools/measure/growth.py             # prints the tables
    python3 tools/measure/growth.py --write     # puts them, and a roofline, into docs/design/
    python3 tools/measure/growth.py --rounds 9  # more rounds; each number is the best of all

Small release programs (benches/programs) measure the networks, and the limits of a core:
multiply-adds, and reading from each cache and from memory. Needs cargo and Python 3.9; cache sizes
are read from Linux, and guessed elsewhere.
"""

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True  # No folder of compiled Python among the sources.
import roofline

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "design" / "cost.md"
PICTURE = PAGE.with_name("roofline.svg")
BEGIN, END = "<!-- growth: begin -->\n", "<!-- growth: end -->\n"


@dataclass
class Cache:
    name: str
    # Bytes; without end for memory.
    size: float
    # Bytes a second.
    bandwidth: float = 0.0


@dataclass
class Machine:
    # Floating-point operations a second.
    peak: float
    levels: list

    def seconds(self, cost, threads=1):
        """The least time that a cost takes."""
        wanted, reading = cost.bytes, 0.0
        for level in self.levels:
            # A byte too many drives out another one, which then comes from the next level too.
            beyond = min(wanted, 2 * max(0.0, cost.bytes - level.size))
            reading += (wanted - beyond) / level.bandwidth
            wanted = beyond
        return max(cost.flops / self.peak, reading) / threads


@dataclass
class Cost:
    """The cost of a call for a size: measured, and counted."""

    size: int
    seconds: float
    flops: float
    bytes: float


@dataclass
class Model:
    overhead: float
    factor: float

    def seconds(self, least):
        return self.overhead + self.factor * least

    @staticmethod
    def fit(points):
        """Fits by least squares of relative errors, over pairs of least and measured time."""
        scaled = [(1 / measured, least / measured) for least, measured in points]
        aa, ab, bb = (sum(x[i] * x[j] for x in scaled) for i, j in ((0, 0), (0, 1), (1, 1)))
        a, b = (sum(x[i] for x in scaled) for i in (0, 1))
        determinant = aa * bb - ab * ab
        if determinant > 0 and (overhead := (a * bb - b * ab) / determinant) > 0:
            return Model(overhead, (b - ab * overhead) / bb)
        return Model(0.0, b / bb)


def cache_sizes():
    sizes = {}
    for entry in Path("/sys/devices/system/cpu/cpu0/cache").glob("index*"):
        level, kind, size = ((entry / name).read_text().strip() for name in ("level", "type", "size"))
        if kind != "Instruction":
            sizes[f"L{level}"] = int(size.rstrip("K")) * 1024
    return sizes or {"L1": 32 << 10, "L2": 512 << 10, "L3": 8 << 20}


def build(folder, features):
    """The programs, built with these features of netwright and copied to a folder."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    manifest = ROOT / "benches" / "programs" / "Cargo.toml"
    command = ["cargo", "build", "--quiet", "--release", "--manifest-path", manifest, "--target-dir", target]
    subprocess.run([*command, *(f"--features=netwright/{feature}" for feature in features)], check=True)
    folder.mkdir()
    for program in ("growth", "machine"):
        shutil.copy(target / "release" / program, folder)
    return folder


def run(program, *arguments, threads=1):
    environment = os.environ | {"RAYON_NUM_THREADS": str(threads)}
    command = [program, *map(str, arguments)]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()


def measure_machine(programs, rounds):
    sizes = cache_sizes()
    # Half of a cache surely holds the data, unless it is shared, as the last one may be. For
    # memory, so much that little stays in the last cache.
    blocks = [min(size // 2, 4 * before) for (_, size), before in zip(sorted(sizes.items()), [math.inf, *sorted(sizes.values())])]
    blocks.append(4 * max(sizes.values()))
    best = [0.0] * (1 + len(blocks))
    for _ in range(rounds):
        rates = [float(line.split()[1]) for line in run(programs / "machine", *blocks)]
        best = [max(pair) for pair in zip(best, rates)]
    levels = [Cache(name, size) for name, size in sorted(sizes.items())] + [Cache("memory", math.inf)]
    for level, bandwidth in zip(levels, best[1:]):
        level.bandwidth = bandwidth
    return Machine(best[0], levels)


def measure(programs, series, rounds, threads=1):
    best = {}
    for _ in range(rounds):
        for line in run(programs / "growth", series, threads=threads):
            size, seconds, multiply_adds, parameters, values = map(float, line.split())
            cost = Cost(int(size), seconds, 2 * multiply_adds, 4 * (parameters + values))
            best[cost.size] = min(best.get(cost.size, cost), cost, key=lambda cost: cost.seconds)
    return list(best.values())


def duration(seconds):
    if seconds == 0:
        return "0"
    unit, scale = next((unit, scale) for unit, scale in (("ns", 1e9), ("µs", 1e6), ("ms", 1e3)) if seconds * scale < 999.5 or unit == "ms")
    value = seconds * scale
    return f"{value:.{max(0, 2 - math.floor(math.log10(max(value, 0.1))))}f} {unit}"


def giga(rate):
    return f"{rate / 1e9:.0f}" if rate >= 9.95e9 else f"{rate / 1e9:.1f}"


def rows(*cells):
    lines = [" | ".join(row) for row in cells]
    lines.insert(1, " | ".join("---:" for _ in cells[0]))
    return "".join(f"| {line} |\n" for line in lines)


def fitted(model):
    return f"overhead {duration(model.overhead)}, factor {model.factor:.2f}"


def table(title, head, machine, costs):
    least = [machine.seconds(cost) for cost in costs]
    model = Model.fit([(floor, cost.seconds) for floor, cost in zip(least, costs)])
    body = [
        (str(cost.size), duration(cost.seconds), duration(model.seconds(floor)), giga(cost.flops / cost.seconds))
        for floor, cost in zip(least, costs)
    ]
    return f"{title} ({fitted(model)}):\n\n{rows((head, 'measured', 'model', 'Gflop/s'), *body)}\n"


def table_of_threads(machine, one, two):
    models = [
        Model.fit([(machine.seconds(cost, threads), cost.seconds) for cost in costs]) for threads, costs in ((1, one), (2, two))
    ]
    body = [
        (
            str(a.size),
            *(
                duration(seconds)
                for threads, model, cost in ((1, models[0], a), (2, models[1], b))
                for seconds in (cost.seconds, model.seconds(machine.seconds(cost, threads)))
            ),
            f"{a.seconds / b.seconds:.2f}",
        )
        for a, b in zip(one, two)
    ]
    title = f"Threads, a batch for 784-128-10 (one: {fitted(models[0])}; two, with half of the work each: {fitted(models[1])})"
    return f"{title}:\n\n{rows(('batch', 'one', 'model', 'two', 'model', 'times faster'), *body)}\n"


def has_threads():
    return re.search(r"^rayon *= *\[", (ROOT / "Cargo.toml").read_text(), re.MULTILINE) is not None and (os.cpu_count() or 1) > 1


def write(tables):
    before, rest = PAGE.read_text().split(BEGIN)
    PAGE.write_text(before + BEGIN + tables + END + rest.split(END)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help=f"put the tables into {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        programs = build(Path(temporary) / "default", [])
        machine = measure_machine(programs, arguments.rounds)
        series = {name: measure(programs, name, arguments.rounds) for name in ("width", "depth", "batch")}
        bandwidths = ", ".join(f"{level.name} {giga(level.bandwidth)}" for level in machine.levels)
        tables = f"\nOne core: {giga(machine.peak)} Gflop/s in single precision; reading, GB/s: {bandwidths}.\n\n"
        tables += table("Width, one sample, a layer from `n` features to `n`", "n", machine, series["width"])
        tables += table("Depth, one sample, layers of 64 features with Relu", "layers", machine, series["depth"])
        tables += table("Batch, 784-128-10 with Relu", "batch", machine, series["batch"])
        if has_threads():
            programs = build(Path(temporary) / "threads", ["rayon"])
            one, two = (measure(programs, "threads", arguments.rounds, threads) for threads in (1, 2))
            tables += table_of_threads(machine, one, two)
        else:
            print("threads are left out: they need the feature `rayon` and two cores\n")
    print(tables.strip())
    if arguments.write:
        write(tables)
        PICTURE.write_text(roofline.draw(machine, series))


if __name__ == "__main__":
    main()
