"""Models as they were saved, and as Python files make them."""

import contextlib
import importlib
import importlib.util
import inspect
import re
import sys
import traceback
import warnings
import zipfile
from pathlib import Path

from .export import is_module
from .words import Refused, is_of_the_user, quoted

# What wrappers put before each name in a state_dict.
PREFIXES = ("module.", "_orig_mod.")

# Other archives that are called .pt, by the end of the name of a file within them.
ARCHIVES = {
    "/constants.pkl": "TorchScript",
    "serialized_exported_program.json": "`torch.export`",
    "/archive_format": "`torch.export`",
}

HOW_TO_SAVE = (
    "Save the parameters alone, `torch.save(model.state_dict(), ..)`, and name the class, as in"
    " `--module iris.py:Iris`"
)


def read(path, module=None, trust=False, entry=None):
    """The model of a file, of `FILE.py:NAME`, or of both: a module, or a state_dict."""
    if path is not None and not path.is_file():
        raise Refused(f"{path}: there is no such file")
    source = named(module) if module else None
    if path is None:
        return made(*source)
    loaded = _load(path, trust)
    if is_module(loaded):
        return loaded
    state, where = _state_of(loaded, path, entry)
    return filled(made(*source), state, where) if source else state


def _load(path, trust):
    if path.suffix == ".safetensors":
        from safetensors.numpy import load_file

        return _reading(path, load_file, path)
    if path.suffix == ".npz":
        import numpy as np

        with _reading(path, np.load, path) as arrays:
            return _reading(path, dict, arrays)
    return _load_torch(path, trust)


def _reading(path, read, *arguments):
    try:
        return read(*arguments)
    except Exception as error:
        raise Refused(f"{path} cannot be read: {error}") from error


def _load_torch(path, trust):
    """Reads a file of `torch.save`. Without `trust` no code of the file is executed."""
    import torch

    if not _may_be_of_torch(path):
        raise Refused(f"{path} is no file of `torch.save`")
    for mark, kind in ARCHIVES.items():
        if any(name.endswith(mark) for name in _names_in(path)):
            raise Refused(f"{path} is a file of {kind}. {HOW_TO_SAVE}.")
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(sys.stderr):
            warnings.simplefilter("ignore")
            return torch.load(path, map_location="cpu", weights_only=not trust)
    except (AttributeError, ModuleNotFoundError) as error:
        missing = re.search(r"(?:attribute|named) '([^']+)'", str(error))
        name = f"`{missing.group(1)}`" if missing else "something"
        raise Refused(
            f"{path} needs {name}, which is not here: a file of a whole module has its class by"
            " name alone. Say where it is defined, as in `--module iris.py:Iris --trust`."
        ) from error
    except Exception as error:
        if not trust and _has_code(error):
            raise Refused(
                f"{path} holds more than tensors, perhaps a whole module; reading that runs code"
                f" from the file. {HOW_TO_SAVE}; or,"
                " if the file is your own, let it run its code with `--trust`."
            ) from error
        line = (str(error).splitlines() or [type(error).__name__])[0]
        raise Refused(f"{path} is no file of `torch.save`, or damaged: {line}") from error


def _has_code(error):
    """Tells if reading stopped at a class or function that is not allowed."""
    return bool(re.search(r"unsupported|\bglobal\b", str(error), re.IGNORECASE))


def _may_be_of_torch(path):
    """Tells if a file is an archive or a pickle."""
    with path.open("rb") as file:
        return zipfile.is_zipfile(path) or file.read(1) == b"\x80"


def _names_in(path):
    """The names of the files in an archive."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def _state_of(loaded, path, entry):
    """The state_dict in what a file had, which may be a checkpoint with more in it."""
    if entry is not None:
        if not isinstance(loaded, dict) or not _is_state(loaded.get(entry)):
            raise Refused(f"{path} has no state_dict under `{entry}`")
        return loaded[entry], f"{path}, `{entry}`"
    if _is_state(loaded):
        return loaded, str(path)
    if not isinstance(loaded, dict):
        raise Refused(f"{path} holds a {type(loaded).__name__}; a module or a state_dict is wanted")
    entries = [name for name, value in loaded.items() if _is_state(value)]
    if len(entries) != 1:
        has = f"state_dicts under {quoted(entries)}" if entries else "no state_dict"
        help = f"; say which, as in `--entry {entries[0]}`" if entries else ""
        raise Refused(f"{path} has {has}{help}")
    return loaded[entries[0]], f"{path}, `{entries[0]}`"


def _is_state(value):
    return (
        isinstance(value, dict)
        and value
        and all(hasattr(tensor, "shape") for tensor in value.values())
    )


def named(source):
    """Returns the object named by `iris.py:Iris`, or the one module of `iris.py`; and its name."""
    import torch

    file, separator, name = source.rpartition(":")
    if not separator or file and not name.isidentifier():
        file, name = source, ""
    module = _imported(file)
    if not name:
        name = _only_model(module, file)
    elif not hasattr(module, name):
        raise Refused(f"{file} has no `{name}`{_there_are(module)}")
    # Whole modules that were saved by a script look for their classes in `__main__`.
    for other, found in list(vars(module).items()):
        if inspect.isclass(found) and issubclass(found, torch.nn.Module):
            vars(sys.modules["__main__"]).setdefault(other, found)
    return getattr(module, name), f"{file}:{name}"


def _imported(file):
    """The Python file or module, which is run by this."""
    path = Path(file)
    if path.suffix == ".py" and not path.is_file():
        raise Refused(f"{file}: there is no such file")
    try:
        with contextlib.redirect_stdout(sys.stderr):
            return _imported_file(path) if path.suffix == ".py" else importlib.import_module(file)
    except (Exception, SystemExit) as error:
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if is_of_the_user(frame.filename)]
        at = f", line {own[-1].lineno} of {Path(own[-1].filename).name}" if own else ""
        raise Refused(f"{file} cannot be imported: {type(error).__name__}: {error}{at}") from error


def _imported_file(path):
    """A file as the module that a script beside it would import."""
    sys.path.insert(0, str(path.resolve().parent))
    # Pickled classes are found by that name; another module may have it already.
    name = path.stem if path.stem not in sys.modules else f"netwright_export_of_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _models_of(module):
    """The names of the modules that a file defines itself."""
    import torch

    found = vars(module).items()
    classes = [
        (name, one)
        for name, one in found
        if inspect.isclass(one) and issubclass(one, torch.nn.Module)
    ]
    return [name for name, one in classes if one.__module__ == module.__name__]


def _there_are(module):
    names = _models_of(module)
    return f"; there is {quoted(names)}" if names else ""


def _only_model(module, file):
    names = _models_of(module)
    if len(names) != 1:
        raise Refused(f"say what makes the model, as in `--module {file}:Net`{_there_are(module)}")
    return names[0]


def made(found, name):
    """The module that a class or a function without arguments makes, or that is there already."""
    import torch

    if not isinstance(found, torch.nn.Module):
        if not callable(found):
            raise Refused(f"{name} is no module, nor a function that makes one")
        needed = _needed_arguments(found)
        if needed:
            raise Refused(
                f"{name} needs {quoted(needed)}: write a function without arguments that makes the"
                " model, such as `def make(): return Net(..)`, and name that"
            )
        try:
            with contextlib.redirect_stdout(sys.stderr):
                found = found()
        except Exception as error:
            raise Refused(f"{name} fails: {type(error).__name__}: {error}") from error
    if not isinstance(found, torch.nn.Module):
        raise Refused(f"{name} gives a {type(found).__name__}; a module is wanted")
    return found


def _needed_arguments(found):
    try:
        parameters = inspect.signature(found).parameters.values()
    except (TypeError, ValueError):
        return []
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return [one.name for one in parameters if one.default is one.empty and one.kind not in kinds]


def filled(model, state, where):
    """The module with the tensors of a state_dict, each of which must fit."""
    import torch

    own = model.state_dict()
    state = {name: torch.as_tensor(tensor) for name, tensor in state.items()}
    for prefix in PREFIXES:
        if all(name.startswith(prefix) for name in state) and not all(
            name in own for name in state
        ):
            state = {name.removeprefix(prefix): tensor for name, tensor in state.items()}
    problems = [f"`{name}` is missing" for name in own if name not in state]
    problems += [f"`{name}` is not in the module" for name in state if name not in own]
    problems += [
        f"`{name}` is {list(state[name].shape)}, the module has {list(own[name].shape)}"
        for name in own
        if name in state and own[name].shape != state[name].shape
    ]
    if problems:
        lines = "".join(f"\n  {problem}" for problem in problems)
        raise Refused(f"{where} does not fit `{type(model).__name__}`:{lines}")
    dtypes = {tensor.dtype for tensor in state.values() if tensor.is_floating_point()}
    model = model.to(*dtypes) if len(dtypes) == 1 else model
    model.load_state_dict(state)
    return model
