"""Padding, and the repetition of elements: arguments and values."""

from .windows import numbers_of_axes
from .words import Refused, shape_of


def check_mode(settings):
    """Refuses what netwright's `Pad` does not do."""
    if settings["mode"] != "constant" or settings["value"] != 0.0:
        what = settings["value"] if settings["mode"] == "constant" else repr(settings["mode"])
        raise Refused(f"pads with {what}; netwright's `Pad` pads with zeros")


def pad_arguments(step, shape):
    """The arguments of `Pad`, whose axes are in the order of the shape."""
    return ", ".join(str(one) for pair in _pairs(step, shape) for one in pair)


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
    return np.pad(x, [(0, 0), (0, 0), *_pairs(step, x.shape[1:])])


def factors(step, shape):
    """How often elements are repeated along each axis of a sample of this shape."""
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
    return numbers_of_axes(factors(step, shape))


def upsampled(np, step, x):
    for axis, factor in enumerate(factors(step, x.shape[1:]), 2):
        x = np.repeat(x, factor, axis)
    return x
