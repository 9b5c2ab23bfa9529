"""Convolutions and pools as PyTorch calls them: functions, methods and modules."""

import torch
from torch import nn
from torch.nn import functional

from .meaning import Meaning, Weight, only, shown, values
from .pads import check_mode
from .windows import numbers_of_axes, pool_arguments
from .words import Refused


def each(name, number, count, least=0):
    """A setting for each axis."""
    numbers = tuple(number) if isinstance(number, (tuple, list)) else (number,)
    numbers = numbers * count if len(numbers) == 1 else numbers
    if len(numbers) != count or any(type(one) is not int or one < least for one in numbers):
        raise Refused(f"has {name}={shown(number)}; understood are whole numbers from {least}")
    return numbers


def _padding(padding, kernel, dilation, stride):
    """The padding on both sides of each axis."""
    count = len(stride)
    if padding == "valid":
        return ((0, 0),) * count
    if padding == "same":
        if kernel is None:
            raise Refused("has padding='same'; use the module, which knows its kernel")
        missing = [gap * (taps - 1) for gap, taps in zip(dilation, kernel)]
        return tuple((both // 2, both - both // 2) for both in missing)
    return tuple((one, one) for one in each("padding", padding, count))


def _convolution(kind, count):
    def meaning(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
        key, tensors = _tensors(weight, bias, f"nn.{kind}")
        settings = _settings(stride, padding, dilation, groups, None, count)
        return Meaning(kind, values(input), key=key, tensors=tensors, settings=settings)

    return meaning


def _transposed(kind, count):
    def meaning(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
        key, tensors = _tensors(weight, bias, f"nn.{kind}")
        settings = _settings(stride, padding, dilation, groups, None, count)
        settings["output_padding"] = each("output_padding", output_padding, count)
        return Meaning(kind, values(input), key=key, tensors=tensors, settings=settings)

    return meaning


def _settings(stride, padding, dilation, groups, kernel, count):
    stride, dilation = each("stride", stride, count, 1), each("dilation", dilation, count, 1)
    padding = _padding(padding, kernel, dilation, stride)
    return {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}


def _tensors(weight, bias, module):
    """The name and the tensors of a function that is given those of one module."""
    names = [one.name if isinstance(one, Weight) else "" for one in (weight, bias)]
    key = names[0].removesuffix(".weight")
    if not key or names[0] != f"{key}.weight" or bias is not None and names[1] != f"{key}.bias":
        raise Refused(
            f"takes tensors that are not the `weight` and `bias` of one module; use `{module}`"
        )
    return key, ("weight",) if bias is None else ("weight", "bias")


def _convolution_module(kind, count):
    def meaning(module, input):
        settings = _settings(
            module.stride, module.padding, module.dilation, module.groups, module.kernel_size, count
        )
        if module.padding_mode != "zeros":
            check_mode(module.padding_mode)
            settings["mode"] = module.padding_mode
        return Meaning(kind, values(input), tensors=("weight", "bias"), settings=settings)

    return meaning


def _transposed_module(kind, count):
    def meaning(module, input, output_size=None):
        only("output_size", output_size, None)
        settings = _settings(
            module.stride, module.padding, module.dilation, module.groups, None, count
        )
        settings["output_padding"] = each("output_padding", module.output_padding, count)
        return Meaning(kind, values(input), tensors=("weight", "bias"), settings=settings)

    return meaning


def _pool(kind, input, kernel_size, stride, padding, ceil_mode, dilation=1, **more):
    count = int(kind[-2])
    kernel = each("kernel_size", kernel_size, count, 1)
    # An empty list is what PyTorch's functions have where nothing is said.
    stride = kernel if stride in (None, [], ()) else each("stride", stride, count, 1)
    settings = {
        "kernel": kernel,
        "stride": stride,
        "padding": _padding(padding, kernel, None, stride),
        "dilation": each("dilation", dilation, count, 1),
        "ceil_mode": bool(ceil_mode),
        **more,
    }
    return Meaning(kind, values(input), pool_arguments(settings), settings=settings)


def _max_pool(kind):
    def meaning(
        input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False
    ):
        only("return_indices", return_indices, False)
        return _pool(kind, input, kernel_size, stride, padding, ceil_mode, dilation)

    return meaning


def _avg_pool(kind):
    def meaning(
        input,
        kernel_size,
        stride=None,
        padding=0,
        ceil_mode=False,
        count_include_pad=True,
        divisor_override=None,
    ):
        only("divisor_override", divisor_override, None)
        counts = {"counts_padding": bool(count_include_pad)}
        return _pool(kind, input, kernel_size, stride, padding, ceil_mode, **counts)

    return meaning


def _adaptive_avg_pool(kind, count):
    def meaning(input, output_size):
        output = each("output_size", output_size, count, 1)
        written = numbers_of_axes(output)
        return Meaning(kind, values(input), written, settings={"output": output})

    return meaning


def _adaptive_max_pool(count):
    def meaning(input, output_size, return_indices=False):
        only("return_indices", return_indices, False)
        if each("output_size", output_size, count, 1) != (1,) * count:
            raise Refused(
                f"has output_size={output_size}; netwright has the largest of all, output_size=1"
            )
        return Meaning("GlobalMaxPool", values(input), settings={"dims": None})

    return meaning


def _reduction(kind):
    """`x.mean((2, 3))` and `x.amax((2, 3))`."""

    def meaning(input, dim=None, keepdim=False, *, dtype=None, out=None):
        only("dtype", dtype, None)
        only("out", out, None)
        [value] = values(input)
        dims = (dim,) if type(dim) is int else tuple(dim or ())
        axes = tuple(sorted(one for one in dims if type(one) is int))
        if axes in ((-1,), (2,), (1,)):
            count, dims = 1, axes if axes == (2,) else None
        elif axes in ((-2, -1), (2, 3)):
            count, dims = 2, axes if axes == (2, 3) else None
        else:
            raise Refused(
                f"goes over dim={shown(dim)}; understood are all dimensions behind the channels, as in"
                " `x.mean((2, 3))` of images and `x.mean(2)` of signals"
            )
        is_sequence = value.order == (0, 2, 1)
        if (axes == (1,)) != is_sequence:
            raise Refused(f"goes over dim={shown(dim)}, which is not the last of the value")
        value = value.__class__(value.source, value.storage) if is_sequence else value
        if not keepdim:
            return Meaning(kind, [value], settings={"dims": dims})
        if kind != "GlobalAvgPool":
            raise Refused("has keepdim=True; use `nn.AdaptiveMaxPool2d(1)`")
        settings = {"output": (1,) * count}
        return Meaning(f"AdaptiveAvgPool{count}d", [value], "1", settings=settings)

    return meaning


FUNCTIONS, METHODS, MODULES = {}, {}, {}

for _count in (1, 2):
    _end = f"{_count}d"
    FUNCTIONS.update(
        {
            getattr(functional, f"conv{_end}"): _convolution(f"Conv{_end}", _count),
            getattr(functional, f"conv_transpose{_end}"): _transposed(
                f"ConvTranspose{_end}", _count
            ),
            # `torch.fx` names the function that chooses whether there are indices.
            getattr(functional, f"max_pool{_end}"): _max_pool(f"MaxPool{_end}"),
            getattr(torch, f"max_pool{_end}"): _max_pool(f"MaxPool{_end}"),
            getattr(functional, f"avg_pool{_end}"): _avg_pool(f"AvgPool{_end}"),
            getattr(functional, f"adaptive_avg_pool{_end}"): _adaptive_avg_pool(
                f"AdaptiveAvgPool{_end}", _count
            ),
            getattr(functional, f"adaptive_max_pool{_end}"): _adaptive_max_pool(_count),
        }
    )
    MODULES.update(
        {
            getattr(nn, f"Conv{_end}"): _convolution_module(f"Conv{_end}", _count),
            getattr(nn, f"ConvTranspose{_end}"): _transposed_module(
                f"ConvTranspose{_end}", _count
            ),
            getattr(nn, f"MaxPool{_end}"): lambda module, input, kind=f"MaxPool{_end}": _max_pool(
                kind
            )(
                input,
                module.kernel_size,
                module.stride,
                module.padding,
                module.dilation,
                module.ceil_mode,
                module.return_indices,
            ),
            getattr(nn, f"AvgPool{_end}"): lambda module, input, kind=f"AvgPool{_end}": _avg_pool(
                kind
            )(
                input,
                module.kernel_size,
                module.stride,
                module.padding,
                module.ceil_mode,
                module.count_include_pad,
                getattr(module, "divisor_override", None),
            ),
            getattr(nn, f"AdaptiveAvgPool{_end}"): lambda module, input, count=_count: (
                _adaptive_avg_pool(f"AdaptiveAvgPool{count}d", count)(input, module.output_size)
            ),
            getattr(nn, f"AdaptiveMaxPool{_end}"): lambda module, input, count=_count: (
                _adaptive_max_pool(count)(input, module.output_size, module.return_indices)
            ),
        }
    )

FUNCTIONS.update({torch.mean: _reduction("GlobalAvgPool"), torch.amax: _reduction("GlobalMaxPool")})
METHODS.update(mean=_reduction("GlobalAvgPool"), amax=_reduction("GlobalMaxPool"))
