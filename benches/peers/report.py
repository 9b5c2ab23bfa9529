"""Shared by run.py and build_cost.py: machine, versions, Markdown, sections of ../README.md."""

import datetime
import os
import pathlib
import subprocess
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
README = HERE.parent / "README.md"
TARGET = HERE / "target"


def table(header, rows):
    """A Markdown table whose first column is words and whose other columns are numbers."""
    rule = ["---"] + ["---:"] * (len(header) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, rule, *rows])


def crate_version(name):
    """The version of a crate that Cargo.lock has."""
    packages = tomllib.loads((HERE / "Cargo.lock").read_text())["package"]
    return next(package["version"] for package in packages if package["name"] == name)


def machine():
    """The processor, the compiler and the date, in one sentence."""
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return f"{processor()}, {os.cpu_count()} cores; rustc {rustc}; {datetime.date.today()}."


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def write(section, text):
    """Replaces what is between the markers of a section of the README."""
    begin, end = f"<!-- {section}: begin -->", f"<!-- {section}: end -->"
    before, rest = README.read_text().split(begin)
    after = rest.split(end)[1]
    README.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}")
