"""The steps of a network, as they are declared."""

from dataclasses import dataclass, field
from typing import Optional

INPUT = -1


@dataclass
class Step:
    """A step: its layer, the values it takes, and where its tensors are."""

    # The name in Python, from which that of the field is made.
    name: str
    # The layer, `Linear`, and what stands in its angle brackets, `16, NoBias`.
    kind: str
    arguments: str = ""
    # The steps whose values it takes, in order, by number; `INPUT` is the input of the network.
    sources: list = field(default_factory=list)
    # Its name in the weights file, if it has tensors, and the names of those behind it.
    key: Optional[str] = None
    tensors: tuple = ("weight", "bias")
    # Tensors that the module has not, by name: a shape and a number. The step is frozen, if any.
    constants: dict = field(default_factory=dict)
    # Whether its value is one number a sample, without a dimension, as `x[:, 0]` is.
    is_single: bool = False
    # How messages call it, and its line in the source: "`encoder.act` (GELU)".
    place: str = ""
    # The dimension along which values are joined.
    dim: Optional[int] = None
    # How many features `x.view(-1, 784)` has, if it says so.
    features: Optional[int] = None
    # What its value is computed from, beside the tensors.
    settings: dict = field(default_factory=dict)
    # What a reader of the declaration must know.
    remark: str = ""

    @property
    def layer(self):
        """The type of the field."""
        return f"{self.kind}<{self.arguments}>" if self.arguments else self.kind

    def called(self):
        """The name for messages."""
        return self.place or f"`{self.name}` ({self.kind})"


@dataclass
class Network:
    """All that is declared and written."""

    name: str
    steps: list
    # The shape of a sample.
    input: tuple
    # The tensors, as arrays, by their names in the file.
    tensors: dict
    # What a reader of the declaration must know.
    remarks: list = field(default_factory=list)
    # The names of the classes, in the order of the outputs.
    classes: Optional[list] = None
    # The names of the outputs and the numbers of their steps, if there are several.
    outputs: dict = field(default_factory=dict)
