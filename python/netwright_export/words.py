"""Words for people: the one error that the exporter raises, and how lists are written."""

import sys
from pathlib import Path


class Refused(Exception):
    """A model, file or argument that cannot be exported; the message says why and what to do."""


def quoted(names):
    """Names as a list: `a`, `b` and `c`."""
    names = [f"`{name}`" for name in names]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def shape_of(sizes):
    """A shape as netwright writes it: [1, 28, 28]."""
    return f"[{', '.join(str(size) for size in sizes)}]"


def is_of_the_user(file):
    """Tells if a line of source belongs neither to PyTorch, nor to Python, nor to this package."""
    packages = [sys.modules.get(name) for name in ("torch", __package__, "importlib")]
    folders = {Path(package.__file__).parent for package in packages if package is not None}
    return not file.startswith("<") and not folders & set(Path(file).parents)
