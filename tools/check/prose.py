#!/usr/bin/env python3
"""Holds the rules of prose that a machine can hold, in every file that git knows.

    python3 tools/check/prose.py            # fails with a list of the places that break a rule
    python3 tools/check/prose.py PATH ..    # only below these files and folders

Rust and Python: a doc comment, and a comment on a line of its own, begins with the thing or the
verb and has at most 100 columns. Shell and manifests: comments have at most 100 columns. Markdown:
one sentence per line. Needs git and Python 3.9.
"""

import ast
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WIDTH = 100

# A comment that begins with one of these is a clause without a subject, or has no antecedent.
BEGINNINGS = re.compile(r"(What|Whether|How|Which|The same|Such)\b(?![^.]*\?)")
# Records of the past, and files that a program has written.
SKIPPED = (
    "CHANGELOG.md",
    "LICENSE-",
    "macros/tests/expansions/",
    "tests/exported/models/",
    "tests/fixtures/README.md",
)

RUST_COMMENT = re.compile(r"\s*(//[/!]?)(?: |$)(.*)")
HASH_COMMENT = re.compile(r"\s*#(?!!)(?: |$)(.*)")

# The end of a sentence within a line: a full stop, and the beginning of another sentence.
SENTENCE = re.compile(r"(?<=[^\W\d_`)*\"”][.?!]|[`)*\"”\d][.?!])[*)\"”]* +(?=[\"“`*(\[]*[A-Z])")
ITEM = re.compile(r"\s*(?:[-*]|\d+\.) ")
ABBREVIATION = re.compile(r"\b([A-Z]|al|cf|e\.g|i\.e|vs|No|pp|ed|Vol|St|Dr)\.$")


@dataclass
class Fault:
    file: str
    line: int
    rule: str
    text: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.rule}: {self.text.strip()[:120]}"


def rust(file, lines):
    """Comments of Rust: their beginnings and their width."""
    above, fenced = "", False
    for number, line in enumerate(lines, 1):
        match = RUST_COMMENT.match(line)
        kind, text = match.groups() if match else ("", "")
        if kind != above:
            fenced = False
        first = match and kind != above
        above = kind
        if not match:
            continue
        if text.strip().startswith("```"):
            fenced = not fenced
        if not fenced and len(line) > WIDTH and not is_unbreakable(text):
            yield Fault(file, number, f"{len(line)} columns", line)
        if first and BEGINNINGS.match(text):
            yield Fault(file, number, "beginning", text)


def python(file, lines):
    """Comments of Python: their beginnings and their width."""
    yield from script(file, lines)
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node):
            text = node.body[0]
            if BEGINNINGS.match(ast.get_docstring(node)):
                yield Fault(file, text.lineno, "beginning", ast.get_docstring(node))
            for number in range(text.lineno, text.end_lineno + 1):
                if len(lines[number - 1]) > WIDTH:
                    yield Fault(file, number, f"{len(lines[number - 1])} columns", lines[number - 1])


def script(file, lines):
    """Comments of shell scripts and manifests: their width."""
    for number, line in enumerate(lines, 1):
        match = HASH_COMMENT.match(line)
        if match and len(line) > WIDTH and not is_unbreakable(match[1]):
            yield Fault(file, number, f"{len(line)} columns", line)


def markdown(file, lines):
    """Paragraphs and items of lists: one sentence per line, and a line for each sentence."""
    fenced, above = False, ""
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("```"):
            fenced = not fenced
            above = ""
            continue
        if fenced or line.startswith(("|", "    ", "#", "<", "[")) or not line.strip():
            above = ""
            continue
        parts = SENTENCE.split(ITEM.sub("", line))
        if any(not ABBREVIATION.search(part) for part in parts[:-1]):
            yield Fault(file, number, "several sentences", line)
        if above and not ITEM.match(line) and not re.search(r"[.:?!;,]['\"”*)`]*$|  $", above):
            yield Fault(file, number, "a sentence over several lines", line)
        above = line


def is_unbreakable(text):
    """Tables, links and long words cannot be wrapped."""
    text = text.strip()
    return text.startswith("|") or re.match(r"\[[^\]]+\]: ", text) or not re.search(r"\S\s+\S", text)


CHECKS = {".rs": rust, ".py": python, ".sh": script, ".toml": script, ".md": markdown}


def faults(paths):
    command = ["git", "ls-files", "-z", "--", *paths]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for file in filter(None, listed.split("\0")):
        path = ROOT / file
        check = script if file == ".ci/run" else CHECKS.get(path.suffix)
        if check and not file.startswith(SKIPPED) and path.is_file() and not path.is_symlink():
            yield from check(file, path.read_text().splitlines())


def main():
    found = list(faults(sys.argv[1:]))
    for fault in found:
        print(fault)
    if found:
        sys.exit(f"{len(found)} places break a rule of prose")
    print("prose: no rule is broken")


if __name__ == "__main__":
    main()
