"""The steps of a module: `torch.fx` follows `forward`, and each call is understood or refused."""

import dis
import inspect
import re
import sys
import traceback
import warnings
from pathlib import Path

from torch import fx, nn

from .arrangement import Arrangement, same_memory
from .meaning import LastState, Meaning, Permuted, Same, Sizes, Value, Weight
from .meanings import FUNCTIONS, HELP, METHODS, MODULES
from .names import fields
from .orders import then
from .recurrent_meanings import LastStates, Recurrence
from .steps import INPUT, Step
from .words import Refused, is_of_the_user, quoted

# What is taken apart without a step.
_PARTED = (Sizes, Recurrence, LastStates, tuple)

# The child of `_Call` that is the model.
_MODEL = "model"


class _Call(nn.Module):
    """Calls the model with one argument; all others have the values that they have by default."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x)


class _Proxy(fx.Proxy):
    """A value that can be unpacked, `output, h = ..`, in every version of Python."""

    def __iter__(self):
        caller = sys._getframe(1)
        instructions = dis.get_instructions(caller.f_code)
        found = next((one for one in instructions if one.offset == caller.f_lasti), None)
        if found is not None and found.opname == "UNPACK_SEQUENCE":
            return (self[part] for part in range(found.argval))
        return self.tracer.iter(self)


class _Tracer(fx.Tracer):
    """Stops at the modules that are understood, and at all of PyTorch's that are not containers."""

    record_stack_traces = True

    def proxy(self, node):
        return _Proxy(node, self)

    def is_leaf_module(self, m, module_qualified_name):
        return type(m) in MODULES or super().is_leaf_module(m, module_qualified_name)


def traced(model):
    """The reader of a module, which has its steps; the module must be in evaluation mode."""
    _check_inputs(model)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            graph = _Tracer().trace(_Call(model))
    except Refused:
        raise
    except Exception as error:
        raise Refused(_not_followed(model, error)) from error
    return _Reader(model).read(graph)


def _check_inputs(model):
    """Refuses a module that takes something besides the samples."""
    parameters = inspect.signature(model.forward).parameters.values()
    open_ended = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    needed = [
        one.name for one in parameters if one.default is one.empty and one.kind not in open_ended
    ]
    if len(needed) > 1:
        raise Refused(
            f"`{type(model).__name__}` has several inputs, {quoted(needed)}, and the exporter reads"
            " modules with one. Take one tensor and its parts, `x[:, 0:4]`; or declare the network"
            f" by hand, `input = {{ {needed[0]} = .., {needed[1]} = .. }}`, with weights from"
            " `safetensors.torch.save_file(model.state_dict(), ..)`"
        )


def _not_followed(model, error):
    """The message of `torch.fx`, and the last line of the model's own code."""
    lines = [line for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if is_of_the_user(frame.filename)]
    at = f" (line {own[-1].lineno} of {Path(own[-1].filename).name})" if own else ""
    return (
        f"the steps of `{type(model).__name__}` depend on the samples, or could not be followed{at}"
        f": {lines[0]}\nA network has the same steps for every sample, without `if`, loops or sizes"
        " that depend on it."
    )


class _Reader:
    """Reads the nodes of a graph in the order in which they are computed."""

    def __init__(self, model):
        self.model = model
        self.modules = dict(_Call(model).named_modules(remove_duplicate=False))
        self.steps = []
        # What each node is.
        self.found = {}
        self.storages = 0
        # Who reads which value, but for views: the number and place of the step, the value.
        self.reads = []
        # Steps that write in place: the number and the place, and the values in that memory before.
        self.writes = []
        self.arrangement = Arrangement()
        # The names of the outputs, if there are several, and the numbers of their steps.
        self.outputs = {}

    def read(self, graph):
        for node in graph.nodes:
            if node.op == "output":
                self._outputs(node.args[0])
                return self
            self.found[node] = self._node(node)

    def _node(self, node):
        if node.op == "placeholder":
            return self.arrangement.given(self._value(INPUT))
        if node.op == "get_attr":
            return Weight(_own(node.target))
        if not node.users and isinstance(self.found.get(node.args[0]), _PARTED):
            # Unpacked, and not used.
            return None
        place = self._place(node)
        arguments, keywords = fx.node.map_arg(
            (node.args, node.kwargs), lambda node: self.found[node]
        )
        try:
            meaning = self._meaning(node, arguments, keywords)
        except Refused as error:
            raise Refused(f"{place} {error}") from None
        if isinstance(meaning, Same):
            return self._again(meaning.value, meaning.copied)
        if isinstance(meaning, Permuted):
            value = self._again(meaning.value)
            value.order = then(value.order, meaning.order)
            return value
        if isinstance(meaning, LastState):
            number = meaning.value.source
            self.arrangement.last_state(self.steps[number], number, place, meaning.is_frame)
            return self._value(number)
        return self._step(node, place, meaning) if isinstance(meaning, Meaning) else meaning

    def _again(self, value, copied=False):
        """Returns an equal value, in the same memory or copied."""
        storage = self._value(value.source).storage if copied else value.storage
        return self.arrangement.given(same_memory(value, storage))

    def _meaning(self, node, arguments, keywords):
        """The meaning of a call."""
        if node.op == "call_module":
            module = self.modules[node.target]
            meaning = MODULES.get(type(module))
            if meaning is None:
                help = HELP.get(type(module).__name__)
                raise Refused(
                    "is a module for which netwright has no layer" + (f"; {help}" if help else "")
                )
            _check_hooks(module)
            arguments = (module, *arguments)
        else:
            table, what = (
                (FUNCTIONS, "function") if node.op == "call_function" else (METHODS, "method")
            )
            meaning = table.get(node.target)
            if meaning is None:
                raise Refused(f"is a {what} for which netwright has no layer")
        try:
            bound = inspect.signature(meaning).bind(*arguments, **keywords)
        except TypeError as error:
            raise Refused(f"has an argument that is not understood: {error}") from None
        return meaning(*bound.args, **bound.kwargs)

    def _step(self, node, place, meaning):
        """Adds a step."""
        is_module = node.op == "call_module"
        name = _own(node.target) if is_module else meaning.key or _function_name(node)
        name = name or meaning.kind.lower()
        key = meaning.key or name if meaning.tensors else None
        step = Step(
            name,
            meaning.kind,
            meaning.arguments,
        )
        step.sources = [value.source for value in meaning.values]
        step.key, step.place, step.dim, step.features = key, place, meaning.dim, meaning.features
        step.tensors, step.constants = meaning.tensors, meaning.constants
        step.is_single, step.remark = meaning.is_single, meaning.remark
        step.settings = dict(meaning.settings)
        self._check_shape(step)
        order, columns = self.arrangement.take(meaning, place, step.settings)
        if key is not None:
            self._check_used_once(step)
        number = len(self.steps)
        if meaning.in_place is not None:
            self.writes.append((number, place, self._values_of(meaning.in_place.storage)))
        if meaning.in_place is not None or not meaning.is_view:
            self.reads += [(number, place, value) for value in meaning.values]
        self.steps.append(step)
        value = self._value(number, meaning.values[0].storage if meaning.is_view else None)
        value.order, value.columns = order, columns
        return value if meaning.wrapped is None else meaning.wrapped(value)

    def _value(self, source, storage=None):
        if storage is None:
            self.storages += 1
        return Value(source, self.storages if storage is None else storage)

    def _values_of(self, storage):
        return [
            value
            for value in self.found.values()
            if isinstance(value, Value) and value.storage == storage
        ]

    def _check_shape(self, step):
        """Refuses what takes single numbers, or vectors side by side, as if they were features."""
        for source in step.sources:
            if step.kind != "Embedding":
                self._check_has_a_dimension(source, step.called())
            if step.kind != "Flatten":
                self._check_is_flat(source, step.called())

    def _check_has_a_dimension(self, source, taker):
        given = None if source == INPUT else self.steps[source]
        if given is not None and given.is_single:
            start = int(given.arguments.split(",")[0])
            raise Refused(
                f"{taker} takes one number a sample without a dimension, from {given.called()}"
                f" write `x[:, {start}:{start + 1}]`"
            )

    def _check_is_flat(self, source, taker):
        given = None if source == INPUT else self.steps[source]
        if given is None or given.kind != "Embedding":
            return
        [indices] = given.sources
        if indices == INPUT or not self.steps[indices].is_single:
            raise Refused(
                f"{taker} takes the vectors of several classes, from {given.called()} which have to"
                " be flattened first, with `.flatten(1)`"
            )

    def _check_used_once(self, step):
        for other in self.steps:
            if other.key == step.key:
                raise Refused(
                    f"{step.place} is used twice; steps of a network cannot share parameters"
                )

    def _outputs(self, output):
        """Checks that the last steps, and nothing else, are what the module gives."""
        named = _named_outputs(output)
        if named is None:
            raise Refused(
                f"`{type(self.model).__name__}` gives {_kind_of(output)}; understood are a tensor, and"
                " a tuple, a list or a dict of tensors"
            )
        values = [self._output(node, name) for name, node in named]
        if len(values) > 1:
            # A tuple says no names: those of the steps are taken.
            names = [name or self.steps[value.source].name for (name, _), value in zip(named, values)]
            self.outputs = dict(zip(fields((name, "output") for name in names), values))
            self.outputs = {name: value.source for name, value in self.outputs.items()}
        self._check_writes()
        used = {source for step in self.steps for source in step.sources}
        used |= {value.source for value in values}
        for number, step in enumerate(self.steps):
            if number not in used:
                raise Refused(f"{step.place} is computed, but its value is not used; leave it out")

    def _output(self, node, name):
        value = self.found[node]
        if isinstance(value, (Recurrence, tuple)):
            raise Refused(
                f"`{type(self.model).__name__}` gives all that a recurrent module gives; give the"
                " sequence, `output, h = ..`, or the last state"
            )
        if not isinstance(value, Value) or value.source == INPUT:
            raise Refused(
                f"`{type(self.model).__name__}` gives something that no step has computed"
            )
        called = f"the output `{name}`" if name else "the output"
        self._check_has_a_dimension(value.source, called)
        self._check_is_flat(value.source, called)
        if value.order is not None or value.columns is not None:
            raise Refused(
                f"{called} has its dimensions in another order than netwright's, in which channels come"
                " first; permute it, as in `output.transpose(1, 2)`"
            )
        self.reads.append((len(self.steps), called, value))
        return value

    def _check_writes(self):
        """Refuses steps that change what others take."""
        for writer, place, before in self.writes:
            others = [
                other for number, other, value in self.reads if value in before and number != writer
            ]
            if others:
                raise Refused(
                    f"{place} writes in place, but what it overwrites is read by {others[0]} too;"
                    " leave out `inplace=True`, or write `x = x + y` for `x += y`"
                )

    def _place(self, node):
        """The name of a node for messages, and its place in the source."""
        if node.op == "call_module":
            kind = type(self.modules[node.target]).__name__
            name = f"`{_own(node.target) or kind}` ({kind})"
        else:
            name = f"`{node.name}` ({_function_name(node, full=True)})"
        line = _line_of(node)
        return f"{name}, {line}," if line else name


def _line_of(node):
    """The line of the model's source that a node comes from, if it is known."""
    frames = re.findall(r'File "([^"]+)", line (\d+), in (\S+)', node.stack_trace or "")
    ours = [function for file, _, function in frames if file == __file__]
    # PyTorch 1 has the innermost call first, PyTorch 2 last.
    if ours[:1] == ["forward"]:
        frames.reverse()
    own = [frame for frame in frames if is_of_the_user(frame[0])]
    return f"line {own[-1][1]} of {Path(own[-1][0]).name}" if own else ""


def _own(target):
    """The name of a module or tensor as the model calls it."""
    return target.removeprefix(_MODEL).removeprefix(".")


def _function_name(node, full=False):
    if node.op == "call_method":
        return f".{node.target}()" if full else node.target
    name = getattr(node.target, "__name__", str(node.target))
    return f"{name}()" if full else name


def _named_outputs(output):
    """Returns the outputs, each with its name if it has one; None if they are no tensors."""
    if isinstance(output, fx.Node):
        return [(None, output)]
    if isinstance(output, dict):
        named = list(output.items())
    elif isinstance(output, (tuple, list)):
        named = [(None, one) for one in output]
    else:
        return None
    is_understood = named and all(isinstance(one, fx.Node) for _, one in named)
    return named if is_understood and all(isinstance(name, (str, type(None))) for name, _ in named) else None


def _kind_of(output):
    if isinstance(output, (tuple, list, dict)):
        # PyTorch has immutable kinds of its own.
        kind = next(kind.__name__ for kind in (tuple, list, dict) if isinstance(output, kind))
        return f"a {kind} of {len(output)}"
    return f"`{output}`"


def _check_hooks(module):
    """Refuses a module that computes something besides what its class says."""
    if module._forward_hooks or module._forward_pre_hooks:
        raise Refused("has hooks, which may change what it computes; remove them first")
    if "forward" in vars(module):
        raise Refused("has a `forward` of its own, which may compute something else")
