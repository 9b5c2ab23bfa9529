#!/usr/bin/env python3
"""Writes tests/fixtures/faces.json and weights/pnet.safetensors beside it with PyTorch: the three
networks of the face detector MTCNN on an image each.

K. Zhang, Z. Zhang, Z. Li, Y. Qiao, "Joint Face Detection and Alignment using Multitask Cascaded
Convolutional Networks", 2016; names, sizes and order as in the package facenet-pytorch. That
permutes what goes into its first dense layers, `[N, C, H, W]` to `[N, W, H, C]`, as the networks
were trained by a framework with other conventions. The columns of these weights are permuted here
once, so that a `Flatten` stands in front of them: `unpermuted`.

Parameters and images follow from a formula, which tests/faces.rs has too, so that no megabytes of
them are kept. P-Net's are in a file all the same, with PyTorch's names, to be embedded.

Usage: /usr/bin/python3 tools/generate/faces.py
"""

import json
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn

FIXTURES = Path(__file__).resolve().parents[2] / "tests" / "fixtures"


class PNet(nn.Module):
    size, ends = 12, ("probabilities", "offsets")

    def __init__(self):
        super().__init__()
        self.conv1, self.prelu1 = nn.Conv2d(3, 10, 3), nn.PReLU(10)
        self.pool1 = nn.MaxPool2d(2, 2, ceil_mode=True)
        self.conv2, self.prelu2 = nn.Conv2d(10, 16, 3), nn.PReLU(16)
        self.conv3, self.prelu3 = nn.Conv2d(16, 32, 3), nn.PReLU(32)
        self.conv4_1, self.conv4_2 = nn.Conv2d(32, 2, 1), nn.Conv2d(32, 4, 1)

    def forward(self, x):
        x = self.pool1(self.prelu1(self.conv1(x)))
        x = self.prelu3(self.conv3(self.prelu2(self.conv2(x))))
        return self.conv4_1(x).softmax(1), self.conv4_2(x)


class Dense(nn.Module):
    """The ends of the other two."""

    def permuted(self, x):
        return x.permute(0, 3, 2, 1).flatten(1)


class RNet(Dense):
    size, ends, first = 24, ("probabilities", "offsets"), ("dense4", (64, 3, 3))

    def __init__(self):
        super().__init__()
        self.conv1, self.prelu1 = nn.Conv2d(3, 28, 3), nn.PReLU(28)
        self.pool1 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv2, self.prelu2 = nn.Conv2d(28, 48, 3), nn.PReLU(48)
        self.pool2 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv3, self.prelu3 = nn.Conv2d(48, 64, 2), nn.PReLU(64)
        self.dense4, self.prelu4 = nn.Linear(576, 128), nn.PReLU(128)
        self.dense5_1, self.dense5_2 = nn.Linear(128, 2), nn.Linear(128, 4)

    def forward(self, x):
        x = self.pool1(self.prelu1(self.conv1(x)))
        x = self.prelu3(self.conv3(self.pool2(self.prelu2(self.conv2(x)))))
        x = self.prelu4(self.dense4(self.permuted(x)))
        return self.dense5_1(x).softmax(1), self.dense5_2(x)


class ONet(Dense):
    size, ends, first = 48, ("probabilities", "offsets", "landmarks"), ("dense5", (128, 3, 3))

    def __init__(self):
        super().__init__()
        self.conv1, self.prelu1 = nn.Conv2d(3, 32, 3), nn.PReLU(32)
        self.pool1 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv2, self.prelu2 = nn.Conv2d(32, 64, 3), nn.PReLU(64)
        self.pool2 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv3, self.prelu3 = nn.Conv2d(64, 64, 3), nn.PReLU(64)
        self.pool3 = nn.MaxPool2d(2, 2, ceil_mode=True)
        self.conv4, self.prelu4 = nn.Conv2d(64, 128, 2), nn.PReLU(128)
        self.dense5, self.prelu5 = nn.Linear(1152, 256), nn.PReLU(256)
        self.dense6_1, self.dense6_2, self.dense6_3 = nn.Linear(256, 2), nn.Linear(256, 4), nn.Linear(256, 10)

    def forward(self, x):
        x = self.pool1(self.prelu1(self.conv1(x)))
        x = self.pool2(self.prelu2(self.conv2(x)))
        x = self.prelu4(self.conv4(self.pool3(self.prelu3(self.conv3(x)))))
        x = self.prelu5(self.dense5(self.permuted(x)))
        return self.dense6_1(x).softmax(1), self.dense6_2(x), self.dense6_3(x)


def numbers(count, seed):
    """Numbers within ±0.5, the same in every language with integers of 64 bits."""
    places = torch.arange(count, dtype=torch.int64)
    mixed = ((places + 1) * 2654435761 + seed * 40503) % 2**32
    mixed = (mixed ^ (mixed >> 15)) * 69069 % 2**32
    return mixed.double() / 2**32 - 0.5


def unpermuted(weight, shape):
    """The weight for inputs `[C, H, W]` of one for `[W, H, C]`."""
    channels, height, width = shape
    return weight.reshape(-1, width, height, channels).permute(0, 3, 2, 1).flatten(1)


def permuted(weight, shape):
    """The other way round."""
    return weight.reshape(-1, *shape).permute(0, 3, 2, 1).flatten(1)


def filled(net):
    """Fills the parameters, and returns those of netwright."""
    ours = {}
    for seed, (name, tensor) in enumerate(net.state_dict().items()):
        values = numbers(tensor.numel(), seed).reshape(tensor.shape)
        # Slopes are between 0 and a half; sums keep their size.
        values = values * 0.5 + 0.25 if name.startswith("prelu") else values * (6 / tensor[0].numel()) ** 0.5
        ours[name] = values
        first, shape = getattr(net, "first", ("", None))
        tensor.copy_(permuted(values, shape) if name == f"{first}.weight" else values)
        if name == f"{first}.weight":
            assert torch.equal(unpermuted(tensor, shape), values)
    return ours


def run(net):
    with torch.no_grad():
        ours = filled(net.double())
        image = 2 * numbers(3 * net.size**2, 100).reshape(1, 3, net.size, net.size)
        outputs = {end: output.flatten().tolist() for end, output in zip(net.ends, net(image))}
    return ours, {"tensors": {name: list(tensor.shape) for name, tensor in ours.items()}, "outputs": outputs}


def main():
    found = {type(net).__name__: run(net) for net in (PNet(), RNet(), ONet())}
    rows = [f'  "{name}": ' + json.dumps(numbers) for name, (_, numbers) in found.items()]
    (FIXTURES / "faces.json").write_text("{\n" + ",\n".join(rows) + "\n}\n")
    tensors = {name: tensor.float() for name, tensor in found["PNet"][0].items()}
    save_file(tensors, FIXTURES / "weights" / "pnet.safetensors")


if __name__ == "__main__":
    main()
