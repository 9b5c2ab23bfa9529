"""The supported part of PyTorch: modules, functions and methods, and each of their arguments.

A meaning is a function that has the signature of what it stands for. So the arguments of a call
find their names as they do in PyTorch, and one that is missing here is refused.
"""

import operator

import torch
from torch import nn
from torch.nn import functional

from .meaning import Batch, Meaning, Same, Sizes, Value, Weight, decimal, only, shown, values
from .pointwise_meanings import FUNCTIONS as FUNCTIONS_OF_ONE
from .pointwise_meanings import METHODS as METHODS_OF_ONE
from .pointwise_meanings import MODULES as MODULES_OF_ONE
from .words import Refused


def _prelu_module(module, input):
    arguments = "" if module.num_parameters == 1 else "PerChannel"
    return Meaning("PRelu", values(input), arguments, tensors=("weight",))


def _distribution(kind):
    def meaning(input, dim=None, _stacklevel=3, dtype=None, *, out=None):
        only("dim", dim, 1, -1, None)
        only("dtype", dtype, None)
        only("out", out, None)
        return Meaning(kind, values(input))

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


def _cat(tensors, dim=0, *, axis=None, out=None):
    only("dim", dim if axis is None else axis, 1, -1)
    only("out", out, None)
    taken = values(*tensors)
    if len(taken) == 1:
        return Same(taken[0], copied=True)
    return Meaning("Concat", taken, dim=dim if axis is None else axis)


def _flatten(input, start_dim=0, end_dim=-1):
    only("start_dim", start_dim, 1)
    only("end_dim", end_dim, -1)
    return Meaning("Flatten", values(input), is_view=True)


def _reshape(input, *shape):
    """`x.view(x.size(0), -1)` and the like: one row for each sample."""
    [sizes] = shape if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else [shape]
    if len(sizes) == 2 and sizes[0] in (-1, Batch()) and type(sizes[0]) is not float:
        features = None if sizes[1] == -1 and sizes[0] == Batch() else sizes[1]
        if features is None or type(features) is int and features > 0:
            return Meaning("Flatten", values(input), is_view=True, features=features)
    raise Refused("is understood where it makes one row a sample, as `x.flatten(1)` does")


def _reshape_function(input, shape):
    return _reshape(input, shape)


def _dropout(input, p=0.5, training=True, inplace=False):
    [value] = values(input)
    if training and p != 0:
        raise Refused(
            "drops features at inference too; say `training=self.training`, or use `nn.Dropout`"
        )
    return dropout_of(p, value)


def dropout_of(p, value):
    """A step that is left out if it never does anything."""
    if p == 0:
        return Same(value)
    if not 0 < p < 1:
        raise Refused(
            f"has p={p!r}; netwright's `Dropout` has a rate from 0 up to, but not including, 1"
        )
    # In evaluation mode PyTorch gives the tensor itself.
    return Meaning("Dropout", [value], arguments=decimal(p), is_view=True)


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


def _layer_norm(module, input):
    if module.elementwise_affine and module.bias is None:
        raise Refused("has bias=False; netwright's `LayerNorm` has a bias")
    settings = _setting("eps", module.eps, 1e-5)
    return _norm("LayerNorm", input, settings, _LAYER_NORM_TENSORS, _without_scale(module))


def _rms_norm(module, input):
    settings = _setting("eps", module.eps, None)
    return _norm("RmsNorm", input, settings, ("weight",), _without_scale(module))


def _batch_norm(module, input):
    only("track_running_stats", module.track_running_stats, True)
    if module.momentum is None:
        raise Refused("has momentum=None; netwright's `BatchNorm1d` needs a number, 0.1 by default")
    settings = _setting("eps", module.eps, 1e-5)
    if module.momentum != 0.1:
        momentum = _setting("momentum", module.momentum, None, most=1.0)
        settings = f"{settings or '1e-5'}, {momentum}"
    shape = None if module.affine else (module.num_features,)
    return _norm("BatchNorm1d", input, settings, _BATCH_NORM_TENSORS, shape)


_LAYER_NORM_TENSORS = ("weight", "bias")
_BATCH_NORM_TENSORS = ("weight", "bias", "running_mean", "running_var")


def _without_scale(module):
    """The shape of the weight that a normalisation of samples has not."""
    return None if module.elementwise_affine else tuple(module.normalized_shape)


def _norm(kind, input, settings, tensors, shape_of_constants):
    """A normalisation, with a weight of ones and a bias of zeroes where PyTorch's has none."""
    constants = {}
    if shape_of_constants is not None:
        numbers = {"weight": 1.0, "bias": 0.0}
        constants = {
            name: (shape_of_constants, numbers[name]) for name in tensors if name in numbers
        }
    return Meaning(kind, values(input), settings, tensors=tensors, constants=constants)


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


def _setting(name, number, default, most=1.0 - 2.0**-53):
    """A number in angle brackets, empty if it is the default of netwright's layer."""
    if number == default:
        return ""
    if not 1e-30 <= number <= most:
        raise Refused(f"has {name}={number!r}; netwright's layer takes a number above 0, up to 1")
    return repr(float(number))


def _clone(input, *, memory_format=None):
    return Same(*values(input), copied=True)


def _itself(input):
    return Same(*values(input))


def _contiguous(input, memory_format=None):
    # Most often it is the same tensor.
    return Same(*values(input))


def _size(input, dim=None):
    values(input)
    return Sizes() if dim is None else _of_sizes(dim)


def _of_sizes(dim):
    if type(dim) is int and dim == 0:
        return Batch()
    raise Refused("asks for a size; understood is the number of samples alone, `x.size(0)`")


def _getattr(input, name):
    if name == "shape":
        return _size(input)
    raise Refused(f"asks for `{name}`, which is not understood")


def _getitem(input, index):
    if isinstance(input, Sizes):
        return _of_sizes(index)
    [value] = values(input)
    everything = slice(None)
    if isinstance(index, tuple) and len(index) == 2 and index[0] == everything:
        part = index[1]
        if isinstance(part, slice) and part.step in (None, 1) and type(part.stop) is int:
            start = 0 if part.start is None else part.start
            if type(start) is int and 0 <= start < part.stop:
                return Meaning("Slice", [value], arguments=f"{start}, {part.stop}", is_view=True)
        # `x[:, 3]`, for an embedding; others want the dimension, and are refused where steps are
        # read.
        if type(part) is int and part >= 0:
            arguments = f"{part}, {part + 1}"
            return Meaning("Slice", [value], arguments, is_view=True, is_single=True)
    raise Refused(
        "takes a part of a value; netwright's `Slice` takes features from one number up to another,"
        " as in `x[:, 0:4]`"
    )


def _neg(input, *, out=None):
    only("out", out, None)
    return Meaning("Neg", values(input))


FUNCTIONS = {
    functional.linear: _linear,
    functional.softmax: _distribution("Softmax"),
    functional.log_softmax: _distribution("LogSoftmax"),
    functional.softmin: _distribution("Softmin"),
    functional.dropout: _dropout,
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
    torch.flatten: _flatten,
    torch.reshape: _reshape_function,
    operator.add: _operator(_add()),
    operator.iadd: _operator(_add(in_place=True)),
    operator.neg: lambda a: _neg(a),
    operator.sub: _operator(_subtract()),
    operator.isub: _operator(_subtract(in_place=True)),
    operator.mul: _operator(_multiply()),
    operator.imul: _operator(_multiply(in_place=True)),
    operator.getitem: _getitem,
    getattr: _getattr,
}
FUNCTIONS.update(
    (getattr(torch, name), _cat)
    for name in ("cat", "concat", "concatenate")
    if hasattr(torch, name)
)

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
    "flatten": _flatten,
    "view": _reshape,
    "reshape": _reshape,
    "contiguous": _contiguous,
    "clone": _clone,
    "detach": _itself,
    "long": _itself,
    "int": _itself,
    "to": _to,
    "size": _size,
}

# Modules, by their very class: a class derived from one of these may compute something else.
MODULES = {
    nn.Linear: _linear_module,
    nn.LayerNorm: _layer_norm,
    nn.BatchNorm1d: _batch_norm,
    nn.PReLU: _prelu_module,
    nn.Embedding: _embedding_module,
    nn.Softmax: lambda module, input: _distribution("Softmax")(input, module.dim),
    nn.LogSoftmax: lambda module, input: _distribution("LogSoftmax")(input, module.dim),
    nn.Softmin: lambda module, input: _distribution("Softmin")(input, module.dim),
    nn.Flatten: lambda module, input: _flatten(input, module.start_dim, module.end_dim),
    nn.Dropout: lambda module, input: dropout_of(module.p, *values(input)),
    nn.Identity: lambda module, input: Same(*values(input)),
}

# PyTorch 2.4 and later has it.
if hasattr(nn, "RMSNorm"):
    MODULES[nn.RMSNorm] = _rms_norm
FUNCTIONS.update(FUNCTIONS_OF_ONE)
METHODS.update(METHODS_OF_ONE)
MODULES.update(MODULES_OF_ONE)

# What to do about modules that netwright has not.
HELP = {
    "LazyLinear": "run the model once, and it becomes an `nn.Linear`",
    "EmbeddingBag": "look the vectors up with an `nn.Embedding`, and join them after `flatten(1)`",
}
