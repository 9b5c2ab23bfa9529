"""Windows that slide over signals and images: their arguments in a declaration, and their values.

The settings of a step have one entry for each axis: `kernel`, `stride`, `padding`, `dilation`. The
padding is a pair, in front of the axis and behind it.
"""

from .words import Refused, shape_of

CONVOLUTIONS = {"Conv1d", "Conv2d"}
TRANSPOSED = {"ConvTranspose1d", "ConvTranspose2d"}
POOLS = {"MaxPool1d", "MaxPool2d", "AvgPool1d", "AvgPool2d"}
ADAPTIVE = {"AdaptiveAvgPool1d", "AdaptiveAvgPool2d"}
GLOBAL = {"GlobalAvgPool", "GlobalMaxPool"}
KINDS = CONVOLUTIONS | TRANSPOSED | POOLS | ADAPTIVE | GLOBAL


def axes(kind):
    """The number of axes of a layer called `..1d` or `..2d`."""
    return int(kind[-2])


def convolution_arguments(step, tensors):
    """The arguments of a convolution, from the shape of its weight and its settings."""
    weight, settings = tensors[f"{step.key}.weight"], step.settings
    groups = settings["groups"]
    is_transposed = step.kind in TRANSPOSED
    outputs = weight.shape[1] * groups if is_transposed else weight.shape[0]
    written = [str(outputs), kernel_argument(weight.shape[2:])]
    written += option("Stride", settings["stride"], 1)
    written += _padding_option(settings["padding"])
    written += option("Dilation", settings["dilation"], 1)
    written += option("OutputPadding", settings.get("output_padding", ()), 0)
    is_depthwise = not is_transposed and groups > 1 and weight.shape[1] == 1
    written += ["Depthwise"] if is_depthwise else [f"Groups<{groups}>"] if groups > 1 else []
    written += [] if f"{step.key}.bias" in tensors else ["NoBias"]
    return ", ".join(written)


def pool_arguments(settings):
    """The arguments of a pool, whose stride is its kernel unless it is said."""
    written = [kernel_argument(settings["kernel"])]
    if settings["stride"] != settings["kernel"]:
        written += option("Stride", settings["stride"], None)
    written += _padding_option(settings["padding"])
    written += option("Dilation", settings["dilation"], 1)
    written += ["CeilMode"] if settings["ceil_mode"] else []
    written += [] if settings.get("counts_padding", True) else ["CountExcludePad"]
    return ", ".join(written)


def kernel_argument(sizes):
    """`3`, or `Kernel<3, 5>`."""
    return str(sizes[0]) if len(set(sizes)) == 1 else f"Kernel<{_list(sizes)}>"


def option(name, numbers, default):
    """An option with one number for all axes or one for each; none where it is the default."""
    if all(number == default for number in numbers):
        return []
    return [f"{name}<{numbers_of_axes(numbers)}>"]


def numbers_of_axes(numbers):
    """`2`, or `2, 1`."""
    return _list(numbers[:1] if len(set(numbers)) == 1 else numbers)


def _padding_option(padding):
    """`Padding<1>` where both sides are equal, or `Same`."""
    if all(before == after for before, after in padding):
        return option("Padding", [before for before, _ in padding], 0)
    return ["Same"]


def _list(numbers):
    return ", ".join(map(str, numbers))


def value(np, step, x, tensors):
    """The value of a step."""
    if step.kind in GLOBAL:
        return _global_pool(step, x)
    _check_rank(step, x)
    if step.kind in CONVOLUTIONS:
        return _convolution(np, step, x, tensors)
    if step.kind in TRANSPOSED:
        return _transposed(np, step, x, tensors)
    return _adaptive(np, step, x) if step.kind in ADAPTIVE else _pool(np, step, x)


def _check_rank(step, x):
    wanted = {1: "signals, [channels, length]", 2: "images, [channels, height, width]"}
    if x.ndim != axes(step.kind) + 2:
        raise Refused(
            f"{step.called()} takes {wanted[axes(step.kind)]}, but is given a sample of the shape"
            f" {shape_of(x.shape[1:])}; the shape of a sample can be said, as in `--input 1,28,28`"
        )


def _windows(np, step, x, kernel, padding, fill=0.0):
    """All windows: `[samples, channels, positions.., taps..]`."""
    settings = step.settings
    padded = np.pad(x, [(0, 0), (0, 0), *padding], constant_values=fill)
    spans = [(taps - 1) * gap + 1 for taps, gap in zip(kernel, settings["dilation"])]
    for span, size in zip(spans, padded.shape[2:]):
        if span > size:
            raise Refused(
                f"{step.called()} has a window of {span} elements, but is given"
                f" {shape_of(x.shape[1:])}, {size} with its padding"
            )
    found = np.lib.stride_tricks.sliding_window_view(padded, spans, tuple(range(2, x.ndim)))
    every = [slice(None, None, distance) for distance in settings["stride"]]
    taps = [slice(None, None, distance) for distance in settings["dilation"]]
    return found[(slice(None), slice(None), *every, *taps)]


def _convolution(np, step, x, tensors):
    weight = np.asarray(tensors[f"{step.key}.weight"], np.float64)
    groups = step.settings["groups"]
    _check_channels(step, x, weight.shape[1] * groups)
    windows = _windows(np, step, x, weight.shape[2:], step.settings["padding"])
    channels, outputs, count = weight.shape[1], weight.shape[0] // groups, axes(step.kind)
    parts = []
    for group in range(groups):
        taken = windows[:, group * channels : (group + 1) * channels]
        filters = weight[group * outputs : (group + 1) * outputs]
        over = [1, *range(2 + count, 2 + 2 * count)], list(range(1, 2 + count))
        parts.append(np.moveaxis(np.tensordot(taken, filters, over), -1, 1))
    return np.concatenate(parts, axis=1) + _bias(np, step, x, tensors)


def _transposed(np, step, x, tensors):
    weight = np.asarray(tensors[f"{step.key}.weight"], np.float64)
    _check_channels(step, x, weight.shape[0])
    settings, kernel = step.settings, weight.shape[2:]
    groups, outputs, channels = settings["groups"], weight.shape[1], len(weight) // settings["groups"]
    settings_of_axes = zip(
        x.shape[2:], kernel, settings["stride"], settings["dilation"], settings["output_padding"]
    )
    whole = [
        (size - 1) * stride + (taps - 1) * gap + 1 + more
        for size, taps, stride, gap, more in settings_of_axes
    ]
    y = np.zeros((len(x), outputs * groups, *whole))
    for group in range(groups):
        taken = x[:, group * channels : (group + 1) * channels]
        filters = weight[group * channels : (group + 1) * channels]
        for tap in np.ndindex(*kernel):
            given = np.moveaxis(np.tensordot(taken, filters[(slice(None), slice(None), *tap)], (1, 0)), -1, 1)
            at = [
                slice(place * gap, place * gap + (size - 1) * stride + 1, stride)
                for place, gap, size, stride in zip(
                    tap, settings["dilation"], x.shape[2:], settings["stride"]
                )
            ]
            y[(slice(None), slice(group * outputs, (group + 1) * outputs), *at)] += given
    kept = [slice(before, size - after) for size, (before, after) in zip(whole, settings["padding"])]
    return y[(slice(None), slice(None), *kept)] + _bias(np, step, x, tensors)


def _bias(np, step, x, tensors):
    bias = tensors.get(f"{step.key}.bias")
    return 0.0 if bias is None else np.asarray(bias, np.float64).reshape(-1, *[1] * (x.ndim - 2))


def _check_channels(step, x, channels):
    if x.shape[1] != channels:
        raise Refused(
            f"{step.called()} takes {channels} channels, but is given a sample of the shape"
            f" {shape_of(x.shape[1:])}; the shape of a sample can be said, as in `--input 1,28,28`"
        )


def _pool(np, step, x):
    settings, over = step.settings, tuple(range(-axes(step.kind), 0))
    kernel = settings["kernel"]
    padding = [
        (before, after + _beyond(step, size, axis))
        for axis, (size, (before, after)) in enumerate(zip(x.shape[2:], settings["padding"]))
    ]
    if step.kind.startswith("Max"):
        return _windows(np, step, x, kernel, padding, -np.inf).max(axis=over)
    # What ceil mode adds behind is never counted, and padding if it is to be.
    counted = np.ones((1, 1, *x.shape[2:]))
    if settings["counts_padding"]:
        counted = np.pad(counted, [(0, 0), (0, 0), *settings["padding"]], constant_values=1.0)
        rest = [(0, after - before) for before, after in padding]
    else:
        rest = padding
    bare = np.pad(counted, [(0, 0), (0, 0), *rest])
    count = _windows(np, step, bare, kernel, [(0, 0)] * len(kernel)).sum(axis=over)
    return _windows(np, step, x, kernel, padding).sum(axis=over) / count


def _beyond(step, size, axis):
    """The number of elements behind the padded axis that the last window of a ceil mode reads."""
    settings = step.settings
    if not settings["ceil_mode"]:
        return 0
    stride, (before, after) = settings["stride"][axis], settings["padding"][axis]
    span = (settings["kernel"][axis] - 1) * settings["dilation"][axis] + 1
    positions = -(-(size + before + after - span) // stride) + 1
    if (positions - 1) * stride >= size + before:
        positions -= 1
    return max(0, (positions - 1) * stride + span - size - before - after)


def _adaptive(np, step, x):
    """The mean of each part, from `⌊i·size/out⌋` to `⌈(i + 1)·size/out⌉`."""
    for axis, out in enumerate(step.settings["output"], 2):
        size = x.shape[axis]
        parts = [
            x.take(range(i * size // out, -(-(i + 1) * size // out)), axis).mean(axis, keepdims=True)
            for i in range(out)
        ]
        x = np.concatenate(parts, axis)
    return x


def _global_pool(step, x):
    over = tuple(range(2, x.ndim))
    if step.settings["dims"] not in (None, over):
        raise Refused(
            f"{step.called()} goes over the dimensions {step.settings['dims']} of a sample of the"
            f" shape {shape_of(x.shape[1:])}; netwright's `{step.kind}` goes over all but the channels"
        )
    if not over:
        raise Refused(
            f"{step.called()} takes signals or images, but is given {x.shape[1]} features"
        )
    return x.mean(axis=over) if step.kind == "GlobalAvgPool" else x.max(axis=over)
