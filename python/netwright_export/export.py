"""From a model to its files and its declaration."""

from pathlib import Path

from .declaration import declaration
from .files import contents, in_crate, write
from .fit import fit
from .interpret import OF_ARRAYS, indices, input_features, run
from .names import RESERVED_TYPES, struct_name
from .state import check_numbers, of_state
from .orders import inverse
from .steps import Network
from .words import Refused, quoted, shape_of

# By how much the declared steps may differ from the module, both in double precision, for each
# unit of the largest output and one more.
TOLERANCE = 1e-9

# Standard deviations of the random samples; large ones reach where functions bend.
SCALES = (1.0, 8.0)

# Steps that a classifier may end with.
SCORES = {"Linear", "Softmax", "LogSoftmax", "Flatten", "Dropout"}
SCORES |= {"Slice", "Neg", "Add", "Sub", "Mul", "Max", "Min", "Mean", "Concat"}


def export(
    model, weights, golden=True, samples=16, seed=0, note=None, classes=None, input=None, name=None
):
    """Writes the files of a module or a state_dict, and returns the declaration.

    `golden` is a path, True for `NAME.golden.safetensors` beside `NAME.safetensors`, or None.
    `input` is the shape of a sample, a number or several, where the module does not say it;
    `classes` are names in the order of the outputs; `name` is that of the struct. A module is
    compared with the steps of the declaration on random samples before anything is written.
    Raises `Refused` for what cannot be exported.
    """
    weights = Path(weights)
    golden = weights.with_suffix(".golden.safetensors") if golden is True else golden
    golden = Path(golden) if golden else None
    _check_paths(weights, golden)
    shape = (input,) if isinstance(input, int) else input
    if is_module(model):
        network, expected = _of_module(model, shape, samples, seed)
    elif isinstance(model, dict):
        network, expected = of_state(model, shape), None
    else:
        raise Refused(f"a module or a state_dict is wanted, not a {type(model).__name__}")
    network.name = _checked_name(name) if name else network.name
    network.classes = _checked_classes(classes, network)
    for step in network.steps:
        if step.kind == "Linear":
            step.arguments = _linear_arguments(network.tensors, step.key)
        elif step.kind == "Embedding":
            step.arguments = ", ".join(map(str, network.tensors[f"{step.key}.weight"].shape))
    files = [(weights, contents(network.tensors, note, network.classes))]
    if golden and expected:
        files.append((golden, contents(expected)))
    write(files)
    return _declared(network, [in_crate(path) for path, _ in files])


def _checked_name(name):
    """The name of the struct, as it was said."""
    if not name.isidentifier() or not name[:1].isupper() or name in RESERVED_TYPES:
        raise Refused(f"`{name}` cannot be the name of the struct; a name such as `Iris` can")
    return name


def _check_paths(weights, golden):
    if weights.suffix != ".safetensors":
        raise Refused(f"{weights}: the file of the weights is a .safetensors file")
    if golden and golden.absolute() == weights.absolute():
        raise Refused(f"{weights}: the weights and the golden samples are two files")


def _declared(network, paths):
    """The declaration; networks of double precision are read at run time."""
    if all(str(tensor.dtype) != "float64" for tensor in network.tensors.values()):
        return declaration(network, *paths)
    network.remarks.append(
        f"the numbers are of double precision: `{network.name}::<f64>::load(..)`;"
        " for `weights = ..` export `model.float()`"
    )
    return declaration(network)


def is_module(model):
    """Tells if this is a PyTorch module, without importing PyTorch."""
    return hasattr(model, "state_dict") and hasattr(model, "eval")


def _of_module(model, shape, samples, seed):
    """The network of a module, and the golden samples."""
    import numpy as np
    import torch

    from .model import answers, precision, prepared, tensors_of
    from .trace import traced

    if samples < 1:
        raise Refused("there must be one sample or more")
    model = prepared(model)
    name = type(model).__name__
    traced_model = traced(model)
    steps, order = traced_model.steps, traced_model.arrangement.of_samples
    tensors, others = tensors_of(model, steps)
    check_numbers(tensors)
    shape = tuple(shape or _shape_of_input(steps, tensors))
    network = Network(struct_name(name), steps, shape, tensors, outputs=traced_model.outputs)
    network.remarks += [f"`{step.name}`: {step.remark}" for step in steps if step.remark]
    if others:
        network.remarks.append(f"not written, since no step has it: {quoted(others)}")
    if order is not None:
        if len(order) != len(shape) + 1:
            raise Refused(f"a sample has {len(order) - 1} dimensions, but {shape_of(shape)} was said")
        # PyTorch's samples are ours, permuted.
        network.input = tuple(shape[dim - 1] for dim in inverse(order)[1:])
        network.remarks.append(
            f"samples have the shape {shape_of(network.input)}, the module's {shape_of(shape)} permuted"
        )
    # The shapes of all values: they say in words what does not fit.
    fit(network)
    generator = np.random.default_rng(seed)
    inputs = [scale * generator.standard_normal((samples, *network.input)) for scale in SCALES]
    looked_up = indices(network.steps, tensors, network.input)
    for x in inputs:
        for position, classes in looked_up.items():
            x.reshape(samples, -1)[:, position] = generator.integers(classes, size=samples)
    # Without `x.long()` a module takes whole numbers alone.
    are_whole = len(looked_up) == np.prod(shape)
    ends = list(network.outputs.values())
    found = [run(network.steps, tensors, x, ends) for x in inputs]
    single = inputs[0].astype(np.float32)

    def given(model, x, dtype):
        theirs = x if order is None else x.transpose(order)
        return answers(model, theirs, torch.int64 if are_whole else dtype)

    outputs = given(model, single, precision(model))
    expected = {"inputs": single, **_named(network, outputs, inputs[0])}
    model = model.double()
    for x, outputs in zip(inputs, found):
        _compare(name, outputs, given(model, x, torch.float64))
    return network, expected


def _named(network, outputs, inputs):
    """The tensors of a golden file: all outputs, or each of several by its name."""
    if not network.outputs:
        return {"outputs": outputs}
    tensors, first = {}, 0
    for name, step in network.outputs.items():
        end = first + run(network.steps, network.tensors, inputs, [step]).shape[1]
        tensors[f"outputs.{name}"] = outputs[:, first:end].copy()
        first = end
    return tensors


def _shape_of_input(steps, tensors):
    features = input_features(steps, tensors)
    array = next((step for step in steps if step.kind in OF_ARRAYS), None)
    if features is None and array is not None:
        raise Refused(
            f"the model does not say the size of a sample, which {array.called()} takes; say it, as in"
            " `--input 1,28,28` for images of one channel, or `--input 6,100` for signals"
        )
    if features is None:
        raise Refused(
            "the model does not say how many features a sample has; say it, as in `--input 4`"
        )
    return (features,)


def _compare(name, found, expected):
    """Refuses a declaration that computes something else than the module."""
    # A step may leave out sizes of 1.
    if len(found) and found.shape != expected.shape and found[0].size == expected[0].size:
        expected = expected.reshape(found.shape)
    if found.shape != expected.shape:
        shapes = f"{shape_of(expected.shape[1:])}, the declared steps {shape_of(found.shape[1:])}"
        raise Refused(f"`{name}` gives {shapes} for a sample; nothing was written")
    difference = abs(found - expected).max(initial=0.0)
    if not difference <= TOLERANCE * (1.0 + abs(expected).max(initial=0.0)):
        raise Refused(
            f"`{name}` computes something else than the steps that were read from it: outputs"
            f" differ by up to {difference:.3g}; nothing was written. A value that is changed in"
            " place, as by `x += y`, is the usual reason."
        )


def _linear_arguments(tensors, key):
    """The arguments of a linear layer, in angle brackets."""
    outputs = len(tensors[f"{key}.weight"])
    return f"{outputs}" if f"{key}.bias" in tensors else f"{outputs}, NoBias"


def _checked_classes(classes, network):
    """The names of the classes, of which there is one for each output."""
    if not classes:
        return None
    classes = [name.strip() for name in classes]
    doubled = [name for at, name in enumerate(classes) if name in classes[:at]]
    if doubled or not all(classes) or len(classes) < 2:
        what = (
            f"{quoted(doubled[:1])} is there twice"
            if doubled
            else "there must be two or more names"
        )
        raise Refused(f"the classes are names that differ: {what}")
    if network.outputs:
        raise Refused("names of classes belong to one output, and the model has several")
    last = network.steps[-1]
    if last.kind not in SCORES:
        raise Refused(
            f"{last.called()} gives no scores of classes: the last step has to be the linear"
            " layer, or a softmax behind it"
        )
    outputs = run(network.steps, network.tensors, _one_sample(network)).shape[1]
    if outputs != len(classes):
        raise Refused(
            f"there are {len(classes)} names of classes, but the model has {outputs} outputs"
        )
    return classes


def _one_sample(network):
    import numpy as np

    return np.zeros((1, *network.input))
