"""The declaration of a network in Rust."""

from .names import fields, variants, written
from .steps import INPUT
from .words import shape_of


def declaration(network, weights=None, golden=None):
    """A network as a struct, with the paths of its files relative to `Cargo.toml`."""
    lines = [f"// {remark}" for remark in network.remarks]
    if network.classes:
        lines += _enum(network)
    lines.append(f"#[network({', '.join(_arguments(network, weights, golden))})]")
    return "\n".join([*lines, *(_tuple(network) if _is_tuple(network) else _struct(network))])


def classes_name(network):
    """The name of the enum of classes."""
    return f"{network.name}Class"


def text_literal(text):
    """A text in quotes, as both Rust and this script read it."""
    escaped = (c if c.isprintable() and c not in '"\\' else f"\\u{{{ord(c):x}}}" for c in text)
    return f'"{"".join(escaped)}"'


def _enum(network):
    lines = [
        "#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]",
        f"enum {classes_name(network)} {{",
    ]
    for name, variant in zip(network.classes, variants(network.classes)):
        if variant != name:
            lines.append(f"    #[class(name = {text_literal(name)})]")
        lines.append(f"    {variant},")
    return [*lines, "}", ""]


def _arguments(network, weights, golden):
    sizes = network.input
    yield f"input = {sizes[0] if len(sizes) == 1 else shape_of(sizes)}"
    if network.outputs:
        names = _field_names(network)
        ends = (f"{written(name)} = {written(names[step])}" for name, step in network.outputs.items())
        yield f"output = {{ {', '.join(ends)} }}"
    if network.classes:
        yield f"classes = {classes_name(network)}"
    if weights:
        yield f"weights = {text_literal(weights)}"
    if golden:
        yield f"golden = {text_literal(golden)}"


def _is_chain(steps):
    return all(step.sources == [before] for before, step in enumerate(steps, INPUT))


def _is_tuple(network):
    """Tells if the numbers of the steps are their names in the file, as in `nn.Sequential`."""
    steps = network.steps
    return not network.outputs and _is_chain(steps) and all(step.name == str(at) for at, step in enumerate(steps))


def _tuple(network):
    steps = (f"#[freeze] {step.layer}" if step.constants else step.layer for step in network.steps)
    return [f"struct {network.name}({', '.join(steps)});"]


def _field_names(network):
    return fields((step.name, step.kind.lower()) for step in network.steps)


def _struct(network):
    steps = network.steps
    names = _field_names(network)
    lines = [f"struct {network.name} {{"]
    for number, (step, name) in enumerate(zip(steps, names)):
        if step.sources != [number - 1]:
            sources = ("input" if at == INPUT else written(names[at]) for at in step.sources)
            lines.append(f"    #[from({', '.join(sources)})]")
        if step.key not in (None, name):
            lines.append(f"    #[key = {text_literal(step.key)}]")
        if step.constants:
            lines.append("    #[freeze]")
        lines.append(f"    {written(name)}: {step.layer},")
    return [*lines, "}"]
