"""The meaning of a call of PyTorch's, and what its arguments may be."""

from dataclasses import dataclass, field
from typing import Callable, Optional

from .words import Refused


@dataclass(eq=False)
class Value:
    """The value of a step, or the input of the network."""

    # The number of the step.
    source: int
    # Values in one storage change together, when a step writes in place.
    storage: int
    # The order in which PyTorch has the dimensions, if it is another than netwright's.
    order: Optional[tuple] = None
    # That of the value from which this one was flattened, and the step that gives that one.
    columns: Optional[tuple] = None


@dataclass(frozen=True)
class Weight:
    """A parameter or buffer that `forward` uses by itself."""

    name: str


@dataclass(frozen=True)
class Batch:
    """The number of samples."""


@dataclass(frozen=True)
class Sizes:
    """The shape of a value."""


@dataclass
class Same:
    """No step: the value stays as it is, in the same memory or copied."""

    value: Value
    copied: bool = False


@dataclass
class Permuted:
    """No step: the dimensions of a value in another order."""

    value: Value
    order: tuple


@dataclass
class LastState:
    """The last state of a recurrent step, whose value is the whole sequence."""

    value: Value
    # Whether it is the last frame of the sequence, rather than the last state of each direction.
    is_frame: bool = False


@dataclass
class Meaning:
    """A step."""

    kind: str
    values: list
    arguments: str = ""
    # The value that is overwritten.
    in_place: Optional[Value] = None
    # Whether the outcome lies in the memory of the first value.
    is_view: bool = False
    # The name of the tensors, where it is not that of the module, and which there are.
    key: Optional[str] = None
    tensors: tuple = ()
    # Tensors that netwright's layer has and PyTorch's leaves out, since they would change nothing:
    # the shape and the number that each consists of.
    constants: dict = field(default_factory=dict)
    # Whether the sample loses the dimension of its features, as in `x[:, 0]`.
    is_single: bool = False
    dim: Optional[int] = None
    features: Optional[int] = None
    # What its value is computed from, beside the tensors.
    settings: dict = field(default_factory=dict)
    # The orders of dimensions in which PyTorch's layer takes its value, and gives it.
    takes: Optional[tuple] = None
    gives: Optional[tuple] = None
    # Makes of the value what PyTorch's layer gives, if that is more than a value.
    wrapped: Callable = None
    # What a reader of the declaration must know.
    remark: str = ""


def only(name, found, *understood):
    """Refuses an argument that changes what is computed."""
    if not any(type(found) is type(one) and found == one for one in understood):
        wanted = " or ".join(f"{name}={one!r}" for one in understood if one is not None)
        help = f"; only {wanted} is understood" if wanted else ""
        raise Refused(f"has {name}={shown(found)}, which netwright's layer has not{help}")


def shown(argument):
    return "a tensor" if isinstance(argument, (Value, Weight)) else argument


def values(*arguments):
    """Arguments that have to be values of steps."""
    for argument in arguments:
        if isinstance(argument, Weight):
            raise Refused(
                f"takes the tensor `{argument.name}`; netwright's layer takes values of steps alone"
            )
        if not isinstance(argument, Value):
            shown = repr(argument) if isinstance(argument, (int, float)) else "something else"
            raise Refused(f"takes {shown}; netwright's layer takes values of steps alone")
    return list(arguments)


def decimal(number):
    """A number without an exponent."""
    text = f"{number:.17f}".rstrip("0")
    return repr(number) if "e" not in repr(number) else text
