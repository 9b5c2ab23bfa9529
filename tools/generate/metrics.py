#!/usr/bin/env python3
"""Writes tests/fixtures/metrics.json: metrics of scikit-learn on a few tables.

Each case has outputs (logits of classes, of one class or another, or numbers), targets, and the
metrics that scikit-learn computes from them. Numbers come from Python's own generator, and so do
not depend on the version of scikit-learn.

Usage: /usr/bin/python3 tools/generate/metrics.py
"""

import json
import random
import warnings
from pathlib import Path

import numpy as np
from sklearn import metrics as m

CLASSES = 4
rng = random.Random(15)


def matrix(rows, columns, digits):
    """Few digits make ties."""
    return np.array([[round(rng.gauss(0, 1.5), digits) for _ in range(columns)] for _ in range(rows)])


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def calibration_error(p, truth, bins):
    """After Guo et al., 2017; scikit-learn does not have it."""
    confidence, right = p.max(axis=1), p.argmax(axis=1) == truth
    error = 0.0
    for lower in range(bins):
        inside = (confidence > lower / bins) & (confidence <= (lower + 1) / bins)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return error


def of_answers(truth, answer):
    """Metrics of classes alone. Classes that are absent from both are no labels."""
    labels = range(CLASSES)
    result = {"accuracy": m.accuracy_score(truth, answer), "confusion": m.confusion_matrix(truth, answer, labels=labels).tolist()}
    for name, score in [("precision", m.precision_score), ("recall", m.recall_score), ("f1", m.f1_score)]:
        result[name] = {
            "macro": score(truth, answer, average="macro"),
            "weighted": score(truth, answer, average="weighted"),
            "per_class": score(truth, answer, average=None, labels=labels).tolist(),
        }
    return result


def several(rows, digits, absent=None):
    x = matrix(rows, CLASSES, digits)
    choices = [c for c in range(CLASSES) if c != absent]
    truth = np.array([rng.choice(choices) if rng.random() < 0.5 else int(x[i].argmax()) for i in range(rows)])
    if absent is not None:
        truth[truth == absent] = choices[0]
        x[:, absent] -= 1.0
    p = softmax(x)
    case = {"outputs": x.tolist(), "targets": truth.tolist(), **of_answers(truth, x.argmax(axis=1))}
    one_hot = np.eye(CLASSES)[truth]
    case["log_loss"] = m.log_loss(truth, p, labels=range(CLASSES))
    case["brier"] = ((p - one_hot) ** 2).sum(axis=1).mean()
    case["calibration"] = {str(bins): calibration_error(p, truth, bins) for bins in (10, 15)}
    case["average_precision"] = m.average_precision_score(one_hot, p, average="macro")
    if absent is None:
        case["roc_auc"] = m.roc_auc_score(truth, p, multi_class="ovr", average="macro")
        top = {str(k): m.top_k_accuracy_score(truth, x, k=k, labels=range(CLASSES)) for k in (1, 2, 3)}
        # scikit-learn takes the last of equal scores.
        if digits > 3:
            case["top_k"] = top
    else:
        present = [m.roc_auc_score(one_hot[:, c], p[:, c]) for c in choices]
        case["roc_auc"] = float(np.mean(present))
    return case


def binary(rows, digits):
    x = matrix(rows, 1, digits)[:, 0]
    truth = np.array([int(v + rng.gauss(0, 1.5) > 0.5) for v in x])
    p = 1 / (1 + np.exp(-x))
    answer = (x > 0).astype(int)
    return {
        "outputs": x.tolist(),
        "targets": truth.tolist(),
        "accuracy": m.accuracy_score(truth, answer),
        "precision": m.precision_score(truth, answer),
        "recall": m.recall_score(truth, answer),
        "f1": m.f1_score(truth, answer),
        "macro_f1": m.f1_score(truth, answer, average="macro"),
        "roc_auc": m.roc_auc_score(truth, x),
        "average_precision": m.average_precision_score(truth, x),
        "log_loss": m.log_loss(truth, p),
        "brier": m.brier_score_loss(truth, p),
    }


def regression(rows, columns):
    x, t = matrix(rows, columns, 6), matrix(rows, columns, 6)
    t = 0.7 * x + 0.3 * t + 5.0
    return {
        "outputs": x.tolist(),
        "targets": t.tolist(),
        "mse": m.mean_squared_error(t, x),
        "mae": m.mean_absolute_error(t, x),
        "r2": m.r2_score(t, x),
        "r2_per_output": m.r2_score(t, x, multioutput="raw_values").tolist(),
    }


def main():
    warnings.simplefilter("ignore")
    contents = {
        "several": [several(60, 6), several(60, 1), several(7, 0), several(40, 6, absent=2), several(40, 1, absent=0)],
        "binary": [binary(50, 6), binary(50, 0), binary(9, 1)],
        "regression": [regression(30, 3), regression(2, 3)],
    }
    path = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "metrics.json"
    lines = (f'"{kind}": [\n' + ",\n".join(map(json.dumps, cases)) + "\n]" for kind, cases in contents.items())
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
    print(path)


if __name__ == "__main__":
    main()
