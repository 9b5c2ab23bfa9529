"""The built-in layers, from the list that a test of the macro crate keeps true."""

from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "macros" / "tests" / "layers.txt"


@dataclass
class Layer:
    name: str
    inputs: str
    written: str
    is_activation: bool


def built_in():
    """Returns the layers in the order of the list."""
    lines = [line.split() for line in LIST.read_text().splitlines() if not line.startswith("#")]
    return [Layer(*words[:3], is_activation="activation" in words) for words in lines]


def alone(inputs):
    """Returns the names of the layers that are written without arguments."""
    return [layer.name for layer in built_in() if (layer.inputs, layer.written) == (inputs, "alone")]


def require(names):
    """Fails if a layer has arguments that a generator does not know how to write."""
    unknown = {layer.name for layer in built_in() if layer.written == "arguments"} - set(names)
    if unknown:
        raise SystemExit(f"the generators do not know how to write {', '.join(sorted(unknown))}")
