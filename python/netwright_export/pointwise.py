"""Functions of one number: their names in PyTorch, their settings, and their values in NumPy."""

from dataclasses import dataclass
from typing import Callable, Optional


@dataclass(frozen=True)
class Function:
    """A function of one number."""

    # The layer.
    kind: str
    # The value, given NumPy, `x` and the settings.
    value: Callable
    # The class of the module.
    module: Optional[str] = None
    # The names of functions of `torch` and `torch.nn.functional`, and of methods.
    names: tuple = ()
    # The names of the settings in PyTorch, in order, with their defaults; none where there is none.
    settings: tuple = ()
    # The settings that have to be positive.
    positive: tuple = ()

    def is_default(self, settings):
        """Tells if a declaration need not write the settings."""
        return list(settings) == [default for _, default in self.settings]


def _from_zero(np, x, positive, below):
    """One of two values, of which neither is computed where it overflows."""
    return np.where(x > 0, positive(np.maximum(x, 0)), below(np.minimum(x, 0)))


def _elu(np, x, slope, alpha, rate):
    return _from_zero(np, x, lambda x: slope * x, lambda x: alpha * np.expm1(rate * x))


def _softplus(np, x, beta=1.0, threshold=20.0):
    return np.where(beta * x > threshold, x, np.logaddexp(0, beta * x) / beta)


def _gelu(np, x, form="none"):
    if form == "tanh":
        return 0.5 * x * (1 + np.tanh((2 / np.pi) ** 0.5 * (x + 0.044715 * x**3)))
    from math import erf

    return 0.5 * x * (1 + np.vectorize(erf, otypes=[float])(x * 0.5**0.5))


def _logistic(np, x):
    return 0.5 * (np.tanh(0.5 * x) + 1.0)


_SELU_SCALE, _SELU_ALPHA = 1.0507009873554804934193349852946, 1.6732632423543772848170429916717

FUNCTIONS = [
    Function("Relu", lambda np, x: np.maximum(x, 0.0), "ReLU", ("relu",)),
    Function("Tanh", lambda np, x: np.tanh(x), "Tanh", ("tanh",)),
    Function("Sigmoid", _logistic, "Sigmoid", ("sigmoid",)),
    Function(
        "LeakyRelu",
        lambda np, x, slope: np.where(x > 0, x, slope * x),
        "LeakyReLU",
        ("leaky_relu",),
        (("negative_slope", 0.01),),
    ),
    Function("Relu6", lambda np, x: np.clip(x, 0, 6), "ReLU6", ("relu6",)),
    Function(
        "ThresholdedRelu",
        lambda np, x, threshold, value: np.where(x > threshold, x, value),
        "Threshold",
        ("threshold",),
        (("threshold", None), ("value", None)),
    ),
    Function(
        "Elu", lambda np, x, alpha: _elu(np, x, 1, alpha, 1), "ELU", ("elu",), (("alpha", 1.0),)
    ),
    Function(
        "Selu",
        lambda np, x: _elu(np, x, _SELU_SCALE, _SELU_SCALE * _SELU_ALPHA, 1),
        "SELU",
        ("selu",),
    ),
    Function(
        "Celu",
        lambda np, x, alpha: _elu(np, x, 1, alpha, 1 / alpha),
        "CELU",
        ("celu",),
        (("alpha", 1.0),),
        ("alpha",),
    ),
    Function("Gelu", _gelu, "GELU", ("gelu",), (("approximate", "none"),)),
    Function("Silu", lambda np, x: x * _logistic(np, x), "SiLU", ("silu",)),
    Function("Mish", lambda np, x: x * np.tanh(np.logaddexp(0, x)), "Mish", ("mish",)),
    Function(
        "Softplus",
        _softplus,
        "Softplus",
        ("softplus",),
        (("beta", 1), ("threshold", 20)),
        ("beta",),
    ),
    Function("Softsign", lambda np, x: x / (1 + abs(x)), "Softsign", ("softsign",)),
    Function(
        "HardSigmoid", lambda np, x: np.clip(x + 3, 0, 6) / 6, "Hardsigmoid", ("hardsigmoid",)
    ),
    Function(
        "HardSwish", lambda np, x: x * np.clip(x + 3, 0, 6) / 6, "Hardswish", ("hardswish",)
    ),
    Function(
        "HardTanh",
        lambda np, x, low, high: np.clip(x, low, high),
        "Hardtanh",
        ("hardtanh",),
        (("min_val", -1.0), ("max_val", 1.0)),
    ),
    Function("Exp", lambda np, x: np.exp(x), names=("exp",)),
    Function("Log", lambda np, x: np.log(x), names=("log",)),
    Function("Sqrt", lambda np, x: np.sqrt(x), names=("sqrt",)),
    Function("Square", lambda np, x: x * x, names=("square",)),
    Function("Abs", lambda np, x: abs(x), names=("abs", "absolute")),
]

BY_KIND = {function.kind: function for function in FUNCTIONS}


def value(np, step, x):
    """The value of a step that is a function of one number."""
    function = BY_KIND[step.kind]
    if step.arguments == "Tanh":
        settings = ["tanh"]
    elif step.arguments:
        settings = [float(setting) for setting in step.arguments.split(", ")]
    else:
        settings = [default for _, default in function.settings]
    return function.value(np, x, *settings)
