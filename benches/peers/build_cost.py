#!/usr/bin/env python3
"""Measures the build of an application with a network 784-128-10. See ../README.md.

    python3 benches/peers/build_cost.py [--only netwright,candle] [--write]
"""

import argparse
import os
import shutil
import subprocess
import sys
import time

import report

TARGET = report.TARGET / "cost"

# Title, package, and the arguments that choose features.
APPLICATIONS = [
    ("netwright", "app-netwright", []),
    ("netwright, without default features", "app-netwright", ["--no-default-features"]),
    ("nalgebra", "app-nalgebra", []),
    ("nalgebra, without default features", "app-nalgebra", ["--no-default-features"]),
    ("dfdx", "app-dfdx", []),
    ("candle", "app-candle", []),
    ("burn-flex", "app-burn", ["--features", "flex"]),
    ("burn-ndarray", "app-burn", ["--features", "ndarray"]),
    ("tract", "app-tract", []),
]


def cargo(*arguments):
    """Runs cargo without flags from outside, and returns what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "RUSTFLAGS"}
    command = ["cargo", *arguments]
    return subprocess.run(command, cwd=report.HERE, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def clean_build(package, features):
    """Seconds of a build from nothing; the crates are downloaded before."""
    shutil.rmtree(TARGET, ignore_errors=True)
    start = time.perf_counter()
    cargo("build", "--release", "--quiet", "--package", package, "--target-dir", str(TARGET), *features)
    return time.perf_counter() - start


def crates(package, features):
    """The crates that are compiled for it, itself not counted."""
    lines = cargo("tree", "--package", package, "--edges", "normal,build", "--prefix", "none", "--format", "{p}", *features)
    return len({line.removesuffix(" (*)") for line in lines.splitlines() if line}) - 1


def stripped_size(package):
    """Bytes of the program without symbols."""
    stripped = TARGET / "stripped"
    subprocess.run(["strip", "-o", str(stripped), str(TARGET / "release" / package)], check=True)
    return stripped.stat().st_size


def cost(title, package, features):
    print(f"building {title}", file=sys.stderr, flush=True)
    seconds = clean_build(package, features)
    return [title, str(crates(package, features)), f"{seconds:.1f}", f"{stripped_size(package) / 1024:.0f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="peers, separated by commas")
    parser.add_argument("--write", action="store_true", help="put the table into benches/README.md")
    options = parser.parse_args()
    if options.write and options.only:
        sys.exit("--write is for complete runs")
    wanted = options.only.split(",") if options.only else None
    cargo("fetch", "--quiet")
    rows = [cost(*one) for one in APPLICATIONS if not wanted or one[0].split(",")[0] in wanted]
    header = ["784-128-10, inference", "crates", "clean release build, s", "stripped program, KiB"]
    text = f"{report.machine()}\n\n{report.table(header, rows)}"
    print(text)
    if options.write:
        report.write("build cost", text)


if __name__ == "__main__":
    main()
