"""Names in Rust for names in Python: valid, in the usual upper and lower case, all different."""

import re
from itertools import chain, count

KEYWORDS = frozenset(
    "abstract as async await become box break const continue do dyn else enum extern false final fn"
    " for gen if impl in let loop macro match mod move mut override priv pub ref return static"
    " struct trait true try type typeof unsafe unsized use virtual where while yield".split()
)

# What cannot be a raw identifier, and what a declaration calls the input of the network.
RESERVED_FIELDS = frozenset({"crate", "self", "super", "input"})

# What cannot be a variant, and the constants that an enum of classes has.
RESERVED_VARIANTS = frozenset({"Self", "ALL", "NAMES"})

# A struct of this name would hide what `use netwright::prelude::*` or Rust itself brings, or is a
# layer in declarations.
RESERVED_TYPES = frozenset(
    "Abs Adam AdaptiveAvgPool1d AdaptiveAvgPool2d Add AtMost AvgPool1d AvgPool2d BatchNorm1d"
    " BatchNorm2d Bias Celu Class Classifier ClassifierOf Columnwise Concat Conv1d Conv2d"
    " ConvTranspose1d ConvTranspose2d Counted Crop CrossEntropy Dataset Distance Dropout"
    " Dropout1d Dropout2d Elu Embedding Exp Fit Flatten Gelu GeluTanh Gives GlobalAvgPool"
    " GlobalMaxPool GroupNorm Gru HardSigmoid HardSwish HardTanh InstanceNorm Label LayerNorm"
    " LeakyRelu Linear Log LogSoftmax Loss Lstm Max MaxPool1d MaxPool2d Mean Min Mish Mse Mul"
    " Neg Network Nll NoBias Normalize Optimizer PRelu Pad Parameters Pointwise Relu Relu6"
    " Reshape RmsNorm Rnn Scale Selu Sequential Sgd Sigmoid Silu Slice Softmax Softmin"
    " Softplus Softsign Sqrt Square Sub Takes Tanh ThresholdedRelu Trainable Upsample"
    " Workspace AsMut AsRef Box Clone Copy Debug Default Drop Eq Err Extend Fn FnMut FnOnce"
    " From FromIterator Hash Into IntoIterator Iterator None Ok Option Ord PartialEq"
    " PartialOrd Result Self Send Sized Some String Sync ToOwned ToString TryFrom TryInto"
    " Unpin Vec".split()
)


def _words(name):
    """The parts of a name between dots, underscores, changes of case, and what is no ASCII."""
    name = re.sub(r"[^A-Za-z0-9]+", "_", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1_\2", name)
    return [word for word in name.split("_") if word]


def snake(name, fallback="step"):
    """A name in lower case with underscores, which begins with a letter."""
    name = "_".join(word.lower() for word in _words(name))
    return name if name[:1].isalpha() else f"{fallback}_{name}".rstrip("_")


def camel(name, fallback="Class"):
    """A name in the form of types: Iris, NeuralNetwork, LeNet5."""
    name = "".join(word[:1].upper() + word[1:] for word in _words(name))
    return name if name[:1].isalpha() else f"{fallback}{name}"


def _all_different(wanted, taken, separator):
    """These names, with a number behind those that are taken."""
    taken, names = set(taken), []
    for name in wanted:
        candidates = chain([name], (f"{name}{separator}{number}" for number in count(2)))
        names.append(next(candidate for candidate in candidates if candidate not in taken))
        taken.add(names[-1])
    return names


def fields(wanted):
    """A field for each pair of a name in Python and what to put before it if it is a number."""
    names = (snake(name, fallback) for name, fallback in wanted)
    return _all_different(names, RESERVED_FIELDS, "_")


def written(field):
    """A field name as it stands in Rust."""
    return f"r#{field}" if field in KEYWORDS else field


def struct_name(model):
    """A name for the network of a class in Python."""
    name = camel(model, "Net")
    return "Net" if name in RESERVED_TYPES else name


def variants(classes):
    """A variant for each name of a class."""
    return _all_different(map(camel, classes), RESERVED_VARIANTS, "")
