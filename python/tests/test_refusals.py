"""Refusals, and their messages. Needs torch."""

import tempfile
import unittest
from pathlib import Path

import here
from netwright_export import Refused, export

if here.HAS_TORCH:
    import torch
    from torch import nn
    from torch.nn import functional as F

    class Net(nn.Module):
        """Two layers of one size, and whatever is tried with them."""

        def __init__(self, forward, **modules):
            super().__init__()
            self.fc1, self.fc2 = nn.Linear(4, 4), nn.Linear(4, 4)
            self.relu, self.inplace = nn.ReLU(), nn.ReLU(inplace=True)
            self.scale = nn.Parameter(torch.ones(4))
            self.modules_of_the_case = nn.ModuleDict(modules)
            self.tried = forward

        def forward(self, x):
            return self.tried(self, x)

    def in_place_sum(net, x):
        h = net.fc1(x)
        y = h
        y += net.fc2(x)
        return y + h

    def loop(net, x):
        for row in x:
            x = net.fc1(row)
        return x

    def branch(net, x):
        return net.fc1(x) if x.sum() > 0 else net.fc2(x)


@unittest.skipUnless(here.HAS_TORCH, "needs torch")
class Refusals(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def refused(self, model, words, **said):
        with self.assertRaisesRegex(Refused, words):
            export(model, self.folder / "net.safetensors", **said)
        self.assertEqual(list(self.folder.iterdir()), [], "nothing is written")

    def each(self, cases):
        for words, forward in cases.items():
            with self.subTest(words):
                self.refused(Net(forward), words)

    def test_arguments_that_change_the_meaning(self):
        self.each(
            {
                r"`add` \(add\(\)\), line \d+ of test_refusals.py, has alpha=2": lambda net, x: torch.add(
                    net.fc1(x), net.fc2(x), alpha=2
                ),
                "has alpha=0.5": lambda net, x: net.fc1(x).add(net.fc2(x), alpha=0.5),
                "has dim=0, .*only dim=1 or dim=-1": lambda net, x: F.softmax(net.fc1(x), dim=0),
                "has dim=2": lambda net, x: net.fc1(x).log_softmax(2),
                "has dtype=torch.float64": lambda net, x: torch.softmax(
                    net.fc1(x), 1, dtype=torch.float64
                ),
                r"`cat` \(cat\(\)\).* has dim=0": lambda net, x: torch.cat(
                    [net.fc1(x), net.fc2(x)]
                ),
                "has dim=-2": lambda net, x: torch.cat([net.fc1(x), net.fc2(x)], dim=-2),
                "has start_dim=0": lambda net, x: torch.flatten(net.fc1(x)),
                "has end_dim=1": lambda net, x: net.fc1(x).flatten(1, 1),
                "drops features at inference": lambda net, x: F.dropout(net.fc1(x), 0.5),
                "an argument that is not understood": lambda net, x: net.fc1(x)
                .relu()
                .softmax(1, torch.float32, 3),
            }
        )

    def test_arguments_of_modules(self):
        for words, module in {
            r"`1` \(Softmax\) has dim=0": nn.Softmax(dim=0),
            r"`1` \(LogSoftmax\) has dim=2": nn.LogSoftmax(dim=2),
            r"`1` \(Flatten\) has start_dim=0": nn.Flatten(0),
            r"`1` \(Flatten\) has end_dim=2": nn.Flatten(1, 2),
            r"`1` \(Dropout\) has p=1": nn.Dropout(1.0),
            r"`1` \(LayerNorm\) has eps=0": nn.LayerNorm(4, eps=0),
            r"`1` \(BatchNorm1d\) has track_running_stats=False": nn.BatchNorm1d(
                4, track_running_stats=False
            ),
            r"`1` \(BatchNorm1d\) has momentum=None": nn.BatchNorm1d(4, momentum=None),
            r"`1` \(BatchNorm1d\) has momentum=0.0": nn.BatchNorm1d(4, momentum=0.0),
        }.items():
            with self.subTest(words):
                words = words.replace(r"\) has", r"\),? ?.*has")
                self.refused(nn.Sequential(nn.Linear(4, 4), module), words)

    def test_modules_by_their_class(self):
        for module in (
            nn.Hardshrink(),
            nn.LogSigmoid(),
            nn.LocalResponseNorm(2),
            nn.Tanhshrink(),
            nn.Softmax2d(),
            nn.Bilinear(4, 4, 4),
            nn.Conv3d(1, 1, 1),
            nn.LPPool2d(2, 2),
            nn.AlphaDropout(),
        ):
            name = type(module).__name__
            with self.subTest(name):
                call = (
                    (lambda net, x: net.modules_of_the_case["m"](x, x))
                    if name == "Bilinear"
                    else lambda net, x: net.modules_of_the_case["m"](x)
                )
                self.refused(
                    Net(call, m=module),
                    rf"`modules_of_the_case.m` \({name}\).* is a module for which",
                )
        self.refused(nn.Hardshrink(), r"`Hardshrink` \(Hardshrink\)")

    def test_functions_and_methods(self):
        self.each(
            {
                r"`hardshrink` \(hardshrink\(\)\).* is a function for which": lambda net, x: F.hardshrink(net.fc1(x)),
                r"`truediv` \(truediv\(\)\)": lambda net, x: net.fc1(x) / net.fc2(x),
                r"`rsub` \(rsub\(\)\)": lambda net, x: torch.rsub(net.fc1(x), net.fc2(x)),
                "has alpha=3": lambda net, x: torch.sub(net.fc1(x), net.fc2(x), alpha=3),
                r"`mul` \(mul\(\)\).* takes 2.0; netwright's layer takes values": lambda net, x: net.fc1(
                    x
                )
                * 2.0,
                r"`matmul` \(matmul\(\)\)": lambda net, x: x @ net.fc1.weight,
                r"`cumsum` \(.cumsum\(\)\).* is a method for which": lambda net, x: net.fc1(
                    x
                ).cumsum(1),
                r"`mean` \(.mean\(\)\).* goes over dim=1, which is not the last": lambda net, x: net.fc1(
                    x
                ).mean(1),
                "goes over dim=None; understood are": lambda net, x: net.fc1(x).mean(),
                r"`tanhshrink` \(tanhshrink\(\)\)": lambda net, x: F.tanhshrink(net.fc1(x)),
                "takes a part of a value; netwright's `Slice`": lambda net, x: net.fc1(x)[:, ::2],
                "takes a part of a value.*": lambda net, x: net.fc1(x)[:, -1],
                r"`relu` .* takes one number a sample .*, from `getitem` .* write `x\[:, 2:3\]`": (
                    lambda net, x: F.relu(net.fc1(x)[:, 2])
                ),
                "the output takes one number a sample": lambda net, x: net.fc1(x)[:, 0],
                "takes a part of a value;.*": lambda net, x: net.fc1(x)[:, -2:],
                "takes a part of a value; .*": lambda net, x: net.fc1(x)[0:1],
                "reduces its input": lambda net, x: torch.max(net.fc1(x), 1)[0],
                "reduces its input.*": lambda net, x: net.fc1(x).max(),
                "reduces its input; netwright's `Min`": lambda net, x: net.fc1(x).min(),
                "asks for `T`": lambda net, x: net.fc1(x).T,
            }
        )

    def test_values_that_no_step_has(self):
        self.each(
            {
                r"`add` \(add\(\)\).* takes 1.0; netwright's layer takes values": lambda net, x: net.fc1(
                    x
                )
                + 1.0,
                "takes 2;": lambda net, x: 2 + net.fc1(x),
                "takes the tensor `scale`": lambda net, x: net.fc1(x) + net.scale,
                "takes the tensor `fc2.weight`": lambda net, x: torch.maximum(
                    net.fc1(x), net.fc2.weight
                ),
                "not the `weight` and `bias` of one module": lambda net, x: F.linear(
                    x, net.fc1.weight, net.fc2.bias
                ),
                "takes tensors that are not": lambda net, x: F.linear(x, net.scale),
                "gives something that no step has computed": lambda net, x: x,
            }
        )

    def test_reshaping_that_mixes_samples(self):
        words = "makes one row, or one array, of each sample"
        self.refused(Net(lambda net, x: net.fc1(x).view(-1)), words)
        self.refused(Net(lambda net, x: net.fc1(x).view(4, -1)), words)
        self.refused(Net(lambda net, x: net.fc1(x).reshape(-1, 2, -1)), words)
        self.refused(
            Net(lambda net, x: net.fc1(x).reshape(-1, 2, 1)), r"makes \[2, 1\] of a sample of 4 features"
        )
        self.refused(
            Net(lambda net, x: net.fc1(x).view(-1, 2)), "rows of 2 features, but a sample has 4"
        )
        self.refused(
            Net(lambda net, x: net.fc1(x).view(x.size(1), -1)), "the number of samples alone"
        )

    def test_values_that_are_overwritten_and_read(self):
        words = "writes in place, but what it overwrites is read by"

        def after(net, x):
            h = net.fc1(x)
            return net.inplace(h) + h

        def through_a_view(net, x):
            h = net.fc1(x)
            flat = h.flatten(1)
            return net.fc2(flat) + torch.relu_(h)

        def not_even_named(net, x):
            h = net.fc1(x)
            net.inplace(h)
            return net.fc2(h)

        def twice(net, x):
            h = net.fc1(x)
            return net.inplace(h) + net.inplace(h)

        def the_output(net, x):
            h = net.fc1(x)
            h.tanh_()
            return h

        def a_sum(net, x):
            h = net.fc1(x)
            return h.add_(net.fc2(x)) + h

        for forward in (after, through_a_view, not_even_named, twice, the_output, a_sum):
            with self.subTest(forward.__name__):
                self.refused(Net(forward), words)

    def test_what_only_the_comparison_finds(self):
        self.refused(Net(in_place_sum), "computes something else|writes in place")

    def test_inputs_and_outputs(self):
        class Two(Net):
            def forward(self, left, right):
                return self.fc1(left) + self.fc2(right)

        self.refused(
            Two(None),
            "`Two` has several inputs, `left` and `right`,.* `input = { left = .., right = .. }`",
        )
        self.each(
            {
                "gives something that no step has computed": lambda net, x: (net.fc1(x), x),
                r"`Net` gives a tuple of 2; understood are a tensor, and a tuple": lambda net, x: (
                    net.fc1(x),
                    None,
                ),
                "gives a list of 1": lambda net, x: [[net.fc1(x)]],
                "gives a dict of 0": lambda net, x: {},
                "gives `None`": lambda net, x: None,
                r"`fc2` \(Linear\).* is computed, but its value is not used": lambda net, x: (
                    net.fc1(x),
                    net.fc2(x),
                )[0],
                r"`relu` \(ReLU\).* is computed, but": lambda net, x: (
                    h := net.fc1(x),
                    net.relu(h),
                )[0],
            }
        )

    def test_embeddings(self):
        word = nn.Embedding(6, 4)
        for words, call in {
            r"`fc1` \(Linear\).* takes the vectors of several classes, from `.*`\.flatten\(1\)`": (
                lambda net, x: net.fc1(net.modules_of_the_case["m"](x.long()))
            ),
            "the output takes the vectors of several": lambda net, x: net.modules_of_the_case["m"](x.long()),
            r"`modules_of_the_case.m` \(Embedding\).* looks up numbers that steps have computed": (
                lambda net, x: net.modules_of_the_case["m"](net.fc1(x).long()).flatten(1)
            ),
            "has dtype=torch.float16; understood are whole numbers": lambda net, x: x.to(torch.float16),
            "has max_norm=1.0": lambda net, x: F.embedding(
                x.long(), net.modules_of_the_case["m"].weight, max_norm=1.0
            ).flatten(1),
            "not the `weight` of a module": lambda net, x: F.embedding(x.long(), net.scale).flatten(1),
        }.items():
            with self.subTest(words):
                self.refused(Net(call, m=word), words, input=4)
        self.refused(nn.Sequential(nn.Embedding(6, 4, max_norm=2.0), nn.Flatten()), "has max_norm=2.0")
        self.refused(nn.Sequential(nn.Embedding(6, 4), nn.Flatten()), "how many features")

    def test_steps_that_depend_on_the_samples(self):
        self.refused(
            Net(branch),
            r"depend on the samples, or could not be followed \(line \d+ of test_refusals.py\)",
        )
        self.refused(Net(loop), "could not be followed")

    def test_parameters_that_are_shared(self):
        self.refused(Net(lambda net, x: net.fc1(net.fc1(x))), r"`fc1` \(Linear\).* is used twice")
        tied = Net(lambda net, x: net.fc2(net.fc1(x)))
        tied.fc2.weight = tied.fc1.weight
        self.refused(tied, "`fc1.weight` and `fc2.weight` are one tensor")
        linear = nn.Linear(4, 4)
        self.refused(nn.Sequential(linear, nn.ReLU(), linear), "is used twice")

    def test_modules_that_are_not_what_they_seem(self):
        hooked = Net(lambda net, x: net.fc1(x))
        hooked.fc1.register_forward_hook(lambda module, inputs, output: 2 * output)
        self.refused(hooked, r"`fc1` \(Linear\).* has hooks")
        replaced = Net(lambda net, x: net.fc1(x))
        replaced.fc1.forward = lambda x: x
        self.refused(replaced, "has a `forward` of its own")
        self.refused(
            nn.Sequential(nn.utils.parametrizations.orthogonal(nn.Linear(4, 4))),
            "ParametrizedLinear",
        )

    def test_numbers(self):
        broken = Net(lambda net, x: net.fc1(x))
        with torch.no_grad():
            broken.fc1.weight[1, 2] = float("nan")
        self.refused(broken, "`fc1.weight` has a number that is not finite")
        negative = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4)).eval()
        negative[1].running_var[2] = -0.5
        self.refused(negative, "`1.running_var` has a negative number, which no variance is")
        self.refused(nn.Sequential(nn.Linear(4, 4).to(torch.complex64)), "complex64")
        self.refused(nn.Sequential(nn.LazyLinear(4)), "have no sizes yet")

    def test_inputs_whose_size_is_not_known(self):
        self.refused(nn.Sequential(nn.ReLU()), "how many features a sample has")
        self.refused(nn.Sequential(nn.Linear(4, 2)), "takes 4 features, but is given 5", input=5)
        self.refused(nn.Sequential(nn.Linear(4, 2)), r"shape \[1, 4\]", input=(1, 4))

    def test_classes(self):
        model = nn.Sequential(nn.Linear(4, 3))
        self.refused(model, "2 names of classes, but the model has 3 outputs", classes=["a", "b"])
        self.refused(model, "`a` is there twice", classes=["a", "b", "a"])
        self.refused(model, "two or more names", classes=["a"])
        self.refused(
            nn.Sequential(nn.Linear(4, 2), nn.Tanh()),
            r"`1` \(Tanh\).* gives no scores",
            classes=["a", "b"],
        )

    def test_files(self):
        with self.assertRaisesRegex(Refused, "is a .safetensors file"):
            export(nn.Sequential(nn.Linear(4, 3)), self.folder / "net.pt")
        file = self.folder / "net.safetensors"
        self.refused(nn.Sequential(nn.Linear(4, 3)), "are two files", golden=file)
        with self.assertRaisesRegex(Refused, "cannot be written: No such file"):
            export(nn.Sequential(nn.Linear(4, 3)), self.folder / "none" / "net.safetensors")

    def test_a_state_dict_of_other_layers(self):
        state = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4)).state_dict()
        self.refused(state, r"`1.weight \[4\]`, .* belong to no linear layer")
        self.refused({}, "there is no linear layer")


if __name__ == "__main__":
    unittest.main()
