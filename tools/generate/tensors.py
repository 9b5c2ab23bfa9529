#!/usr/bin/env python3
"""Writes the weights file of tests/tensors, with a tensor of four sizes and running statistics,
and the outputs of its network.

    python3 tools/generate/tensors.py
    python3 tools/generate/tensors.py --check    # fails if the files are not what would be written

The outputs are computed here from the indices of the elements, apart from the library, which has to
find each of them in a file of PyTorch's order. Needs Python 3.9.
"""

import argparse
import json
import random
import struct
import sys
from itertools import product
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "weights"
CHANNELS, HEIGHT, WIDTH = 2, 4, 5
FILTERS, FILTER_HEIGHT, FILTER_WIDTH = 3, 2, 3
OUT_HEIGHT, OUT_WIDTH = HEIGHT - FILTER_HEIGHT + 1, WIDTH - FILTER_WIDTH + 1
SAMPLES = 4
EPSILON = 1e-5


def single(number):
    """The number of single precision nearest to a number."""
    return struct.unpack("<f", struct.pack("<f", number))[0]


def tensor(rng, *shape):
    """Random numbers of single precision by their indices."""
    return {indices: single(rng.uniform(-1, 1)) for indices in product(*map(range, shape))}, shape


def bytes_of(tensors):
    """A safetensors file."""
    table, data = {}, b""
    for name, (kind, shape, code, numbers) in sorted(tensors.items()):
        start = len(data)
        data += struct.pack(f"<{len(numbers)}{code}", *numbers)
        table[name] = {"dtype": kind, "shape": shape, "data_offsets": [start, len(data)]}
    text = json.dumps(table, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def entry(values):
    """A tensor of single precision for a file: the last index moves fastest."""
    numbers, shape = values
    return "F32", list(shape), "f", [numbers[indices] for indices in product(*map(range, shape))]


def convolved(x, weight, bias):
    """`y_oij = b_o + Σ w_ocpq · x_c(i+p)(j+q)`."""
    field = list(product(range(CHANNELS), range(FILTER_HEIGHT), range(FILTER_WIDTH)))
    return {
        (o, i, j): bias[o,] + sum(weight[o, c, p, q] * x[c, i + p, j + q] for c, p, q in field)
        for o, i, j in product(range(FILTERS), range(OUT_HEIGHT), range(OUT_WIDTH))
    }


def normalised(x, norm):
    """`y_c = g_c·(x_c - mean_c) / √(var_c + ε) + b_c`."""
    deviation = {c: (norm["running_var"][0][c,] + EPSILON) ** 0.5 for c in range(FILTERS)}
    return {
        (c, i, j): norm["weight"][0][c,] * (value - norm["running_mean"][0][c,]) / deviation[c] + norm["bias"][0][c,]
        for (c, i, j), value in x.items()
    }


def files():
    """The files by name."""
    rng = random.Random(7)
    weight, bias = tensor(rng, FILTERS, CHANNELS, FILTER_HEIGHT, FILTER_WIDTH), tensor(rng, FILTERS)
    norm = {name: tensor(rng, FILTERS) for name in ("weight", "bias", "running_mean")}
    norm["running_var"] = {(c,): single(0.5 + c) for c in range(FILTERS)}, (FILTERS,)
    tensors = {"filters.weight": entry(weight), "filters.bias": entry(bias)}
    tensors |= {f"norm.{name}": entry(values) for name, values in norm.items()}
    tensors["norm.num_batches_tracked"] = "I64", [], "q", [1234]
    inputs, outputs = [], []
    for _ in range(SAMPLES):
        x = tensor(rng, CHANNELS, HEIGHT, WIDTH)
        inputs += entry(x)[3]
        y = normalised(convolved(x[0], weight[0], bias[0]), norm)
        outputs += [y[indices] for indices in product(range(FILTERS), range(OUT_HEIGHT), range(OUT_WIDTH))]
    golden = {
        "inputs": ("F32", [SAMPLES, CHANNELS * HEIGHT * WIDTH], "f", inputs),
        "outputs": ("F32", [SAMPLES, FILTERS * OUT_HEIGHT * OUT_WIDTH], "f", outputs),
    }
    return {"tensors.safetensors": bytes_of(tensors), "tensors.golden.safetensors": bytes_of(golden)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, and fail if a file differs")
    arguments = parser.parse_args()
    for name, content in files().items():
        if not arguments.check:
            (FOLDER / name).write_bytes(content)
        elif (FOLDER / name).read_bytes() != content:
            sys.exit(f"{name} is not what {sys.argv[0]} writes: run it again")


if __name__ == "__main__":
    main()
