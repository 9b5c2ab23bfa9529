#!/usr/bin/env python3
"""Looks for integer divisions and calls in the innermost compiled loops of the kernels.

    python3 tools/check/inner_loops.py                   # fails if such a loop divides or calls
    python3 tools/check/inner_loops.py --all             # lists every such loop
    python3 tools/check/inner_loops.py --program FILE    # of a program with symbols and line tables

An optimiser may compute an offset over and over instead of keeping it, and may leave a function out
of line that was meant to be inlined; either costs more than the arithmetic of the loop, and no test
of results sees it. So a release program that has every layer, loss and optimiser in both precisions
(benches/programs, `every`) is disassembled, the graph of each function's jumps is taken apart into
loops, and the innermost ones that compute with floating-point numbers are looked at. Reads and
writes of the stack are counted too: registers that do not fit are kept there, but so are arrays, so
they are no mistake by themselves.

Needs cargo, an x86-64 processor, GNU objdump (binutils) and Python 3.9.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.dont_write_bytecode = True  # No folder of compiled Python among the sources.

from disassembly import functions  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]

# Calls that may be in such loops: the beginning of the source line or a part of the name of the
# function, a part of the callee, and the reason.
ALLOWED = [
    ("src/layer/dropout.rs", "*", "random numbers come from the generator of the user, who may give any"),
    ("src/parameters/init.rs", "", "as above; and vectors are made orthogonal once, before training"),
    ("src/optim/norm.rs", "", "a loop over tensors, with a kernel for each"),
    ("src/optim/penalty.rs", "", "a loop over rows, with a kernel for each"),
    ("ClassBatch", "*", "a loop over blocks of samples, whose classes come from a function of the target's type"),
    ("src/layer/recurrent/train.rs", "", "initial weights are drawn once, before training"),
    ("src/layer/embedding.rs", "", "as above"),
    ("src/optim/lbfgs/", "", "loops over evaluations of a loss and over vectors, with a kernel for each"),
]

# Places that may divide integers, with the reason.
DIVIDING = [
    ("src/parameters/init.rs", "initial weights find their places in memory once, before training"),
    ("src/kernel/pool/forward.rs", "the elements of a region of an adaptive pool are counted once for its output"),
    ("src/kernel/pool/positions.rs", "as above"),
    ("src/kernel/conv/floor.rs", "the loop is that over tiles, without their products: the last tile finds its place once"),
]

JUMP = re.compile(r"^(?:bnd |notrack )?(j\w+) +([0-9a-f]+) <")
ARITHMETIC = re.compile(r"^v?(?:add|sub|mul|div|max|min|sqrt|fn?m(?:add|sub)\d*)[ps][sd]\b")
DIVISION = re.compile(r"^i?div[bwlq]? ")
CALL = re.compile(r"^(?:notrack )?call\b(.*)$")
SOURCE = re.compile(rf"^{re.escape(str(ROOT))}/(src/[^ ]*)")
REGISTERS = "src/kernel/simd/"
STACK = re.compile(r"\(%rsp[,)]")


@dataclass
class Loop:
    function: str
    instructions: list
    place: str = ""

    def those(self, pattern):
        return [instruction for instruction in self.instructions if pattern.search(instruction.text)]

    def calls(self):
        """The callees that are not allowed."""
        calls = [match[1].strip() for match in map(lambda i: CALL.match(i.text), self.instructions) if match]
        return [callee for callee in calls if not any(self.is_at(place) and name in callee for place, name, _ in ALLOWED)]

    def divisions(self):
        """The divisions that are not allowed."""
        return [] if any(self.is_at(place) for place, _ in DIVIDING) else self.those(DIVISION)

    def is_at(self, place):
        return self.place.startswith(place) or place in self.function


def build(target):
    """Builds the program with symbols and line tables, and without flags from outside."""
    environment = {name: value for name, value in os.environ.items() if name not in ("RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS")}
    manifest = ROOT / "benches" / "programs" / "Cargo.toml"
    command = ["cargo", "build", "--quiet", "--release", "--manifest-path", manifest, "--target-dir", target, "--bin", "every"]
    # Code for AVX-512 can be read where it cannot run.
    command += ["--features", "netwright/avx512"]
    # Of these two alone: everything else is as it is built elsewhere.
    for package in ("netwright", "netwright-programs"):
        command += ["--config", f'profile.release.package.{package}.debug="line-tables-only"']
    subprocess.run(command, env=environment, check=True)
    return target / "release" / "every"


def graph(instructions):
    """Returns basic blocks by the address of their first instruction, with their successors."""
    addresses = {instruction.address for instruction in instructions}
    targets = {int(match[2], 16) for match in map(lambda i: JUMP.match(i.text), instructions) if match}
    blocks, after, first = {}, {}, None
    for instruction, following in zip(instructions, [*instructions[1:], None]):
        if first is None or instruction.address in targets:
            if first is not None:
                after.setdefault(first, {instruction.address})
            first = instruction.address
            blocks[first] = []
        blocks[first].append(instruction)
        jump = JUMP.match(instruction.text)
        ends = re.match(r"(?:bnd |notrack )?(?:jmp|ret|ud2|hlt)", instruction.text)
        if jump or ends:
            after[first] = {int(jump[2], 16)} & addresses if jump else set()
            if following and not ends:
                after[first].add(following.address)
            first = None
    return blocks, after


def components(nodes, after):
    """Sets of blocks each of which leads to all others (Tarjan's algorithm)."""
    number, lowest, stack, on_stack, found = {}, {}, [], set(), []
    for root in nodes:
        work = [(root, None)] if root not in number else []
        while work:
            node, rest = work.pop()
            if rest is None:
                number[node] = lowest[node] = len(number)
                stack.append(node)
                on_stack.add(node)
                rest = iter([successor for successor in after.get(node, ()) if successor in nodes])
            for successor in rest:
                if successor not in number:
                    work += [(node, rest), (successor, None)]
                    break
                if successor in on_stack:
                    lowest[node] = min(lowest[node], number[successor])
            else:
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    place = stack.index(node)
                    found.append(set(stack[place:]))
                    on_stack -= found[-1]
                    del stack[place:]
    return found


def innermost(nodes, after):
    """The loops that have no loop within: without its entry, nothing of a loop leads back."""
    loops = []
    for component in components(nodes, after):
        if len(component) == 1 and not component & after.get(min(component), set()):
            continue
        entries = {to for node, to in ((node, to) for node in nodes - component for to in after.get(node, ())) if to in component}
        inner = innermost(component - (entries or {min(component)}), after)
        loops += inner or [component]
    return loops


def loops(program):
    """The innermost loops with floating-point arithmetic in functions of the library."""
    found = []
    for name, instructions in functions(program):
        blocks, after = graph(instructions)
        for loop in innermost(set(blocks), after):
            found.append(Loop(name, [instruction for block in sorted(loop) for instruction in blocks[block]]))
    found = [loop for loop in found if loop.those(ARITHMETIC)]
    locate(program, found)
    return [loop for loop in found if loop.place]


def locate(program, loops):
    """Finds the line of the library that most arithmetic of each loop comes from."""
    addresses = [f"{instruction.address:#x}" for loop in loops for instruction in loop.those(ARITHMETIC)]
    command = ["addr2line", "-a", "-i", "-e", program]
    output = subprocess.run(command, input="\n".join(addresses), capture_output=True, text=True, check=True).stdout
    chains = {}
    for line in output.splitlines():
        if line.startswith("0x"):
            chain = chains[int(line, 16)] = []
        elif match := SOURCE.match(line):
            chain.append(match[1])
    for loop in loops:
        places = [next((place for place in chains[arithmetic.address] if not place.startswith(REGISTERS)), None) for arithmetic in loop.those(ARITHMETIC)]
        places = Counter(place for place in places if place)
        loop.place = places.most_common(1)[0][0] if places else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="list every loop")
    parser.add_argument("--program", type=Path, help="the program to look at, instead of one that is built")
    arguments = parser.parse_args()
    if platform.machine() not in ("x86_64", "AMD64"):
        sys.exit("only programs for x86-64 are understood")
    if missing := [tool for tool in ("objdump", "addr2line") if not shutil.which(tool)]:
        sys.exit(f"{' and '.join(missing)}: missing; they are part of binutils")
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    found = sorted(loops(arguments.program or build(target)), key=lambda loop: loop.place)
    wrong = 0
    for loop in found:
        divisions = loop.divisions()
        calls = loop.calls()
        wrong += bool(divisions or calls)
        if arguments.all or divisions or calls:
            numbers = f"{len(loop.instructions)} instructions, {len(loop.those(ARITHMETIC))} arithmetic, {len(loop.those(STACK))} at the stack"
            print(f"{loop.place} at {loop.instructions[0].address:x}: {numbers}; {len(divisions)} divisions, {len(calls)} calls")
            for callee in calls:
                print(f"    calls {callee}")
    spilling = [loop for loop in found if loop.those(STACK)]
    print(f"{len(found)} innermost loops with floating-point arithmetic: {wrong} with divisions or calls, {len(spilling)} that read or write the stack")
    if not found:
        sys.exit("no loops found: is the program what it should be?")
    if wrong:
        sys.exit("integer divisions or calls in innermost loops")


if __name__ == "__main__":
    main()
