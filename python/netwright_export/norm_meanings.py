"""Normalisations as PyTorch calls them: modules."""

from torch import nn

from .meaning import Meaning, only, values
from .words import Refused

_AFFINE = ("weight", "bias")
_OF_BATCHES = (*_AFFINE, "running_mean", "running_var")


def _layer_norm(module, input):
    if module.elementwise_affine and module.bias is None:
        raise Refused("has bias=False; netwright's `LayerNorm` has a bias")
    settings = _setting("eps", module.eps, 1e-5)
    return _norm("LayerNorm", input, settings, _AFFINE, _without_scale(module))


def _rms_norm(module, input):
    settings = _setting("eps", module.eps, None)
    return _norm("RmsNorm", input, settings, ("weight",), _without_scale(module))


def _without_scale(module):
    """The shape of the weight that a normalisation of samples has not."""
    return None if module.elementwise_affine else tuple(module.normalized_shape)


def _batch_norm(kind):
    def meaning(module, input):
        only("track_running_stats", module.track_running_stats, True)
        if module.momentum is None:
            raise Refused(f"has momentum=None; netwright's `{kind}` needs a number, 0.1 by default")
        settings = _setting("eps", module.eps, 1e-5)
        if module.momentum != 0.1:
            momentum = _setting("momentum", module.momentum, None, most=1.0)
            settings = f"{settings or '1e-5'}, {momentum}"
        shape = None if module.affine else (module.num_features,)
        return _norm(kind, input, settings, _OF_BATCHES, shape)

    return meaning


def _group_norm(module, input):
    settings = ", ".join(filter(None, [str(module.num_groups), _setting("eps", module.eps, 1e-5)]))
    shape = None if module.affine else (module.num_channels,)
    found = _norm("GroupNorm", input, settings, _AFFINE, shape)
    found.settings = {"groups": module.num_groups, "eps": module.eps}
    return found


def _instance_norm(module, input):
    only("track_running_stats", module.track_running_stats, False)
    epsilon, affine = _setting("eps", module.eps, 1e-5), "Affine" if module.affine else ""
    found = Meaning("InstanceNorm", values(input), ", ".join(filter(None, [epsilon, affine])))
    found.tensors = _AFFINE if module.affine else ()
    found.settings = {"groups": None, "eps": module.eps}
    return found


def _norm(kind, input, settings, tensors, shape_of_constants):
    """A normalisation, with a weight of ones and a bias of zeroes where PyTorch's has none."""
    constants = {}
    if shape_of_constants is not None:
        numbers = {"weight": 1.0, "bias": 0.0}
        constants = {
            name: (shape_of_constants, numbers[name]) for name in tensors if name in numbers
        }
    return Meaning(kind, values(input), settings, tensors=tensors, constants=constants)


def _setting(name, number, default, most=1.0 - 2.0**-53):
    """A number in angle brackets, empty if it is the default of netwright's layer."""
    if number == default:
        return ""
    if not 1e-30 <= number <= most:
        raise Refused(f"has {name}={number!r}; netwright's layer takes a number above 0, up to 1")
    return repr(float(number))


MODULES = {
    nn.LayerNorm: _layer_norm,
    nn.BatchNorm1d: _batch_norm("BatchNorm1d"),
    nn.BatchNorm2d: _batch_norm("BatchNorm2d"),
    nn.GroupNorm: _group_norm,
    nn.InstanceNorm1d: _instance_norm,
    nn.InstanceNorm2d: _instance_norm,
}

# PyTorch 2.4 and later has it.
if hasattr(nn, "RMSNorm"):
    MODULES[nn.RMSNorm] = _rms_norm
