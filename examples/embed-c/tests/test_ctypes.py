#!/usr/bin/env python3
"""Tests the shared library from Python, as people who trained a network check what was embedded.

    python3 test_ctypes.py LIBRARY FLOWERS ANSWERS    # test.sh calls it

Compares the answers with Rust's, bit for bit, and with the formula of the network, computed here
from the weights file. Needs Python 3.9 alone.
"""

import ctypes
import json
import math
import struct
import sys
from pathlib import Path

FEATURES, CLASSES = 4, 3
WEIGHTS = Path(__file__).resolve().parents[2] / "embed-iris" / "iris.safetensors"


def load(path):
    """Returns the library with the types of its functions."""
    library = ctypes.CDLL(path)
    numbers, number, size = ctypes.POINTER(ctypes.c_float), ctypes.c_uint32, ctypes.c_size_t
    library.iris_classify.argtypes = [numbers, size, ctypes.POINTER(number), numbers]
    library.iris_probabilities.argtypes = [numbers, size, numbers, size]
    library.iris_class_name.argtypes = [number]
    for text in (library.iris_class_name, library.iris_status_message, library.iris_weights_sha256):
        text.restype = ctypes.c_char_p
    return library


def tensors(path):
    """Returns the tensors of a safetensors file as lists of rows of numbers."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    found = {}
    for name, tensor in json.loads(content[8 : 8 + length]).items():
        if name != "__metadata__":
            begin, end = (8 + length + offset for offset in tensor["data_offsets"])
            numbers = struct.unpack(f"<{(end - begin) // 4}f", content[begin:end])
            width = tensor["shape"][-1]
            rows = [numbers[row : row + width] for row in range(0, len(numbers), width)]
            found[name] = rows if len(tensor["shape"]) == 2 else numbers
    return found


def linear(weights, bias, x):
    """Returns the outputs of a linear layer, in double precision."""
    return [math.fsum([*(w * one for w, one in zip(row, x)), b]) for row, b in zip(weights, bias)]


def probabilities(network, x):
    """Returns the probabilities of the classes, in double precision."""
    hidden = [math.tanh(one) for one in linear(network["hidden.weight"], network["hidden.bias"], x)]
    scores = linear(network["logits.weight"], network["logits.bias"], hidden)
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / math.fsum(powers) for power in powers]


def main():
    library, network = load(sys.argv[1]), tensors(WEIGHTS)
    flowers = Path(sys.argv[2]).read_text().splitlines()[1:]
    answers = Path(sys.argv[3]).read_text().splitlines()
    assert len(flowers) == len(answers) == 150
    for flower, answer in zip(flowers, answers):
        features = (ctypes.c_float * FEATURES)(*map(float, flower.split(",")[:FEATURES]))
        species, all_of_them = ctypes.c_uint32(), (ctypes.c_float * CLASSES)()
        assert library.iris_classify(features, FEATURES, ctypes.byref(species), None) == 0
        assert library.iris_probabilities(features, FEATURES, all_of_them, CLASSES) == 0
        found = [species.value, *struct.unpack("<3I", struct.pack("<3f", *all_of_them))]
        expected = answer.split()
        assert found == [int(expected[0]), *(int(bits, 16) for bits in expected[1:])], (flower, found, answer)
        for one, other in zip(all_of_them, probabilities(network, features)):
            assert abs(one - other) < 1e-6, (flower, one, other)
    assert library.iris_class_name(species) == b"Virginica" and library.iris_class_name(3) is None
    assert library.iris_classify(None, FEATURES, ctypes.byref(species), None) == 1
    assert library.iris_status_message(1) == b"a pointer that must not be null is null"
    print(f"{len(flowers)} flowers have Rust's answers, which are those of the weights")


if __name__ == "__main__":
    main()
