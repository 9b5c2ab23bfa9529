"""Functions of one number as PyTorch calls them: functions, methods and modules."""

import inspect
import math

import torch
from torch import nn
from torch.nn import functional

from .meaning import Meaning, decimal, only, shown, values
from .pointwise import FUNCTIONS as POINTWISE
from .words import Refused

_PLAIN, _NAMED = inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY


def _pointwise(function, order, in_place=False):
    """A function of one number, with arguments in this order, `out` and `inplace` among them."""

    def meaning(input, *given, **named):
        arguments = signature.bind(input, *given, **named)
        arguments.apply_defaults()
        arguments = arguments.arguments
        if "out" in arguments:
            only("out", arguments["out"], None)
        [value] = values(input)
        is_in_place = in_place or arguments.get("inplace", False)
        settings = [arguments[name] for name, _ in function.settings]
        written = _settings(function, settings)
        overwritten = value if is_in_place else None
        return Meaning(
            function.kind, [value], written, in_place=overwritten, is_view=is_in_place
        )

    signature = inspect.Signature([inspect.Parameter("input", _PLAIN), *order])
    meaning.__signature__ = signature
    return meaning


def _parameters(function):
    """The settings of a function as arguments of a call."""
    return [
        inspect.Parameter(name, _PLAIN, default=inspect.Parameter.empty if value is None else value)
        for name, value in function.settings
    ]


def _functional(function):
    """One of `torch.nn.functional`, which may be told to work in place."""
    in_place = inspect.Parameter("inplace", _PLAIN, default=False)
    return _pointwise(function, [*_parameters(function), in_place])


def _of_tensors(function, in_place=False):
    """One of `torch`, or a method."""
    out = inspect.Parameter("out", _NAMED, default=None)
    return _pointwise(function, [*_parameters(function), out], in_place)


def _of_module(function):
    def meaning(module, input):
        settings = [getattr(module, name) for name, _ in function.settings]
        return _functional(function)(input, *settings, inplace=getattr(module, "inplace", False))

    return meaning


def _settings(function, settings):
    """The settings as they stand in a declaration."""
    if function.kind == "Gelu":
        only("approximate", settings[0], "none", "tanh")
        return "Tanh" if settings[0] == "tanh" else ""
    for (name, _), setting in zip(function.settings, settings):
        if type(setting) not in (int, float) or not math.isfinite(setting):
            raise Refused(
                f"has {name}={shown(setting)}; netwright's `{function.kind}` takes finite numbers"
            )
        if name in function.positive and setting <= 0:
            raise Refused(
                f"has {name}={setting!r}; netwright's `{function.kind}` takes a number above 0"
            )
    if function.kind == "HardTanh" and settings[0] >= settings[1]:
        raise Refused(f"has the bounds {settings[0]!r} and {settings[1]!r}; the first must be less")
    return "" if function.is_default(settings) else ", ".join(map(decimal, map(float, settings)))


FUNCTIONS, METHODS, MODULES = {}, {}, {}

for _function in POINTWISE:
    for _name in _function.names:
        for _called, _in_place in ((_name, False), (f"{_name}_", True)):
            for _room in (torch, functional):
                if hasattr(_room, _called):
                    FUNCTIONS[getattr(_room, _called)] = _of_tensors(_function, _in_place)
            if hasattr(torch.Tensor, _called):
                METHODS[_called] = _of_tensors(_function, _in_place)
        if hasattr(functional, _name):
            FUNCTIONS[getattr(functional, _name)] = _functional(_function)
    if _function.module is not None:
        MODULES[getattr(nn, _function.module)] = _of_module(_function)
