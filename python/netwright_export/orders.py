"""Orders of dimensions, in which PyTorch has a value that netwright has channels first.

An order is what `permute` takes: PyTorch's value is `ours.permute(order)`. None stands for equal.
"""

# Sequences, `[samples, length, channels]`.
CHANNELS_LAST = (0, 2, 1)


def then(first, second):
    """Two permutations, one after the other."""
    if first is None or second is None:
        return first or second
    return _known(tuple(first[dim] for dim in second))


def inverse(order):
    return None if order is None else tuple(sorted(range(len(order)), key=order.__getitem__))


def swap(one, other, count):
    """The permutation that exchanges two dimensions."""
    dims = list(range(count))
    dims[one], dims[other] = dims[other], dims[one]
    return _known(tuple(dims))


def _known(order):
    return None if order == tuple(range(len(order))) else order
