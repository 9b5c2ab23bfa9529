"""Random layers over signals `[C, L]` and images `[C, H, W]`, with arguments that fit, for the
generators beside this one. The sizes follow PyTorch's rules, and are computed apart from the macro.
"""

from dataclasses import dataclass, field

import layers


@dataclass
class Axis:
    """A window along one axis, and the elements that are padded on either side."""

    size: int
    out: int
    kernel: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    after: int = 0

    @property
    def span(self):
        return (self.kernel - 1) * self.dilation + 1


@dataclass
class Layer:
    """A layer as it is declared, and what others need to compute it."""

    kind: str
    arguments: list
    output: tuple
    parameters: int = 0
    axes: list = field(default_factory=list)
    groups: int = 1
    # Whether there is a bias, and whether an average counts padded elements.
    has_bias: bool = True
    counts_padding: bool = True
    has_ceil: bool = False
    # "same", "causal", or None for numbers.
    padding: str = None
    output_padding: list = field(default_factory=list)

    @property
    def declared(self):
        return f"{self.kind}<{', '.join(map(str, self.arguments))}>" if self.arguments else self.kind


def product(numbers):
    result = 1
    for number in numbers:
        result *= number
    return result


def divisors(number):
    return [one for one in range(1, number + 1) if number % one == 0]


def dimensions(shape):
    """The ending of names: `1d` over signals, `2d` over images."""
    return f"{len(shape) - 1}d"


def option(name, numbers, default):
    """An option with a number for each axis, or with one for all; none where it is the default."""
    if all(number == default for number in numbers):
        return []
    numbers = numbers[:1] if len(set(numbers)) == 1 else numbers
    return [f"{name}<{', '.join(map(str, numbers))}>"]


def kernel_argument(rng, axes):
    """`3`, or `Kernel<3, 2>`."""
    kernels = [axis.kernel for axis in axes]
    if len(set(kernels)) == 1 and (len(kernels) == 1 or rng.random() < 0.8):
        return str(kernels[0])
    return f"Kernel<{', '.join(map(str, kernels))}>"


def same(axis):
    """PyTorch's `padding="same"`, and with a stride TensorFlow's: as many windows as the stride
    allows, and an odd element behind."""
    axis.out = -(-axis.size // axis.stride)
    missing = max(0, (axis.out - 1) * axis.stride + axis.span - axis.size)
    axis.before, axis.after = missing // 2, missing - missing // 2
    return axis


def shuffled(rng, options):
    """Options in any order."""
    return rng.sample(options, len(options))


def fields(steps):
    """The lines of a declaration for steps `(name, layer, sources)`."""
    lines, above = [], "input"
    for step, layer, sources in steps:
        if sources != [above]:
            lines.append(f"    #[from({', '.join(sources)})]")
        lines.append(f"    {step}: {layer},")
        above = step
    return lines


def conv(rng, shape):
    channels, *sizes = shape
    groups = rng.choice(divisors(channels)) if rng.random() < 0.4 else 1
    out = groups * rng.randint(1, max(1, 4 // groups))
    is_depthwise = groups == channels and channels > 1 and rng.random() < 0.7
    options = ["Depthwise"] if is_depthwise else [f"Groups<{groups}>"] if groups > 1 else []
    has_bias = rng.random() < 0.75
    options += [] if has_bias else ["NoBias"]
    padding = rng.choice(["same", "causal" if len(sizes) == 1 else "same", None, None, None, None])
    axes = [_conv_axis(rng, size, padding) for size in sizes]
    options += option("Stride", [axis.stride for axis in axes], 1)
    options += option("Dilation", [axis.dilation for axis in axes], 1)
    if padding is None:
        options += option("Padding", [axis.before for axis in axes], 0)
    else:
        options.append(padding.capitalize())
    arguments = [out, kernel_argument(rng, axes), *shuffled(rng, options)]
    count = out * (channels // groups * product(axis.kernel for axis in axes) + has_bias)
    output = (out, *(axis.out for axis in axes))
    kind = f"Conv{dimensions(shape)}"
    return Layer(kind, arguments, output, count, axes, groups, has_bias, padding=padding)


KERNELS = [1, 2, 2, 3, 3, 3, 4, 5]


def skips_everything(axis):
    """The stride leads behind the end, though there is more than one position: an error."""
    padded = axis.size + axis.before + axis.after
    return axis.stride > padded > axis.span


def _conv_axis(rng, size, padding):
    while True:
        axis = Axis(size, 0, rng.choice(KERNELS), rng.choice([1, 1, 1, 2, 2, 3]), rng.choice([1, 1, 1, 2, 3]))
        if padding == "same":
            if not skips_everything(same(axis)):
                return axis
            continue
        if padding == "causal":
            axis.before = axis.span - 1
        else:
            axis.before = axis.after = rng.randint(0, axis.span - 1) if rng.random() < 0.6 else 0
        rest = size + axis.before + axis.after - axis.span
        if rest >= 0 and not skips_everything(axis):
            axis.out = rest // axis.stride + 1
            return axis


def conv_transpose(rng, shape):
    channels, *sizes = shape
    groups = rng.choice(divisors(channels)) if rng.random() < 0.4 else 1
    out = groups * rng.randint(1, max(1, 3 // groups))
    has_bias = rng.random() < 0.75
    options = ([] if has_bias else ["NoBias"]) + ([f"Groups<{groups}>"] if groups > 1 else [])
    found = [_transposed_axis(rng, size) for size in sizes]
    axes, extra = [axis for axis, _ in found], [extra for _, extra in found]
    options += option("Stride", [axis.stride for axis in axes], 1)
    options += option("Dilation", [axis.dilation for axis in axes], 1)
    options += option("Padding", [axis.before for axis in axes], 0)
    options += option("OutputPadding", extra, 0)
    arguments = [out, kernel_argument(rng, axes), *shuffled(rng, options)]
    count = out * (channels // groups * product(axis.kernel for axis in axes) + has_bias)
    output = (out, *(axis.out for axis in axes))
    kind = f"ConvTranspose{dimensions(shape)}"
    return Layer(kind, arguments, output, count, axes, groups, has_bias, output_padding=extra)


def _transposed_axis(rng, size):
    """A window along the output, of which each element of the input is a position."""
    while True:
        axis = Axis(size, 0, rng.randint(1, 3), rng.choice([1, 1, 2, 2, 3]), rng.choice([1, 1, 2]))
        axis.before = rng.randint(0, axis.span // 2) if rng.random() < 0.5 else 0
        extra = rng.randrange(max(axis.stride, axis.dilation)) if rng.random() < 0.5 else 0
        axis.out = (size - 1) * axis.stride - 2 * axis.before + axis.span + extra
        if 1 <= axis.out <= size + 8:
            return axis, extra


def max_pool(rng, shape):
    return _pool(rng, shape, "MaxPool", True)


def avg_pool(rng, shape):
    layer = _pool(rng, shape, "AvgPool", False)
    layer.counts_padding = rng.random() < 0.6
    if not layer.counts_padding:
        layer.arguments.append("CountExcludePad")
    elif rng.random() < 0.2:
        layer.arguments.append("CountIncludePad")
    return layer


def _pool(rng, shape, kind, is_dilated):
    channels, *sizes = shape
    has_ceil = rng.random() < 0.5
    axes = [_pool_axis(rng, size, has_ceil, is_dilated) for size in sizes]
    options = ["CeilMode"] if has_ceil else []
    strides = [axis.stride for axis in axes]
    if strides != [axis.kernel for axis in axes]:
        # Unlike that of a convolution, the stride is not 1 where it is not said.
        options += option("Stride", strides, None)
    options += option("Padding", [axis.before for axis in axes], 0)
    options += option("Dilation", [axis.dilation for axis in axes], 1)
    arguments = [kernel_argument(rng, axes), *shuffled(rng, options)]
    output = (channels, *(axis.out for axis in axes))
    return Layer(f"{kind}{dimensions(shape)}", arguments, output, axes=axes, has_ceil=has_ceil)


def _pool_axis(rng, size, has_ceil, is_dilated):
    while True:
        kernel = rng.choice(KERNELS)
        stride = kernel if rng.random() < 0.4 else rng.randint(1, 4)
        axis = Axis(size, 0, kernel, stride, rng.choice([1, 1, 1, 2]) if is_dilated else 1)
        axis.before = axis.after = rng.randint(0, kernel // 2) if rng.random() < 0.5 else 0
        rest = size + 2 * axis.before - axis.span
        if rest < 0 or skips_everything(axis):
            continue
        axis.out = (-(-rest // stride) if has_ceil else rest // stride) + 1
        # No window begins in the padding behind.
        if has_ceil and (axis.out - 1) * stride >= size + axis.before:
            axis.out -= 1
        return axis


def adaptive_avg_pool(rng, shape):
    channels, *sizes = shape
    outs = [rng.randint(1, size) for size in sizes]
    arguments = outs[:1] if len(set(outs)) == 1 else outs
    return Layer(f"AdaptiveAvgPool{dimensions(shape)}", arguments, (channels, *outs))


def global_avg_pool(rng, shape):
    return Layer("GlobalAvgPool", [], shape[:1])


def global_max_pool(rng, shape):
    return Layer("GlobalMaxPool", [], shape[:1])


def batch_norm(rng, shape):
    return Layer(f"BatchNorm{dimensions(shape)}", [], shape, 2 * shape[0])


def group_norm(rng, shape):
    return Layer("GroupNorm", [rng.choice(divisors(shape[0]))], shape, 2 * shape[0])


def instance_norm(rng, shape):
    is_affine = rng.random() < 0.4
    return Layer("InstanceNorm", ["Affine"] * is_affine, shape, 2 * shape[0] * is_affine)


def layer_norm(rng, shape):
    return Layer("LayerNorm", [], shape, 2 * product(shape))


def prelu(rng, shape):
    return Layer("PRelu", ["PerChannel"], shape, shape[0])


def upsample(rng, shape):
    factors = [rng.randint(1, 3) for _ in shape[1:]]
    arguments = factors[:1] if len(set(factors)) == 1 else factors
    return Layer("Upsample", arguments, (shape[0], *(size * factor for size, factor in zip(shape[1:], factors))))


def recurrent(rng, shape):
    channels, length = shape
    kind, gates = rng.choice([("Rnn", 1), ("Gru", 3), ("Lstm", 4)])
    units, count = rng.randint(1, 3), rng.choice([1, 1, 2])
    directions, is_last = rng.choice([1, 1, 2]), rng.random() < 0.4
    has_bias = rng.random() < 0.8
    options = [f"Layers<{count}>"] if count > 1 else []
    options += (["Bidirectional"] if directions == 2 else []) + (["Last"] if is_last else [])
    options += [] if has_bias else ["NoBias"]
    inputs = [channels] + [directions * units] * (count - 1)
    parameters = sum(directions * gates * units * (taken + units + 2 * has_bias) for taken in inputs)
    output = (directions * units,) if is_last else (directions * units, length)
    return Layer(kind, [units, *shuffled(rng, options)], output, parameters)


def there(drawn):
    """Those of these functions whose layers are built in."""
    built_in = {layer.name.removesuffix("1d").removesuffix("2d") for layer in layers.built_in()}
    return {kind: weight for kind, weight in drawn.items() if KINDS.get(kind) in built_in}


# The layers that the functions draw, without `1d` and `2d`.
KINDS = {
    conv: "Conv",
    conv_transpose: "ConvTranspose",
    max_pool: "MaxPool",
    avg_pool: "AvgPool",
    adaptive_avg_pool: "AdaptiveAvgPool",
    batch_norm: "BatchNorm",
    group_norm: "GroupNorm",
    instance_norm: "InstanceNorm",
    layer_norm: "LayerNorm",
    prelu: "PRelu",
    upsample: "Upsample",
    recurrent: "Gru",
}
