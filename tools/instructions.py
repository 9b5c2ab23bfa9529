#!/usr/bin/env python3
"""Counts the instructions of a call of `predict`, and fails if there are more than there should be.

    python3 tools/instructions.py            # compares with the table below
    python3 tools/instructions.py --write    # sets the bounds to what is counted plus a tenth

Times differ from run to run, counts do not: a small release program (benches/programs) runs under valgrind's callgrind for two numbers of calls,
and the difference is what the calls cost, without starting up. valgrind 3.19 emulates AVX2 and FMA where the processor has
them, so that the code counted is what such processors run; it does not know AVX-512. The table holds for that alone. A new compiler may
need a new table. Needs cargo, Linux and Python 3.9; valgrind is installed by apt-get where it is missing, after asking or with --yes.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Instructions that a call of `predict` may take, by workload.
BOUNDS = {
    "2-100-3": 185,
    "16-32-32-4": 855,
    "784-128-10": 39141,
}
INSTRUCTION_SET = "AVX2 and FMA"

# The larger number leaves start-up far behind; callgrind takes about 50 times as long as the processor.
FEW, MANY = 100, 1100


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


def build():
    """The program, built alone and with the same flags whatever the environment says."""
    environment = {name: value for name, value in os.environ.items() if name not in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS")}
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "programs"
    manifest = ROOT / "benches" / "programs" / "Cargo.toml"
    command = ["cargo", "build", "--quiet", "--release", "--manifest-path", manifest, "--target-dir", target]
    subprocess.run([*command, "--bin", "instructions"], env=environment, check=True)
    return target / "release" / "instructions"


def count(program, workload, calls):
    """Instructions of a run of so many calls, and the instruction set that the program found."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "counts"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", program, workload, str(calls)]
        # The environment lies on the stack, and how it is aligned there may matter.
        run = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"valgrind failed:\n{run.stderr}")
        total = re.search(r"^(?:summary|totals): (\d+)", output.read_text(), re.MULTILINE)
        return int(total[1]), run.stdout.strip()


def instructions(program, workload):
    few, instruction_set = count(program, workload, FEW)
    many, _ = count(program, workload, MANY)
    return round((many - few) / (MANY - FEW)), instruction_set


def write(counts):
    """Rewrites the table above."""
    script = Path(__file__)
    rows = "".join(f'    "{workload}": {number + number // 10},\n' for workload, number in counts.items())
    text = re.sub(r"^BOUNDS = \{\n.*?^\}", f"BOUNDS = {{\n{rows}}}", script.read_text(), count=1, flags=re.MULTILINE | re.DOTALL)
    script.write_text(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="set the bounds to what is counted plus a tenth")
    parser.add_argument("--yes", action="store_true", help="install valgrind with apt-get, if it is missing, without asking")
    arguments = parser.parse_args()
    require_valgrind(arguments.yes)
    program = build()
    counts, exceeded = {}, []
    print(f"{'workload':12}{'instructions':>14}{'bound':>10}")
    for workload, bound in BOUNDS.items():
        counts[workload], instruction_set = instructions(program, workload)
        if instruction_set != INSTRUCTION_SET:
            sys.exit(f"the table is for {INSTRUCTION_SET}, but the program would use {instruction_set}: nothing to compare with")
        bound = counts[workload] + counts[workload] // 10 if arguments.write else bound
        if counts[workload] > bound:
            exceeded.append(workload)
        print(f"{workload:12}{counts[workload]:14}{bound:10}{'  exceeded' if workload in exceeded else ''}")
    print(f"instruction set: {INSTRUCTION_SET}")
    if arguments.write:
        write(counts)
    if exceeded:
        sys.exit(f"too many instructions: {', '.join(exceeded)}")


if __name__ == "__main__":
    main()
