"""Models over images, signals and sequences that are exported, for `models.py`."""

import torch
from torch import nn
from torch.nn import functional


class LeNet(nn.Module):
    """Functions instead of modules, and a view that says the number of features."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 5, padding=2)
        self.conv2 = nn.Conv2d(3, 4, (3, 2))
        self.fc = nn.Linear(4 * 3 * 4, 5)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.conv1(x)), 2)
        x = functional.avg_pool2d(functional.relu(self.conv2(x)), (1, 2), stride=1, padding=(0, 1))
        return self.fc(functional.dropout(x.view(-1, 48), 0.5, self.training))


class Block(nn.Module):
    """torchvision's basic block."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        identity = x
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        if self.downsample is not None:
            identity = self.downsample(x)
        out += identity
        return self.relu(out)


class ResNet(nn.Module):
    """Residual blocks, as torchvision has them."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(2, 3, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(3)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = nn.Sequential(Block(3, 3), Block(3, 4, 2))
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(4, 3)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        return self.fc(torch.flatten(self.avgpool(self.layer1(x)), 1))


class ProposalNet(nn.Module):
    """The first network of MTCNN: a softmax over the channels of one pixel, two outputs."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3)
        self.prelu1 = nn.PReLU(4)
        self.pool1 = nn.MaxPool2d(2, 2, ceil_mode=True)
        self.conv2 = nn.Conv2d(4, 5, 3)
        self.prelu2 = nn.PReLU(5)
        self.conv3 = nn.Conv2d(5, 6, 3)
        self.prelu3 = nn.PReLU(6)
        self.conv4_1 = nn.Conv2d(6, 2, 1)
        self.softmax4_1 = nn.Softmax(dim=1)
        self.conv4_2 = nn.Conv2d(6, 4, 1)

    def forward(self, x):
        x = self.pool1(self.prelu1(self.conv1(x)))
        x = self.prelu3(self.conv3(self.prelu2(self.conv2(x))))
        return self.conv4_2(x), self.softmax4_1(self.conv4_1(x))


class RefinementNet(nn.Module):
    """The second network of MTCNN: dimensions in another order before the linear layer."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 4, 3)
        self.prelu1 = nn.PReLU(4)
        self.pool1 = nn.MaxPool2d(3, 2, ceil_mode=True)
        self.conv2 = nn.Conv2d(4, 3, 2)
        self.prelu2 = nn.PReLU(3)
        self.dense4 = nn.Linear(3 * 4 * 3, 6)
        self.prelu4 = nn.PReLU(6)
        self.dense5_1 = nn.Linear(6, 2)
        self.softmax5_1 = nn.Softmax(dim=1)
        self.dense5_2 = nn.Linear(6, 4)
        self.dense6_3 = nn.Linear(6, 10)

    def forward(self, x):
        x = self.prelu2(self.conv2(self.pool1(self.prelu1(self.conv1(x)))))
        x = x.permute(0, 3, 2, 1).contiguous()
        x = self.prelu4(self.dense4(x.view(x.shape[0], -1)))
        return {
            "boxes": self.dense5_2(x),
            "points": self.dense6_3(x),
            "is_face": self.softmax5_1(self.dense5_1(x)),
        }


class Signals(nn.Module):
    """Convolutions of signals: dilated, grouped, depthwise, causal by hand, the same size."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv1d(2, 4, 3, padding="same", dilation=2),
            nn.BatchNorm1d(4),
            nn.ReLU(),
            nn.Conv1d(4, 4, 3, stride=2, groups=4, bias=False),
            nn.GroupNorm(2, 4, eps=1e-4),
            nn.Conv1d(4, 6, 2, groups=2),
            nn.InstanceNorm1d(6),
            nn.InstanceNorm1d(6, affine=True),
            nn.Dropout1d(0.25) if hasattr(nn, "Dropout1d") else nn.Identity(),
            nn.AvgPool1d(2, ceil_mode=True, count_include_pad=False, padding=1),
            nn.MaxPool1d(2, stride=1, dilation=2),
        )
        self.out = nn.Linear(6, 3)

    def forward(self, x):
        return self.out(self.body(x).mean(2))


class Decoder(nn.Module):
    """From a vector to an image."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 12)
        self.up = nn.Conv2d(3, 2, 3, padding=1, padding_mode="replicate")
        self.grouped = nn.Conv2d(2, 4, (1, 2), groups=2, padding=(0, 1), bias=False)
        self.upsample = nn.Upsample(scale_factor=2, mode="bilinear")
        self.pad = nn.ZeroPad2d((1, 0, 2, 1))
        self.grown = nn.ConvTranspose2d(4, 2, 3, (1, 2), 1, output_padding=(0, 1), groups=2)
        self.out = nn.Conv2d(2, 1, 3, stride=2)

    def forward(self, x):
        x = torch.tanh(self.up(self.fc(x).view(-1, 3, 2, 2)))
        x = self.pad(self.upsample(self.grouped(x)))
        x = functional.interpolate(functional.pad(x, (1, 1)), scale_factor=(1, 2))
        return self.out(self.grown(x))


class Sequences(nn.Module):
    """The last state of a recurrent layer behind another, over samples `[length, channels]`."""

    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(3, 4, batch_first=True)
        self.lstm = nn.LSTM(4, 3, num_layers=2, batch_first=True)
        self.out = nn.Linear(3, 2)

    def forward(self, x):
        x, _ = self.gru(x)
        output, (h, c) = self.lstm(torch.relu(x))
        return self.out(output[:, -1, :])


class BothDirections(nn.Module):
    """Both directions, whose last states are joined; convolutions in front."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv1d(2, 3, 3)
        self.rnn = nn.RNN(3, 4, nonlinearity="relu", batch_first=True, bidirectional=True)
        self.out = nn.Linear(8, 2)

    def forward(self, x):
        x = self.conv(x).transpose(1, 2)
        _, h = self.rnn(x)
        return self.out(torch.cat((h[-2], h[-1]), dim=1))


class Frames(nn.Module):
    """All frames of a sequence, flattened, and their mean."""

    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(3, 2, bias=False, batch_first=True)
        self.out = nn.Linear(10, 2)
        self.mean = nn.LSTM(3, 2, batch_first=True)

    def forward(self, x):
        frames, _ = self.gru(x)
        means, _ = self.mean(x)
        return torch.cat([self.out(frames.reshape(frames.size(0), -1)), means.mean(1)], dim=1)


def models():
    """The models by name, and what is said about each."""
    return {
        "lenet": (LeNet(), {"input": (1, 10, 8)}),
        "resnet": (ResNet(), {"input": (2, 8, 8)}),
        "proposal_net": (ProposalNet(), {"input": (3, 12, 12)}),
        "refinement_net": (RefinementNet(), {"input": (3, 12, 10)}),
        "signals": (Signals(), {"input": (2, 17)}),
        "decoder": (Decoder(), {}),
        "sequences": (Sequences(), {"input": (5, 3)}),
        "both_directions": (BothDirections(), {"input": (2, 7)}),
        "frames": (Frames(), {"input": (5, 3)}),
    }
