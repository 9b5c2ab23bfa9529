"""The values of steps over signals, images and sequences. Needs numpy."""

import unittest

import here
from netwright_export.interpret import run
from netwright_export.recurrent import arguments
from netwright_export.steps import INPUT, Step
from netwright_export.words import Refused

if here.HAS_NUMPY:
    import numpy as np


def pool(kind, kernel, stride, padding, ceil_mode, **more):
    axes = int(kind[-2])
    settings = {
        "kernel": (kernel,) * axes,
        "stride": (stride,) * axes,
        "padding": ((padding, padding),) * axes,
        "dilation": (1,) * axes,
        "ceil_mode": ceil_mode,
        **more,
    }
    return Step("p", kind, "", [INPUT], settings=settings)


def convolution(kind, stride=1, padding=(0, 0), **more):
    axes = int(kind[-2])
    settings = {
        "stride": (stride,) * axes,
        "padding": (padding,) * axes,
        "dilation": (1,) * axes,
        "groups": 1,
        **more,
    }
    return Step("c", kind, "", [INPUT], "c", settings=settings)


@unittest.skipUnless(here.HAS_NUMPY, "needs numpy")
class Windows(unittest.TestCase):
    def test_the_number_of_windows(self):
        for size, kernel, stride, padding, floor, ceil in (
            (5, 2, 2, 1, 3, 3),
            (6, 1, 2, 0, 3, 3),
            (5, 3, 3, 1, 2, 2),
            (10, 3, 4, 0, 2, 3),
            (112, 3, 2, 1, 56, 57),
        ):
            x = np.arange(float(size)).reshape(1, 1, size)
            for kind in ("MaxPool1d", "AvgPool1d"):
                for ceil_mode, expected in ((False, floor), (True, ceil)):
                    step = pool(kind, kernel, stride, padding, ceil_mode, counts_padding=True)
                    self.assertEqual(run([step], {}, x).shape, (1, 1, expected))

    def test_averages_count_what_is_there(self):
        x = np.arange(1.0, 6.0).reshape(1, 1, 5)
        for padding, ceil_mode, counts, expected in (
            (0, True, True, [1.5, 3.5, 5.0]),
            (1, False, True, [0.5, 2.5, 4.5]),
            (1, False, False, [1.0, 2.5, 4.5]),
        ):
            step = pool("AvgPool1d", 2, 2, padding, ceil_mode, counts_padding=counts)
            self.assertEqual(run([step], {}, x)[0, 0].tolist(), expected)

    def test_padding_is_never_the_largest(self):
        x = -np.ones((1, 1, 2, 3))
        self.assertEqual(run([pool("MaxPool2d", 2, 2, 1, False)], {}, x).tolist(), (-np.ones((1, 1, 2, 2))).tolist())

    def test_convolutions(self):
        x = np.arange(1.0, 7.0).reshape(1, 1, 6)
        ones = {"c.weight": np.ones((1, 1, 3))}
        same = convolution("Conv1d", 2, (0, 1))
        self.assertEqual(run([same], ones, x)[0, 0].tolist(), [6.0, 12.0, 11.0])
        # Two channels in two groups, with a bias.
        grouped = convolution("Conv1d", groups=2)
        tensors = {"c.weight": np.array([[[1.0]], [[10.0]]]), "c.bias": np.array([0.0, 1.0])}
        pair = np.array([[[1.0, 2.0], [3.0, 4.0]]])
        self.assertEqual(run([grouped], tensors, pair).tolist(), [[[1.0, 2.0], [31.0, 41.0]]])
        with self.assertRaisesRegex(Refused, "takes 2 channels"):
            run([grouped], tensors, x)
        with self.assertRaisesRegex(Refused, r"takes signals, \[channels, length\]"):
            run([same], ones, x[0])
        with self.assertRaisesRegex(Refused, "window of 3 elements"):
            run([convolution("Conv1d")], ones, x[:, :, :2])

    def test_transposed_convolutions(self):
        x = np.array([[[1.0, 2.0]]])
        tensors = {"c.weight": np.array([[[1.0, 10.0, 100.0]]])}
        step = convolution("ConvTranspose1d", 2, output_padding=(1,))
        self.assertEqual(run([step], tensors, x)[0, 0].tolist(), [1.0, 10.0, 102.0, 20.0, 200.0, 0.0])

    def test_adaptive_and_global_pools(self):
        x = np.arange(1.0, 6.0).reshape(1, 1, 5)
        step = Step("p", "AdaptiveAvgPool1d", "2", [INPUT], settings={"output": (2,)})
        self.assertEqual(run([step], {}, x)[0, 0].tolist(), [2.0, 4.0])
        for kind, expected in (("GlobalAvgPool", 3.0), ("GlobalMaxPool", 5.0)):
            whole = Step("p", kind, "", [INPUT], settings={"dims": None})
            self.assertEqual(run([whole], {}, x).tolist(), [[expected]])
        half = Step("p", "GlobalAvgPool", "", [INPUT], settings={"dims": (2,)})
        with self.assertRaisesRegex(Refused, "goes over all but the channels"):
            run([half], {}, np.ones((1, 1, 2, 2)))


@unittest.skipUnless(here.HAS_NUMPY, "needs numpy")
class Recurrent(unittest.TestCase):
    def of(self, kind, **tensors):
        settings = {"units": 1, "layers": 1, "directions": 1, "is_relu": False, "has_bias": True}
        step = Step("r", kind, "", [INPUT], "r", settings={**settings, "is_last": False})
        return step, {f"r.{name}": np.array(tensor) for name, tensor in tensors.items()}

    def test_lstm(self):
        step, tensors = self.of(
            "Lstm",
            weight_ih_l0=[[0.5], [-0.25], [1.0], [0.75]],
            weight_hh_l0=[[0.1], [0.2], [0.3], [0.4]],
            bias_ih_l0=[0.0, 1.0, 0.0, -0.5],
        )
        found = run([step], tensors, [[[1.0, 2.0]]])
        np.testing.assert_allclose(found[0, 0], [0.2481869, 0.5755375], atol=5e-8)

    def test_gru(self):
        # A first frame that leaves a state of 0.5 is none of the sequences of zeros: the state is
        # that behind a frame whose update gate is closed.
        step, tensors = self.of(
            "Gru",
            weight_ih_l0=[[0.5], [-0.5], [1.0]],
            weight_hh_l0=[[0.2], [0.3], [0.8]],
            bias_ih_l0=[0.1, 0.2, 0.3],
            bias_hh_l0=[0.0, 0.0, 0.4],
        )
        logistic = lambda x: 1 / (1 + np.exp(-x))
        [first, second], h = run([step], tensors, [[[1.0, 1.0]]])[0, 0], 0.0
        for found in (first, second):
            r, z = logistic(0.6 + 0.2 * h), logistic(-0.3 + 0.3 * h)
            h = (1 - z) * np.tanh(1.3 + r * (0.8 * h + 0.4)) + z * h
            self.assertAlmostEqual(found, h, 12)

    def test_directions_meet_their_frames(self):
        step, tensors = self.of("Rnn", weight_ih_l0=[[1.0]], weight_hh_l0=[[1.0]])
        tensors |= {"r.weight_ih_l0_reverse": np.array([[1.0]]), "r.weight_hh_l0_reverse": np.array([[1.0]])}
        step.settings.update(directions=2, is_relu=True)
        self.assertEqual(run([step], tensors, [[[1.0, 2.0]]])[0].tolist(), [[1.0, 3.0], [3.0, 2.0]])
        step.settings["is_last"] = True
        self.assertEqual(run([step], tensors, [[[1.0, 2.0]]]).tolist(), [[3.0, 3.0]])
        self.assertEqual(arguments(step), "1, Bidirectional, Relu, Last")


if __name__ == "__main__":
    unittest.main()
