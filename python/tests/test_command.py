"""The command line, as it is used: files that `torch.save` wrote, and Python files. Needs torch."""

import contextlib
import io
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import here
from netwright_export.command import main

if here.HAS_NUMPY:
    import numpy as np

PACKAGE = Path(__file__).resolve().parent.parent / "netwright_export"

MODEL = """
import sys
import torch
from torch import nn

class Iris(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.hidden = nn.Linear(4, hidden)
        self.tanh = nn.Tanh()
        self.logits = nn.Linear(hidden, 3)

    def forward(self, x):
        print("forward", x.shape)
        return self.logits(self.tanh(self.hidden(x)))

def small():
    return Iris(2)

def needy(hidden):
    return Iris(hidden)

number = 5

if __name__ == "__main__":
    model = Iris()
    torch.save(model.state_dict(), "iris.pt")
    torch.save(model, "whole.pt")
    torch.save({"module." + name: tensor for name, tensor in model.state_dict().items()}, "parallel.pt")
    torch.save({"epoch": 3, "model_state_dict": model.state_dict()}, "checkpoint.pt")
    torch.save({"a": model.state_dict(), "b": model.state_dict()}, "several.pt")
    torch.save([1, 2], "list.pt")
    torch.jit.save(torch.jit.trace(nn.Linear(2, 2), torch.zeros(1, 2)), "script.pt")
"""

DECLARATION = """\
#[network(input = 4, weights = "out.safetensors", golden = "out.golden.safetensors")]
struct Iris {
    hidden: Linear<16>,
    tanh: Tanh,
    logits: Linear<3>,
}
"""


@unittest.skipUnless(here.HAS_TORCH, "needs torch")
class Command(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        (cls.folder / "iris.py").write_text(MODEL)
        (cls.folder / "two.py").write_text(
            "from torch.nn import *\nclass A(Module): pass\nclass B(Module): pass\n"
        )
        (cls.folder / "broken.py").write_text("x = 1\ny = x / 0\n")
        (cls.folder / "stops.py").write_text("import sys\nsys.exit(2)\n")
        (cls.folder / "text.pt").write_text("no pickle\n")
        (cls.folder / "folder").mkdir()
        (cls.folder / "folder" / "random.py").write_text(
            "from torch import nn\nmodel = nn.Sequential(nn.Linear(2, 2))\n"
        )
        subprocess.run(
            [sys.executable, "iris.py"], cwd=cls.folder, check=True, stderr=subprocess.DEVNULL
        )
        (cls.folder / "damaged.pt").write_bytes((cls.folder / "iris.pt").read_bytes()[:-300])

    @contextlib.contextmanager
    def forgetting(self):
        """Everything imported from the folder, or defined for it, is gone afterwards."""
        path, names, before = list(sys.path), dict(vars(sys.modules["__main__"])), os.getcwd()
        os.chdir(self.folder)
        try:
            yield
        finally:
            os.chdir(before)
            sys.path[:] = path
            for name in vars(sys.modules["__main__"]).keys() - names:
                del vars(sys.modules["__main__"])[name]
            for name, module in list(sys.modules.items()):
                if str(self.folder) in str(getattr(module, "__file__", None)):
                    del sys.modules[name]

    def run_it(self, *arguments):
        """The exit code, and what is printed."""
        for file in self.folder.glob("out.*"):
            file.unlink()
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), self.forgetting():
            code = main(arguments)
        return code, out.getvalue(), err.getvalue()

    def declared(self, *arguments):
        code, out, err = self.run_it(*arguments)
        self.assertEqual(code, 0, err)
        self.assertTrue((self.folder / "out.safetensors").is_file())
        return out

    def refused(self, words, *arguments):
        with self.subTest(words):
            code, out, err = self.run_it(*arguments)
            self.assertRegex(err, words)
            self.assertEqual((code, out), (1, ""))
            self.assertFalse(list(self.folder.glob("out.*")), "nothing is written")

    def test_the_folder_is_a_program(self):
        command = [sys.executable, PACKAGE, "iris.pt", "out.safetensors", "--module", "iris.py"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout, DECLARATION)

    def test_a_state_dict_and_its_class(self):
        self.assertEqual(
            self.declared("iris.pt", "out.safetensors", "--module", "iris.py:Iris"), DECLARATION
        )
        # The only module of the file.
        self.assertEqual(
            self.declared("iris.pt", "out.safetensors", "--module", "iris.py"), DECLARATION
        )
        for file in ("parallel.pt", "checkpoint.pt"):
            self.assertEqual(
                self.declared(file, "out.safetensors", "--module", "iris.py:Iris"), DECLARATION
            )
        found = self.declared(
            "several.pt", "out.safetensors", "--module", "iris.py:Iris", "--entry", "b"
        )
        self.assertEqual(found, DECLARATION)

    def test_what_python_makes(self):
        found = self.declared(
            "out.safetensors", "--module", "iris.py:small", "--name", "Small", "--no-golden"
        )
        self.assertIn(
            '#[network(input = 4, weights = "out.safetensors")]\nstruct Small {\n    hidden: Linear<2>',
            found,
        )
        # A file that has the name of a module of Python's.
        self.assertIn(
            "struct Net(Linear<2>);",
            self.declared("out.safetensors", "--module", "folder/random.py:model"),
        )

    def test_a_whole_module(self):
        found = self.declared("whole.pt", "out.safetensors", "--module", "iris.py:Iris", "--trust")
        self.assertEqual(found, DECLARATION)
        self.refused(
            "reading that runs code.*--module iris.py:Iris.*--trust", "whole.pt", "out.safetensors"
        )
        self.refused("needs `Iris`, which is not here", "whole.pt", "out.safetensors", "--trust")

    def test_a_file_of_tensors(self):
        found = self.declared("iris.pt", "out.safetensors")
        self.assertIn("    hidden: Linear<16>,\n    logits: Linear<3>,\n", found)

    @unittest.skipUnless(here.HAS_SAFETENSORS, "needs safetensors")
    def test_a_safetensors_file_is_read(self):
        self.declared("iris.pt", "out.safetensors")
        (self.folder / "out.safetensors").rename(self.folder / "in.safetensors")
        found = self.declared("in.safetensors", "out.safetensors", "--module", "iris.py:Iris")
        self.assertEqual(found, DECLARATION)

    def test_an_archive_of_numpy_is_read(self):
        state = {"fc.weight": np.ones((2, 3), "f2"), "fc.bias": np.zeros(2, ">f4")}
        np.savez(self.folder / "net.npz", **state)
        found = self.declared("net.npz", "out.safetensors")
        self.assertIn("input = 3, ", found)
        self.assertIn("    fc: Linear<2>,", found)
        written = here.load(self.folder / "out.safetensors")[1]
        self.assertEqual(written["fc.weight"].tolist(), [[1.0] * 3] * 2)

    def test_names_of_classes(self):
        found = self.declared(
            "iris.pt",
            "out.safetensors",
            "--module",
            "iris.py",
            "--classes",
            "Setosa, Iris x,Virginica",
        )
        self.assertIn(
            'enum IrisClass {\n    Setosa,\n    #[class(name = "Iris x")]\n    IrisX,\n    Virginica,\n}',
            found,
        )

    def test_mistakes(self):
        out = "out.safetensors"
        self.refused("none.pt: there is no such file", "none.pt", out)
        self.refused("none.py: there is no such file", "iris.pt", out, "--module", "none.py:Iris")
        self.refused("has no `Iriss`; there is `Iris`", "iris.pt", out, "--module", "iris.py:Iriss")
        self.refused("say what makes the model.*there is `A` and `B`", out, "--module", "two.py")
        self.refused(
            "broken.py cannot be imported: ZeroDivisionError.*line 2 of broken.py",
            out,
            "--module",
            "broken.py",
        )
        self.refused("stops.py cannot be imported: SystemExit: 2", out, "--module", "stops.py")
        self.refused(
            "needs `hidden`: write a function without arguments", out, "--module", "iris.py:needy"
        )
        self.refused("number is no module", out, "--module", "iris.py:number")
        self.refused(
            "`hidden.weight` is .16, 4., the module has .2, 4.",
            "iris.pt",
            out,
            "--module",
            "iris.py:small",
        )
        self.refused("`0.weight` is missing", "iris.pt", out, "--module", "folder/random.py:model")
        self.refused("state_dicts under `a` and `b`; say which", "several.pt", out)
        self.refused("no state_dict under `c`", "several.pt", out, "--entry", "c")
        self.refused("holds a list", "list.pt", out)
        self.refused("is a file of TorchScript.*--module iris.py:Iris`.$", "script.pt", out)
        self.refused("text.pt is no file of `torch.save`", "text.pt", out)
        self.refused("damaged.pt is no file of `torch.save`", "damaged.pt", out)
        self.refused(
            "golden samples need the module itself", "iris.pt", out, "--golden", "g.safetensors"
        )
        self.refused("say which model", out)


if __name__ == "__main__":
    unittest.main()
