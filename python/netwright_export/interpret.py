"""Computes the declared steps: the numbers of features, and the values, in NumPy."""

import functools

from . import pads, pointwise, recurrent, windows
from .steps import INPUT
from .words import Refused, shape_of

DISTRIBUTIONS = {"Softmax", "LogSoftmax", "Softmin"}
# Normalisations, and the epsilon that each has unless it is said; PyTorch takes that of the numbers
# for `RmsNorm`.
NORMS = {"LayerNorm": 1e-5, "RmsNorm": 2.0**-52, "BatchNorm1d": 1e-5, "BatchNorm2d": 1e-5}
# Steps that leave the values as they are at inference.
IDLE = {"Dropout", "Dropout1d", "Dropout2d"}
# Steps of signals, images or sequences, of which no size says how many features there are.
OF_ARRAYS = windows.KINDS | recurrent.KINDS | {"BatchNorm2d", "GroupNorm", "InstanceNorm", "Pad", "Upsample", "Reshape"}
# Joins, by the function of NumPy that joins two values.
JOINS = {
    "Add": "add",
    "Sub": "subtract",
    "Mul": "multiply",
    "Max": "maximum",
    "Min": "minimum",
}


def input_features(steps, tensors):
    """The features of a sample, from the first step that only fits one number; None if none does.

    The features of each value are `times·n + plus`, with n those of a sample.
    """
    sizes = {INPUT: (1, 0)}
    for number, step in enumerate(steps):
        if step.kind in OF_ARRAYS:
            return None
        taken = [sizes[source] for source in step.sources]
        if step.kind == "Linear":
            outputs, needed = tensors[f"{step.key}.weight"].shape
            found, sizes[number] = [taken[0], (0, needed)], (0, outputs)
        elif step.kind == "Embedding":
            size = tensors[f"{step.key}.weight"].shape[1]
            found, sizes[number] = [], tuple(size * count for count in taken[0])
        elif step.kind in NORMS:
            needed = tensors[f"{step.key}.weight"].size
            found, sizes[number] = [taken[0], (0, needed)], (0, needed)
        elif step.kind == "Slice":
            start, end = map(int, step.arguments.split(", "))
            found, sizes[number] = [], (0, end - start)
        elif step.kind == "Concat":
            found, sizes[number] = [], tuple(map(sum, zip(*taken)))
        else:
            needed = [] if step.features is None else [(0, step.features)]
            found, sizes[number] = [*taken, *needed], taken[0]
        for times, plus in found[1:]:
            features = _solved(found[0], (times, plus))
            if features is not None:
                return features
    return None


def _solved(left, right):
    """The n for which `a·n + b` is `c·n + d`, if that is one whole number."""
    times, plus = left[0] - right[0], right[1] - left[1]
    return plus // times if times and plus % times == 0 and plus // times > 0 else None


def run(steps, tensors, inputs, outputs=()):
    """The value of the last step for samples as rows, in double precision; or those of several,
    side by side."""
    import numpy as np

    values = {INPUT: np.asarray(inputs, dtype=np.float64)}
    for number, step in enumerate(steps):
        values[number] = value(step, [values[source] for source in step.sources], tensors)
    if not outputs:
        return values[len(steps) - 1]
    return np.concatenate([values[number].reshape(len(inputs), -1) for number in outputs], axis=1)


def indices(steps, tensors, shape):
    """The features of a sample that embeddings look up, by position: the numbers of classes."""
    import numpy as np

    found = {}
    positions = {INPUT: np.arange(np.prod(shape)).reshape(1, *shape)}
    for number, step in enumerate(steps):
        taken = [positions[source] for source in step.sources]
        is_copied = all(one is not None for one in taken)
        if step.kind == "Embedding":
            if not is_copied:
                raise Refused(
                    f"{step.called()} looks up numbers that steps have computed; understood are"
                    " features of a sample, as in `embedding(x[:, 0])`"
                )
            classes = len(tensors[f"{step.key}.weight"])
            for position in taken[0].flatten():
                found[position] = min(classes, found.get(position, classes))
        copies = step.kind in ("Slice", "Flatten", "Concat") and is_copied
        positions[number] = value(step, taken, tensors) if copies else None
    return found


def value(step, taken, tensors):
    """The value of a step, from those that it takes."""
    import numpy as np

    x = taken[0]
    if step.kind == "Embedding":
        return np.asarray(tensors[f"{step.key}.weight"], dtype=np.float64)[x.astype(int)]
    if step.kind == "Linear":
        weight = np.asarray(tensors[f"{step.key}.weight"], dtype=np.float64)
        _check_vector(step, x, weight.shape[1])
        bias = tensors.get(f"{step.key}.bias")
        return x @ weight.T + (0.0 if bias is None else np.asarray(bias, dtype=np.float64))
    if step.kind in pointwise.BY_KIND:
        return pointwise.value(np, step, x)
    if step.kind == "PRelu":
        return _leaked(np, step, x, tensors[f"{step.key}.weight"])
    if step.kind in NORMS:
        return _normalized(np, step, x, tensors)
    if step.kind in DISTRIBUTIONS:
        _check_vector(step, x)
        x = -x if step.kind == "Softmin" else x
        shifted = x - x.max(axis=1, keepdims=True)
        scores = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        return scores if step.kind == "LogSoftmax" else np.exp(scores)
    if step.kind in windows.KINDS:
        return windows.value(np, step, x, tensors)
    if step.kind in recurrent.KINDS:
        return recurrent.value(np, step, x, tensors)
    if step.kind in ("GroupNorm", "InstanceNorm"):
        return _grouped(np, step, x, tensors)
    if step.kind == "Pad":
        return pads.padded(np, step, x)
    if step.kind == "Upsample":
        return pads.upsampled(np, step, x)
    if step.kind == "Reshape":
        return x.reshape(len(x), *reshaped(step, x.shape[1:]))
    if step.kind in IDLE:
        return x
    if step.kind == "Neg":
        return -x
    if step.kind == "Slice":
        return _sliced(step, x)
    if step.kind == "Flatten":
        return _flattened(step, x)
    return _joined(np, step, taken)


def _leaked(np, step, x, slopes):
    """A learned slope for all features, or one for each channel."""
    if len(slopes) not in (1, x.shape[1]):
        raise Refused(
            f"{step.called()} has {len(slopes)} slopes, but is given {x.shape[1]} channels"
        )
    slopes = np.asarray(slopes, dtype=np.float64).reshape(1, -1, *[1] * (x.ndim - 2))
    return np.where(x > 0, x, slopes * x)


def _normalized(np, step, x, tensors):
    named = {name: np.asarray(tensors[f"{step.key}.{name}"], np.float64) for name in step.tensors}
    weight, bias = named["weight"], named.get("bias", 0.0)
    epsilon = float(step.arguments.split(",")[0]) if step.arguments else NORMS[step.kind]
    if step.kind in ("BatchNorm1d", "BatchNorm2d"):
        ranks = (2, 3) if step.kind == "BatchNorm1d" else (4,)
        if x.ndim not in ranks or x.shape[1] != len(weight):
            raise Refused(
                f"{step.called()} takes {len(weight)} features or channels, but is given a sample"
                f" of the shape {shape_of(x.shape[1:])}"
            )
        weight, bias, mean, variance = (
            tensor.reshape(-1, *(1 for _ in x.shape[2:])) for tensor in named.values()
        )
    else:
        if x.shape[1:] != weight.shape:
            raise Refused(
                f"{step.called()} normalises the shape {shape_of(weight.shape)}, but is given a"
                f" sample of the shape {shape_of(x.shape[1:])}; netwright's `{step.kind}` goes over"
                " all features of a sample"
            )
        axes = tuple(range(1, x.ndim))
        mean = x.mean(axis=axes, keepdims=True) if step.kind == "LayerNorm" else 0.0
        variance = ((x - mean) ** 2).mean(axis=axes, keepdims=True)
    return (x - mean) / np.sqrt(variance + epsilon) * weight + bias


def _grouped(np, step, x, tensors):
    """Groups of channels, or each channel, with the mean 0 and the variance 1."""
    groups = step.settings["groups"] or x.shape[1]
    if x.shape[1] % groups or step.settings["groups"] is None and x.ndim < 3:
        raise Refused(
            f"{step.called()} has {groups} groups, but is given a sample of the shape"
            f" {shape_of(x.shape[1:])}"
        )
    rows = x.reshape(len(x), groups, -1)
    rows = rows - rows.mean(axis=2, keepdims=True)
    variance = (rows**2).mean(axis=2, keepdims=True)
    y = (rows / np.sqrt(variance + step.settings["eps"])).reshape(x.shape)
    if not step.tensors:
        return y
    weight, bias = (
        np.asarray(tensors[f"{step.key}.{name}"], np.float64) for name in ("weight", "bias")
    )
    if len(weight) != x.shape[1]:
        raise Refused(f"{step.called()} takes {len(weight)} channels, but is given {x.shape[1]}")
    ones = [1] * (x.ndim - 2)
    return y * weight.reshape(-1, *ones) + bias.reshape(-1, *ones)


def reshaped(step, shape):
    """The shape that a step makes of this one."""
    settings, count = step.settings, len(shape) + 1
    if "unsqueeze" in settings:
        at = settings["unsqueeze"] % (count + 1)
        return (*shape[: at - 1], 1, *shape[at - 1 :])
    if "squeeze" in settings:
        at = settings["squeeze"] % count
        # PyTorch leaves other sizes than 1 as they are.
        found = shape if shape[at - 1] != 1 else (*shape[: at - 1], *shape[at:])
        if not found:
            raise Refused(f"{step.called()} leaves one number a sample without a dimension; leave it out")
        return found
    size, known = 1, 1
    for one in shape:
        size *= one
    for one in settings["sizes"]:
        known *= 1 if one == -1 else one
    if -1 in settings["sizes"] and size % known == 0:
        return tuple(size // known if one == -1 else one for one in settings["sizes"])
    if size != known:
        raise Refused(
            f"{step.called()} makes {shape_of(settings['sizes'])} of a sample of {size} features;"
            " netwright computes sample by sample"
        )
    return settings["sizes"]


def _sliced(step, x):
    start, end = map(int, step.arguments.split(", "))
    if end > x.shape[1]:
        raise Refused(
            f"{step.called()} ends at {end}, but a sample has {x.shape[1]} there;"
            f" write `x[:, {start}:{x.shape[1]}]`"
        )
    return x[:, start] if step.is_single else x[:, start:end]


def _flattened(step, x):
    flat = x.reshape(len(x), -1)
    if step.features not in (None, flat.shape[1]):
        raise Refused(
            f"{step.called()} makes rows of {step.features} features, but a sample has"
            f" {flat.shape[1]}; netwright computes sample by sample"
        )
    return flat


def _joined(np, step, taken):
    if step.kind == "Concat":
        if step.dim == -1 and taken[0].ndim != 2:
            raise Refused(f"{step.called()} joins along dim=-1; netwright joins along dim=1")
        if len({value.shape[2:] for value in taken}) > 1:
            _refuse_shapes(step, taken)
        return np.concatenate(taken, axis=1)
    if len({value.shape for value in taken}) > 1:
        _refuse_shapes(step, taken)
    return functools.reduce(getattr(np, JOINS[step.kind]), taken)


def _refuse_shapes(step, taken):
    shapes = " and ".join(shape_of(value.shape[1:]) for value in taken)
    raise Refused(
        f"{step.called()} takes {shapes}; `{step.kind}` takes values of one shape"
        if step.kind != "Concat"
        else f"{step.called()} takes {shapes}, which differ in more than the first size"
    )


def _check_vector(step, x, features=None):
    if x.ndim != 2:
        raise Refused(
            f"{step.called()} takes a sample of the shape {shape_of(x.shape[1:])};"
            f" `{step.kind}` takes a flat vector: flatten it first, with `nn.Flatten()`"
        )
    if features not in (None, x.shape[1]):
        raise Refused(
            f"{step.called()} takes {features} features, but is given {x.shape[1]};"
            " the shape of a sample can be said, as in `--input 1,28,28`"
        )
