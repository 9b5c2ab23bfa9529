"""The command line."""

import argparse
import contextlib
import importlib
import sys
from pathlib import Path

from .words import Refused

DESCRIPTION = """\
Writes the weights of a PyTorch model for netwright, and prints the declaration that fits them.
The declaration is compared with the module on random samples before anything is written.
"""

EPILOG = """\
examples:
  netwright-export iris.pt iris.safetensors --module iris.py:Iris
      a state_dict, torch.save(model.state_dict(), "iris.pt"), and the class that it belongs to
  netwright-export iris.pt iris.safetensors --module iris.py:Iris --trust
      a whole module, torch.save(model, "iris.pt"): reading it runs code from the file
  netwright-export iris.pt net.safetensors
      a state_dict alone: only the linear layers can be seen, and nothing is compared
from Python:
  from netwright_export import export
  print(export(model, "iris.safetensors"))
"""


def parser():
    made = argparse.ArgumentParser(
        "netwright-export",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = made.add_argument
    add(
        "model",
        type=Path,
        nargs="?",
        help=".pt, .safetensors or .npz; can be left out with --module",
    )
    add("weights", type=Path, help="the .safetensors file to write")
    add(
        "--module",
        metavar="FILE.py:NAME",
        help="the class of the model, a function that makes it, or the model itself; runs the file",
    )
    add("--trust", action="store_true", help="read a whole module, which runs code from its file")
    add("--entry", metavar="NAME", help="where the state_dict is in a checkpoint that has several")
    add("--input", metavar="SIZES", type=sizes, help="the shape of a sample, as in 1,28,28")
    add("--classes", metavar="NAMES", type=names, help="in the order of the outputs, as in Cat,Dog")
    add("--name", metavar="NAME", help="of the struct (that of the class)")
    add(
        "--golden",
        metavar="FILE",
        type=Path,
        help="random samples and the outputs for them (NAME.golden.safetensors)",
    )
    add("--no-golden", action="store_true", help="write no such file")
    add("--samples", metavar="COUNT", type=count, default=16, help="how many samples it has (16)")
    add("--seed", metavar="NUMBER", type=int, default=0, help="of the random samples (0)")
    add("--note", metavar="TEXT", help="is kept in the weights file")
    return made


def names(text):
    return text.split(",")


def sizes(text):
    return tuple(count(size) for size in text.split(","))


def count(text):
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1")
    return int(text)


def main(arguments=None):
    """Runs the command; the exit code is 1 if the model cannot be exported."""
    options = parser().parse_args(arguments)
    try:
        _check_packages(options)
        # What a model prints is not a part of the declaration.
        with contextlib.redirect_stdout(sys.stderr):
            declaration = run(options)
    except Refused as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(declaration)
    return 0


def _check_packages(options):
    """Says what is not installed."""
    has_module = (
        options.module or options.model and options.model.suffix not in (".safetensors", ".npz")
    )
    for name, is_needed in {
        "numpy": True,
        "safetensors": options.model and options.model.suffix == ".safetensors",
        "torch": has_module,
    }.items():
        try:
            importlib.import_module(name) if is_needed else None
        except ModuleNotFoundError as error:
            raise Refused(f"{error}: `pip install {name}`") from error
        except Exception as error:
            raise Refused(f"{name} is installed, but cannot be imported: {error}") from error


def run(options):
    from .export import export, is_module
    from .reading import read

    if options.model is None and not options.module:
        raise Refused(
            "say which model, as in `netwright-export iris.pt iris.safetensors`, or what makes it,"
            " with `--module`"
        )
    model = read(options.model, options.module, options.trust, options.entry)
    if options.golden and not is_module(model):
        raise Refused(
            "golden samples need the module itself, which computes them: name it with `--module`"
        )
    declaration = export(
        model,
        options.weights,
        golden=None if options.no_golden else options.golden or True,
        samples=options.samples,
        seed=options.seed,
        note=options.note,
        classes=options.classes,
        input=options.input,
        name=options.name,
    )
    compared = (
        f"the steps below give the module's outputs for {2 * options.samples} random samples"
        if is_module(model)
        else "nothing could be compared"
    )
    print(f"{options.weights} is written; {compared}", file=sys.stderr)
    return declaration
