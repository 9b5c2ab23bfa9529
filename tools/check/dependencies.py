#!/usr/bin/env python3
"""Checks that the library has the dependencies that it is meant to have, and no others.

    python3 tools/check/dependencies.py            # fails with the crates that came or went
    python3 tools/check/dependencies.py --bless    # writes the list anew, for a wanted change

Compares the crates that a dependent compiles, on Linux on x86-64, with dependencies.txt beside this
file: by default, without the default features, and with all features. Versions are left out, so
that updates change nothing; a crate in two versions is there twice. Needs Python 3.9.
"""

import argparse
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = Path(__file__).with_suffix(".txt")

TREE = ["cargo", "tree", "--locked", "--package", "netwright", "--edges", "normal,build", "--prefix", "none"]
TREE += ["--no-dedupe", "--target", "x86_64-unknown-linux-gnu", "--format", "{p}"]
SETTINGS = {
    "no default features": ["--no-default-features"],
    "default features": [],
    "all features": ["--all-features"],
}


def crates(features):
    """Returns the names of all crates, each as often as it has versions."""
    tree = subprocess.run([*TREE, *features], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    versions = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    return sorted(name for name, _ in versions)


def written(lists):
    """Returns the text of the file."""
    parts = (f"# {setting}: {len(names)} crates\n" + "".join(f"{name}\n" for name in names) for setting, names in lists)
    return "\n".join(parts)


def read(text):
    """Returns the lists by their settings."""
    lists = {}
    for line in filter(None, text.splitlines()):
        if line.startswith("# "):
            names = lists.setdefault(line[2:].rsplit(":", 1)[0], [])
        else:
            names.append(line)
    return lists


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bless", action="store_true", help="write the list anew")
    arguments = parser.parse_args()
    found = {setting: crates(features) for setting, features in SETTINGS.items()}
    if arguments.bless:
        LIST.write_text(written(found.items()))
    expected = read(LIST.read_text())
    failed = False
    for setting, names in found.items():
        now, before = Counter(names), Counter(expected.get(setting, []))
        for verb, difference in (("came", now - before), ("went", before - now)):
            if difference:
                failed = True
                print(f"{setting}: {verb}: {', '.join(sorted(difference.elements()))}")
    if failed:
        sys.exit("the dependencies differ from dependencies.txt; if that is wanted: --bless")
    print("; ".join(f"{setting}: {len(names)} crates" for setting, names in found.items()))


if __name__ == "__main__":
    main()
