"""Changes of shapes as PyTorch calls them: parts, joins, orders of dimensions, padding."""

import operator

import torch
from torch import nn
from torch.nn import functional

from . import recurrent_meanings
from .meaning import Batch, Meaning, Permuted, Same, Sizes, Value, only, shown, values
from .orders import swap
from .pads import check_mode
from .recurrent_meanings import LastStates, Recurrence
from .words import Refused


def _cat(tensors, dim=0, *, axis=None, out=None):
    only("dim", dim if axis is None else axis, 1, -1)
    only("out", out, None)
    last = recurrent_meanings.joined(tensors)
    if last is not None:
        return last
    taken = values(*tensors)
    if len(taken) == 1:
        return Same(taken[0], copied=True)
    return Meaning("Concat", taken, dim=dim if axis is None else axis)


def _flatten(input, start_dim=0, end_dim=-1):
    only("start_dim", start_dim, 1)
    only("end_dim", end_dim, -1)
    return Meaning("Flatten", values(input), is_view=True)


def _reshape(input, *shape):
    """`x.view(x.size(0), -1)` and the like: each sample by itself."""
    [sizes] = shape if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else [shape]
    first, rest = (sizes[0], tuple(sizes[1:])) if len(sizes) > 1 else (None, ())
    is_of_samples = first == Batch() or type(first) is int and first == -1
    free = rest.count(-1) + (first != Batch())
    if is_of_samples and free <= 1 and all(type(one) is int and (one > 0 or one == -1) for one in rest):
        [value] = values(input)
        features = None if -1 in rest else _product(rest)
        if len(rest) == 1:
            return Meaning("Flatten", [value], is_view=True, features=features)
        return Meaning("Reshape", [value], is_view=True, settings={"sizes": rest})
    raise Refused(
        "is understood where it makes one row, or one array, of each sample, as `x.flatten(1)` and"
        " `x.view(-1, 1, 28, 28)` do"
    )


def _product(sizes):
    result = 1
    for size in sizes:
        result *= size
    return result


def _reshape_function(input, shape):
    return _reshape(input, shape)


def _unflatten(input, dim, sizes):
    only("dim", dim, 1)
    return _reshape(input, -1, *sizes)


def _unsqueeze(input, dim):
    if type(dim) is not int or dim == 0:
        raise Refused(f"has dim={shown(dim)}; the first dimension is that of the samples")
    return Meaning("Reshape", values(input), is_view=True, settings={"unsqueeze": dim})


def _squeeze(input, dim=None):
    if isinstance(input, LastStates):
        return recurrent_meanings.squeezed(input, dim)
    if type(dim) is not int or dim == 0:
        raise Refused("says no dimension, or that of the samples; write it, as in `x.squeeze(-1)`")
    return Meaning("Reshape", values(input), is_view=True, settings={"squeeze": dim})


def _permute(input, *dims):
    [order] = dims if len(dims) == 1 and isinstance(dims[0], (tuple, list)) else [dims]
    if any(type(dim) is not int for dim in order):
        raise Refused("is understood with numbers of dimensions alone")
    order = tuple(dim % len(order) for dim in order)
    if order[0] != 0 or sorted(order) != list(range(len(order))):
        raise Refused("moves the samples from the first dimension, where they must be")
    return Permuted(*values(input), order)


def _permute_function(input, dims):
    return _permute(input, *dims)


def _transpose(input, dim0, dim1):
    dims = sorted(one if one >= 0 else one + _rank(input, dim0, dim1) for one in (dim0, dim1))
    if dims[0] <= 0:
        raise Refused("moves the samples from the first dimension, where they must be")
    return Permuted(*values(input), swap(*dims, max(_rank(input, dim0, dim1), dims[1] + 1)))


def _rank(input, *dims):
    """The number of dimensions: that of a sequence, unless something says another."""
    order = getattr(input, "order", None)
    return len(order) if order else 3


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
    if isinstance(input, (Recurrence, LastStates)):
        return input.part(index)
    if isinstance(input, tuple):
        if index == 0:
            return input[0]
        raise Refused("takes `c_n`, which netwright's `Lstm` does not give; `h_n` it does")
    [value] = values(input)
    last = recurrent_meanings.last_of_sequence(value, index)
    if last is not None:
        return last
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


def _pad(input, pad, mode="constant", value=None):
    pairs = [tuple(pad[at : at + 2]) for at in range(0, len(pad), 2)]
    if len(pad) % 2 or not pairs or any(type(one) is not int or one < 0 for one in pad):
        raise Refused(f"has pad={shown(pad)}; understood are whole numbers from 0, two for each axis")
    # PyTorch begins with the last axis.
    check_mode(mode, float(value or 0.0))
    settings = {"padding": tuple(reversed(pairs)), "mode": mode}
    return Meaning("Pad", values(input), settings=settings)


def _pad_module(mode):
    def meaning(module, input):
        return _pad(input, tuple(module.padding), mode, getattr(module, "value", 0.0))

    return meaning


def _interpolate(
    input,
    size=None,
    scale_factor=None,
    mode="nearest",
    align_corners=None,
    recompute_scale_factor=None,
    antialias=False,
):
    only("mode", mode, "nearest", "linear", "bilinear")
    only("align_corners", align_corners, None, False)
    settings = {"size": size, "scale": scale_factor, "is_linear": mode != "nearest"}
    for name, number in (("size", size), ("scale_factor", scale_factor)):
        numbers = number if isinstance(number, (tuple, list)) else (number,)
        if any(one is not None and (type(one) not in (int, float) or one < 1 or one % 1) for one in numbers):
            raise Refused(
                f"has {name}={shown(number)}; netwright's `Upsample` repeats each element a whole"
                " number of times"
            )
    return Meaning("Upsample", values(input), settings=settings)


def _upsample_module(module, input):
    return _interpolate(input, module.size, module.scale_factor, module.mode, module.align_corners)


FUNCTIONS = {
    torch.flatten: _flatten,
    torch.reshape: _reshape_function,
    torch.unsqueeze: _unsqueeze,
    torch.squeeze: _squeeze,
    torch.permute: _permute_function,
    torch.transpose: _transpose,
    torch.swapaxes: _transpose,
    functional.pad: _pad,
    functional.interpolate: _interpolate,
    operator.getitem: _getitem,
    getattr: _getattr,
}
FUNCTIONS.update(
    (getattr(torch, name), _cat)
    for name in ("cat", "concat", "concatenate")
    if hasattr(torch, name)
)

METHODS = {
    "flatten": _flatten,
    "view": _reshape,
    "reshape": _reshape,
    "unflatten": _unflatten,
    "unsqueeze": _unsqueeze,
    "squeeze": _squeeze,
    "permute": _permute,
    "transpose": _transpose,
    "swapaxes": _transpose,
    "contiguous": _contiguous,
    "clone": _clone,
    "detach": _itself,
    "long": _itself,
    "int": _itself,
    "size": _size,
}

MODULES = {
    nn.Flatten: lambda module, input: _flatten(input, module.start_dim, module.end_dim),
    nn.Unflatten: lambda module, input: _unflatten(input, module.dim, module.unflattened_size),
    nn.Identity: lambda module, input: Same(*values(input)),
    nn.Upsample: _upsample_module,
    nn.UpsamplingNearest2d: _upsample_module,
    nn.ZeroPad2d: _pad_module("constant"),
}
for _name, _mode in {
    "ZeroPad1d": "constant",
    "ConstantPad1d": "constant",
    "ConstantPad2d": "constant",
    "ReflectionPad1d": "reflect",
    "ReflectionPad2d": "reflect",
    "ReplicationPad1d": "replicate",
    "ReplicationPad2d": "replicate",
    "CircularPad1d": "circular",
    "CircularPad2d": "circular",
}.items():
    # PyTorch 2.1 and later has some of them.
    if hasattr(nn, _name):
        MODULES[getattr(nn, _name)] = _pad_module(_mode)
