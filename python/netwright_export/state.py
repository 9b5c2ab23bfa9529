"""A state_dict without the module that it belongs to, and what all tensors must be."""

from .steps import Network, Step
from .words import Refused, quoted, shape_of


def of_state(state, shape=None):
    """The network of a state_dict: its linear layers, in their order."""
    tensors = {name: _as_array(tensor) for name, tensor in state.items()}
    steps, others = [], []
    for name, tensor in tensors.items():
        key, _, last = name.rpartition(".")
        weight = tensors.get(f"{key}.weight")
        is_linear = key and weight is not None and weight.ndim == 2
        if is_linear and last == "weight":
            steps.append(Step(key, "Linear", sources=[len(steps) - 1], key=key))
        elif not (is_linear and last == "bias" and tensor.shape == weight.shape[:1]):
            others.append(f"{name} {shape_of(tensor.shape)}")
    if others or not steps:
        what = (
            f"{quoted(others)} belong to no linear layer"
            if others
            else "there is no linear layer in it"
        )
        raise Refused(
            f"{what}; with the module itself the message says more: `--module model.py:Net`"
        )
    check_numbers(tensors)
    remark = (
        "activations, and the order of layers, do not show in a state_dict: add them, or export"
    )
    network = Network(
        "Net", steps, tuple(shape or tensors[f"{steps[0].key}.weight"].shape[1:]), tensors
    )
    network.remarks = [remark, "with `--module model.py:Net`, which compares the outputs too"]
    return network


def _as_array(tensor):
    import numpy as np

    if hasattr(tensor, "detach"):
        from .model import array

        return array(tensor)
    array = np.ascontiguousarray(tensor)
    return (
        array.astype(np.float32)
        if array.dtype == np.float16
        else array.astype(array.dtype.newbyteorder("="))
    )


def check_numbers(tensors):
    """Refuses what no weights file can have."""
    import numpy as np

    for name, tensor in tensors.items():
        if tensor.dtype not in (np.float32, np.float64):
            raise Refused(f"`{name}` has numbers of the type {tensor.dtype}; float32 is wanted")
        if not np.isfinite(tensor).all():
            raise Refused(f"`{name}` has a number that is not finite: the training has diverged")
        if name.rpartition(".")[2] == "running_var" and (tensor < 0.0).any():
            raise Refused(f"`{name}` has a negative number, which no variance is")
