"""Exports of models over images, signals and sequences. Needs torch."""

import tempfile
import unittest
from pathlib import Path

import here
from netwright_export.words import Refused

if here.HAS_TORCH:
    import numpy as np
    import torch
    from images import Decoder, Frames, ProposalNet, RefinementNet, ResNet, Sequences, models
    from models import filled
    from netwright_export import export
    from torch import nn
    from torch.nn import functional as F

    class Net(nn.Module):
        """A module, and a way to call it."""

        def __init__(self, module, forward):
            super().__init__()
            self.inner, self.call = module, forward

        def forward(self, x):
            return self.call(self.inner, x)


@unittest.skipUnless(here.HAS_TORCH, "needs torch")
class Images(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "net.safetensors"

    def exported(self, model, **said):
        """The declaration; the values of its steps are compared with the module within."""
        return export(model, self.file, samples=3, **said)

    def refused(self, words, model, **said):
        with self.assertRaisesRegex(Refused, words):
            self.exported(model, **said)

    def test_all_models(self):
        for seed, (name, (model, said)) in enumerate(models().items()):
            with self.subTest(name):
                self.exported(filled(model, seed), **said)

    def test_what_is_declared(self):
        for (shape, layer), module in {
            ((2, 9), "Conv1d<3, 4, Stride<2>, Padding<1>>"): nn.Conv1d(2, 3, 4, 2, 1),
            ((2, 9), "Conv1d<3, 4, Same>"): nn.Conv1d(2, 3, 4, padding="same"),
            ((2, 9), "Conv1d<3, 3, Padding<2>, Dilation<2>>"): nn.Conv1d(2, 3, 3, padding="same", dilation=2),
            ((4, 7, 6), "Conv2d<4, Kernel<3, 1>, Stride<1, 2>, Depthwise>"): nn.Conv2d(
                4, 4, (3, 1), (1, 2), groups=4
            ),
            ((4, 7, 6), "Conv2d<6, 1, Groups<2>, NoBias>"): nn.Conv2d(4, 6, 1, groups=2, bias=False),
            ((4, 3, 2), "ConvTranspose2d<6, 2, Stride<2, 1>, Groups<2>>"): nn.ConvTranspose2d(
                4, 6, 2, (2, 1), groups=2
            ),
            ((1, 7, 8), "MaxPool2d<Kernel<3, 2>, Stride<2>, Padding<1>, CeilMode>"): nn.MaxPool2d(
                (3, 2), 2, 1, ceil_mode=True
            ),
            ((1, 7), "MaxPool1d<2, Dilation<3>>"): nn.MaxPool1d(2, dilation=3),
            ((1, 7, 8), "AvgPool2d<2, Padding<1>, CountExcludePad>"): nn.AvgPool2d(
                2, padding=1, count_include_pad=False
            ),
            ((2, 7, 8), "AdaptiveAvgPool2d<3, 8>"): nn.AdaptiveAvgPool2d((3, 8)),
            ((2, 7), "AdaptiveAvgPool1d<3>"): nn.AdaptiveAvgPool1d(3),
            ((2, 7), "GlobalMaxPool"): Net(None, lambda _, x: x.amax(2)),
            ((2, 7, 2), "AdaptiveAvgPool2d<1>"): Net(None, lambda _, x: x.mean((2, 3), keepdim=True)),
            ((2, 3, 3), "BatchNorm2d<0.001, 0.2>"): nn.BatchNorm2d(2, 1e-3, 0.2),
            ((4, 3, 3), "GroupNorm<2>"): nn.GroupNorm(2, 4),
            ((4, 3, 3), "InstanceNorm<0.001, Affine>"): nn.InstanceNorm2d(4, 1e-3, affine=True),
            ((2, 3, 3), "Dropout2d<0.5>"): nn.Dropout2d(),
            ((2, 3, 3), "PRelu<PerChannel>"): nn.PReLU(2),
            ((2, 3, 4), "Upsample<2, 1>"): Net(None, lambda _, x: F.interpolate(x, size=(6, 4))),
            ((2, 3, 4), "Upsample<3, 2, Bilinear>"): nn.Upsample(scale_factor=(3, 2), mode="bilinear"),
            ((2, 4), "Upsample<3, Linear>"): nn.Upsample(scale_factor=3, mode="linear"),
            ((2, 3, 4), "Pad<1, 2, 3, 4>"): nn.ZeroPad2d((1, 2, 3, 4)),
            ((2, 3, 4), "Pad<1, 2, Replicate>"): nn.ReplicationPad2d((2, 2, 1, 1)),
            ((2, 4), "Pad<1, 2>"): nn.ConstantPad1d((1, 2), 0.0),
            ((2, 4), "Pad<3, Reflect>"): nn.ReflectionPad1d(3),
            ((2, 4, 3), "Pad<1, Circular>"): nn.Conv2d(2, 1, 3, padding=1, padding_mode="circular"),
            ((2, 6), "Reshape<2, 1, 6>"): Net(None, lambda _, x: x.unsqueeze(2)),
            ((2, 1, 6), "Reshape<2, 6>"): Net(None, lambda _, x: x.squeeze(2)),
            ((12,), "Reshape<3, 2, 2>"): nn.Unflatten(1, (3, 2, 2)),
            ((2, 6), "Reshape<3, 4>"): Net(None, lambda _, x: x.view(x.size(0), 3, -1)),
        }.items():
            with self.subTest(layer):
                self.assertIn(f" {layer}", self.exported(module, input=shape).replace("(", " "))

    def test_functions_of_the_tensors_of_a_module(self):
        call = lambda conv, x: F.conv2d(x, conv.weight, conv.bias, padding=1, groups=2)
        text = self.exported(Net(nn.Conv2d(4, 4, 3, groups=2), call), input=(4, 3, 3))
        self.assertIn("inner: Conv2d<4, 3, Padding<1>, Groups<2>>,", text)

    def test_several_outputs_by_name(self):
        self.assertIn(
            "output = { conv4_2 = conv4_2, softmax4_1 = softmax4_1 }",
            self.exported(ProposalNet(), input=(3, 12, 12)),
        )
        _, golden = here.load(self.file.with_suffix(".golden.safetensors"))
        shapes = {name: tensor.shape for name, tensor in golden.items() if name != "inputs"}
        self.assertEqual(shapes, {"outputs.conv4_2": (3, 4), "outputs.softmax4_1": (3, 2)})
        self.assertIn(
            "output = { boxes = dense5_2, points = dense6_3, is_face = softmax5_1 }",
            self.exported(RefinementNet(), input=(3, 12, 10)),
        )
        self.refused("several", ProposalNet(), input=(3, 12, 12), classes=["a", "b"])

    def test_columns_of_another_order(self):
        model = filled(RefinementNet(), 3)
        text = self.exported(model, input=(3, 12, 10))
        self.assertIn("// the columns of `dense4.weight` are in the order of [3, 4, 3]", text)
        found = here.load(self.file)[1]["dense4.weight"]
        theirs = model.dense4.weight.detach().numpy().reshape(6, 3, 4, 3)
        np.testing.assert_array_equal(found.reshape(6, 3, 4, 3), theirs.transpose(0, 3, 2, 1))

    def test_sequences_are_declared_channels_first(self):
        text = self.exported(Sequences(), input=(5, 3))
        self.assertIn("// samples have the shape [3, 5], the module's [5, 3] permuted", text)
        self.assertIn("lstm: Lstm<3, Layers<2>, Last>,", text)
        self.assertIn("#[network(input = [3, 5], ", text)
        self.assertEqual(here.load(self.file.with_suffix(".golden.safetensors"))[1]["inputs"].shape, (3, 3, 5))
        self.assertIn("mean_2: GlobalAvgPool,", self.exported(Frames(), input=(5, 3)))

    def test_a_remark_about_dropped_states(self):
        gru = nn.GRU(2, 3, 2, dropout=0.25, batch_first=True)
        text = self.exported(Net(gru, lambda gru, x: gru(x)[1][-1]), input=(4, 2))
        self.assertIn("// `inner`: in training, PyTorch drops 0.25 of the states between the layers", text)

    def test_refusals(self):
        image, conv = (2, 6, 6), nn.Conv2d(2, 2, 3)
        for words, model, shape in (
            ("pads more than", nn.Conv2d(2, 2, 7, padding=6, padding_mode="reflect"), image),
            ("has return_indices=True", nn.MaxPool2d(2, return_indices=True), image),
            ("has divisor_override=3", nn.AvgPool2d(2, divisor_override=3), image),
            ("has output_size=2; netwright has the largest of all", nn.AdaptiveMaxPool2d(2), image),
            ("has output_size=.*whole numbers from 1", nn.AdaptiveAvgPool2d((None, 1)), image),
            ("pads with 1.0", nn.ConstantPad2d(1, 1.0), image),
            ("pads 3 dimensions", Net(None, lambda _, x: F.pad(x, (1,) * 6)), image),
            ("has mode=bicubic", nn.Upsample(scale_factor=2, mode="bicubic"), image),
            ("has align_corners=True", nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True), image),
            ("a whole number of times", nn.Upsample(scale_factor=1.5), image),
            ("a whole number of times", nn.Upsample(size=7), image),
            ("goes over the dimensions .2,. of a sample", Net(conv, lambda conv, x: conv(x).mean(2).mean(2)), image),
            ("goes over dim=1", Net(conv, lambda conv, x: conv(x).mean(1)), image),
            ("has keepdim=True", Net(conv, lambda conv, x: conv(x).amax((2, 3), keepdim=True)), image),
            ("window of 7 elements", nn.Conv2d(2, 2, 7), image),
            ("takes images, .channels, height, width.", conv, (2, 6)),
            ("takes 2 channels, but is given", conv, (3, 6, 6)),
            ("does not say the size of a sample, which `Conv2d` .Conv2d.,?.* takes", conv, None),
            (r"of the shape \[2, 6, 6\];.*flatten it first", nn.Sequential(nn.Conv2d(2, 2, 1), nn.Linear(6, 1)), image),
            ("has track_running_stats=True", nn.InstanceNorm2d(2, track_running_stats=True), image),
            ("in another order of dimensions", Net(conv, lambda conv, x: F.max_pool2d(conv(x).permute(0, 1, 3, 2), 2)), image),
            ("the output has its dimensions in another order", Net(conv, lambda conv, x: conv(x).permute(0, 2, 3, 1)), image),
            ("moves the samples", Net(conv, lambda conv, x: conv(x).permute(1, 0, 2, 3)), image),
            ("flattened in another order", Net(conv, lambda conv, x: F.softmax(conv(x).permute(0, 2, 3, 1).flatten(1), 1)), image),
        ):
            with self.subTest(words):
                self.refused(words, model, input=shape)

    def test_refusals_of_sequences(self):
        def net(call, *arguments, **named):
            return Net(nn.GRU(3, 2, *arguments, batch_first=True, **named), call)

        both = {"bidirectional": True}
        for words, model in (
            ("has batch_first=False", Net(nn.GRU(3, 2), lambda gru, x: gru(x)[0])),
            ("gives all that a recurrent module gives", net(lambda gru, x: gru(x))),
            ("the output has its dimensions in another order", net(lambda gru, x: gru(x)[0])),
            ("used as a whole too", net(_both_uses)),
            ("takes the last frame of both directions", net(lambda gru, x: gru(x)[0][:, -1], **both)),
            ("in another order than `torch.cat", net(_joined_the_wrong_way, **both)),
            ("the state of a lower layer", net(lambda gru, x: gru(x)[1][0], 2)),
            ("takes `c_n`", Net(nn.LSTM(3, 2, batch_first=True), lambda lstm, x: lstm(x)[1][1][-1])),
            ("has proj_size=1", Net(nn.LSTM(3, 2, proj_size=1, batch_first=True), lambda lstm, x: lstm(x)[0])),
        ):
            with self.subTest(words):
                self.refused(words, model, input=(4, 3))


def _both_uses(gru, x):
    output, h = gru(x)
    return torch.cat([output.mean(1), h[-1]], 1)


def _joined_the_wrong_way(gru, x):
    _, h = gru(x)
    return torch.cat([h[-1], h[-2]], 1)


if __name__ == "__main__":
    unittest.main()
