"""The networks of the workloads, as lists of steps. peer.py builds them with torch and as ONNX."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Linear:
    inputs: int
    outputs: int


@dataclass(frozen=True)
class Convolution:
    inputs: int
    outputs: int
    kernel: int
    stride: int = 1
    padding: int = 0


@dataclass(frozen=True)
class Residual:
    """The sum of two ways; the second is the input itself where it has no steps."""

    main: tuple
    shortcut: tuple = ()


# Steps without parameters: the names of their operators in ONNX.
RELU, TANH, MAX_POOL, MEAN, FLATTEN = "Relu", "Tanh", "MaxPool", "GlobalAveragePool", "Flatten"


def dense(*sizes, activation=RELU):
    """Linear layers with an activation between them."""
    first, *rest = (Linear(inputs, outputs) for inputs, outputs in zip(sizes, sizes[1:]))
    return [first, *(step for layer in rest for step in (activation, layer))]


def block(inputs, outputs, stride):
    """Two convolutions beside a shortcut."""
    main = Convolution(inputs, outputs, 3, stride, 1), RELU, Convolution(outputs, outputs, 3, 1, 1)
    shortcut = () if inputs == outputs else (Convolution(inputs, outputs, 1, stride),)
    return [Residual(main, shortcut), RELU]


# The inputs are [1, 28, 28].
PRACTICUM = [Convolution(1, 6, 5), RELU, MAX_POOL, Convolution(6, 6, 5), RELU, MAX_POOL, FLATTEN, *dense(96, 50, 10)]
LENET = [
    *[Convolution(1, 6, 5, padding=2), RELU, MAX_POOL],
    *[Convolution(6, 16, 5), RELU, MAX_POOL, FLATTEN],
    *dense(400, 120, 84, 10),
]
# The inputs are [3, 32, 32].
RESNET8 = [
    *[Convolution(3, 16, 3, padding=1), RELU],
    *[*block(16, 16, 1), *block(16, 32, 2), *block(32, 64, 2)],
    *[MEAN, FLATTEN, Linear(64, 10)],
]
