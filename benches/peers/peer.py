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


class Torch:
    """torch, as documented: without gradients for inference, with the five steps for training."""

    def __init__(self):
        import torch

        self.torch = torch
        self.version = torch.__version__
        torch.set_num_threads(1)
        torch.manual_seed(1)
        relu, tanh = torch.nn.ReLU, torch.nn.Tanh
        self.workloads = {
            "W1": lambda budget: self.infer(budget, [2, 100, 3], relu, 1),
            "W2": lambda budget: self.infer(budget, [16, 32, 32, 4], tanh, 1),
            "W3a": lambda budget: self.infer(budget, [784, 128, 10], relu, 1),
            "W3b": lambda budget: self.infer(budget, [784, 128, 10], relu, 64),
            "W3c": self.train_digits,
            "W5": self.train_spiral,
            "W6a": lambda budget: self.infer(budget, [17, 33, 5], relu, 1),
            "W6b": lambda budget: self.infer(budget, [300, 50, 7], relu, 1),
            "W6c": lambda budget: self.infer(budget, [64, 256, 256, 2], relu, 1),
        }

    def network(self, sizes, activation):
        layers = []
        for inputs, outputs in zip(sizes, sizes[1:]):
            layers += [activation()] if layers else []
            layers.append(self.torch.nn.Linear(inputs, outputs))
        return self.torch.nn.Sequential(*layers)

    def infer(self, budget, sizes, activation, batch):
        network = self.network(sizes, activation).eval()
        x = self.torch.rand(batch, sizes[0]) * 2 - 1
        with self.torch.inference_mode():
            return measure(budget, lambda: network(x)) / batch

    def step(self, network, optimizer, x, labels):
        criterion = self.torch.nn.CrossEntropyLoss()

        def step():
            loss = criterion(network(x), labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            return loss.item()

        return step

    def train_digits(self, budget):
        network = self.network([784, 128, 10], self.torch.nn.ReLU)
        sgd = self.torch.optim.SGD(network.parameters(), lr=0.01, momentum=0.9)
        return measure(budget, self.step(network, sgd, self.torch.rand(64, 784) * 2 - 1, self.torch.arange(64) % 10))

    def train_spiral(self, budget):
        network = self.network([2, 100, 3], self.torch.nn.ReLU)
        adam = self.torch.optim.Adam(network.parameters(), lr=1e-3)
        points, labels = map(self.torch.tensor, spiral(3000))
        return 1000 * measure_in_runs_of(100, budget, self.step(network, adam, points, labels))


class OnnxRuntime:
    """onnxruntime, as its documentation has it: a session, and arrays of numpy. Inference only."""

    def __init__(self):
        import numpy
        import onnx
        import onnxruntime

        self.numpy, self.onnx, self.runtime = numpy, onnx, onnxruntime
        self.version = onnxruntime.__version__
        self.numbers = numpy.random.default_rng(1)
        self.workloads = {
            "W1": lambda budget: self.infer(budget, [2, 100, 3], "Relu", 1),
            "W2": lambda budget: self.infer(budget, [16, 32, 32, 4], "Tanh", 1),
            "W3a": lambda budget: self.infer(budget, [784, 128, 10], "Relu", 1),
            "W3b": lambda budget: self.infer(budget, [784, 128, 10], "Relu", 64),
            "W6a": lambda budget: self.infer(budget, [17, 33, 5], "Relu", 1),
            "W6b": lambda budget: self.infer(budget, [300, 50, 7], "Relu", 1),
            "W6c": lambda budget: self.infer(budget, [64, 256, 256, 2], "Relu", 1),
        }

    def uniform(self, *shape):
        return self.numbers.uniform(-1, 1, shape).astype(self.numpy.float32)

    def model(self, sizes, activation, batch):
        helper, nodes, weights, value = self.onnx.helper, [], [], "x"
        for index, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
            if index > 0:
                nodes.append(helper.make_node(activation, [value], [f"a{index}"]))
                value = f"a{index}"
            weight = self.uniform(outputs, inputs) * math.sqrt(3.0 / inputs)
            weights.append(self.onnx.numpy_helper.from_array(weight.astype(self.numpy.float32), f"weight{index}"))
            weights.append(self.onnx.numpy_helper.from_array(self.uniform(outputs), f"bias{index}"))
            nodes.append(helper.make_node("Gemm", [value, f"weight{index}", f"bias{index}"], [f"y{index}"], transB=1))
            value = f"y{index}"
        described = lambda name, size: helper.make_tensor_value_info(name, self.onnx.TensorProto.FLOAT, [batch, size])
        graph = helper.make_graph(nodes, "network", [described("x", sizes[0])], [described(value, sizes[-1])], weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)

    def infer(self, budget, sizes, activation, batch):
        options = self.runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        model = self.model(sizes, activation, batch).SerializeToString()
        session = self.runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        inputs = {"x": self.uniform(batch, sizes[0])}
        return measure(budget, lambda: session.run(None, inputs)) / batch


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
