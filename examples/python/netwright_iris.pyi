"""Species of irises, by the network that a Rust program embeds."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["CLASSES", "FEATURES", "WEIGHTS_SHA256", "__version__", "classify", "predict_proba"]

__version__: Final[str]

FEATURES: Final[tuple[str, ...]]
"""Names of the columns of a batch, lengths in cm."""

CLASSES: Final[tuple[str, ...]]
"""Names of the classes, in the order of their numbers."""

WEIGHTS_SHA256: Final[str]
"""SHA-256 of the weights file that is embedded."""

def classify(samples: NDArray[np.float32], /, *, threads: int | None = None) -> NDArray[np.int64]: ...
def predict_proba(samples: NDArray[np.float32], /, *, threads: int | None = None) -> NDArray[np.float32]: ...
