#!/usr/bin/env python3
"""Checks that the page's WebAssembly module has little code beside its weights, and stands alone.

    python3 tools/check/page_module.py

Builds the page (examples/web/build.sh, which installs what is missing) and reads the sections of
its module. A kernel that is compiled for every layer that uses it doubles the code, and no test of
results sees it; a module that imports something cannot be loaded by itself. Needs cargo and Python
3.9.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "examples" / "web"

# Bytes of code that the module may have; about a tenth more than it has.
BOUND = 70_000

# Sections of a module, by their numbers in the specification.
HEADER, IMPORTS, CODE = 8, 2, 10


def number(module, place):
    """Reads a number in LEB128, and returns it with the place behind it."""
    value = shift = 0
    while True:
        byte = module[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place


def sections(module):
    """Returns the bytes of each section, by its number."""
    sizes, place = {}, HEADER
    while place < len(module):
        size, begin = number(module, place + 1)
        sizes[module[place]] = sizes.get(module[place], 0) + size
        place = begin + size
    return sizes


def main():
    subprocess.run([PAGE / "build.sh"], check=True)
    sizes = sections((PAGE / "site" / "digits.wasm").read_bytes())
    print(f"code of the page's module: {sizes[CODE]:,} bytes, bound {BOUND:,}")
    if sizes[CODE] > BOUND:
        sys.exit("the module has more code than it should have: is a kernel compiled once for each layer?")
    if IMPORTS in sizes:
        sys.exit("the module imports something")


if __name__ == "__main__":
    main()
