"""The files that are written."""

import json
import os
import shutil
import struct
from pathlib import Path

from .words import Refused

# The numbers begin at a multiple of this many bytes.
ALIGNMENT = 8

# Numbers in files, by their names in NumPy.
DTYPES = {"float32": "F32", "float64": "F64"}


def contents(tensors, note=None, classes=None):
    """A safetensors file, as bytes. `classes` are a JSON array, as netwright reads them.

    Everything is in a fixed order, so that the same tensors give the same file; the package
    `safetensors` writes metadata in any order.
    """
    metadata = {"classes": json.dumps(classes, ensure_ascii=False)} if classes else {}
    if note:
        metadata["note"] = note
    header = {"__metadata__": metadata} if metadata else {}
    numbers = bytearray()
    # Numbers lie at multiples of their size.
    for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].itemsize, item[0])):
        begin = len(numbers)
        numbers += tensor.astype(tensor.dtype.newbyteorder("<")).tobytes()
        offsets = [begin, len(numbers)]
        dtype = DTYPES[tensor.dtype.name]
        header[name] = {"dtype": dtype, "shape": list(tensor.shape), "data_offsets": offsets}
    table = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    table += b" " * (-len(table) % ALIGNMENT)
    return struct.pack("<Q", len(table)) + table + bytes(numbers)


def write(files):
    """Writes files, each with its bytes, or none of them; none is ever half written.

    What is at the path decides: the file that a link leads to is replaced, permissions stay, and
    what is no file, such as a pipe, is written to.
    """
    waiting = []
    try:
        for path, content in files:
            # Links are followed.
            target = Path(os.path.realpath(path))
            if target.exists() and not target.is_file():
                target.write_bytes(content)
                continue
            beside = target.with_name(f".{target.name}.{os.getpid()}")
            waiting.append((beside, target))
            beside.write_bytes(content)
            if target.exists():
                shutil.copymode(target, beside)
        for beside, target in waiting:
            os.replace(beside, target)
    except OSError as error:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)
        raise Refused(f"{path} cannot be written: {error.strerror}") from error


def in_crate(path):
    """The path of a file as a declaration has it: relative to the folder of `Cargo.toml`."""
    path = Path(os.path.abspath(path))
    crates = (folder for folder in path.parents if (folder / "Cargo.toml").is_file())
    return path.relative_to(next(crates, path.parent)).as_posix()
