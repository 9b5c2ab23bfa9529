#!/usr/bin/env python3
"""Looks at what a stream executes for a block of frames: nothing that may wait, as often each time.

    python3 tools/check/real_time.py            # fails if a block allocates, locks or takes longer
    python3 tools/check/real_time.py --yes      # and has valgrind installed if it is missing

Where a signal is sampled, a block must be done before the next one comes. So a release program
(benches/programs, `stream`) pushes blocks through a network like that of examples/keyword, and runs
under valgrind's callgrind, which records each instruction of the last one:

- all of them are of the program itself, apart from copies of memory: an allocation and a system
  call are in other libraries;
- none takes a lock: no instruction is atomic, and none is a system call;
- their number is the same for the 100th and for the 10,000th block, and for the first but for the
  look at what the processor has.

Then the program has a flaw of each kind, which must be seen, or else nothing is proved. Needs
cargo, x86-64 Linux, GNU objdump (binutils) and Python 3.9; valgrind is installed by apt-get where
it is missing, after asking or with --yes.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True  # No folder of compiled Python among the sources.
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "measure"))

from disassembly import functions  # noqa: E402
from instructions import build, require_valgrind  # noqa: E402

# The blocks that are looked at. The first one finds out what the processor has.
FIRST, EARLY, LATE = 1, 100, 10_000
DETECTION = 400

# Functions of other libraries that may run: time by the size of what they copy, which is fixed.
COPIES = re.compile(r"^_*mem(?:cpy|move|set|cmp)")

# Instructions that wait for other cores, for the kernel, or for what virtual machines emulate.
WAITS = re.compile(r"^(?:lock |xchg .*\(|syscall|sysenter|int +\$|cpuid|mfence|pause)")
DETECTS = re.compile(r"^cpuid")

NAME = re.compile(r"^(ob|fn|cob|cfn)=\((\d+)\)(?: (.*))?$")
COST = re.compile(r"^(0x[0-9a-f]+|[+-]\d+|\*) (?:\S+) (\d+)$")


def waiting(program):
    """The instructions of a program that may wait, by their addresses."""
    all_of_them = (instruction for _, instructions in functions(program) for instruction in instructions)
    return {found.address: found.text.split("#")[0].strip() for found in all_of_them if WAITS.match(found.text)}


def record(program, blocks, flaw=None):
    """Runs that many blocks, and returns what callgrind writes about the last one."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "counts"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={output}", "--dump-instr=yes"]
        command += ["--collect-atstart=no", "--toggle-collect=*last_block*", program, str(blocks)]
        run = subprocess.run([*command, *([flaw] if flaw else [])], env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"valgrind failed:\n{run.stderr}")
        return output.read_text()


def executed(text):
    """Yields library, function, address and number of each instruction that callgrind recorded."""
    names, places, address, of_call = {}, {"ob": "", "fn": ""}, 0, False
    for line in text.splitlines():
        if match := NAME.match(line):
            kind, number, name = match.groups()
            kind, callee = kind[-2:], kind.startswith("c")
            name = names.setdefault((kind, number), name)
            if not callee:
                places[kind] = name
        elif line.startswith("calls="):
            of_call = True
        elif match := COST.match(line):
            position = match[1]
            if position.startswith("0x"):
                address = int(position, 16)
            elif position != "*":
                address += int(position)
            # The line behind a call has what the callee cost, which is recorded there.
            if not of_call:
                yield places["ob"], places["fn"], address, int(match[2])
            of_call = False


def look(program, waits, blocks, flaw=None):
    """Returns the number of instructions of the last block, and what is wrong with some of them."""
    total, problems = 0, set()
    for library, function, address, number in executed(record(program, blocks, flaw)):
        total += number
        if Path(library).name != program.name:
            if not COPIES.match(function):
                problems.add(f"runs `{function}` of {Path(library).name}")
        elif address in waits and not (blocks == FIRST and DETECTS.match(waits[address])):
            problems.add(f"executes `{waits[address]}` in `{function}`")
    return total, sorted(problems)


def judge(first, early, late):
    """Returns what is wrong with the blocks, each a number of instructions and its problems."""
    problems = [f"block {block:,} {problem}" for block, (_, found) in zip((FIRST, EARLY, LATE), (first, early, late)) for problem in found]
    if late[0] != early[0]:
        problems.append(f"block {EARLY:,} takes {early[0]:,} instructions, and block {LATE:,} takes {late[0]:,}")
    if not 0 <= first[0] - early[0] <= DETECTION:
        problems.append(f"the first block takes {first[0]:,} instructions, and a later one {early[0]:,}")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--yes", action="store_true", help="install valgrind with apt-get, if it is missing, without asking")
    arguments = parser.parse_args()
    if platform.machine() not in ("x86_64", "AMD64"):
        sys.exit("only programs for x86-64 are understood")
    if not shutil.which("objdump"):
        sys.exit("objdump is missing; it is part of binutils")
    require_valgrind(arguments.yes)
    program = build("stream", symbols=True)
    waits = waiting(program)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        # The longest one first.
        late, first, early = pool.map(lambda blocks: look(program, waits, blocks), (LATE, FIRST, EARLY))
        flaws = ("allocation", "lock", "system-call", "growth")
        flawed = dict(zip(flaws, pool.map(lambda flaw: look(program, waits, EARLY, flaw), flaws)))
        longer = pool.submit(look, program, waits, 2 * EARLY, "growth").result()
    problems = judge(first, early, late)
    print(f"instructions of a block: {first[0]:,} for the first, {early[0]:,} for the {EARLY:,}th, {late[0]:,} for the {LATE:,}th")
    for problem in problems:
        print(f"wrong: {problem}")
    unseen = [flaw for flaw in flaws if flaw != "growth" and not flawed[flaw][1]]
    unseen += ["growth"] if longer[0] == flawed["growth"][0] else []
    for flaw in flaws[:-1]:
        print(f"with the flaw `{flaw}`, a block {'; '.join(flawed[flaw][1]) or 'looks well'}")
    print(f"with the flaw `growth`, {flawed['growth'][0]:,} for the {EARLY:,}th, {longer[0]:,} for the {2 * EARLY:,}th")
    if unseen:
        sys.exit(f"a flaw that is not seen: {', '.join(unseen)}; the check proves nothing")
    if problems:
        sys.exit("a stream is not safe where a signal is sampled")


if __name__ == "__main__":
    main()
