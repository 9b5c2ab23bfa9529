"""Completes steps by the shapes of values: arguments that PyTorch leaves open, columns of weights,
and steps that netwright needs between others.
"""

from dataclasses import replace

from . import pads, recurrent, windows
from .interpret import DISTRIBUTIONS, reshaped, value
from .orders import inverse
from .steps import INPUT, Step
from .words import shape_of


def fit(network):
    """Completes the steps for the shape of a sample; says in words what does not fit."""
    import numpy as np

    fitted, places, values = [], {INPUT: INPUT}, {INPUT: np.zeros((1, *network.input))}

    def add(step):
        taken = [values[source] for source in step.sources]
        _complete(step, taken[0].shape[1:], network.tensors)
        fitted.append(step)
        values[len(fitted) - 1] = value(step, taken, network.tensors)
        return len(fitted) - 1

    for number, step in enumerate(network.steps):
        columns = step.settings.get("columns")
        if columns is not None:
            _reorder(network, step, columns[0], values[places[columns[1]]].shape[1:])
        step = replace(step, sources=[places[source] for source in step.sources])
        if step.settings.get("mode") and step.kind in windows.CONVOLUTIONS:
            # A convolution pads with zeros alone: another step pads in front of it.
            settings = {name: step.settings[name] for name in ("padding", "mode")}
            step.sources = [add(Step(f"{step.name}_pad", "Pad", sources=step.sources, settings=settings))]
            step.settings = {**step.settings, "padding": ((0, 0),) * len(settings["padding"])}
        taken = values[step.sources[0]]
        if step.kind in DISTRIBUTIONS and _is_a_vector_of_pixels(step, taken.shape):
            flat = add(Step(f"{step.name}_flat", "Flatten", sources=step.sources))
            step.sources = [flat]
        places[number] = add(step)
    network.steps = fitted
    network.outputs = {name: places[number] for name, number in network.outputs.items()}


def _complete(step, shape, tensors):
    if step.kind in windows.CONVOLUTIONS | windows.TRANSPOSED:
        step.arguments = windows.convolution_arguments(step, tensors)
    elif step.kind in recurrent.KINDS:
        step.arguments = recurrent.arguments(step)
    elif step.kind == "Pad":
        step.arguments = pads.pad_arguments(step, shape)
    elif step.kind == "Upsample":
        step.arguments = pads.upsample_arguments(step, shape)
    elif step.kind == "Reshape":
        step.arguments = ", ".join(map(str, reshaped(step, shape)))


def _is_a_vector_of_pixels(step, shape):
    """Tells if an image of one pixel goes into a step that takes vectors, over its channels."""
    return len(shape) > 2 and step.dim == 1 and all(size == 1 for size in shape[2:])


def _reorder(network, step, order, shape):
    """Brings the columns of a weight into the order in which netwright flattens."""
    theirs = [shape[dim - 1] for dim in order[1:]]
    name = f"{step.key}.weight"
    weight = network.tensors[name]
    if weight.shape[1] != _product(theirs):
        return
    ours = weight.reshape(len(weight), *theirs).transpose(inverse(order))
    network.tensors[name] = ours.reshape(weight.shape).copy()
    network.remarks.append(
        f"the columns of `{name}` are in the order of {shape_of(shape)}, and not as in the module"
    )


def _product(sizes):
    result = 1
    for size in sizes:
        result *= size
    return result
