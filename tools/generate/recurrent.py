#!/usr/bin/env python3
"""Writes tests/fixtures/recurrent.json with PyTorch: recurrent layers over a batch, in double.

The file holds the samples, `[C, L]` each, the outputs, the mean squared error against targets, and
its gradients by the parameters and by the samples. PyTorch's layers take `[L, C]`, so samples are
transposed on their way in and out. A layer that begins at the end of a sequence, which PyTorch does
not have by itself, takes and gives sequences in reverse order. Numbers are drawn by Python's own
generator.

Usage: /usr/bin/python3 tools/generate/recurrent.py
"""

import json
import random
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

TARGET = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "recurrent.json"


def case(module, channels, frames, batch, last=False, reverse=False):
    return module, channels, frames, batch, last, reverse


# The module, the numbers of a frame, the frames, the samples, and options of netwright's.
CASES = {
    "rnn": case(lambda: nn.RNN(3, 5), 3, 6, 4),
    "rnn_relu": case(lambda: nn.RNN(2, 3, nonlinearity="relu"), 2, 9, 3),
    "rnn_two_ways": case(lambda: nn.RNN(2, 9, bidirectional=True), 2, 5, 2),
    "rnn_last": case(lambda: nn.RNN(2, 4, num_layers=2, bias=False), 2, 7, 3, last=True),
    "gru": case(lambda: nn.GRU(3, 5), 3, 13, 2),
    "gru_wide": case(lambda: nn.GRU(2, 9), 2, 3, 17),
    "gru_unit": case(lambda: nn.GRU(1, 1), 1, 1, 1),
    "gru_without_bias": case(lambda: nn.GRU(3, 4, bias=False), 3, 6, 3),
    "gru_last": case(lambda: nn.GRU(3, 8), 3, 12, 3, last=True),
    "gru_reverse": case(lambda: nn.GRU(2, 3), 2, 7, 3, reverse=True),
    "gru_reverse_last": case(lambda: nn.GRU(2, 3, num_layers=2), 2, 7, 3, last=True, reverse=True),
    "gru_layers": case(lambda: nn.GRU(3, 2, num_layers=3), 3, 7, 2),
    "gru_two_ways": case(lambda: nn.GRU(3, 3, num_layers=2, bidirectional=True), 3, 8, 2),
    "gru_two_ways_last": case(lambda: nn.GRU(2, 2, num_layers=3, bidirectional=True), 2, 6, 2, last=True),
    "lstm": case(lambda: nn.LSTM(3, 5), 3, 13, 2),
    "lstm_wide": case(lambda: nn.LSTM(2, 9), 2, 4, 2),
    "lstm_last": case(lambda: nn.LSTM(3, 4, num_layers=2), 3, 8, 2, last=True),
    "lstm_two_ways": case(lambda: nn.LSTM(2, 3, num_layers=2, bidirectional=True), 2, 7, 2),
    "lstm_two_ways_last": case(lambda: nn.LSTM(3, 3, bidirectional=True, bias=False), 3, 7, 2, last=True),
    "lstm_reverse": case(lambda: nn.LSTM(2, 3), 2, 8, 2, reverse=True),
}


def states(module, x, last, reverse):
    """The outputs of the layer for samples `[B, C, L]`."""
    x = x.permute(2, 0, 1)
    sequence, state = module(x.flip(0) if reverse else x)
    if last:
        state = state[0] if isinstance(state, tuple) else state
        directions = 2 if module.bidirectional else 1
        uppermost = state.reshape(module.num_layers, directions, x.shape[1], -1)[-1]
        return torch.cat(list(uppermost), dim=1)
    return (sequence.flip(0) if reverse else sequence).permute(1, 2, 0)


def run(name, module, channels, frames, batch, last, reverse):
    rng = random.Random(name)
    module = module().double()
    with torch.no_grad():
        for tensor in module.parameters():
            tensor.copy_(torch.tensor([rng.uniform(-1, 1) for _ in range(tensor.numel())]).reshape(tensor.shape))
    x = torch.tensor([[rng.uniform(-2, 2) for _ in range(channels * frames)] for _ in range(batch)], dtype=torch.float64)
    x.requires_grad_()
    y = states(module, x.reshape(batch, channels, frames), last, reverse).reshape(batch, -1)
    targets = torch.tensor([[rng.uniform(-1, 1) for _ in range(y.shape[1])] for _ in range(batch)], dtype=torch.float64)
    loss = functional.mse_loss(y, targets)
    loss.backward()
    return {
        "input": x.tolist(),
        "targets": targets.tolist(),
        "parameters": {f"layer.{key}": described(tensor) for key, tensor in module.named_parameters()},
        "output": y.tolist(),
        "loss": loss.item(),
        "gradients": {f"layer.{key}": described(tensor.grad) for key, tensor in module.named_parameters()},
        "input_gradient": x.grad.tolist(),
    }


def described(tensor):
    return {"shape": list(tensor.shape), "data": tensor.flatten().tolist()}


def main():
    cases = {name: run(name, *settings) for name, settings in CASES.items()}
    rows = [f'  "{name}": ' + json.dumps(found) for name, found in cases.items()]
    TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(TARGET)


if __name__ == "__main__":
    main()
