#!/usr/bin/env python3
"""Writes the rates of PyTorch's schedulers to tests/fixtures/schedules.json.

The keys are the names of the cases in tests/reference/schedules.rs; each has the factors of a
learning rate of 1 before each of some steps.

Usage: python3 tools/generate/schedules.py [--out FILE]
"""

import argparse
import json
import warnings
from pathlib import Path

import torch
from torch.optim import lr_scheduler as schedulers

STEPS = 24
LOSSES = [1.0, 0.9, 0.95, 0.9, 0.91, 0.7, 0.70001, 0.71, 0.7, 0.69999, 0.8, 0.7, 0.7, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]


def optimiser():
    """An optimiser with a learning rate of 1."""
    return torch.optim.SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=1.0)


def rates(make, steps=STEPS):
    """The rates before each step, under the scheduler that `make` gives."""
    sgd = optimiser()
    scheduler = make(sgd)
    found = []
    for _ in range(steps):
        found.append(sgd.param_groups[0]["lr"])
        sgd.step()
        scheduler.step()
    return found


def plateau(losses, **settings):
    """The rates after each loss, under a scheduler that watches them."""
    sgd = optimiser()
    scheduler = schedulers.ReduceLROnPlateau(sgd, eps=0, **settings)
    found = []
    for loss in losses:
        scheduler.step(loss)
        found.append(sgd.param_groups[0]["lr"])
    return found


def cases():
    """All cases by their names."""
    return {
        "linear": rates(lambda o: schedulers.LinearLR(o, start_factor=0.2, end_factor=0.9, total_iters=10)),
        "step": rates(lambda o: schedulers.StepLR(o, 5)),
        "multi_step": rates(lambda o: schedulers.MultiStepLR(o, [3, 3, 11], gamma=0.3)),
        "exponential": rates(lambda o: schedulers.ExponentialLR(o, 0.83)),
        "polynomial": rates(lambda o: schedulers.PolynomialLR(o, total_iters=17, power=1.7)),
        "cosine": rates(lambda o: schedulers.CosineAnnealingLR(o, STEPS, eta_min=0.05)),
        "restarts": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, 3, T_mult=2, eta_min=0.1)),
        "restarts_alike": rates(lambda o: schedulers.CosineAnnealingWarmRestarts(o, 5)),
        "one_cycle": rates(lambda o: schedulers.OneCycleLR(o, 1.0, total_steps=STEPS + 1, cycle_momentum=False)),
        "one_cycle_set": rates(
            lambda o: schedulers.OneCycleLR(
                o, 1.0, total_steps=STEPS + 1, pct_start=0.45, div_factor=4, final_div_factor=10, cycle_momentum=False
            )
        ),
        "one_cycle_linear": rates(
            lambda o: schedulers.OneCycleLR(
                o, 1.0, total_steps=STEPS + 1, anneal_strategy="linear", cycle_momentum=False
            )
        ),
        "one_cycle_three_phases": rates(
            lambda o: schedulers.OneCycleLR(
                o, 1.0, total_steps=STEPS + 1, pct_start=0.4, final_div_factor=50, three_phase=True, cycle_momentum=False
            )
        ),
        "then": rates(
            lambda o: schedulers.SequentialLR(
                o, [schedulers.ConstantLR(o, 1.0), schedulers.ExponentialLR(o, 0.9)], milestones=[7]
            )
        ),
        "times": rates(
            lambda o: schedulers.ChainedScheduler([schedulers.ExponentialLR(o, 0.9), schedulers.StepLR(o, 4, 0.5)])
        ),
        "plateau": plateau(LOSSES, patience=2),
        "plateau_set": plateau(LOSSES, patience=0, factor=0.4, threshold=0.05, cooldown=3, min_lr=0.1),
        "plateau_absolute": plateau(LOSSES, patience=1, threshold=0.05, threshold_mode="abs"),
        "plateau_max_absolute": plateau(
            [1 - loss for loss in LOSSES], mode="max", patience=1, threshold=0.02, threshold_mode="abs"
        ),
        "plateau_max": plateau([1 - loss for loss in LOSSES], mode="max", patience=1, factor=0.5),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    default = Path(__file__).resolve().parents[2] / "tests/fixtures/schedules.json"
    parser.add_argument("--out", type=Path, default=default)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    fixture = {"torch": torch.__version__, "losses": LOSSES, **cases()}
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in fixture.items())
    arguments.out.write_text(f"{{\n{lines}\n}}\n")


if __name__ == "__main__":
    main()
