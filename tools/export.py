#!/usr/bin/env python3
"""Writes the weights of a PyTorch model as netwright reads them, and prints the declaration that fits.

    python3 tools/export.py model.pt weights.safetensors
    python3 tools/export.py model.pt weights.safetensors --golden golden.safetensors --samples 16 --seed 0

The model is a whole module (`torch.save(model, "model.pt")`), a state_dict (`torch.save(model.state_dict(), ..)`), a .safetensors or an .npz
file; the last two do without torch. From Python:

    from export import export
    export(model, "weights.safetensors", golden="golden.safetensors")

The golden file has random inputs, and the outputs of the module for them in evaluation mode; it needs a whole module. So does the declaration of the
activations: of a state_dict alone only the layers with parameters are known. Needs numpy and safetensors, torch for .pt files. Loading a whole module runs code from the file: do so with files of your own alone.
"""

import argparse
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

# PyTorch's layers and functions without parameters, and what they are here.
PLAIN = {
    "ReLU": "Relu", "Tanh": "Tanh", "Sigmoid": "Sigmoid", "Softmax": "Softmax", "LogSoftmax": "LogSoftmax", "Flatten": "Flatten",
}
FUNCTIONS = {
    "relu": "Relu", "tanh": "Tanh", "sigmoid": "Sigmoid", "softmax": "Softmax", "log_softmax": "LogSoftmax", "flatten": "Flatten",
    "add": "Add", "cat": "Concat", "concat": "Concat", "maximum": "Max", "max": "Max",
}


@dataclass
class Step:
    """A step of a declaration: its name in the weights file, its layer, and the names of the steps whose values it takes, if they are known."""

    name: str
    layer: str
    sources: list = None


def to_numpy(tensor):
    """A tensor of torch's, or an array, as a contiguous array of numbers that safetensors knows; bfloat16 is widened, as numpy has none."""
    if hasattr(tensor, "detach"):
        tensor = tensor.detach().cpu()
        tensor = (tensor.float() if str(tensor.dtype) == "torch.bfloat16" else tensor).numpy()
    return np.ascontiguousarray(tensor)


def is_module(model):
    return hasattr(model, "state_dict") and hasattr(model, "eval")


def tensors_of(model):
    """The tensors of a module or a state_dict by name."""
    state = model.state_dict() if is_module(model) else model
    return {name: to_numpy(tensor) for name, tensor in state.items()}


def field_name(name):
    """A name as a field in Rust, where it can be one."""
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else re.sub(r"\W", "_", f"layer_{name}" if name[:1].isdigit() else name)


def layer_of(module):
    """The layer that a module of torch's is, or None."""
    kind = type(module).__name__
    if kind == "Linear":
        bias = "" if module.bias is not None else ", NoBias"
        return f"Linear<{module.out_features}{bias}>"
    if kind == "Dropout":
        return f"Dropout<{module.p:g}>"
    return PLAIN.get(kind)


def linear_of(name, tensors):
    """The linear layer to which a weight of a state_dict belongs."""
    bias = "" if f"{name}.bias" in tensors else ", NoBias"
    return f"Linear<{tensors[f'{name}.weight'].shape[0]}{bias}>"


def traced(model):
    """The steps of a module in the order in which they are run, or None if that cannot be found out."""
    import torch.fx

    try:
        nodes = torch.fx.symbolic_trace(model).graph.nodes
    except Exception:
        return None
    names, steps = {}, []
    for node in nodes:
        if node.op == "placeholder":
            names[node] = "input"
        elif node.op == "output":
            continue
        else:
            if node.op == "call_module":
                layer = layer_of(model.get_submodule(node.target))
            else:
                called = node.target if isinstance(node.target, str) else getattr(node.target, "__name__", "")
                layer = FUNCTIONS.get(called)
            if layer is None:
                raise SystemExit(f"`{node.name}` ({node.target}) is a step for which there is no layer")
            names[node] = str(node.target) if node.op == "call_module" else node.name
            steps.append(Step(names[node], layer, [names[source] for source in node.all_input_nodes]))
    return steps


def steps_of(model, tensors):
    """The steps as far as they can be seen, and remarks about what cannot."""
    if is_module(model):
        steps = traced(model)
        if steps is not None:
            return steps, []
        layers = [(name, layer_of(module)) for name, module in model.named_modules()]
        remark = "what `forward` calls, and in which order, could not be found out: check the steps"
        return [Step(name, layer) for name, layer in layers if layer], [remark]
    weights = [name.removesuffix(".weight") for name in tensors if name.endswith(".weight") and tensors[name].ndim == 2]
    remark = "activations, and the order of the layers, do not show in a state_dict: check the steps"
    return [Step(name, linear_of(name, tensors)) for name in weights], [remark]


def inputs_of(steps, tensors):
    """How many features a sample has."""
    for step in steps:
        if step.layer.startswith("Linear"):
            return tensors[f"{step.name}.weight"].shape[1]
    raise SystemExit("there is no linear layer in the model")


def declaration(steps, remarks, inputs, file, golden):
    """The declaration of a network with these weights, and with a test against the golden file if there is one."""
    lines = [f"// {remark}" for remark in remarks]
    test = f', golden = "{golden}"' if golden else ""
    lines.append(f'#[network(input = {inputs}, weights = "{file}"{test})]')
    before = ["input", *(step.name for step in steps)]
    is_chain = all(step.sources in (None, [name]) for step, name in zip(steps, before))
    if is_chain and all(step.name == str(number) for number, step in enumerate(steps)):
        return "\n".join([*lines, f"struct Net({', '.join(step.layer for step in steps)});"])
    lines.append("struct Net {")
    for step, previous in zip(steps, before):
        if step.sources not in (None, [previous]):
            lines.append(f"    #[from({', '.join(field_name(source) for source in step.sources)})]")
        if field_name(step.name) != step.name:
            lines.append(f'    #[key = "{step.name}"]')
        lines.append(f"    {field_name(step.name)}: {step.layer},")
    return "\n".join([*lines, "}"])


def golden_of(model, inputs, samples, seed):
    """Random inputs and what the module makes of them."""
    import torch

    if not is_module(model):
        raise SystemExit("a golden file needs a whole module, not only its parameters")
    generator = torch.Generator().manual_seed(seed)
    dtype = next(model.parameters()).dtype
    model.eval()
    with torch.no_grad():
        x = torch.randn(samples, inputs, generator=generator, dtype=torch.float64).to(dtype)
        return {"inputs": to_numpy(x), "outputs": to_numpy(model(x))}


def export(model, weights, golden=None, samples=16, seed=0, note=None):
    """Writes the weights file, and the golden file if it is asked for; returns the declaration."""
    tensors = tensors_of(model)
    steps, remarks = steps_of(model, tensors)
    inputs = inputs_of(steps, tensors)
    text = declaration(steps, remarks, inputs, Path(weights).name, Path(golden).name if golden else None)
    expected = golden_of(model, inputs, samples, seed) if golden else None
    save_file(tensors, weights, metadata={"note": note} if note else None)
    if golden:
        save_file(expected, golden)
    return text


def read(path):
    """A model as it was saved."""
    if path.suffix == ".safetensors":
        return load_file(path)
    if path.suffix == ".npz":
        with np.load(path) as arrays:
            return dict(arrays)
    import torch

    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except TypeError:  # torch before 1.13 does not know the argument.
        return torch.load(path, map_location="cpu")
    except Exception:
        return torch.load(path, map_location="cpu", weights_only=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path, help=".pt, .safetensors or .npz")
    parser.add_argument("weights", help="the .safetensors file to write")
    parser.add_argument("--golden", help="a file of inputs and outputs to write")
    parser.add_argument("--samples", type=int, default=16, help="how many inputs it has")
    parser.add_argument("--seed", type=int, default=0, help="of the inputs")
    parser.add_argument("--note", help="is kept in the weights file")
    options = parser.parse_args()
    if not options.model.exists():
        sys.exit(f"{options.model}: there is no such file")
    model = read(options.model)
    print(export(model, options.weights, options.golden, options.samples, options.seed, options.note))


if __name__ == "__main__":
    main()
