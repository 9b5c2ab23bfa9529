#!/usr/bin/env python3
"""Writes tests/exported/models/ anew: what the exporter makes of the models in `models.py`.

    python3 python/tests/record.py            writes the declarations, weights and golden samples
    python3 python/tests/record.py --check    says what would differ, and writes nothing

Needs torch and numpy.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "python"))

from netwright_export import export  # noqa: E402
from here import load  # noqa: E402
from models import filled, models  # noqa: E402

CRATE = ROOT / "tests" / "exported"


def write(crate):
    """Exports all models into a folder `models` of a crate."""
    folder = crate / "models"
    folder.mkdir(exist_ok=True)
    for seed, (name, (model, said)) in enumerate(models().items()):
        text = export(filled(model, seed), folder / f"{name}.safetensors", samples=4, **said)
        (folder / f"{name}.rs").write_text(text + "\n")


def differences(crate):
    """Lists differences: declarations to the letter, weights to the bit, samples almost."""
    recorded, made = CRATE / "models", crate / "models"
    names = {file.name for folder in (recorded, made) for file in folder.iterdir()}
    return [name for name in sorted(names) if not _is_same(recorded / name, made / name)]


def _is_same(recorded, made):
    if not recorded.exists() or not made.exists():
        return False
    if made.suffix == ".rs":
        return recorded.read_text() == made.read_text()
    if not made.name.endswith(".golden.safetensors"):
        return recorded.read_bytes() == made.read_bytes()
    ours, theirs = load(made)[1], load(recorded)[1]
    return ours.keys() == theirs.keys() and all(
        ours[name].shape == theirs[name].shape and np.allclose(ours[name], theirs[name], atol=1e-6)
        for name in ours
    )


def main():
    if sys.argv[1:] == ["--check"]:
        with tempfile.TemporaryDirectory() as crate:
            (Path(crate) / "Cargo.toml").touch()
            write(Path(crate))
            found = differences(Path(crate))
        sys.exit(f"other than recorded: {', '.join(found)}" if found else 0)
    write(CRATE)


if __name__ == "__main__":
    main()
