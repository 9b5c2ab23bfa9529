#!/usr/bin/env python3
"""Builds netwright and its peers, measures them, and prints tables. See ../README.md.

    python3 benches/peers/run.py [--rounds 3] [--only netwright,candle] [--workloads W1,W3a]
                                 [--quick] [--write]
"""

import argparse
import dataclasses
import os
import shutil
import subprocess
import sys

import report

# One thread, whatever library a peer uses for its threads.
THREADS = ["RAYON", "OMP", "MKL", "OPENBLAS", "MATMUL"]
ENVIRONMENT = os.environ | {f"{library}_NUM_THREADS": "1" for library in THREADS}
# Flags from outside would change what is compared.
ENVIRONMENT.pop("RUSTFLAGS", None)


@dataclasses.dataclass
class Workload:
    name: str
    title: str
    # Samples that are processed in the time that peers print, where speed is shown and not time.
    samples: int | None = None

    def show(self, seconds):
        return speed(self.samples / seconds) if self.samples else time(seconds)


WORKLOADS = [
    Workload("W1", "W1: one sample, 2-100-3"),
    Workload("W2", "W2: one sample, 16-32-32-4, tanh"),
    Workload("W3a", "W3a: one sample, 784-128-10"),
    Workload("W3b", "W3b: a sample of 64, 784-128-10"),
    Workload("W3c", "W3c: training it, samples/s", samples=64),
    Workload("W4a", "W4a: one sample, practicum's network"),
    Workload("W4b", "W4b: training it, samples/s", samples=64),
    Workload("W4La", "W4La: one sample, LeNet-5"),
    Workload("W4Lb", "W4Lb: training it, samples/s", samples=64),
    Workload("W5", "W5: 1000 steps of the spiral"),
    Workload("W6a", "W6a: one sample, 17-33-5"),
    Workload("W6b", "W6b: one sample, 300-50-7"),
    Workload("W6c", "W6c: one sample, 64-256-256-2"),
    Workload("W7", "W7: a sequence of 100, GRU 16-32"),
    Workload("W8", "W8: one sample, ResNet-8"),
]

# Several tables are narrower than one: sizes that are only there for completeness, and images and
# signals, come apart.
TABLES = [["W1", "W2", "W3a", "W3b", "W3c", "W5"], ["W6a", "W6b", "W6c"], ["W4a", "W4b", "W4La", "W4Lb", "W7", "W8"]]


@dataclasses.dataclass
class Rust:
    name: str
    package: str
    # The crate whose version is shown.
    crate: str | None
    features: str | None = None
    native: bool = False

    def prepare(self, _):
        """Builds the program, and keeps a copy, since a package may be built several times."""
        environment, target = dict(ENVIRONMENT), report.TARGET
        if self.native:
            environment["RUSTFLAGS"] = "-C target-cpu=native"
            target = report.TARGET / "native"
        command = ["cargo", "build", "--release", "--quiet", "--package", self.package, "--target-dir", str(target)]
        command += ["--features", self.features] if self.features else []
        subprocess.run(command, cwd=report.HERE, env=environment, check=True)
        program = report.TARGET / "programs" / self.name
        program.parent.mkdir(exist_ok=True)
        shutil.copy2(target / "release" / self.package, program)
        return [str(program)], report.crate_version(self.crate) if self.crate else ""


@dataclasses.dataclass
class Python:
    name: str

    def prepare(self, pythons):
        """Looks for an interpreter that has the library."""
        for python in pythons:
            command = [python, str(report.HERE / "peer.py"), self.name]
            found = subprocess.run([*command, "--version"], capture_output=True, text=True, env=ENVIRONMENT)
            if found.returncode == 0:
                return command, found.stdout.split()[-1]
        raise FileNotFoundError(f"no python of {', '.join(pythons)} can import what {self.name} needs")


PEERS = [
    Rust("netwright", "peer-netwright", "netwright"),
    Rust("netwright-avx512", "peer-netwright", "netwright", features="avx512"),
    Rust("loops", "peer-loops", None),
    Rust("nalgebra", "peer-nalgebra", "nalgebra"),
    Rust("nalgebra-native", "peer-nalgebra", "nalgebra", native=True),
    Rust("dfdx", "peer-dfdx", "dfdx"),
    Rust("candle", "peer-candle", "candle-core"),
    Rust("burn-flex", "peer-burn", "burn", features="flex"),
    Rust("burn-ndarray", "peer-burn", "burn", features="ndarray"),
    Rust("tract", "peer-tract", "tract-onnx"),
    Python("torch"),
    Python("onnxruntime"),
]


def significant(number):
    """Three digits."""
    return f"{number:.2f}" if number < 9.995 else f"{number:.1f}" if number < 99.95 else f"{number:.0f}"


def time(seconds):
    for unit, size in [("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)]:
        if seconds >= 0.9995 * size:
            return f"{significant(seconds / size)} {unit}"
    return f"{significant(seconds / 1e-9)} ns"


def speed(per_second):
    return f"{significant(per_second / 1000)} k/s"


def prepare(peers, pythons):
    """The commands and versions of the peers that can be built or found; says which cannot."""
    ready = {}
    for peer in peers:
        print(f"preparing {peer.name}", file=sys.stderr, flush=True)
        try:
            ready[peer.name] = peer.prepare(pythons)
        except (subprocess.CalledProcessError, FileNotFoundError) as error:
            print(f"skipped {peer.name}: {error}", file=sys.stderr)
    return ready


def measure(command, workloads, seconds):
    """One process: what it prints, as numbers."""
    command = [*command, ",".join(workload.name for workload in workloads), str(seconds)]
    lines = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT, check=True).stdout.splitlines()
    return {name: float(number) for name, number in (line.split() for line in lines)}


def rounds(ready, workloads, count, seconds):
    """Measures {peer: {workload: [seconds of each round]}}, with the peers interleaved."""
    times = {peer: {} for peer in ready}
    for number in range(count):
        for peer, (command, _) in ready.items():
            print(f"round {number + 1}: {peer}", file=sys.stderr, flush=True)
            for workload, value in measure(command, workloads, seconds).items():
                times[peer].setdefault(workload, []).append(value)
    return times


def row(peer, version, times, workloads, cell):
    cells = [cell(workload, times[workload.name]) if workload.name in times else "" for workload in workloads]
    return [f"{peer} {version}".strip(), *cells]


def with_any(times, workloads):
    """The peers that have one of the workloads."""
    return [peer for peer in times if any(workload.name in times[peer] for workload in workloads)]


def best_table(ready, times, workloads):
    own = times.get("netwright", {})

    def cell(workload, values):
        best = workload.show(min(values))
        return f"{best} ({significant(min(values) / min(own[workload.name]))})" if workload.name in own else best

    rows = [row(peer, ready[peer][1], times[peer], workloads, cell) for peer in with_any(times, workloads)]
    return report.table(["", *(workload.title for workload in workloads)], rows)


def range_table(times, workloads):
    def cell(workload, values):
        ends = dict.fromkeys(map(workload.show, sorted([min(values), max(values)])))
        return " to ".join(ends)

    rows = [row(peer, "", times[peer], workloads, cell) for peer in with_any(times, workloads)]
    return report.table(["", *(workload.name for workload in workloads)], rows)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=0.3, help="for each workload, in each round")
    parser.add_argument("--only", help="peers, separated by commas")
    parser.add_argument("--workloads", help="workloads, separated by commas")
    parser.add_argument("--quick", action="store_true", help="one short round: does everything work?")
    parser.add_argument("--python", help="the interpreter for torch and onnxruntime")
    parser.add_argument("--write", action="store_true", help="put the tables into benches/README.md")
    return parser.parse_args()


def chosen(everything, names):
    """Those of the names that are asked for."""
    wanted = names.split(",") if names else [one.name for one in everything]
    unknown = set(wanted) - {one.name for one in everything}
    if unknown:
        sys.exit(f"there is no {', '.join(sorted(unknown))}")
    return [one for one in everything if one.name in wanted]


def main():
    options = arguments()
    if options.write and (options.only or options.workloads or options.quick):
        sys.exit("--write is for complete runs")
    if options.quick:
        options.rounds, options.seconds = 1, 0.1
    peers, workloads = chosen(PEERS, options.only), chosen(WORKLOADS, options.workloads)
    default = [str(report.TARGET / "python" / "bin" / "python"), sys.executable, "/usr/bin/python3"]
    pythons = [options.python] if options.python else [python for python in default if os.path.exists(python)]
    ready = prepare(peers, pythons)
    times = rounds(ready, workloads, options.rounds, options.seconds)
    groups = [group for names in TABLES if (group := [one for one in workloads if one.name in names])]
    parts = [best_table(ready, times, group) for group in groups]
    if options.rounds > 1:
        parts.append(f"The lowest and the highest of {options.rounds} rounds:")
        parts += [range_table(times, group) for group in groups]
    text = "\n\n".join([report.machine(), *parts])
    print(text)
    if options.write:
        report.write("passes", text)


if __name__ == "__main__":
    main()
