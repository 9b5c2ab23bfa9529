"""The values of declared steps. Needs numpy."""

import unittest

import here
from netwright_export.interpret import indices, input_features, run
from netwright_export.steps import INPUT, Step
from netwright_export.words import Refused

if here.HAS_NUMPY:
    import numpy as np


@unittest.skipUnless(here.HAS_NUMPY, "needs numpy")
class Interpret(unittest.TestCase):
    def setUp(self):
        self.tensors = {
            "fc.weight": np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
            "fc.bias": np.array([0.5, 0.0, -1.0]),
        }
        self.fc = Step("fc", "Linear", "3", [INPUT], "fc")

    def test_a_linear_layer(self):
        found = run([self.fc], self.tensors, [[1.0, -1.0], [0.0, 2.0]])
        self.assertEqual(found.tolist(), [[-0.5, -1.0, -2.0], [4.5, 8.0, 11.0]])

    def test_functions(self):
        x = [[-1000.0, 0.0, 1.0]]
        for kind, expected in {
            "Relu": [0.0, 0.0, 1.0],
            "Tanh": [-1.0, 0.0, np.tanh(1.0)],
            "Sigmoid": [0.0, 0.5, 1 / (1 + np.exp(-1.0))],
            "Softmax": [0.0, 1 / (1 + np.e), np.e / (1 + np.e)],
            "LogSoftmax": [-1000.0 - np.log(1 + np.e), -np.log(1 + np.e), 1 - np.log(1 + np.e)],
            "Softmin": [1.0, 0.0, 0.0],
            "LeakyRelu": [-10.0, 0.0, 1.0],
            "LeakyRelu<0.25>": [-250.0, 0.0, 1.0],
            "Relu6": [0.0, 0.0, 1.0],
            "ThresholdedRelu<0.5, -2.0>": [-2.0, -2.0, 1.0],
            "Elu": [-1.0, 0.0, 1.0],
            "Elu<0.5>": [-0.5, 0.0, 1.0],
            "Selu": [-1.7580993408473766, 0.0, 1.0507009873554805],
            "Celu<2.0>": [-2.0, 0.0, 1.0],
            "Gelu": [0.0, 0.0, 0.8413447460685429],
            "Gelu<Tanh>": [0.0, 0.0, 0.8411919906082768],
            "Silu": [0.0, 0.0, 1 / (1 + np.exp(-1.0))],
            "Mish": [0.0, 0.0, np.tanh(np.log(1 + np.e))],
            "Softplus": [0.0, np.log(2.0), np.log(1 + np.e)],
            "Softplus<2.0, 1.0>": [0.0, np.log(2.0) / 2, 1.0],
            "Softsign": [-1000.0 / 1001.0, 0.0, 0.5],
            "HardSigmoid": [0.0, 0.5, 4 / 6],
            "HardSwish": [0.0, 0.0, 4 / 6],
            "HardTanh": [-1.0, 0.0, 1.0],
            "HardTanh<-0.5, 0.75>": [-0.5, 0.0, 0.75],
            "Exp": [0.0, 1.0, np.e],
            "Square": [1e6, 0.0, 1.0],
            "Abs": [1000.0, 0.0, 1.0],
            "Dropout": x[0],
            "Neg": [1000.0, 0.0, -1.0],
        }.items():
            kind, _, arguments = kind.rstrip(">").partition("<")
            with self.subTest(kind):
                np.testing.assert_allclose(
                    run([Step("f", kind, arguments, [INPUT])], {}, x)[0], expected, atol=1e-15
                )

    def test_functions_of_positive_numbers(self):
        for kind, expected in {"Log": [0.0, np.log(2.0)], "Sqrt": [1.0, 2.0**0.5]}.items():
            found = run([Step("f", kind, "", [INPUT])], {}, [[1.0, 2.0]])
            np.testing.assert_allclose(found[0], expected, rtol=1e-15)

    def test_learned_slopes(self):
        step = Step("act", "PRelu", "PerChannel", [INPUT], "act")
        tensors = {"act.weight": np.array([0.5, -2.0])}
        self.assertEqual(run([step], tensors, [[-1.0, -1.0], [3.0, 3.0]]).tolist(), [[-0.5, 2.0], [3.0, 3.0]])
        images = run([step], tensors, -np.ones((1, 2, 1, 2)))
        self.assertEqual(images.tolist(), [[[[-0.5, -0.5]], [[2.0, 2.0]]]])
        with self.assertRaisesRegex(Refused, "has 2 slopes, but is given 3 channels"):
            run([step], tensors, np.ones((1, 3)))

    def test_normalisations(self):
        tensors = {
            "n.weight": np.array([1.0, 2.0]),
            "n.bias": np.array([0.0, 0.5]),
            "n.running_mean": np.array([1.0, -1.0]),
            "n.running_var": np.array([3.99, 0.99]),
        }
        for kind, names, expected in (
            ("LayerNorm", ("weight", "bias"), [-2 / 4.01**0.5, 4 / 4.01**0.5 + 0.5]),
            ("RmsNorm", ("weight",), [1 / 13.01**0.5, 10 / 13.01**0.5]),
            ("BatchNorm1d", tuple(name[2:] for name in tensors), [0.0, 12.5]),
        ):
            step = Step("n", kind, "0.01", [INPUT], "n", names)
            np.testing.assert_allclose(run([step], tensors, [[1.0, 5.0]])[0], expected, rtol=1e-14)
            self.assertEqual(input_features([step], tensors), 2)
            with self.assertRaisesRegex(Refused, r"sample of the shape \[3\]"):
                run([step], tensors, [[1.0, 2.0, 3.0]])

    def test_values_are_joined_in_order(self):
        steps = [
            Step("r", "Relu", "", [INPUT]),
            Step("c", "Concat", "", [0, INPUT, 0]),
            Step("a", "Add", "", [1, 1]),
        ]
        self.assertEqual(run(steps, {}, [[-1.0, 2.0]]).tolist(), [[0.0, 4.0, -2.0, 4.0, 0.0, 4.0]])
        in_order = [Step("r", "Relu", "", [INPUT]), Step("c", "Concat", "", [INPUT, 0])]
        self.assertEqual(run(in_order, {}, [[-1.0, 2.0]]).tolist(), [[-1.0, 2.0, 0.0, 2.0]])
        larger = [Step("a", "Add", "", [INPUT, INPUT]), Step("m", "Max", "", [0, INPUT])]
        self.assertEqual(run(larger, {}, [[-1.0, 2.0]]).tolist(), [[-1.0, 4.0]])
        for kind, expected in {"Sub": [1.0, 0.0], "Mul": [0.0, 4.0], "Min": [-1.0, 2.0]}.items():
            joined = [Step("r", "Relu", "", [INPUT]), Step("j", kind, "", [0, INPUT])]
            self.assertEqual(run(joined, {}, [[-1.0, 2.0]]).tolist(), [expected])

    def test_some_features(self):
        tail = Step("s", "Slice", "1, 3", [INPUT])
        self.assertEqual(run([tail], {}, [[1.0, 2.0, 3.0, 4.0]]).tolist(), [[2.0, 3.0]])
        # What comes behind says nothing of the input.
        self.assertIsNone(input_features([tail, Step("r", "Relu", "", [0])], {}))

    def test_vectors_of_classes(self):
        tensors = {"w.weight": np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]])}
        words = [
            Step("s", "Slice", "1, 3", [INPUT]),
            Step("w", "Embedding", "3, 2", [0], "w", ("weight",)),
            Step("f", "Flatten", "", [1]),
        ]
        self.assertEqual(run(words, tensors, [[9.0, 2.0, 0.0]]).tolist(), [[4.0, 5.0, 0.0, 1.0]])
        self.assertEqual(indices(words, tensors, (3,)), {1: 3, 2: 3})
        one = [
            Step("s", "Slice", "1, 2", [INPUT], is_single=True),
            Step("w", "Embedding", "3, 2", [0], "w", ("weight",)),
        ]
        self.assertEqual(run(one, tensors, [[9.0, 2.0, 0.0]]).tolist(), [[4.0, 5.0]])
        self.assertEqual(indices(one, tensors, (3,)), {1: 3})
        # Two vectors of 2 for each linear layer of 4 inputs.
        tensors["fc.weight"] = np.zeros((1, 4))
        sized = [
            Step("w", "Embedding", "3, 2", [INPUT], "w", ("weight",)),
            Step("f", "Flatten", "", [0]),
            Step("fc", "Linear", "1", [1], "fc"),
        ]
        self.assertEqual(input_features(sized, tensors), 2)
        computed = [Step("n", "Neg", "", [INPUT]), Step("w", "Embedding", "3, 2", [0], "w", ("weight",))]
        with self.assertRaisesRegex(Refused, "looks up numbers that steps have computed"):
            indices(computed, tensors, (3,))

    def test_shapes_that_netwright_refuses(self):
        fc, wide = self.fc, Step("wide", "Add", "", [0, INPUT])
        for steps, x, words in (
            ([fc], np.zeros((2, 1, 2)), r"shape \[1, 2\]; `Linear` takes a flat vector"),
            ([fc], np.zeros((2, 5)), "takes 2 features, but is given 5"),
            (
                [fc, wide],
                np.zeros((2, 2)),
                r"takes \[3\] and \[2\]; `Add` takes values of one shape",
            ),
            ([Step("s", "Slice", "1, 9", [INPUT])], np.zeros((2, 3)), "ends at 9, but a sample has 3"),
            ([Step("s", "Softmax", "", [INPUT])], np.zeros((2, 3, 3)), "flat vector"),
            (
                [Step("f", "Flatten", "", [INPUT], features=4)],
                np.zeros((2, 8)),
                "rows of 4 features, but a sample has 8",
            ),
            (
                [Step("c", "Concat", "", [INPUT, INPUT], dim=-1)],
                np.zeros((2, 3, 3)),
                "joins along dim=-1",
            ),
        ):
            with self.subTest(words), self.assertRaisesRegex(Refused, words):
                run(steps, self.tensors, x)

    def test_the_number_of_features_is_found_out(self):
        relu, fc = Step("r", "Relu", "", [INPUT]), Step("fc", "Linear", "3", [0], "fc")
        self.assertEqual(input_features([relu, fc], self.tensors), 2)
        # Twice the input and no less.
        both = Step("c", "Concat", "", [INPUT, INPUT])
        self.assertEqual(input_features([both, fc], self.tensors), 1)
        # The second layer knows nothing of the input; the sum does.
        tensors = {"wide.weight": np.zeros((5, 1)), "fc.weight": np.zeros((3, 12))}
        sliced = [
            Step("w", "Relu", "", [INPUT]),
            Step("c", "Concat", "", [0, INPUT, INPUT]),
            Step("fc", "Linear", "3", [1], "fc"),
        ]
        self.assertEqual(input_features(sliced, tensors), 4)
        self.assertIsNone(input_features([relu], {}))
        self.assertEqual(input_features([Step("f", "Flatten", "", [INPUT], features=7)], {}), 7)


if __name__ == "__main__":
    unittest.main()
