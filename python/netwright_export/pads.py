"""Padding, and the repetition of elements: arguments and values."""

from .windows import numbers_of_axes
from .words import Refused, shape_of


# What is padded with, by PyTorch's name of it.
MODES = {"constant": "", "reflect": "Reflect", "replicate": "Replicate", "circular": "Circular"}
_MODES_OF_NUMPY = {"constant": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}


def check_mode(mode, value=0.0):
    """Refuses what netwright's `Pad` does not do."""
    if mode not in MODES:
        raise Refused(f"pads with mode={mode!r}, which netwright's `Pad` does not know")
    if value != 0.0:
        raise Refused(f"pads with {value}; netwright's `Pad` pads with zeros, or with other elements")


def pad_arguments(step, shape):
    """The arguments of `Pad`: as few as say all sides, which are in PyTorch's order."""
    pairs = _pairs(step, shape)
    sides = [side for pair in reversed(pairs) for side in pair]
    if len(set(sides)) == 1:
        sides = sides[:1]
    elif len(pairs) > 1 and all(before == after for before, after in pairs):
        sides = [before for before, _ in pairs]
    return ", ".join([*map(str, sides), *filter(None, [MODES[step.settings["mode"]]])])


def _pairs(step, shape):
    """The padding of each axis of a sample but the channels; PyTorch says that of the last ones."""
    padding = step.settings["padding"]
    missing = len(shape) - 1 - len(padding)
    if missing < 0:
        raise Refused(
            f"{step.called()} pads {len(padding)} dimensions, but is given a sample of the shape"
            f" {shape_of(shape)}; netwright's `Pad` pads all but the channels"
        )
    return ((0, 0),) * missing + padding


def padded(np, step, x):
    pairs, mode = _pairs(step, x.shape[1:]), step.settings["mode"]
    most = {"reflect": -1, "circular": 0}.get(mode)
    if most is not None and any(max(pair) > size + most for pair, size in zip(pairs, x.shape[2:])):
        raise Refused(f"{step.called()} pads more than {shape_of(x.shape[1:])} has elements to give")
    return np.pad(x, [(0, 0), (0, 0), *pairs], mode=_MODES_OF_NUMPY[mode])


def factors(step, shape):
    """The number of times that elements are repeated along each axis of a sample."""
    axes, (size, scale) = shape[1:], (step.settings["size"], step.settings["scale"])
    wanted = size if scale is None else scale
    wanted = tuple(wanted) if isinstance(wanted, (tuple, list)) else (wanted,) * len(axes)
    found = [int(one) for one in wanted]
    if scale is None:
        if any(one % axis for one, axis in zip(found, axes)):
            raise Refused(
                f"{step.called()} makes {shape_of(found)} of {shape_of(axes)}; netwright's `Upsample`"
                " repeats each element a whole number of times"
            )
        found = [one // axis for one, axis in zip(found, axes)]
    if not axes or len(found) != len(axes):
        raise Refused(f"{step.called()} does not fit to a sample of the shape {shape_of(shape)}")
    return found


def upsample_arguments(step, shape):
    found = factors(step, shape)
    if step.settings["is_linear"]:
        return f"{numbers_of_axes(found)}, {'Linear' if len(found) == 1 else 'Bilinear'}"
    return numbers_of_axes(found)


def upsampled(np, step, x):
    for axis, factor in enumerate(factors(step, x.shape[1:]), 2):
        x = (_interpolated if step.settings["is_linear"] else np.repeat)(x, factor, axis)
    return x


def _interpolated(x, factor, axis):
    """Elements in between on straight lines, the corners of which are not those of the axis."""
    import numpy as np

    size = x.shape[axis]
    place = np.maximum((np.arange(size * factor) + 0.5) / factor - 0.5, 0.0)
    first = place.astype(int)
    weight = (place - first).reshape(-1, *[1] * (x.ndim - axis - 1))
    return (1 - weight) * x.take(first, axis) + weight * x.take(np.minimum(first + 1, size - 1), axis)
