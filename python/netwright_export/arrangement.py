"""Orders of dimensions: netwright has channels first, and PyTorch some values in another order.

A step takes a value in the order of its layer. Functions of one number leave the order as it is,
and a linear layer behind `flatten` gets its columns in netwright's order. The samples are declared
in the order in which the first step takes them.
"""

from .meaning import Value
from .orders import inverse, then
from .pointwise import BY_KIND
from .steps import INPUT
from .words import Refused

# Steps that take values in any order, and give them so.
_ANY_ORDER = {*BY_KIND, "Dropout", "Neg", "Add", "Sub", "Mul", "Max", "Min"}


class Arrangement:
    """The orders of the values of a graph."""

    def __init__(self):
        # The order of PyTorch's samples: theirs are ours by `permute`.
        self.of_samples = None
        # The values that are samples, and whether a step has taken one.
        self.samples = []
        self.is_fixed = False
        # Steps of which nothing but the last state is read, by number, and those read as a whole.
        self.last, self.whole = {}, {}

    def given(self, value):
        """Remembers a value that is made of the samples."""
        if value.source == INPUT:
            self.samples.append(value)
        return value

    def take(self, meaning, place, settings):
        """The order and the columns of what a step gives; refuses orders that it does not take."""
        for value in meaning.values:
            if value.source in self.last and value.order is not None:
                raise _both(place)
            self.whole[value.source] = place
        if meaning.kind in _ANY_ORDER and meaning.takes is None:
            if all((one.order, one.columns) == (meaning.values[0].order, meaning.values[0].columns) for one in meaning.values):
                self._fix(meaning.values)
                return meaning.values[0].order, meaning.values[0].columns
        [first, *_] = meaning.values
        if meaning.kind == "Flatten" and first.source != INPUT and first.order is not None:
            return None, (first.order, first.source)
        if meaning.kind == "Linear" and first.columns is not None:
            settings["columns"] = first.columns
            return None, None
        for value in meaning.values:
            self._demand(value, meaning.takes, place)
        self._fix(meaning.values)
        return meaning.gives, None

    def _fix(self, values):
        self.is_fixed |= any(value.source == INPUT for value in values)

    def _demand(self, value, order, place):
        if value.columns is None and value.order == order:
            return
        if value.source == INPUT and not self.is_fixed:
            self._declare(then(value.order, inverse(order)))
            return
        if value.columns is not None:
            raise Refused(
                f"{place} takes a value that was flattened in another order of dimensions than"
                " netwright's; only a linear layer can"
            )
        raise Refused(
            f"{place} takes a value in another order of dimensions than netwright's, in which channels"
            " come first, as in [N, C, L] and [N, C, H, W]; permute it in front of the step"
        )

    def _declare(self, order):
        """Declares the samples in the order that `permute` makes of what is declared now."""
        self.of_samples = then(inverse(order), self.of_samples)
        for value in self.samples:
            value.order = then(inverse(order), value.order)

    def last_state(self, step, number, place, is_frame):
        """Makes a recurrent step one that gives its last state."""
        if number in self.whole:
            raise _both(place)
        if is_frame and step.settings["directions"] == 2:
            raise Refused(
                f"{place} takes the last frame of both directions, of which one has seen only that"
                " frame; netwright's layer gives the last state of each,"
                " `torch.cat((h_n[-2], h_n[-1]), 1)`"
            )
        self.last[number] = place
        step.settings["is_last"] = True


def _both(place):
    return Refused(
        f"{place} takes the last state of a sequence that is used as a whole too; steps of a network"
        " cannot share parameters"
    )


def same_memory(value, storage):
    """Another value in the order of this one."""
    return Value(value.source, storage, value.order, value.columns)
