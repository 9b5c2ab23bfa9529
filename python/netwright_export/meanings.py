"""The supported part of PyTorch: modules, functions and methods, and each of their arguments.

A meaning is a function that has the signature of what it stands for. So the arguments of a call
find their names as they do in PyTorch, and one that is missing here is refused.
"""

import operator

import torch
from torch import nn
from torch.nn import functional

from . import (
    norm_meanings,
    pointwise_meanings,
    recurrent_meanings,
    shape_meanings,
    window_meanings,
)
from .meaning import Meaning, Same, Value, decimal, only, values
from .words import Refused


def _prelu_module(module, input):
    arguments = "" if module.num_parameters == 1 else "PerChannel"
    return Meaning("PRelu", values(input), arguments, tensors=("weight",))


def _distribution(kind):
    def meaning(input, dim=None, _stacklevel=3, dtype=None, *, out=None):
        only("dim", dim, 1, -1, None)
        only("dtype", dtype, None)
        only("out", out, None)
        return Meaning(kind, values(input), dim=dim)

    return meaning


def _distribution_function(kind):
    def meaning(input, dim, dtype=None, *, out=None):
        return _distribution(kind)(input, dim, dtype=dtype, out=out)

    return meaning


def _add(in_place=False):
    def meaning(input, other, *, alpha=1, out=None):
        only("alpha", alpha, 1, 1.0)
        only("out", out, None)
        # `sum([a, b])` begins with this number.
        if type(input) is int and input == 0:
            return Same(*values(other), copied=True)
        taken = values(input, other)
        return Meaning("Add", taken, in_place=taken[0] if in_place else None, is_view=in_place)

    return meaning


def _subtract(in_place=False):
    def meaning(input, other, *, alpha=1, out=None):
        only("alpha", alpha, 1, 1.0)
        return _multiply(in_place, "Sub")(input, other, out=out)

    return meaning


def _multiply(in_place=False, kind="Mul"):
    def meaning(input, other, *, out=None):
        only("out", out, None)
        taken = values(input, other)
        return Meaning(kind, taken, in_place=taken[0] if in_place else None, is_view=in_place)

    return meaning


def _operator(meaning):
    """An operator, whose arguments are the first two of a function."""
    return lambda a, b: meaning(a, b)


def _extreme(kind):
    def meaning(input, other, *, out=None):
        only("out", out, None)
        return Meaning(kind, values(input, other))

    return meaning


def _extreme_or_reduction(kind, word):
    def meaning(input, other=None, keepdim=False, *, dim=None, out=None):
        if not isinstance(other, Value) or dim is not None:
            raise Refused(
                f"reduces its input; netwright's `{kind}` takes the {word} of two or more values"
            )
        return _extreme(kind)(input, other, out=out)

    return meaning


_max = _extreme_or_reduction("Max", "larger")
_min = _extreme_or_reduction("Min", "smaller")


def _dropout(kind):
    def meaning(input, p=0.5, training=True, inplace=False):
        [value] = values(input)
        if training and p != 0:
            raise Refused(
                "drops features at inference too; say `training=self.training`, or use `nn.Dropout`"
            )
        return dropout_of(p, value, kind)

    return meaning


def dropout_of(p, value, kind="Dropout"):
    """A step that is left out if it never does anything."""
    if p == 0:
        return Same(value)
    if not 0 < p < 1:
        raise Refused(
            f"has p={p!r}; netwright's `Dropout` has a rate from 0 up to, but not including, 1"
        )
    # In evaluation mode PyTorch gives the tensor itself.
    return Meaning(kind, [value], arguments=decimal(p), is_view=True)


def _linear(input, weight, bias=None):
    [value] = values(input)
    names = [getattr(tensor, "name", None) for tensor in (weight, bias)]
    key = (names[0] or "").removesuffix(".weight")
    if not key or names[0] != f"{key}.weight" or bias is not None and names[1] != f"{key}.bias":
        raise Refused(
            "takes tensors that are not the `weight` and `bias` of one module; use `nn.Linear`"
        )
    tensors = ("weight",) if bias is None else ("weight", "bias")
    return Meaning("Linear", [value], key=key, tensors=tensors)


def _linear_module(module, input):
    return Meaning("Linear", values(input), tensors=("weight", "bias"))


def _embedding(
    input,
    weight,
    padding_idx=None,
    max_norm=None,
    norm_type=2.0,
    scale_grad_by_freq=False,
    sparse=False,
):
    only("max_norm", max_norm, None)
    name = getattr(weight, "name", None) or ""
    key = name.removesuffix(".weight")
    if not key or name != f"{key}.weight":
        raise Refused("takes a tensor that is not the `weight` of a module; use `nn.Embedding`")
    return Meaning("Embedding", values(input), key=key, tensors=("weight",))


def _embedding_module(module, input):
    only("max_norm", module.max_norm, None)
    return Meaning("Embedding", values(input), tensors=("weight",))


def _to(input, dtype):
    # The samples are drawn so that indices are whole numbers, and the outputs are compared.
    if dtype not in (torch.int64, torch.int32):
        raise Refused(
            f"has dtype={dtype}; understood are whole numbers alone, as `nn.Embedding` takes them"
        )
    return Same(*values(input))


def _neg(input, *, out=None):
    only("out", out, None)
    return Meaning("Neg", values(input))


FUNCTIONS = {
    functional.linear: _linear,
    functional.softmax: _distribution("Softmax"),
    functional.log_softmax: _distribution("LogSoftmax"),
    functional.softmin: _distribution("Softmin"),
    functional.dropout: _dropout("Dropout"),
    functional.dropout2d: _dropout("Dropout2d"),
    functional.embedding: _embedding,
    torch.softmax: _distribution_function("Softmax"),
    torch.log_softmax: _distribution_function("LogSoftmax"),
    torch.add: _add(),
    torch.sub: _subtract(),
    torch.subtract: _subtract(),
    torch.mul: _multiply(),
    torch.multiply: _multiply(),
    torch.neg: _neg,
    torch.negative: _neg,
    torch.maximum: _extreme("Max"),
    torch.max: _max,
    torch.minimum: _extreme("Min"),
    torch.min: _min,
    operator.add: _operator(_add()),
    operator.iadd: _operator(_add(in_place=True)),
    operator.neg: lambda a: _neg(a),
    operator.sub: _operator(_subtract()),
    operator.isub: _operator(_subtract(in_place=True)),
    operator.mul: _operator(_multiply()),
    operator.imul: _operator(_multiply(in_place=True)),
}
METHODS = {
    "softmax": _distribution_function("Softmax"),
    "log_softmax": _distribution_function("LogSoftmax"),
    "add": _add(),
    "add_": _add(in_place=True),
    "sub": _subtract(),
    "sub_": _subtract(in_place=True),
    "subtract": _subtract(),
    "mul": _multiply(),
    "mul_": _multiply(in_place=True),
    "multiply": _multiply(),
    "neg": _neg,
    "negative": _neg,
    "maximum": _extreme("Max"),
    "max": _max,
    "minimum": _extreme("Min"),
    "min": _min,
    "to": _to,
}

# Modules, by their very class: a class derived from one of these may compute something else.
MODULES = {
    nn.Linear: _linear_module,
    nn.PReLU: _prelu_module,
    nn.Embedding: _embedding_module,
    nn.Softmax: lambda module, input: _distribution("Softmax")(input, module.dim),
    nn.LogSoftmax: lambda module, input: _distribution("LogSoftmax")(input, module.dim),
    nn.Softmin: lambda module, input: _distribution("Softmin")(input, module.dim),
    nn.Dropout: lambda module, input: dropout_of(module.p, *values(input)),
    nn.Dropout2d: lambda module, input: dropout_of(module.p, *values(input), "Dropout2d"),
}

# PyTorch 1.12 and later has them.
if hasattr(nn, "Dropout1d"):
    FUNCTIONS[functional.dropout1d] = _dropout("Dropout1d")
    MODULES[nn.Dropout1d] = lambda module, input: dropout_of(module.p, *values(input), "Dropout1d")
for _tables in (pointwise_meanings, window_meanings, shape_meanings):
    FUNCTIONS.update(_tables.FUNCTIONS)
    METHODS.update(_tables.METHODS)
for _tables in (pointwise_meanings, window_meanings, shape_meanings, norm_meanings, recurrent_meanings):
    MODULES.update(_tables.MODULES)

# What to do about modules that netwright has not.
HELP = {
    "LazyLinear": "run the model once, and it becomes an `nn.Linear`",
    "EmbeddingBag": "look the vectors up with an `nn.Embedding`, and join them after `flatten(1)`",
}
