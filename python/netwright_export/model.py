"""A module of PyTorch's: a copy to work on, its tensors, and its answers."""

import copy
import warnings

import torch
from torch import nn

from .words import Refused, quoted, shape_of

# Numbers of 16 bits are widened, as netwright does.
NARROW = {torch.float16, torch.bfloat16}


def prepared(model):
    """A copy in evaluation mode, on the processor, of one precision; the model stays as it is."""
    model = _unwrapped(model)
    if isinstance(model, torch.jit.ScriptModule):
        raise Refused(
            "a TorchScript module does not show its steps; export the module it was made from"
        )
    lazy = [name for name, tensor in model.named_parameters() if nn.parameter.is_lazy(tensor)]
    if lazy:
        raise Refused(f"{quoted(lazy)} have no sizes yet; run the model once, then export it")
    try:
        model = copy.deepcopy(model).to("cpu").eval()
    except Exception as error:
        raise Refused(f"`{type(model).__name__}` cannot be copied: {error}") from error
    dtypes = {tensor.dtype for tensor in model.parameters()}
    return model.float() if len(dtypes) > 1 or dtypes & NARROW else model


def _unwrapped(model):
    """The module within the wrappers of training on several devices and of `torch.compile`."""
    if isinstance(model, (nn.DataParallel, nn.parallel.DistributedDataParallel)):
        return _unwrapped(model.module)
    inner = vars(model).get("_modules", {}).get("_orig_mod")
    return model if inner is None else _unwrapped(inner)


def tensors_of(model, steps):
    """The tensors of the steps by their names in the file, and the names of all others."""
    # `state_dict` has a tensor under each of its names.
    state = model.state_dict(keep_vars=True)
    tensors, names = {}, {}
    for step in steps:
        if step.key is None:
            continue
        # A linear layer that is the whole model has no name of its own.
        has_name = any(f"{step.key}.{name}" in state for name in step.tensors)
        prefix = f"{step.key}." if has_name else ""
        for name in step.tensors:
            tensor = state.get(prefix + name)
            if tensor is None:
                continue
            first = names.setdefault(id(tensor), prefix + name)
            if first != prefix + name:
                raise Refused(
                    f"{quoted([first, prefix + name])} are one tensor;"
                    " steps of a network cannot share parameters"
                )
            tensors[f"{step.key}.{name}"] = array(tensor)
        for name, (shape, number) in step.constants.items():
            tensors[f"{step.key}.{name}"] = array(torch.full(shape, number, dtype=precision(model)))
    # A count of batches, which PyTorch keeps beside running statistics, says nothing.
    counts = {f"{step.key}.num_batches_tracked" for step in steps if "running_var" in step.tensors}
    counts.add("num_batches_tracked")
    others = [name for name, tensor in state.items() if id(tensor) not in names]
    return tensors, [name for name in others if name not in counts]


def array(tensor):
    """A tensor as an array; numbers of 16 bits are widened."""
    tensor = tensor.detach().cpu()
    return (tensor.float() if tensor.dtype in NARROW else tensor).contiguous().numpy()


def precision(model):
    """The type of the numbers of a module."""
    return next((tensor.dtype for tensor in model.parameters()), torch.float32)


def answers(model, inputs, dtype):
    """Computes the module's outputs for samples, which it is given as numbers of this type.

    Several outputs stand side by side, flattened.
    """
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            outputs = model(torch.from_numpy(inputs).to(dtype))
            if not isinstance(outputs, torch.Tensor):
                outputs = outputs.values() if isinstance(outputs, dict) else outputs
                outputs = torch.cat([output.flatten(1) for output in outputs], dim=1)
        except Exception as error:
            line = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise Refused(
                f"the module fails on samples of the shape {shape_of(inputs.shape[1:])}: {line}\n"
                "Say the shape of a sample, as in `--input 1,28,28`."
            ) from error
    return array(outputs)
