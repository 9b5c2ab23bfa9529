#!/usr/bin/env python3
"""Checks the example `table`: reports on several tables, messages about broken ones, and the crates
that it writes.

The crates are built and tested: the embedded network must give the outputs of the one that was
trained. Classes, columns and files have names that are none in Rust.
"""

import random
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "target" / "table"
DATA = ROOT / "examples" / "data"
BUILD = ["cargo", "build", "--release", "--features", "weights,csv,gzip,plot,rayon", "--example", "table"]
PROGRAM = ROOT / "target" / "release" / "examples" / "table"

# Text of a file, more options, and the end of the message about it.
GOOD = "".join(f"{x},{x * x % 7},{'a' if x % 2 else 'b'}\n" for x in range(20))
BROKEN = [
    ("", [], "it is empty, but expected are a line of names and rows"),
    ("x,y,class\n", [], "it has no rows, but at least one is needed"),
    ("x,y,class\n1,2,a\n3,,b\n", [], "row 1 (line 3), column `y`: expected a number, but found an empty cell"),
    ("x,y,class\n1,2,a\n\n3,four,b\n", [], "row 1 (line 4), column `y`: expected a number, but found `four`"),
    ("x,y,class\n1,inf,a\n", [], "row 0 (line 2), column `y`: expected a finite number of type f32, but found `inf`"),
    ("x,y,class\n1,2,a\n3,4\n", [], "row 1 (line 3): expected 3 cells, as in the first line, but found 2"),
    ("x,y,class\n1,2,a\n3,4,\n", [], "row 1 (line 3), column `class`: expected the name of a class, but found an empty cell"),
    ("x,y,kind\n" + GOOD, [], "it has no column `class`; its columns are `x`, `y`, `kind`"),
    ("x,class,class\n" + GOOD, [], "several of its columns are called `class`"),
    ("x,x,class\n" + GOOD, [], "several of its columns are called `x`"),
    ("x,y,class\n" + GOOD.replace("b", "a"), [], "row 0 (line 2), column `class`: all 20 rows have the class `a`, but at least 2 are needed"),
    ("x,y,class\n1,2,a\n3,4,b\n", [], "row 0 (line 2), column `class`: class `a`, one of 2, has this row alone, but each class needs at least 3"),
    ("x,y,class\n" + GOOD + "1,2,c\n", [], "row 20 (line 22), column `class`: class `c`, one of 3, has this row alone, but each class needs at least 3"),
    ("x,y,class\n" + GOOD + "1,2,c\n3,4,c\n", [], "row 20 (line 22), column `class`: class `c`, one of 3, has 2 rows, of which this is the first, but each class needs at least 3"),
    ("class\na\na\na\nb\nb\nb\n", [], "there are no features: column `class` is the only one that is left"),
    ("x,y,class\n" + GOOD, ["--without", "z"], "it has no column `z`; its columns are `x`, `y`, `class`"),
    ("x;y;class\n1,5;2.5;a\n", ["--separator", ";", "--decimal-comma"], "row 0 (line 2), column `y`: expected a number with a decimal comma, but found `2.5`"),
    (",".join(f"x{i}" for i in range(1025)) + ",class\n" + "".join("0," * 1025 + f"{x % 2}\n" for x in range(8)), [], "there are 1025 features, but at most 1024 are possible"),
    ("x,class\n" + "".join(f"{x},c{x % 65}\n" for x in range(195)), [], "row 0 (line 2), column `class`: there are 65 classes, but at most 64 are possible"),
    ("x,y,class\n" + GOOD, ["--epochs", "0"], "--epochs must be at least 1, but it is 0"),
    ("x,y,class\n" + GOOD, ["--separator", "semicolon"], "--separator must be one character, such as `;`, or `tab`, but it is `semicolon`"),
    ("x,y,class\n" + GOOD, ["--colour"], "there is no option `--colour`; --help lists all options"),
    ("x,y,class\n" + GOOD, ["--seed"], "--seed needs a value; --help lists all options"),
    ("x,y,class\n" + GOOD, ["--out", str(ROOT)], "there is a Cargo.toml of something else, which is not replaced"),
    ("x,y,class\n" + GOOD, ["--out", "/dev/null/folder"], "/dev/null/folder: Not a directory (os error 20)"),
]

# Names that are none in Rust, or become equal, or are those of something else.
NAMES = ["rot wein", "rot-wein", "3 Sterne", "Größe", "ALL", "self", "+", "-", "-1", "1", "1.5", "15", 'said "so"', "猫", "Class", "???"]


def run(data, target, *options):
    command = [PROGRAM, "--data", data, "--target", target, *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


def report(data, target, *options):
    """The report on a table; the last line has the accuracy."""
    done = run(data, target, *options)
    assert done.returncode == 0, f"{data}: {done.stderr}"
    return done.stdout


def accuracy(text):
    name, number = text.splitlines()[-1].split()
    assert name == "accuracy"
    return float(number)


def test(crate):
    """Tests a crate that was written: its network must give the outputs that were written."""
    command = ["cargo", "test", "--manifest-path", crate / "Cargo.toml", "--target-dir", ROOT / "target"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0 and "_golden ... ok" in done.stdout, f"{crate}: {done.stdout}{done.stderr}"
    assert "warning" not in done.stderr, f"{crate}: {done.stderr}"


def refused():
    for text, options, end in BROKEN:
        path = FOLDER / "broken.csv"
        path.write_text(text)
        done = run(path, "class", *options)
        assert done.returncode == 1, f"{text[:60]!r} has the exit code {done.returncode}: {done.stderr}"
        assert done.stderr.startswith("error: ") and done.stderr.endswith(f"{end}\n"), f"{text[:60]!r}: {done.stderr}"
        assert done.stderr.count("\n") == 1, f"{text[:60]!r}: {done.stderr}"
    done = run(FOLDER / "nowhere.csv", "class")
    assert done.returncode == 1 and done.stderr.count("\n") == 1, done.stderr
    print(f"{len(BROKEN) + 1} broken tables are refused")


def hostile_names():
    """A table in which everything is named badly, with semicolons and decimal commas."""
    path = FOLDER / "größte 2 tabelle.v1.csv"
    rng = random.Random(1)
    lines = ['"spalte; ""eins""";größe;1;type;klasse\n']
    for row in range(20 * len(NAMES)):
        kind = row % len(NAMES)
        numbers = [kind // 4 + rng.gauss(0, 0.1), kind % 4 + rng.gauss(0, 0.1), rng.gauss(0, 1), 7]
        cells = [f"{number:.3f}".replace(".", ",") for number in numbers]
        name = NAMES[kind].replace('"', '""')
        lines.append(";".join([*cells, f'"{name}"']) + "\n")
    path.write_text("".join(lines))
    crate = FOLDER / "names"
    text = report(path, "klasse", "--separator", ";", "--decimal-comma", "--out", crate)
    assert accuracy(text) > 0.95, text
    assert "features with one value in all rows, which say nothing: type" in text, text
    test(crate)


def main():
    subprocess.run(BUILD, check=True, cwd=ROOT)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    refused()
    for file, target, options, least in [
        ("wine.csv", "class", [], 0.94),
        ("breast_cancer.csv.gz", "diagnosis", [], 0.94),
        # Its first line has counts and the names of the classes.
        ("iris.csv", "4", ["--skip-lines", "1", "--no-header"], 0.9),
        ("digits.csv.gz", "64", ["--no-header", "--epochs", "30", "--folds", "0"], 0.95),
    ]:
        text = report(DATA / file, target, *options)
        assert accuracy(text) >= least, text
        print(f"{file}: accuracy {accuracy(text)}")
    for crate in ["wine", "digits"]:
        test(FOLDER / crate)
    hostile_names()
    print("the crates that were written give the outputs of the trained networks")


if __name__ == "__main__":
    main()
