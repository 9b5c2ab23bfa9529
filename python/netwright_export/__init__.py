"""From PyTorch to netwright: the weights of a model, and the declaration that fits them."""

from .export import export
from .words import Refused

__all__ = ["Refused", "export"]
__version__ = "0.1.0"
