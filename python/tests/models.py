"""Models that are exported: each one has something that a declaration must get right."""

import random

import torch
from torch import nn
from torch.nn import functional

import images


class Quickstart(nn.Module):
    """The model of PyTorch's quickstart, with fewer features: `nn.Sequential` within a module."""

    def __init__(self, pixels=36, hidden=12):
        super().__init__()
        self.flatten = nn.Flatten()
        self.linear_relu_stack = nn.Sequential(
            nn.Linear(pixels, hidden),
            nn.ReLU(),
            nn.Linear(hidden, hidden),
            nn.ReLU(),
            nn.Linear(hidden, 10),
        )

    def forward(self, x):
        x = self.flatten(x)
        logits = self.linear_relu_stack(x)
        return logits


class Iris(nn.Module):
    """Layers with names, of which one has no bias, declared in another order than they run."""

    def __init__(self):
        super().__init__()
        self.logits = nn.Linear(8, 3, bias=False)
        self.hidden = nn.Linear(4, 8)
        self.tanh = nn.Tanh()

    def forward(self, x):
        return self.logits(self.tanh(self.hidden(x)))


class Doubled(nn.Module):
    """Values that a step takes twice."""

    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 4)
        self.out = nn.Linear(12, 2)

    def forward(self, x):
        h = self.hidden(x)
        h = sum([h, h])
        return self.out(torch.cat([h, torch.tanh(h), h], dim=1))


class Keywords(nn.Module):
    """Names that Rust or a declaration has for something else."""

    def __init__(self):
        super().__init__()
        for name in (
            "move",
            "match",
            "input",
            "self_",
            "crate",
            "super",
            "Self",
            "loop",
            "_",
            "gen",
        ):
            setattr(self, name, nn.Linear(3, 3))
        self.fn = nn.ReLU()

    def forward(self, x):
        x = self.input(self.match(self.move(x)))
        x = self.fn(self._(self.gen(x)))
        y = getattr(self, "super")(self.crate(getattr(self, "self_")(x)))
        return self.loop(y + x) + getattr(self, "Self")(x)


class Body(nn.Module):
    """A module within others."""

    def __init__(self):
        super().__init__()
        self.b = nn.Linear(4, 4)
        self.act = nn.ReLU()

    def forward(self, x):
        return self.act(self.b(x))


class Collisions(nn.Module):
    """Names that are one and the same field: `a.b`, `a_b` and `aB`."""

    def __init__(self):
        super().__init__()
        self.a = Body()
        self.a_b = nn.Linear(4, 4)
        self.aB = nn.Linear(4, 4)
        self.a_b_2 = nn.Linear(4, 4)

    def forward(self, x):
        return self.a_b_2(self.aB(self.a_b(self.a(x))))


class Reused(nn.Module):
    """An activation that is used three times."""

    def __init__(self):
        super().__init__()
        self.act = nn.Sigmoid()
        self.layers = nn.ModuleList([nn.Linear(3, 5), nn.Linear(5, 4), nn.Linear(4, 2)])

    def forward(self, x):
        for layer in self.layers:
            x = self.act(layer(x))
        return x


class Functions(nn.Module):
    """Functions instead of modules."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 6)
        self.fc2 = nn.Linear(6, 5)
        self.fc3 = nn.Linear(5, 3)

    def forward(self, x):
        x = functional.relu(self.fc1(x))
        x = functional.dropout(torch.sigmoid(self.fc2(x)), 0.25, self.training)
        return functional.log_softmax(self.fc3(x), dim=1)


class Methods(nn.Module):
    """Methods instead of modules."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(4, 6)
        self.fc2 = nn.Linear(6, 3)

    def forward(self, x):
        h = self.fc1(x).relu_().contiguous()
        return self.fc2(h.tanh().add(h)).softmax(-1)


class Views(nn.Module):
    """Pictures that are made rows, in several ways."""

    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(16, 6)
        self.fc2 = nn.Linear(6, 3)

    def forward(self, x):
        x = x.view(x.size(0), -1)
        x = torch.flatten(self.fc1(x.reshape(-1, 16)), 1)
        return self.fc2(x.view(x.shape[0], 6))


class Residual(nn.Module):
    """Blocks with a way around them, and ReLU in place."""

    def __init__(self):
        super().__init__()
        self.up = nn.Linear(3, 6)
        self.blocks = nn.Sequential(*(ResidualBlock() for _ in range(2)))
        self.down = nn.Linear(6, 2)

    def forward(self, x):
        return self.down(self.blocks(self.up(x)))


class ResidualBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(6, 4)
        self.fc2 = nn.Linear(4, 6)
        self.relu = nn.ReLU(inplace=True)

    def forward(self, x):
        out = self.fc2(self.relu(self.fc1(x)))
        return self.relu(x + out)


class Graph(nn.Module):
    """Branches that are joined in every way, and the input once more."""

    def __init__(self):
        super().__init__()
        self.left = nn.Linear(5, 4)
        self.right = nn.Linear(5, 4)
        self.out = nn.Linear(13, 3)

    def forward(self, x):
        left, right = torch.tanh(self.left(x)), torch.sigmoid(self.right(x))
        larger = torch.maximum(left, right)
        total = torch.add(left, other=right)
        return self.out(torch.cat((larger, total, x), -1))


class Gates(nn.Module):
    """Differences, products and minima, as operators, functions and methods."""

    def __init__(self):
        super().__init__()
        self.left = nn.Linear(5, 4)
        self.right = nn.Linear(5, 4)
        self.out = nn.Linear(4, 3)

    def forward(self, x):
        left, right = self.left(x), torch.sigmoid(self.right(x))
        gated = left * right
        gated = torch.cat([-gated[:, :2], gated[:, 2:4]], dim=1)
        gated = torch.minimum(gated - right, torch.mul(left, gated))
        return self.out(gated.sub(left).min(right).mul_(right))


class Competitors(nn.Module):
    """The larger of several, and a softmax at the end."""

    def __init__(self):
        super().__init__()
        self.experts = nn.ModuleDict(
            {"a": nn.Linear(4, 3), "b": nn.Linear(4, 3), "c": nn.Linear(4, 3)}
        )
        self.softmax = nn.Softmax(dim=1)

    def forward(self, x):
        a, b, c = (expert(x) for expert in self.experts.values())
        return self.softmax(torch.max(a, b).maximum(c))


class Scaled(nn.Linear):
    """A class of one's own that is a linear layer still."""


class Derived(nn.Module):
    """Linear layers by a class derived from them, and by the function, without the bias."""

    def __init__(self):
        super().__init__()
        self.first = Scaled(4, 5)
        self.second = nn.Linear(5, 2)

    def forward(self, x, unused=None, scale=1):
        return functional.linear(functional.relu(self.first(x)), self.second.weight)


class Unused(nn.Module):
    """A head that is for training alone."""

    def __init__(self):
        super().__init__()
        self.body = nn.Linear(4, 5)
        self.head = nn.Linear(5, 3)
        self.auxiliary = nn.Linear(5, 7)

    def forward(self, x):
        x = torch.tanh(self.body(x))
        return (self.head(x), self.auxiliary(x)) if self.training else self.head(x)


class Head(nn.Module):
    """One linear layer below three modules, in camel case."""

    def __init__(self):
        super().__init__()
        self.outerPart = nn.Sequential(
            nn.Sequential(nn.Linear(3, 4), nn.Tanh()), nn.Identity(), nn.Sequential(nn.Linear(4, 2))
        )

    def forward(self, x):
        return self.outerPart(x)


class Curves(nn.Module):
    """Functions of one number in all their forms: with settings and without, in place, learned."""

    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(4, 8)
        self.slopes = nn.PReLU(8)
        self.hidden = nn.Sequential(
            nn.PReLU(),
            nn.LeakyReLU(0.2, inplace=True),
            nn.ELU(),
            nn.CELU(0.5),
            nn.SELU(),
            nn.Hardtanh(-2.0, 3.0),
            nn.Threshold(-1.5, -1.5),
        )
        self.gates = nn.ModuleList(
            [nn.GELU(), nn.GELU(approximate="tanh"), nn.SiLU(), nn.Mish(), nn.Hardswish()]
        )
        self.out = nn.Linear(8, 3)

    def forward(self, x):
        x = self.hidden(self.slopes(self.fc(x)))
        x = sum(gate(x) for gate in self.gates)
        x = functional.softplus(functional.leaky_relu(x, negative_slope=0.3), 2.0)
        x = x.sqrt().log()
        x = functional.relu6(functional.hardtanh(x).abs().square() + torch.exp(functional.softsign(x)))
        x = functional.elu(functional.hardsigmoid(x), 0.5, True)
        return functional.softmin(self.out(x), dim=1)


class Words(nn.Module):
    """Classes beside numbers: one by itself, and two with one table."""

    def __init__(self):
        super().__init__()
        self.day = nn.Embedding(7, 2, padding_idx=0)
        self.colour = nn.Embedding(5, 3)
        self.numbers = nn.BatchNorm1d(2, affine=False)
        self.norm = nn.LayerNorm(10, elementwise_affine=False)
        self.out = nn.Linear(10, 3)

    def forward(self, x):
        day = self.day(x[:, 0].long())
        colours = torch.flatten(self.colour(x[:, 1:3].to(torch.long)), 1)
        numbers = self.numbers(x[:, 3:5])
        return self.out(self.norm(torch.cat([day, colours, numbers], dim=1)))


def models():
    """Every model by its name, and what else is said when it is exported."""
    species = {"classes": ["Iris setosa", "Iris versicolor", "Self"]}
    return {
        "quickstart": (Quickstart(), {"input": (1, 6, 6)}),
        "iris": (Iris(), {**species, "note": "of no use"}),
        "sequential": (nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 3)), {}),
        "dropout": (
            nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Dropout(1e-5), nn.Linear(8, 3)),
            {},
        ),
        "identity": (
            nn.Sequential(
                nn.Identity(), nn.Linear(4, 6), nn.Dropout(0), nn.ReLU(), nn.Linear(6, 2)
            ),
            {},
        ),
        "linear": (nn.Linear(5, 2), {"name": "Single"}),
        "doubled": (Doubled(), {}),
        "keywords": (Keywords(), {}),
        "collisions": (Collisions(), {}),
        "reused": (Reused(), {}),
        "functions": (Functions(), {"classes": ["no", "yes", "no!"]}),
        "methods": (Methods(), {}),
        "views": (Views(), {"input": (4, 4)}),
        "residual": (Residual(), {}),
        "graph": (Graph(), {}),
        "competitors": (Competitors(), {"classes": ["7", "ALL", "größer"]}),
        "derived": (Derived(), {}),
        "unused": (Unused(), {}),
        "nested": (Head(), {}),
        "narrow": (
            nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 3)).to(torch.bfloat16),
            {},
        ),
        "activations": (
            nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.Tanh(), nn.Sigmoid(), nn.LogSoftmax(1)),
            {},
        ),
        "gates": (Gates(), {}),
        "norms": (
            nn.Sequential(
                nn.BatchNorm1d(4),
                nn.Linear(4, 6),
                nn.LayerNorm(6, eps=1e-3),
                nn.ReLU(),
                nn.BatchNorm1d(6, eps=1e-4, momentum=0.05),
                nn.Linear(6, 3),
            ),
            {},
        ),
        "norms_of_images": (
            nn.Sequential(
                nn.BatchNorm1d(2, momentum=1.0), nn.LayerNorm([2, 3]), nn.Flatten(), nn.Linear(6, 2)
            ),
            {"input": (2, 3)},
        ),
        "one_norm": (nn.LayerNorm(3), {}),
        "curves": (Curves(), {}),
        "words": (Words(), {"input": 5}),
        "tokens": (nn.Sequential(nn.Embedding(6, 2), nn.Flatten(), nn.Linear(8, 3)), {}),
        "frozen": (
            nn.Sequential(
                nn.BatchNorm1d(4, affine=False),
                nn.Linear(4, 3),
                nn.LayerNorm(3, 1e-3, elementwise_affine=False),
            ),
            {},
        ),
        **images.models(),
    }


def filled(model, seed):
    """The model with numbers that are the same in every version of PyTorch."""
    numbers = random.Random(seed)
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            values = [numbers.uniform(-0.6, 0.6) for _ in range(tensor.numel())]
            if name.endswith("running_var"):
                values = [0.5 + abs(value) for value in values]
            tensor.copy_(torch.tensor(values).reshape(tensor.shape))
    return model
