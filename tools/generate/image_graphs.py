"""Random networks over images, signals and sequences, for random_graphs.py: convolutions, pools,
normalisations and recurrent layers, with branches and joins of values of one shape.
"""

import spatial

# The layers, by how often they are drawn.
DRAWN = spatial.there(
    {
        spatial.conv: 6,
        spatial.conv_transpose: 2,
        spatial.max_pool: 2,
        spatial.avg_pool: 2,
        spatial.adaptive_avg_pool: 1,
        spatial.batch_norm: 1,
        spatial.group_norm: 1,
        spatial.instance_norm: 1,
        spatial.prelu: 1,
        spatial.recurrent: 2,
    }
)
# The layers of arrays that are written here, which take no vectors.
PAIRS = ["Conv", "ConvTranspose", "MaxPool", "AvgPool", "AdaptiveAvgPool", "Dropout"]
KINDS = [f"{kind}{count}d" for kind in PAIRS for count in (1, 2)]
KINDS += ["BatchNorm2d", "GroupNorm", "InstanceNorm", "GlobalAvgPool", "GlobalMaxPool", "Rnn", "Gru", "Lstm"]
# Steps of any shape.
OF_NUMBERS = ["Relu", "Tanh", "Sigmoid", "Gelu", "PRelu", "LayerNorm", "Dropout<0.0>", "Neg", "Silu"]
JOINS = ["Add", "Sub", "Mul", "Mean", "Max", "Min", "Concat"]
NORMS = ("BatchNorm", "GroupNorm", "InstanceNorm", "LayerNorm")
# The most features of a value and parameters of a step: all of them are checked one by one.
MOST_FEATURES, MOST_PARAMETERS = 60, 90


class ImageGraph:
    """A network under construction: its steps, and the shape of each value."""

    def __init__(self, rng, epsilon, input=None, most=(MOST_FEATURES, MOST_PARAMETERS)):
        self.rng, self.epsilon, self.most = rng, epsilon, most
        self.shapes, self.parameters = {"input": input or self._input()}, {}
        self.input = shown(self.shapes["input"])
        self.steps, self.windows, self.unused = [], [], ["input"]
        for _ in range(rng.randint(2, 7)):
            kind = rng.random()
            if kind < 0.55:
                self._spatial()
            elif kind < 0.75:
                self._of_numbers()
            else:
                self._join()
        self._finish()

    def _input(self):
        rng = self.rng
        if rng.random() < 0.6:
            return rng.randint(1, 3), rng.randint(2, 5), rng.randint(2, 5)
        return rng.randint(1, 4), rng.randint(3, 9)

    def add(self, layer, sources, shape, parameters=0):
        name = f"s{len(self.steps)}"
        self.parameters[name] = parameters
        self.steps.append((name, layer, sources))
        self.shapes[name] = tuple(shape)
        self.unused = [value for value in self.unused if value not in sources] + [name]

    def _pick(self):
        """A signal or an image, more often one that nothing uses yet; None if there is none."""
        arrays = [value for value, shape in self.shapes.items() if len(shape) > 1]
        unused = [value for value in arrays if value in self.unused]
        return self.rng.choice(unused) if unused and self.rng.random() < 0.7 else self.rng.choice(arrays)

    def _spatial(self):
        source = self._pick()
        shape = self.shapes[source]
        while True:
            kind = self.rng.choices(list(DRAWN), list(DRAWN.values()))[0]
            if kind is spatial.recurrent and len(shape) > 2:
                continue
            layer = kind(self.rng, shape)
            is_small = spatial.product(layer.output) <= self.most[0] and layer.parameters <= self.most[1]
            # One number, or two, that are normalised lie on a kink or nearly so.
            is_flat = layer.kind in ("InstanceNorm", "GroupNorm") and spatial.product(shape[1:]) < 3
            if is_small and not is_flat:
                break
        if layer.kind.startswith(NORMS):
            # Behind the number of groups, in front of options.
            layer.arguments.insert(layer.kind == "GroupNorm", self.epsilon)
        self.add(layer.declared, [source], layer.output, layer.parameters)
        self._setting(layer)

    def _setting(self, layer):
        """Keeps the numbers of a step that the table of steps has not."""
        axes = [[axis.size, axis.out, axis.kernel, axis.stride, axis.dilation, axis.before] for axis in layer.axes]
        rows, columns = ([1, 1, 1, 1, 1, 0], *axes) if len(axes) == 1 else axes or ([0] * 6,) * 2
        groups = layer.arguments[0] if layer.kind == "GroupNorm" else layer.groups
        if axes or groups > 1:
            counts = str(layer.counts_padding).lower()
            window = f"Window {{ rows: {rows}, columns: {columns}, groups: {groups}, counts_padding: {counts} }}"
            self.windows.append((self.steps[-1][0], window))

    def _of_numbers(self):
        source, layer = self._pick(), self.rng.choice(OF_NUMBERS)
        shape = self.shapes[source]
        parameters = {"LayerNorm": 2 * spatial.product(shape), "PRelu": 1}.get(layer, 0)
        self.add(f"LayerNorm<{self.epsilon}>" if layer == "LayerNorm" else layer, [source], shape, parameters)

    def _join(self):
        first, layer = self._pick(), self.rng.choice(JOINS)
        shape = self.shapes[first]
        if layer == "Concat":
            others = [value for value, other in self.shapes.items() if other[1:] == shape[1:] and len(other) > 1]
            channels = self.rng.choice(others)
            total = shape[0] + self.shapes[channels][0]
            if total * spatial.product(shape[1:]) <= self.most[0]:
                self.add(layer, [first, channels], (total, *shape[1:]))
            return
        # An equal value twice in a Max or Min would be a tie, a kink.
        others = [value for value, other in self.shapes.items() if other == shape and value != first]
        if others:
            self.add(layer, [first, self.rng.choice(others)], shape)

    def _finish(self):
        """Makes vectors of everything that nothing uses, joins them, ends with three scores."""
        for value in list(self.unused):
            shape = self.shapes[value]
            if len(shape) > 1:
                kind = self.rng.choice(["Flatten", "Flatten", "GlobalAvgPool", "GlobalMaxPool"])
                self.add(kind, [value], (spatial.product(shape),) if kind == "Flatten" else shape[:1])
        if len(self.unused) > 1:
            sources = list(self.unused)
            self.add("Concat", sources, (sum(self.shapes[source][0] for source in sources),))
        [last] = self.unused
        self.add("Linear<3>", [last], (3,), 3 * self.shapes[last][0] + 3)

    def differs(self):
        """Tells if training computes something else than inference."""
        return any(layer.startswith("BatchNorm") for _, layer, _ in self.steps)

    def rust(self, name):
        lines = [f"#[network(input = {self.input}, output = 3)]", f"pub(crate) struct {name} {{"]
        return "\n".join([*lines, *spatial.fields(self.steps), "}"])

    def check(self, name):
        """The line that checks it."""
        windows = ", ".join(f'("{step}", {window})' for step, window in self.windows)
        return f'    check_windows::<{name}<f64>, _, _>("{name}", {str(self.differs()).lower()}, &[{windows}]);'


def shown(shape):
    return f"[{', '.join(map(str, shape))}]"


def rust(seed, count, epsilon, rng):
    """The file of declarations and checks."""
    made = [ImageGraph(rng, epsilon) for _ in range(count)]
    parts = [
        "//! Random networks over images, signals and sequences, written by",
        f"//! `tools/generate/random_graphs.py --seed {seed}`.",
        "",
        "use crate::check_windows;",
        "use crate::windows::Window;",
        "use netwright::prelude::*;",
        "",
        "/// Checks every network, and says of each whether it computes something else in training, and its",
        "/// windows.",
        "pub(crate) fn check_all() {",
        *[graph.check(f"Image{number}") for number, graph in enumerate(made)],
        "}",
    ]
    for number, graph in enumerate(made):
        parts += ["", graph.rust(f"Image{number}")]
    return "\n".join(parts) + "\n"
