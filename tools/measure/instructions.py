#!/usr/bin/env python3
"""Counts the instructions of every pass that is quoted, and fails if a bound is exceeded.

    python3 tools/measure/instructions.py            # compares with the table below
    python3 tools/measure/instructions.py W3b W3c    # only some of them
    python3 tools/measure/instructions.py --write    # sets bounds: counts plus a tenth

Times differ from run to run, counts do not: a small release program (benches/programs) runs under
valgrind's callgrind for two numbers of calls, and the difference is what the calls cost, without
starting up. valgrind 3.19 emulates AVX2 and FMA where the processor has them, so that the code
counted is what such processors run; it does not know AVX-512. The table holds for that alone. A new
compiler may need a new table. Needs cargo, Linux and Python 3.9; valgrind is installed by apt-get
where it is missing, after asking or with --yes.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What is counted, as benches/README.md names it. All in single precision.
PASSES = {
    "W1": "one sample, 2-100-3",
    "W2": "one sample, 16-32-32-4, tanh",
    "W3a": "one sample, 784-128-10",
    "W3b": "a batch of 64, 784-128-10",
    "W3c": "a step of training on 64, momentum, 784-128-10",
    "W4a": "one image, the practicum's network",
    "W4b": "a step of training on 64, momentum, the practicum's network",
    "W4La": "one image, LeNet-5",
    "W4Lb": "a step of training on 64, momentum, LeNet-5",
    "W5": "a step of training on 3000, Adam, 2-100-3",
    "W6a": "one sample, 17-33-5",
    "W6b": "one sample, 300-50-7",
    "W6c": "one sample, 64-256-256-2",
    "W7": "a sequence of 100, GRU 16-32",
    "stream": "a block of 64 frames, causal convolutions and a GRU",
    "residual": "one sample, a residual block of 32 channels, 16×16",
    "batch-of-5": "a batch of 5, 784-128-10",
    "backward": "the way back on 64, 784-128-10",
    "adam": "a step of Adam alone, 784-128-10",
    "sgd": "a step with momentum alone, 784-128-10",
}

# Instructions that a pass may take.
BOUNDS = {
    "W1": 185,
    "W2": 862,
    "W3a": 40902,
    "W3b": 1947864,
    "W3c": 4559888,
    "W4a": 84700,
    "W4b": 17504421,
    "W4La": 231754,
    "W4Lb": 42703866,
    "W5": 2265274,
    "W6a": 308,
    "W6b": 4422,
    "W6c": 31516,
    "W7": 365415,
    "stream": 125984,
    "residual": 2021740,
    "batch-of-5": 186357,
    "backward": 2024655,
    "adam": 351750,
    "sgd": 169535,
}
INSTRUCTION_SET = "AVX2 and FMA"

# A pass that is the difference of two workloads of the program. All others are workloads
# themselves.
DIFFERENCES = {"backward": ("forward-backward", "forward")}

# The numbers of runs of a workload, shorter and longer, which leave start-up far behind; callgrind
# takes about 50 times as long as the processor.
SMALL, LARGE = (100, 1100), (2, 6)
SMALL_WORKLOADS = {"W1", "W2", "W3a", "W4a", "W4La", "W6a", "W6b", "W6c"}


def require_valgrind(yes):
    """Has valgrind installed where it is missing, if the user agrees."""
    if shutil.which("valgrind"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0 and (yes or agrees("install valgrind with apt-get")):
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-q", "-y", "--no-install-recommends", "valgrind"], check=False)
    if not shutil.which("valgrind"):
        sys.exit("valgrind is missing; install it, for instance by `apt-get install valgrind`, or run this with --yes as root")


def agrees(what):
    """Asks at a terminal; elsewhere nobody agrees."""
    return sys.stdin.isatty() and input(f"{what}? [y/N] ").lower().startswith("y")


def build(program="instructions", symbols=False):
    """A program, built alone and with the same flags whatever the environment says."""
    environment = {name: value for name, value in os.environ.items() if name not in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS")}
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    manifest = ROOT / "benches" / "programs" / "Cargo.toml"
    command = ["cargo", "rustc", "--quiet", "--release", "--manifest-path", manifest, "--target-dir", target, "--bin", program]
    # Neither symbols nor paths, so that a count does not depend on where the program was built. Of
    # this program alone: another profile would have all that it depends on built anew.
    command += ["--", f"-Cstrip={'none' if symbols else 'symbols'}"]
    subprocess.run(command, env=environment, check=True)
    return target / "release" / program


def count(program, workload, calls):
    """Counts the instructions of this many calls, with the instruction set of the table."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "counts"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", program, workload, str(calls)]
        # The environment lies on the stack, and how it is aligned there may matter.
        run = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"valgrind failed:\n{run.stderr}")
        if run.stdout.strip() != INSTRUCTION_SET:
            sys.exit(f"the table is for {INSTRUCTION_SET}, but the program would use {run.stdout.strip()}: nothing to compare with")
        total = re.search(r"^(?:summary|totals): (\d+)", output.read_text(), re.MULTILINE)
        return int(total[1])


def instructions_of_workload(program, workload):
    few, many = SMALL if workload in SMALL_WORKLOADS else LARGE
    return (count(program, workload, many) - count(program, workload, few)) / (many - few)


def instructions(program, name):
    more, less = DIFFERENCES.get(name, (name, None))
    return round(instructions_of_workload(program, more) - (instructions_of_workload(program, less) if less else 0))


def write(counts):
    """Rewrites the table above."""
    script = Path(__file__)
    rows = "".join(f'    "{name}": {counts[name] + counts[name] // 10 if name in counts else BOUNDS[name]},\n' for name in PASSES)
    text = re.sub(r"^BOUNDS = \{\n.*?^\}", f"BOUNDS = {{\n{rows}}}", script.read_text(), count=1, flags=re.MULTILINE | re.DOTALL)
    script.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="set the bounds to what is counted plus a tenth")
    parser.add_argument("--yes", action="store_true", help="install valgrind with apt-get, if it is missing, without asking")
    parser.add_argument("passes", nargs="*", metavar="PASS", help=f"all of {', '.join(PASSES)} unless some are named")
    arguments = parser.parse_args()
    names = arguments.passes or list(PASSES)
    if unknown := set(names) - set(PASSES):
        parser.error(f"no such pass: {', '.join(sorted(unknown))}")
    require_valgrind(arguments.yes)
    program = build()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(names, pool.map(partial(instructions, program), names)))
    if arguments.write:
        write(counts)
        BOUNDS.update({name: number + number // 10 for name, number in counts.items()})
    exceeded = [name for name in names if counts[name] > BOUNDS[name]]
    print(f"{'pass':12}{'instructions':>14}{'bound':>12}")
    for name in names:
        print(f"{name:12}{counts[name]:14,}{BOUNDS[name]:12,}  {PASSES[name]}{': exceeded' if name in exceeded else ''}")
    print(f"instruction set: {INSTRUCTION_SET}")
    if exceeded:
        sys.exit(f"too many instructions: {', '.join(exceeded)}")


if __name__ == "__main__":
    main()
