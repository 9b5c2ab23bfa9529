"""Random networks that run frame by frame, for random_graphs.py.

The steps come in stages. Within one all values come with the same frames, so that they can be
joined; between two are windows with one stride, which make frames rarer, or with none.
"""

import spatial
from spatial import Axis

OF_NUMBERS = ["Relu", "Tanh", "Sigmoid", "Gelu", "Silu", "LeakyRelu", "Neg", "PRelu", "PRelu<PerChannel>"]
OF_NUMBERS += ["Scale", "Bias", "Normalize", "BatchNorm1d", "Dropout<0.5>", "Dropout1d<0.5>"]
JOINS = ["Add", "Sub", "Mul", "Mean", "Max", "Min", "Concat"]
MOST_CHANNELS = 24


class StreamGraph:
    """A network under construction: its steps, and the channels of each value of the stage."""

    def __init__(self, rng):
        self.rng = rng
        self.channels, self.length = {"input": rng.randint(1, 4)}, rng.randint(8, 70)
        self.frame, self.samples = self.channels["input"], self.channels["input"] * self.length
        self.input = f"[{self.frame}, {self.length}]"
        self.steps, self.unused, self.mixed = [], ["input"], {"input"}
        for stage in range(rng.randint(1, 3)):
            if stage > 0:
                self._windows()
            for _ in range(rng.randint(1, 4)):
                self._step()
        self._join_unused()
        rng.choice([self._ends_in_frames, self._ends_in_a_state, self._ends_in_a_window])()

    def add(self, layer, sources, channels):
        name = f"s{len(self.steps)}"
        self.steps.append((name, layer, sources))
        self.channels[name] = channels
        self.unused = [value for value in self.unused if value not in sources] + [name]
        return name

    def _pick(self):
        unused = self.unused if self.rng.random() < 0.7 else []
        return self.rng.choice(unused or list(self.channels))

    def _step(self):
        self.rng.choices([self._of_numbers, self._causal, self._recurrent, self._slice, self._join], [4, 4, 2, 1, 4])[0]()

    def _of_numbers(self):
        source = self._pick()
        self.add(self.rng.choice(OF_NUMBERS), [source], self.channels[source])

    def _causal(self):
        """A window that ends with each frame."""
        source, rng = self._pick(), self.rng
        kernel, dilation = rng.choice([1, 2, 3, 3, 5]), rng.choice([1, 1, 2, 3, 4])
        options = ["Causal"] + ([f"Dilation<{dilation}>"] if dilation > 1 else [])
        if rng.random() < 0.7:
            self._convolution(source, kernel, options)
        elif rng.random() < 0.5:
            self.add(f"MaxPool1d<{', '.join([str(kernel), 'Stride<1>', *options])}>", [source], self.channels[source])
        else:
            options = ["Causal", rng.choice(["CountIncludePad", "CountExcludePad"])]
            self.add(f"AvgPool1d<{', '.join([str(kernel), 'Stride<1>', *options])}>", [source], self.channels[source])

    def _convolution(self, source, kernel, options):
        rng, inputs = self.rng, self.channels[source]
        groups = rng.choice(spatial.divisors(inputs)) if rng.random() < 0.4 else 1
        outputs = groups * rng.randint(1, max(1, 12 // groups))
        options = options + ([f"Groups<{groups}>"] if groups > 1 else []) + (["NoBias"] if rng.random() < 0.2 else [])
        name = self.add(f"Conv1d<{', '.join([str(outputs), str(kernel), *options])}>", [source], outputs)
        if groups == 1:
            self.mixed.add(name)

    def _recurrent(self):
        source, rng = self._pick(), self.rng
        units, count = rng.choice([1, 3, 4, 8, 9]), rng.choice([1, 1, 2])
        options = ([f"Layers<{count}>"] if count > 1 else []) + (["NoBias"] if rng.random() < 0.2 else [])
        kind = rng.choice(["Rnn", "Gru", "Lstm"])
        self.mixed.add(self.add(f"{kind}<{', '.join([str(units), *options])}>", [source], units))

    def _slice(self):
        """Some channels of a value whose channels all depend on the same frames."""
        value = self.rng.choice([value for value in self.channels if value in self.mixed] or [None])
        if value:
            end = self.rng.randint(1, self.channels[value])
            start = self.rng.randrange(end)
            self.mixed.add(self.add(f"Slice<{start}, {end}>", [value], end - start))

    def _join(self):
        first, layer = self._pick(), self.rng.choice(JOINS)
        if layer == "Concat":
            other = self._pick()
            if self.channels[first] + self.channels[other] <= MOST_CHANNELS:
                self.add(layer, [first, other], self.channels[first] + self.channels[other])
            return
        others = [value for value, channels in self.channels.items() if channels == self.channels[first] and value != first]
        if others:
            self.add(layer, [first, self.rng.choice(others)], self.channels[first])

    def _join_unused(self):
        if len(self.unused) > 1:
            self.add("Concat", list(self.unused), sum(self.channels[value] for value in self.unused))
        return self.unused[0]

    def _windows(self):
        """One to three windows, each of which begins a frame of the next stage."""
        source, rng = self._join_unused(), self.rng
        axis, options = self._axis()
        self.length = axis.out
        kinds = rng.sample(["conv", "max", "average"], rng.randint(1, 3))
        for kind in kinds if axis.dilation == 1 else [kind for kind in kinds if kind != "average"] or ["max"]:
            if kind == "conv":
                self._convolution(source, axis.kernel, options)
            else:
                # The stride of a pool is its kernel, unless it says another.
                stride = [] if any(option.startswith("Stride") for option in options) else ["Stride<1>"]
                layer = {"max": "MaxPool1d", "average": "AvgPool1d"}[kind]
                self.add(f"{layer}<{', '.join([str(axis.kernel), *stride, *options])}>", [source], self.channels[source])
        self.channels = {value: self.channels[value] for value in self.unused}

    def _axis(self):
        """A window of which no position reads what lies behind the last frame."""
        rng = self.rng
        while True:
            axis = Axis(self.length, 0, rng.choice([1, 2, 2, 3, 4]), rng.choice([1, 2, 2, 3]), rng.choice([1, 1, 1, 2, 3]))
            padding = rng.choice(["none", "none", "causal", "both"])
            # Of a pool at most half of the window.
            axis.before = {"none": 0, "causal": axis.span - 1, "both": axis.kernel // 2}[padding]
            after = axis.before if padding == "both" else 0
            rest = axis.size + axis.before + after - axis.span
            if rest < 0 or axis.before >= axis.span or spatial.skips_everything(axis):
                continue
            axis.out = rest // axis.stride + 1
            waits = (axis.out - 1) * axis.stride + axis.span - axis.before > axis.size
            if axis.out < 2 or waits:
                continue
            options = [f"Stride<{axis.stride}>"] if axis.stride > 1 else []
            options += [f"Dilation<{axis.dilation}>"] if axis.dilation > 1 else []
            if axis.before:
                options.append("Causal" if padding == "causal" else f"Padding<{axis.before}>")
            return axis, options

    def _ends_in_frames(self):
        self._convolution(self.unused[0], 1, [])
        self.output = f"[{self.channels[self.unused[0]]}, {self.length}]"

    def _ends_in_a_state(self):
        kind, units = self.rng.choice(["Rnn", "Gru", "Lstm"]), self.rng.randint(1, 9)
        self.add(f"{kind}<{units}, Last>", [self.unused[0]], units)
        self._scores()

    def _ends_in_a_window(self):
        """All frames of the stage under one window, and the vector that it gives."""
        channels = self.rng.randint(1, 9)
        self.add(f"Conv1d<{channels}, {self.length}>", [self.unused[0]], channels)
        self.add("Flatten", [self.unused[0]], channels)
        self._scores()

    def _scores(self):
        for layer, channels in [("Linear<5>", 5), ("Tanh", 5), ("Linear<3>", 3), ("Softmax", 3)]:
            self.add(layer, [self.unused[0]], channels)
        self.output = "3"

    def rust(self, name):
        lines = [f"#[network(stream, input = {self.input}, output = {self.output})]", f"struct {name} {{"]
        return "\n".join([*lines, *spatial.fields(self.steps), "}"])


def rust(seed, count, rng):
    """The file of declarations and tests."""
    made = [StreamGraph(rng) for _ in range(count)]
    checks = [f"    {name}: {graph.frame}, {graph.samples};" for name, graph in named(made)]
    parts = [
        "//! Random networks that run frame by frame, written by",
        f"//! `tools/generate/random_graphs.py --seed {seed}`.",
        "",
        "use crate::random_networks;",
        "use netwright::prelude::*;",
        "",
        "// The numbers of a frame and of a sample.",
        "random_networks! {",
        *checks,
        "}",
    ]
    for name, graph in named(made):
        parts += ["", graph.rust(name)]
    return "\n".join(parts) + "\n"


def named(made):
    return [(f"Stream{number}", graph) for number, graph in enumerate(made)]
