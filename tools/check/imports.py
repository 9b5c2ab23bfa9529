#!/usr/bin/env python3
"""Checks that imports go downwards: no circle among the rooms of either crate.

    python3 tools/check/imports.py [--all]

A room is a folder or a file beside the crate's lib.rs. With `--all` prints each room with the rooms
that it imports. Tests are left out: a test of a layer may declare a network. So is the inside of a
room: registers, elementary functions and the element type of the kernel are parts of one idea.
Needs Python 3.9.
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# Files that bring rooms together for users and for generated code, and are in none.
FACADES = {"lib", "prelude", "private", "guide", "features", "pipeline"}


def without_tests(source):
    """The source without comments, and without its module of tests, which stands last."""
    source = re.sub(r'(?m)^\s*//.*$|doc = "[^"]*"', "", source)
    return re.split(r"#\[cfg\((?:test|all\(test)", source)[0]


def names(tree):
    """The first names in a group of imports: `a` and `b` of `a::{c, d}, b`."""
    while re.search(r"\{[^{}]*\}", tree):
        tree = re.sub(r"\{[^{}]*\}", "", tree)
    return {part.split("::")[0].strip() for part in tree.split(",") if part.strip()}


def group(source, start):
    """The text between the brace at `start` and the one that closes it."""
    depth = 0
    for position in range(start, len(source)):
        depth += {"{": 1, "}": -1}.get(source[position], 0)
        if depth == 0:
            return source[start + 1 : position]
    return ""


def imported(source, path):
    """Returns the rooms under `path` that a source names, as in `crate::layer::Layer`."""
    found = set()
    for match in re.finditer(re.escape(path) + r"::(\w+|\{)", source):
        word = match.group(1)
        found |= names(group(source, match.end() - 1)) if word == "{" else {word}
    return found


def imports(folder, path):
    """For each room of a folder the rooms that it imports, with the files that do."""
    found = defaultdict(lambda: defaultdict(set))
    sources = [file for file in folder.rglob("*.rs") if not {"tests", "tests.rs"} & set(file.relative_to(folder).parts)]
    rooms = {file.relative_to(folder).parts[0].removesuffix(".rs") for file in sources} - FACADES - {"mod"}
    for file in sources:
        room = file.relative_to(folder).parts[0].removesuffix(".rs")
        if room not in rooms:
            continue
        for other in imported(without_tests(file.read_text()), path) & rooms - {room}:
            found[room][other].add(str(file.relative_to(ROOT)))
    return found


def reachable(graph, start):
    seen, waiting = set(), [start]
    while waiting:
        for other in graph.get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def circles(graph):
    """The imports that are part of a circle."""
    return [(room, other) for room in sorted(graph) for other in sorted(graph[room]) if room in reachable(graph, other)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="print all imports")
    arguments = parser.parse_args()
    failed = False
    for folder in ["src", "macros/src"]:
        graph = imports(ROOT / folder, "crate")
        if arguments.all:
            print(f"{folder}:")
            for room in sorted(graph):
                print(f"  {room} -> {', '.join(sorted(graph[room]))}")
        for room, other in circles(graph):
            failed = True
            print(f"{folder}: `{room}` imports `{other}`, which leads back to it: {', '.join(sorted(graph[room][other]))}")
    if failed:
        sys.exit(1)
    print("no circles among the rooms")


if __name__ == "__main__":
    main()
