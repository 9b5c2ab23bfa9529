"""Writes generated Rust, formatted as the rest of the sources, for the scripts beside this one."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def formatted(source):
    """Formats Rust with the settings of the project."""
    command = ["rustfmt", "--edition", "2024", "--config-path", ROOT, "--emit", "stdout"]
    return subprocess.run(command, input=source, check=True, capture_output=True, text=True).stdout


def write_rust(file, source, check):
    """Writes `source` to a file below the root; with `check`, only fails if the file differs."""
    text = formatted(source)
    if not check:
        (ROOT / file).write_text(text)
    elif (ROOT / file).read_text() != text:
        sys.exit(f"{file} is not what {sys.argv[0]} writes: run it again, and read the difference")
