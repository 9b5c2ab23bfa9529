#!/usr/bin/env python3
"""Writes tests/fixtures/losses.json: losses and their gradients by PyTorch, in double precision.

Each case has a loss, its settings by PyTorch's names, outputs, targets, the mean over the batch and
its gradient by the outputs. Numbers come from Python's own generator, and so do not depend on the
version of PyTorch. Focal losses, which PyTorch does not have, are written down after the paper and
differentiated by PyTorch.

Usage: /usr/bin/python3 tools/generate/losses.py
"""

import json
import random
from pathlib import Path

import torch
import torch.nn.functional as F

CLASSES = 4
WEIGHTS = [0.5, 2.0, 1.0, 3.0]
rng = random.Random(14)


def matrix(rows, columns, low, high):
    return torch.tensor([[rng.uniform(low, high) for _ in range(columns)] for _ in range(rows)], dtype=torch.float64)


def classes(rows, absent=None):
    """Classes, without one that is absent."""
    choices = [c for c in range(CLASSES) if c != absent]
    return torch.tensor([rng.choice(choices) for _ in range(rows)])


def focal(x, target, gamma, alpha=None):
    """After Lin et al., 2017, with softmax in place of the sigmoid."""
    log_p = F.log_softmax(x, dim=1).gather(1, target[:, None])[:, 0]
    weight = torch.ones_like(log_p) if alpha is None else torch.tensor(alpha, dtype=torch.float64)[target]
    return (-weight * (1 - log_p.exp()) ** gamma * log_p).mean()


def binary_focal(x, target, gamma, alpha):
    """Equations 4 and 5 of Lin et al., 2017, as `sigmoid_focal_loss` of torchvision."""
    p = torch.sigmoid(x)
    ce = F.binary_cross_entropy_with_logits(x, target, reduction="none")
    p_t = p * target + (1 - p) * (1 - target)
    return ((alpha * target + (1 - alpha) * (1 - target)) * ce * (1 - p_t) ** gamma).mean()


def tensor_or_none(numbers):
    return None if numbers is None else torch.tensor(numbers, dtype=torch.float64)


def cross_entropy(x, t, weight=None, **settings):
    return F.cross_entropy(x, t, weight=tensor_or_none(weight), **settings)


def nll(x, t, weight=None, **settings):
    return F.nll_loss(x, t, weight=tensor_or_none(weight), **settings)


def multi_margin(x, t, weight=None, **settings):
    return F.multi_margin_loss(x, t, weight=tensor_or_none(weight), **settings)


def bce_with_logits(x, t, pos_weight=None):
    return F.binary_cross_entropy_with_logits(x, t, pos_weight=tensor_or_none(pos_weight))


LOSSES = {
    "CrossEntropy": cross_entropy,
    "SoftCrossEntropy": cross_entropy,
    "Nll": nll,
    "MultiMargin": multi_margin,
    "Focal": focal,
    "BinaryFocal": binary_focal,
    "BinaryCrossEntropy": F.binary_cross_entropy,
    "BinaryCrossEntropyWithLogits": bce_with_logits,
    "Mse": F.mse_loss,
    "L1": F.l1_loss,
    "Huber": F.huber_loss,
    "SmoothL1": F.smooth_l1_loss,
    "Poisson": F.poisson_nll_loss,
    "KlDivergence": lambda x, t: F.kl_div(x, t, reduction="batchmean"),
}


def case(loss, outputs, targets, **settings):
    x = outputs.clone().requires_grad_()
    value = LOSSES[loss](x, targets, **settings)
    value.backward()
    return {
        "loss": loss,
        "settings": settings,
        "outputs": outputs.tolist(),
        "targets": targets.tolist(),
        "value": value.item(),
        "gradients": x.grad.tolist(),
    }


def cases():
    for settings in [{}, {"weight": WEIGHTS}, {"ignore_index": 1}, {"weight": WEIGHTS, "ignore_index": 2}]:
        for smoothing in [{}, {"label_smoothing": 0.1}, {"label_smoothing": 0.7}, {"label_smoothing": 1.0}]:
            yield case("CrossEntropy", matrix(11, CLASSES, -4, 4), classes(11, absent=3), **settings, **smoothing)
        yield case("Nll", F.log_softmax(matrix(11, CLASSES, -4, 4), dim=1), classes(11), **settings)
    yield case("CrossEntropy", 1e4 * matrix(6, CLASSES, -1, 1), classes(6), label_smoothing=0.2, weight=WEIGHTS)
    yield case("CrossEntropy", 1e4 * matrix(6, CLASSES, -1, 1), classes(6))
    for settings in [{}, {"weight": WEIGHTS}, {"label_smoothing": 0.1}, {"weight": WEIGHTS, "label_smoothing": 0.3}]:
        yield case("SoftCrossEntropy", matrix(7, CLASSES, -4, 4), F.softmax(matrix(7, CLASSES, -2, 2), dim=1), **settings)
    one_hot = F.one_hot(classes(5), CLASSES).double()
    yield case("SoftCrossEntropy", 1e4 * matrix(5, CLASSES, -1, 1), one_hot)
    for settings in [{}, {"p": 2}, {"margin": 0.3}, {"p": 2, "margin": 2.5, "weight": WEIGHTS}, {"weight": WEIGHTS}]:
        yield case("MultiMargin", matrix(9, CLASSES, -2, 2), classes(9), **settings)
    for settings in [{"gamma": 2.0}, {"gamma": 0.0}, {"gamma": 0.5, "alpha": WEIGHTS}, {"gamma": 3.5}]:
        yield case("Focal", matrix(9, CLASSES, -4, 4), classes(9), **settings)
    bits = lambda rows: torch.tensor([[float(rng.random() < 0.4) for _ in range(CLASSES)] for _ in range(rows)], dtype=torch.float64)
    for settings in [{"gamma": 2.0, "alpha": 0.25}, {"gamma": 0.0, "alpha": 0.5}, {"gamma": 0.7, "alpha": 0.9}]:
        yield case("BinaryFocal", matrix(9, CLASSES, -5, 5), bits(9), **settings)
    yield case("BinaryCrossEntropy", matrix(9, CLASSES, 0.01, 0.99), bits(9))
    yield case("BinaryCrossEntropy", matrix(9, CLASSES, 0.01, 0.99), matrix(9, CLASSES, 0, 1))
    extremes = torch.tensor([[0.0, 1.0, 1.0, 0.0]], dtype=torch.float64)
    yield case("BinaryCrossEntropy", extremes, torch.tensor([[0.0, 1.0, 0.0, 1.0]], dtype=torch.float64))
    for settings in [{}, {"pos_weight": WEIGHTS}]:
        yield case("BinaryCrossEntropyWithLogits", matrix(9, CLASSES, -5, 5), bits(9), **settings)
        yield case("BinaryCrossEntropyWithLogits", matrix(9, CLASSES, -5, 5), matrix(9, CLASSES, 0, 1), **settings)
        yield case("BinaryCrossEntropyWithLogits", 1e4 * matrix(9, CLASSES, -1, 1), bits(9), **settings)
    for loss, settings in [
        ("Mse", {}), ("L1", {}), ("Huber", {}), ("Huber", {"delta": 0.3}), ("Huber", {"delta": 2.5}),
        ("SmoothL1", {}), ("SmoothL1", {"beta": 0.3}), ("SmoothL1", {"beta": 2.5}), ("SmoothL1", {"beta": 0.0}),
    ]:
        yield case(loss, matrix(40, CLASSES, -2, 2), matrix(40, CLASSES, -2, 2), **settings)
    counts = lambda rows: torch.tensor([[float(rng.randrange(6)) for _ in range(CLASSES)] for _ in range(rows)], dtype=torch.float64)
    for settings in [{}, {"full": True}, {"log_input": False}, {"log_input": False, "full": True, "eps": 1e-3}]:
        low = -3 if settings.get("log_input", True) else 0.1
        yield case("Poisson", matrix(9, CLASSES, low, 3), counts(9), **settings)
    yield case("KlDivergence", F.log_softmax(matrix(7, CLASSES, -4, 4), dim=1), F.softmax(matrix(7, CLASSES, -2, 2), dim=1))
    yield case("KlDivergence", F.log_softmax(matrix(5, CLASSES, -4, 4), dim=1), one_hot)


def main():
    torch.set_num_threads(1)
    path = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "losses.json"
    lines = ",\n".join(json.dumps(content) for content in cases())
    path.write_text(f"[\n{lines}\n]\n")
    print(path)


if __name__ == "__main__":
    main()
