"""Answers: Rust's, bit for bit, and those that NumPy computes from the weights file."""

import json
import multiprocessing
import struct
from pathlib import Path

import netwright_iris
import numpy as np
import pytest

EXAMPLES = Path(__file__).resolve().parents[2]
FLOWERS = np.loadtxt(EXAMPLES / "data" / "iris.csv", delimiter=",", skiprows=1, usecols=range(4), dtype=np.float32)
WEIGHTS = EXAMPLES / "embed-iris" / "iris.safetensors"


@pytest.fixture(scope="module")
def rust(request):
    """The classes and probabilities that the Rust program has written, see test.sh."""
    rows = [line.split() for line in Path(request.config.getoption("answers")).read_text().splitlines()]
    probabilities = np.array([[int(bits, 16) for bits in row[1:]] for row in rows], dtype=np.uint32)
    return np.array([int(row[0]) for row in rows]), probabilities.view(np.float32)


def tensors():
    """Returns the tensors of the weights file."""
    content = WEIGHTS.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    return {
        name: np.frombuffer(content[8 + length :][slice(*tensor["data_offsets"])], "<f4").reshape(tensor["shape"])
        for name, tensor in header.items()
        if name != "__metadata__"
    }


def many(rows):
    """Returns a batch of samples that all differ."""
    chance = np.random.default_rng(1)
    flowers = FLOWERS[chance.integers(len(FLOWERS), size=rows)]
    return (flowers + chance.normal(scale=0.1, size=flowers.shape)).astype(np.float32)


def test_answers_have_the_bits_of_rust(rust):
    classes, probabilities = rust
    assert FLOWERS.shape == (150, 4) and len(classes) == 150
    assert np.array_equal(netwright_iris.classify(FLOWERS), classes)
    found = netwright_iris.predict_proba(FLOWERS)
    assert np.array_equal(found.view(np.uint32), probabilities.view(np.uint32))


def test_answers_are_those_of_the_weights():
    network = {name: tensor.astype(np.float64) for name, tensor in tensors().items()}
    samples = many(1000)
    hidden = np.tanh(samples @ network["hidden.weight"].T + network["hidden.bias"])
    scores = hidden @ network["logits.weight"].T + network["logits.bias"]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(netwright_iris.predict_proba(samples), expected, rtol=0, atol=1e-6)
    clear = np.sort(expected)[:, -1] - np.sort(expected)[:, -2] > 1e-5
    assert clear.sum() > 900
    assert np.array_equal(netwright_iris.classify(samples)[clear], expected.argmax(axis=1)[clear])


def test_arrays_have_the_types_that_the_stubs_promise():
    classes, probabilities = netwright_iris.classify(FLOWERS), netwright_iris.predict_proba(FLOWERS)
    assert (classes.dtype, classes.shape) == (np.int64, (150,))
    assert (probabilities.dtype, probabilities.shape) == (np.float32, (150, 3))
    assert np.array_equal(np.array(netwright_iris.CLASSES)[classes[[0, 60, 149]]], netwright_iris.CLASSES)
    empty = np.empty((0, 4), np.float32)
    assert netwright_iris.classify(empty).shape == (0,)
    assert netwright_iris.predict_proba(empty).shape == (0, 3)


@pytest.mark.parametrize(
    "samples",
    [
        np.asfortranarray(FLOWERS),
        np.repeat(FLOWERS, 2, axis=0)[::2],
        np.repeat(FLOWERS, 2, axis=1)[:, ::2],
        np.ascontiguousarray(FLOWERS[::-1, ::-1])[::-1, ::-1],
        FLOWERS.T.copy().T,
    ],
    ids=["Fortran", "every other row", "every other column", "backwards", "transposed"],
)
def test_arrays_with_other_strides_have_the_same_answers(samples):
    assert np.array_equal(samples, FLOWERS) and not samples.flags.c_contiguous
    assert np.array_equal(netwright_iris.classify(samples), netwright_iris.classify(FLOWERS))
    assert np.array_equal(netwright_iris.predict_proba(samples), netwright_iris.predict_proba(FLOWERS))


def test_a_square_array_in_fortrans_order_is_not_transposed():
    square = np.asfortranarray(FLOWERS[[0, 60, 120, 149]])
    assert np.array_equal(netwright_iris.classify(square), netwright_iris.classify(square.copy(order="C")))


def test_read_only_arrays_are_read(tmp_path):
    np.save(tmp_path / "flowers.npy", FLOWERS)
    mapped = np.load(tmp_path / "flowers.npy", mmap_mode="r")
    assert np.array_equal(netwright_iris.classify(mapped), netwright_iris.classify(FLOWERS))
    assert np.array_equal(mapped, FLOWERS)


def test_answers_do_not_depend_on_threads_and_batches():
    samples = many(200_001)
    probabilities = netwright_iris.predict_proba(samples, threads=1).view(np.uint32)
    classes = netwright_iris.classify(samples, threads=1)
    for threads in (2, 3, 7, 64, 10**9, None):
        assert np.array_equal(netwright_iris.predict_proba(samples, threads=threads).view(np.uint32), probabilities)
        assert np.array_equal(netwright_iris.classify(samples, threads=threads), classes)
    for row in (0, 16_383, 16_384, 200_000):
        assert np.array_equal(netwright_iris.predict_proba(samples[[row]])[0].view(np.uint32), probabilities[row])


def total(samples):
    return int(netwright_iris.classify(samples, threads=2).sum())


def test_forked_processes_have_threads_too():
    samples = many(100_000)
    expected = total(samples)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.map_async(total, [samples] * 4).get(timeout=60) == [expected] * 4
