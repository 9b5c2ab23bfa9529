"""Models in the ONNX format, with random weights, from the steps of networks.py."""

import math

import networks
import numpy
import onnx
from onnx import helper


class Models:
    def __init__(self):
        self.numbers = numpy.random.default_rng(1)

    def of_steps(self, steps, shape):
        """A network from a batch of this shape to one row a sample."""
        graph = Graph(self.numbers)
        return graph.model(shape, graph.steps(steps, "x"), [shape[0], steps[-1].outputs])

    def gru(self, shape, hidden):
        """The states of a GRU over [length, batch, features], with PyTorch's equations."""
        length, batch, features = shape
        graph = Graph(self.numbers)
        tensors = [
            graph.random([1, 3 * hidden, features], features),
            graph.random([1, 3 * hidden, hidden], hidden),
            graph.random([1, 6 * hidden], hidden),
        ]
        states = graph.node("GRU", ["x", *tensors], hidden_size=hidden, linear_before_reset=1)
        return graph.model(shape, states, [length, 1, batch, hidden])


class Graph:
    """Nodes and weights that are collected; values have names."""

    def __init__(self, numbers):
        self.numbers, self.nodes, self.weights = numbers, [], []

    def steps(self, steps, value):
        for step in steps:
            value = self.step(step, value)
        return value

    def step(self, step, value):
        match step:
            case networks.Linear():
                return self.node("Gemm", [value, *self.layer([step.outputs, step.inputs])], transB=1)
            case networks.Convolution():
                tensors = self.layer([step.outputs, step.inputs, step.kernel, step.kernel])
                slide = {"strides": [step.stride] * 2, "pads": [step.padding] * 4}
                return self.node("Conv", [value, *tensors], kernel_shape=[step.kernel] * 2, **slide)
            case networks.Residual():
                return self.node("Add", [self.steps(step.main, value), self.steps(step.shortcut, value)])
            case networks.MAX_POOL:
                return self.node(step, [value], kernel_shape=[2, 2], strides=[2, 2])
        return self.node(step, [value])

    def node(self, operator, inputs, **attributes):
        """Appends an operation and returns the name of what it gives."""
        name = f"{operator}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [name], **attributes))
        return name

    def layer(self, shape):
        """The weight and the bias of a layer."""
        inputs = math.prod(shape[1:])
        return [self.random(shape, inputs), self.random(shape[:1], inputs)]

    def random(self, shape, inputs):
        """Weights so small that values neither vanish nor explode."""
        name, bound = f"weight{len(self.weights)}", math.sqrt(3.0 / inputs)
        values = self.numbers.uniform(-bound, bound, shape).astype(numpy.float32)
        self.weights.append(onnx.numpy_helper.from_array(values, name))
        return name

    def model(self, shape, value, output_shape):
        described = [
            helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, sizes)
            for name, sizes in (("x", shape), (value, output_shape))
        ]
        graph = helper.make_graph(self.nodes, "network", described[:1], described[1:], self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
