"""Where the package lies, for tests that are run from anywhere; and what is installed."""

import importlib.util
import json
import struct
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

HAS_NUMPY = importlib.util.find_spec("numpy") is not None
HAS_TORCH = HAS_NUMPY and importlib.util.find_spec("torch") is not None
HAS_SAFETENSORS = HAS_NUMPY and importlib.util.find_spec("safetensors") is not None


def load(path):
    """The metadata and the tensors of a safetensors file, without the package."""
    import numpy as np

    content = Path(path).read_bytes()
    [length] = struct.unpack("<Q", content[:8])
    assert length % 8 == 0, "numbers begin at a multiple of their size"
    header, numbers = json.loads(content[8 : 8 + length]), content[8 + length :]
    metadata, tensors = header.pop("__metadata__", {}), {}
    for name, about in header.items():
        begin, end = about["data_offsets"]
        dtype = {"F32": "<f4", "F64": "<f8"}[about["dtype"]]
        tensors[name] = np.frombuffer(numbers[begin:end], dtype).reshape(about["shape"])
    assert sum(tensor.nbytes for tensor in tensors.values()) == len(numbers), "no gaps"
    return metadata, tensors
