"""The peers that are used from Python: torch and onnxruntime.

    peer.py torch|onnxruntime WORKLOADS SECONDS  prints a line like `W1 4.12e-6` for each workload
    peer.py torch|onnxruntime --version          prints the version, or fails without it

The same measure as harness/src/lib.rs, and the same data, but from Python: what the interpreter
takes for a call is part of it.
"""

import math
import random
import sys
import time
from functools import partial

import networks


def measure(budget, iteration):
    """Seconds an iteration: the 10th percentile of samples of about a millisecond."""
    start, iterations = time.perf_counter(), 1
    while True:
        seconds = run(iterations, iteration)
        if seconds < 5e-4:
            iterations *= 2
        elif time.perf_counter() - start > budget / 3:
            break
    return percentile(budget, math.ceil(iterations * 1e-3 / seconds), 10, iteration)


def measure_in_runs_of(iterations, budget, iteration):
    """Measures iterations so long that a sample is always this many of them."""
    run(math.ceil(iterations / 10), iteration)
    return percentile(budget, iterations, 3, iteration)


def percentile(budget, iterations, least, iteration):
    start, samples = time.perf_counter(), []
    while len(samples) < least or time.perf_counter() - start < budget:
        samples.append(run(iterations, iteration) / iterations)
    return sorted(samples)[len(samples) // 10]


def run(iterations, iteration):
    start = time.perf_counter()
    for _ in range(iterations):
        iteration()
    return time.perf_counter() - start


def spiral(samples):
    """Points on three arms, and which arm each is on."""
    numbers, points = random.Random(1), []
    for sample in range(samples):
        radius, arm = sample / samples, sample % 3
        angle = 4.0 * (radius + arm) + 0.2 * numbers.uniform(-1.0, 1.0)
        points.append([radius * math.sin(angle), radius * math.cos(angle)])
    return points, [sample % 3 for sample in range(samples)]


IMAGE = [1, 28, 28]

# Inference: the steps, the shape of a sample, and the samples of a batch.
INFERENCE = {
    "W1": (networks.dense(2, 100, 3), [2], 1),
    "W2": (networks.dense(16, 32, 32, 4, activation=networks.TANH), [16], 1),
    "W3a": (networks.dense(784, 128, 10), [784], 1),
    "W3b": (networks.dense(784, 128, 10), [784], 64),
    "W4a": (networks.PRACTICUM, IMAGE, 1),
    "W4La": (networks.LENET, IMAGE, 1),
    "W6a": (networks.dense(17, 33, 5), [17], 1),
    "W6b": (networks.dense(300, 50, 7), [300], 1),
    "W6c": (networks.dense(64, 256, 256, 2), [64], 1),
    "W8": (networks.RESNET8, [3, 32, 32], 1),
}


class Torch:
    """torch, as documented: without gradients for inference, with the five steps for training."""

    def __init__(self):
        import torch

        self.torch = torch
        self.version = torch.__version__
        torch.set_num_threads(1)
        torch.manual_seed(1)
        self.workloads = {name: partial(self.infer, *one) for name, one in INFERENCE.items()} | {
            "W3c": partial(self.train, networks.dense(784, 128, 10), [784]),
            "W4b": partial(self.train, networks.PRACTICUM, IMAGE),
            "W4Lb": partial(self.train, networks.LENET, IMAGE),
            "W5": self.train_spiral,
            "W7": self.gru,
        }

    def module(self, step):
        nn = self.torch.nn
        match step:
            case networks.Linear():
                return nn.Linear(step.inputs, step.outputs)
            case networks.Convolution():
                return nn.Conv2d(step.inputs, step.outputs, step.kernel, step.stride, step.padding)
            case networks.Residual():
                return self.sum_of(self.network(step.main), self.network(step.shortcut))
        without_parameters = {
            networks.RELU: nn.ReLU,
            networks.TANH: nn.Tanh,
            networks.MAX_POOL: lambda: nn.MaxPool2d(2),
            networks.MEAN: lambda: nn.AdaptiveAvgPool2d(1),
            networks.FLATTEN: nn.Flatten,
        }
        return without_parameters[step]()

    def sum_of(self, main, shortcut):
        class Residual(self.torch.nn.Module):
            def __init__(self):
                super().__init__()
                self.main, self.shortcut = main, shortcut

            def forward(self, x):
                return self.main(x) + self.shortcut(x)

        return Residual()

    def network(self, steps):
        return self.torch.nn.Sequential(*map(self.module, steps))

    def infer(self, steps, shape, batch, budget):
        network = self.network(steps).eval()
        x = self.torch.rand(batch, *shape) * 2 - 1
        with self.torch.inference_mode():
            return measure(budget, lambda: network(x)) / batch

    def gru(self, budget):
        gru = self.torch.nn.GRU(16, 32, batch_first=True).eval()
        x = self.torch.rand(1, 100, 16) * 2 - 1
        with self.torch.inference_mode():
            return measure(budget, lambda: gru(x))

    def step(self, network, optimizer, x, labels):
        criterion = self.torch.nn.CrossEntropyLoss()

        def step():
            loss = criterion(network(x), labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            return loss.item()

        return step

    def train(self, steps, shape, budget):
        network = self.network(steps)
        sgd = self.torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
        return measure(budget, self.step(network, sgd, self.torch.rand(64, *shape) * 2 - 1, self.torch.arange(64) % 10))

    def train_spiral(self, budget):
        network = self.network(networks.dense(2, 100, 3))
        adam = self.torch.optim.Adam(network.parameters(), lr=1e-3)
        points, labels = map(self.torch.tensor, spiral(3000))
        return 1000 * measure_in_runs_of(100, budget, self.step(network, adam, points, labels))


class OnnxRuntime:
    """onnxruntime, as its documentation has it: a session, and arrays of numpy. Inference only."""

    def __init__(self):
        import numpy
        import onnxruntime
        import onnx_models

        self.numpy, self.runtime, self.models = numpy, onnxruntime, onnx_models.Models()
        self.version = onnxruntime.__version__
        self.workloads = {name: partial(self.infer, *one) for name, one in INFERENCE.items()} | {"W7": self.gru}

    def infer(self, steps, shape, batch, budget):
        return self.run(self.models.of_steps(steps, [batch, *shape]), [batch, *shape], budget) / batch

    def gru(self, budget):
        shape = [100, 1, 16]
        return self.run(self.models.gru(shape, 32), shape, budget)

    def run(self, model, shape, budget):
        options = self.runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = self.runtime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        inputs = {"x": self.numpy.random.default_rng(2).uniform(-1, 1, shape).astype(self.numpy.float32)}
        return measure(budget, lambda: session.run(None, inputs))


def main():
    peer = {"torch": Torch, "onnxruntime": OnnxRuntime}[sys.argv[1]]()
    if sys.argv[2] == "--version":
        print(peer.version)
        return
    wanted, budget = sys.argv[2].split(","), float(sys.argv[3])
    for name, workload in peer.workloads.items():
        if name in wanted:
            print(f"{name} {workload(budget):e}", flush=True)


if __name__ == "__main__":
    main()
