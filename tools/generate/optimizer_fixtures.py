#!/usr/bin/env python3
"""Writes tests/fixtures/optimizers.f64.json: ten steps of every optimiser, by PyTorch.

    /usr/bin/python3 tools/generate/optimizer_fixtures.py [--out FOLDER]

The batch, loss and layers are those of the case `chain` of fixtures.py, in double precision, with
Tanh in the place of ReLU. A
case has the settings of a PyTorch optimiser for the parameters that a pattern names, and perhaps
something that is done around its steps. Lion, the proximal step of L1 and the bound of rows, which
PyTorch has not, are written out below. Needs PyTorch.
"""

import argparse
import fnmatch
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import fixtures
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

STEPS = 10


def smooth(p, x):
    """A sequence without kinks, so that steps of any size can be compared: 5 -> 7 -> 6 -> 4."""
    hidden = torch.tanh(fixtures.linear(p, "hidden", x))
    middle = torch.tanh(fixtures.linear(p, "middle", hidden))
    return fixtures.linear(p, "logits", middle)


CASE = fixtures.Case(**(fixtures.CHAIN | dict(forward=smooth)))


class Lion(torch.optim.Optimizer):
    """Lion, after algorithm 2 of X. Chen et al., 2023."""

    def __init__(self, params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            step_factor, mean_factor = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                mean = self.state[p].setdefault("mean", torch.zeros_like(p))
                direction = torch.sign(step_factor * mean + (1 - step_factor) * p.grad)
                p.sub_(group["lr"] * (direction + group["weight_decay"] * p))
                mean.mul_(mean_factor).add_(p.grad, alpha=1 - mean_factor)


OPTIMISERS = dict(
    SGD=torch.optim.SGD,
    Adam=torch.optim.Adam,
    AdamW=torch.optim.AdamW,
    RMSprop=torch.optim.RMSprop,
    Adagrad=torch.optim.Adagrad,
    Lion=Lion,
)


@dataclass
class Steps:
    """An optimiser with its options, those of groups by pattern, and what is done around a step."""

    kind: str
    options: dict
    groups: dict[str, dict] = field(default_factory=dict)
    frozen: str | None = None
    unfrozen_at: int = STEPS
    halved_at: int = STEPS
    before: Callable = lambda parameters: None
    after: Callable = lambda parameters, rate: None


def soft_threshold(factor):
    """The proximal step of `factor` times the sum of absolute values."""

    def after(parameters, rate):
        for p in parameters.values():
            p.copy_(torch.sign(p) * torch.clamp(p.abs() - rate * factor, min=0))

    return torch.no_grad()(after)


def bounded_rows(norm):
    """Scales rows of weights whose norm is larger."""

    def after(parameters, _):
        for name, p in parameters.items():
            if name.endswith(".weight"):
                norms = p.norm(dim=1, keepdim=True)
                p.copy_(torch.where(norms > norm, p * (norm / norms), p))

    return torch.no_grad()(after)


def of(parameters):
    return [p for p in parameters.values() if p.requires_grad]


CASES = {
    "sgd": Steps("SGD", dict(lr=0.1)),
    "sgd_dampening": Steps("SGD", dict(lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.01)),
    "sgd_nesterov": Steps("SGD", dict(lr=0.1, momentum=0.8, nesterov=True, weight_decay=0.01)),
    "adam": Steps("Adam", dict(lr=0.01)),
    "adam_settings": Steps("Adam", dict(lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.01)),
    "adam_amsgrad": Steps("Adam", dict(lr=0.05, betas=(0.9, 0.5), amsgrad=True)),
    "adam_w": Steps("AdamW", dict(lr=0.01)),
    "adam_w_settings": Steps("AdamW", dict(lr=0.02, betas=(0.8, 0.5), eps=1e-4, weight_decay=0.1, amsgrad=True)),
    "rms_prop": Steps("RMSprop", dict(lr=0.01)),
    "rms_prop_momentum": Steps("RMSprop", dict(lr=0.005, alpha=0.9, eps=1e-4, momentum=0.9, weight_decay=0.01)),
    "rms_prop_centered": Steps("RMSprop", dict(lr=0.01, alpha=0.8, centered=True)),
    "rms_prop_all": Steps("RMSprop", dict(lr=0.002, alpha=0.7, centered=True, momentum=0.5, weight_decay=0.1)),
    "adagrad": Steps("Adagrad", dict(lr=0.1)),
    "adagrad_settings": Steps(
        "Adagrad", dict(lr=0.1, lr_decay=0.1, initial_accumulator_value=0.2, eps=1e-3, weight_decay=0.01)
    ),
    "lion": Steps("Lion", dict(lr=0.01)),
    "lion_settings": Steps("Lion", dict(lr=0.02, betas=(0.8, 0.95), weight_decay=0.1)),
    "clip_norm": Steps("SGD", dict(lr=0.5), before=lambda parameters: clip_grad_norm_(of(parameters), 0.2)),
    "clip_value": Steps("SGD", dict(lr=0.5), before=lambda parameters: clip_grad_value_(of(parameters), 0.05)),
    "clip_both": Steps(
        "Adam",
        dict(lr=0.01),
        before=lambda parameters: (clip_grad_norm_(of(parameters), 0.3), clip_grad_value_(of(parameters), 0.02)),
    ),
    "l1": Steps("SGD", dict(lr=0.1, momentum=0.9), after=soft_threshold(0.05)),
    "max_norm": Steps("SGD", dict(lr=0.3), after=bounded_rows(1.2)),
    "frozen": Steps("AdamW", dict(lr=0.01), frozen="hidden.*"),
    "frozen_clip_norm": Steps(
        "SGD", dict(lr=0.5), frozen="*.weight", before=lambda parameters: clip_grad_norm_(of(parameters), 0.1)
    ),
    "unfrozen": Steps("Adam", dict(lr=0.01), frozen="middle.*", unfrozen_at=4),
    "unfrozen_dampening": Steps("SGD", dict(lr=0.1, momentum=0.9, dampening=0.5), frozen="*.bias", unfrozen_at=4),
    "groups": Steps(
        "AdamW", dict(lr=0.01, weight_decay=0.2), groups={"*.bias": dict(weight_decay=0.0), "logits.*": dict(lr=0.05)}
    ),
    "groups_halved": Steps(
        "SGD", dict(lr=0.1, momentum=0.5), groups={"hidden.*": dict(lr=0.02, weight_decay=0.1)}, halved_at=5
    ),
}


def groups(case, parameters):
    """A group for each parameter, in which settings of later patterns hold."""
    for name, parameter in parameters.items():
        options = {}
        for pattern, settings in case.groups.items():
            options |= settings if fnmatch.fnmatchcase(name, pattern) else {}
        yield dict(params=[parameter], **options)


def fresh(numbers):
    return {name: torch.tensor(data, dtype=torch.float64, requires_grad=True) for name, data in numbers.parameters.items()}


def losses_of(case, parameters, loss):
    """Takes the steps of a case; returns the loss before each."""
    optimiser = OPTIMISERS[case.kind](groups(case, parameters), **case.options)
    losses = []
    for step in range(STEPS):
        if case.frozen:
            for name, parameter in parameters.items():
                parameter.requires_grad = step >= case.unfrozen_at or not fnmatch.fnmatchcase(name, case.frozen)
        if step == case.halved_at:
            for group in optimiser.param_groups:
                group["lr"] /= 2
        optimiser.zero_grad(set_to_none=True)
        value = loss(parameters)
        value.backward()
        case.before(parameters)
        optimiser.step()
        case.after(parameters, case.options["lr"])
        losses.append(value.item())
    return losses


# L-BFGS: options, and the number of its steps, each of several iterations. More of them would add
# up roundings of sums in another order.
LBFGS = {
    "lbfgs": (dict(lr=0.1, max_iter=6, history_size=3), 3),
    "lbfgs_wolfe": (dict(max_iter=5, line_search_fn="strong_wolfe"), 2),
    "lbfgs_wolfe_short": (dict(lr=30.0, max_iter=12, max_eval=20, history_size=2, line_search_fn="strong_wolfe"), 2),
    "lbfgs_wolfe_long": (dict(lr=1e-3, max_iter=10, line_search_fn="strong_wolfe"), 1),
}


def lbfgs_losses(options, steps, parameters, loss):
    """Takes steps of L-BFGS; returns the loss before each, and the number of evaluations."""
    optimiser = torch.optim.LBFGS(parameters.values(), **options)
    evaluations = 0

    def closure():
        nonlocal evaluations
        evaluations += 1
        optimiser.zero_grad()
        value = loss(parameters)
        value.backward()
        return value

    return [optimiser.step(closure).item() for _ in range(steps)], evaluations


def main():
    parser = argparse.ArgumentParser(description="Writes the steps of optimisers with PyTorch.")
    default = Path(__file__).resolve().parents[2] / "tests" / "fixtures"
    parser.add_argument("--out", type=Path, default=default, help="the folder to write to (default: tests/fixtures)")
    arguments = parser.parse_args()

    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    numbers = fixtures.draw(CASE)
    x, labels = torch.tensor(numbers.input, dtype=torch.float64), torch.tensor(numbers.labels)

    def loss(parameters):
        return CASE.loss(CASE.forward(parameters, x), labels)

    content = {"torch": torch.__version__, "input": numbers.input, "labels": numbers.labels}
    content["parameters"] = {name: fixtures.tensor(p) for name, p in fresh(numbers).items()}
    cases = {}
    for name, case in CASES.items():
        parameters = fresh(numbers)
        losses = losses_of(case, parameters, loss)
        cases[name] = {"losses": losses, "after": {key: fixtures.values(p.flatten()) for key, p in parameters.items()}}
    for name, (options, steps) in LBFGS.items():
        parameters = fresh(numbers)
        losses, evaluations = lbfgs_losses(options, steps, parameters, loss)
        after = {key: fixtures.values(p.flatten()) for key, p in parameters.items()}
        cases[name] = {"losses": losses, "evaluations": evaluations, "after": after}
    content["cases"] = cases
    assert all(math.isfinite(value) for value in fixtures.leaves(content))
    path = arguments.out / "optimizers.f64.json"
    path.write_text(fixtures.layout(content))
    print(path)


if __name__ == "__main__":
    main()
