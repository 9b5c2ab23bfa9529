"""Recurrent layers as PyTorch calls them, and the parts of what they give."""

from dataclasses import dataclass

from torch import nn

from .meaning import LastState, Meaning, Value, only, values
from .orders import CHANNELS_LAST
from .words import Refused


@dataclass(frozen=True)
class Recurrence:
    """The output of a recurrent module: the sequence of states, and the last ones."""

    sequence: Value
    kind: str
    layers: int
    directions: int

    def part(self, index):
        if index == 0:
            return self.sequence
        if index == 1:
            states = LastStates(self)
            return (states, None) if self.kind == "Lstm" else states
        raise Refused("is taken apart as no recurrent module can be; `output, h = ..` is understood")


@dataclass(frozen=True)
class LastStates:
    """`h_n`, in which the directions of the uppermost layer come last."""

    of: Recurrence

    def part(self, index):
        count = self.of.layers * self.of.directions
        if type(index) is tuple and index[1:] and all(one == slice(None) for one in index[1:]):
            index = index[0]
        if type(index) is not int or not -count <= index < count:
            raise Refused("takes a part of `h_n` that is not understood; `h_n[-1]` is")
        index %= count
        if index < count - self.of.directions:
            raise Refused("takes the state of a lower layer; netwright's layer gives the uppermost")
        if self.of.directions == 2:
            return LastOfDirection(self.of, index - count)
        return LastState(self.of.sequence)


@dataclass(frozen=True)
class LastOfDirection:
    """`h_n[-2]` or `h_n[-1]` of both directions, which have to be joined."""

    of: Recurrence
    direction: int


def joined(tensors):
    """The last states of both directions, if that is what is joined."""
    if len(tensors) == 2 and all(isinstance(one, LastOfDirection) for one in tensors):
        if [one.direction for one in tensors] == [-2, -1] and tensors[0].of == tensors[1].of:
            return LastState(tensors[0].of.sequence)
        raise Refused("joins states in another order than `torch.cat((h_n[-2], h_n[-1]), 1)`")
    return None


def last_of_sequence(value, index):
    """`output[:, -1]`, or None."""
    if value.order != CHANNELS_LAST or type(index) is not tuple or len(index) < 2:
        return None
    is_last = index[:2] == (slice(None), -1) and all(one == slice(None) for one in index[2:])
    return LastState(value, is_frame=True) if is_last else None


def squeezed(states, dim):
    """`h_n.squeeze(0)`."""
    if dim != 0 or states.of.layers * states.of.directions != 1:
        raise Refused("takes apart the states of several layers or directions; use `h_n[-1]`")
    return LastState(states.of.sequence)


def _module(kind):
    def meaning(module, input, hx=None):
        only("hx", hx, None)
        if not module.batch_first:
            raise Refused("has batch_first=False; samples come first in netwright: batch_first=True")
        only("proj_size", getattr(module, "proj_size", 0), 0)
        settings = {
            "units": module.hidden_size,
            "layers": module.num_layers,
            "directions": 2 if module.bidirectional else 1,
            "is_relu": getattr(module, "nonlinearity", "tanh") == "relu",
            "has_bias": module.bias,
            "is_last": False,
        }
        tensors = tuple(name for names in module._all_weights for name in names)
        found = Meaning(kind, values(input), tensors=tensors, settings=settings)
        found.takes = found.gives = CHANNELS_LAST
        found.wrapped = lambda value: Recurrence(
            value, kind, settings["layers"], settings["directions"]
        )
        if module.dropout and module.num_layers > 1:
            found.remark = f"in training, PyTorch drops {module.dropout:g} of the states between the layers"
        return found

    return meaning


MODULES = {nn.RNN: _module("Rnn"), nn.GRU: _module("Gru"), nn.LSTM: _module("Lstm")}
