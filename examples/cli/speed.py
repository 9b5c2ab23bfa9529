#!/usr/bin/env python3
"""Measures rows per second and peak memory of the program, beside programs that only parse.

    examples/cli/speed.py [ROWS ..]      # 100000 and 1000000 without arguments

Prints the best of five runs each. Needs cargo and Python 3.9.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from subprocess import DEVNULL

HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target")).resolve()
NAMES = ("sepal_length", "sepal_width", "petal_length", "petal_width")
RUNS = 5


def write(folder, rows):
    """Writes irises with some noise as CSV and as NDJSON."""
    lines = (HERE / "../data/iris.csv").read_text().splitlines()[1:]
    irises = [[float(number) for number in line.split(",")[:4]] for line in lines]
    chance = random.Random(1)
    table, objects = folder / f"{rows}.csv", folder / f"{rows}.ndjson"
    with open(table, "w") as csv, open(objects, "w") as ndjson:
        for _ in range(rows):
            row = [f"{number + chance.gauss(0, 0.1):.2f}" for number in chance.choice(irises)]
            csv.write(",".join(row) + "\n")
            ndjson.write("{" + ", ".join(f'"{name}": {number}' for name, number in zip(NAMES, row)) + "}\n")
    return table, objects


def run(program, arguments, file):
    """Returns the seconds of a run, by the clock."""
    with open(file) as rows:
        begin = time.perf_counter()
        subprocess.run([program, *arguments], stdin=rows, stdout=DEVNULL, stderr=DEVNULL, check=True)
        return time.perf_counter() - begin


def peak(program, arguments, file):
    """Returns the most KiB that a run has used once its input is read, or None without /proc."""
    child = subprocess.Popen([program, *arguments], stdin=subprocess.PIPE, stdout=DEVNULL, stderr=DEVNULL)
    child.stdin.write(file.read_bytes())
    try:
        status = Path(f"/proc/{child.pid}/status").read_text()
    except OSError:
        status = ""
    child.communicate()
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), None)


def main():
    sizes = [int(size) for size in sys.argv[1:]] or [100_000, 1_000_000]
    build = ["cargo", "build", "--release", "--bins", "--examples", "--target-dir", str(TARGET)]
    subprocess.run(build, cwd=HERE, check=True)
    iris, parser = TARGET / "release/iris", TARGET / "release/examples/parser"
    ndjson = ["--format", "ndjson"]
    with tempfile.TemporaryDirectory() as folder:
        for rows in sizes:
            table, objects = write(Path(folder), rows)
            print(f"{rows:,} rows".ljust(40) + "million rows/s   peak KiB")
            for name, program, arguments, file in (
                ("the crate csv and numbers, no answers", parser, [], table),
                ("iris --check", iris, ["--check"], table),
                ("iris", iris, [], table),
                ("iris --probabilities", iris, ["--probabilities"], table),
                ("iris --format ndjson --check", iris, [*ndjson, "--check"], objects),
                ("iris --format ndjson", iris, ndjson, objects),
            ):
                seconds = min(run(program, arguments, file) for _ in range(RUNS))
                print(f"{name:40}{rows / seconds / 1e6:14.1f}{peak(program, arguments, file) or '':11}")


if __name__ == "__main__":
    main()
