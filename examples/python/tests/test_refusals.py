"""Arguments that are refused, and the words about them."""

import hashlib
import re
from pathlib import Path

import netwright_iris
import numpy as np
import pytest

FUNCTIONS = pytest.mark.parametrize("function", [netwright_iris.classify, netwright_iris.predict_proba])
GOOD = np.full((5, 4), 2.0, np.float32)


def refusal(kind, function, *arguments, **options):
    """Returns the message of an exception."""
    with pytest.raises(kind) as caught:
        function(*arguments, **options)
    assert type(caught.value) is kind
    return str(caught.value)


@FUNCTIONS
def test_what_is_no_array_of_float32_is_a_type_error(function):
    assert refusal(TypeError, function, [[1.0, 2.0, 3.0, 4.0]]) == "samples must be a numpy.ndarray of float32, not list"
    assert refusal(TypeError, function, None).endswith("not NoneType")
    message = "samples must be of float32, not {}: samples.astype(numpy.float32) converts them"
    for dtype in ("float64", "float16", "int32", "bool", ">f4", "object", "complex64"):
        assert refusal(TypeError, function, np.ones((2, 4), dtype)) == message.format(np.dtype(dtype))
    masked = np.ma.masked_less(GOOD, 3.0)
    assert refusal(TypeError, function, masked).startswith("samples must not be a masked array: samples.filled(..)")
    assert function(masked.filled(2.0)).shape[0] == len(GOOD)
    assert "missing 1 required positional argument" in refusal(TypeError, function)


@FUNCTIONS
@pytest.mark.parametrize("shape", [(), (4,), (3,), (5, 3), (5, 5), (4, 0), (0,), (2, 2, 4), (1, 4, 1)])
def test_other_shapes_are_value_errors(function, shape):
    message = refusal(ValueError, function, np.ones(shape, np.float32))
    columns = "sepal_length, sepal_width, petal_length, petal_width"
    expected = f"samples must have the shape (n, 4) with the columns {columns}, not {shape}"
    assert message == expected + ("; samples[numpy.newaxis] is a batch of one" if shape == (4,) else "")


@FUNCTIONS
@pytest.mark.parametrize("number", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("rows, row, column", [(5, 3, 2), (1, 0, 0), (100_000, 99_999, 3), (100_000, 20_000, 1)])
def test_the_first_number_that_is_not_finite_is_named(function, number, rows, row, column):
    samples = np.full((rows, 4), 2.0, np.float32)
    samples[row:, column] = number
    name = netwright_iris.FEATURES[column]
    found = {"nan": "NaN"}.get(str(number), str(number))
    for threads in (1, 4):
        message = refusal(ValueError, function, samples, threads=threads)
        assert message == f"row {row}, column {column} ({name}) of samples is not finite: {found}"
    message = refusal(ValueError, function, np.asfortranarray(samples))
    assert message.startswith(f"row {row}, column {column} ")


@FUNCTIONS
def test_numbers_that_are_too_large_have_an_answer_or_are_refused(function):
    largest = np.finfo(np.float32).max
    for signs in range(16):
        sample = np.array([[largest if signs >> place & 1 else -largest for place in range(4)]], np.float32)
        try:
            assert np.isfinite(function(sample)).all()
        except ValueError as error:
            assert re.fullmatch("row 0 of samples is so large that the network has no answer", str(error))


@FUNCTIONS
def test_threads_are_counted_from_one(function):
    for threads in (0, -1):
        message = refusal(ValueError, function, GOOD, threads=threads)
        assert message == f"threads is {threads}, but must be at least 1"
    assert refusal(TypeError, function, GOOD, 2)
    assert refusal(TypeError, function, GOOD, threads=1.5)


@FUNCTIONS
def test_arrays_that_are_not_aligned_are_refused(function):
    samples = np.frombuffer(bytearray(1 + GOOD.nbytes), np.uint8)[1:].view(np.float32).reshape(GOOD.shape)
    assert not samples.flags.aligned
    assert refusal(ValueError, function, samples) == "samples are not aligned in memory: samples.copy() is"


@FUNCTIONS
def test_more_samples_than_there_is_memory_for_are_a_memory_error(function):
    samples = np.broadcast_to(GOOD[:1], (10**13, 4))
    assert refusal(MemoryError, function, samples) == "there is no memory for so many samples"


def test_the_constants_are_those_of_the_network():
    weights = Path(__file__).resolve().parents[2] / "embed-iris" / "iris.safetensors"
    assert netwright_iris.WEIGHTS_SHA256 == hashlib.sha256(weights.read_bytes()).hexdigest()
    assert netwright_iris.CLASSES == ("Setosa", "Versicolor", "Virginica")
    assert netwright_iris.__version__ == "0.1.0"
    assert "C-contiguous" in netwright_iris.classify.__doc__
