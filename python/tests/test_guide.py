"""The guide shows real output. Needs torch."""

import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import here

PYTHON = Path(__file__).resolve().parent.parent
GUIDE = PYTHON.parent / "docs" / "from_pytorch.md"


@unittest.skipUnless(here.HAS_TORCH, "needs torch")
class Guide(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        text = GUIDE.read_text()
        self.model = re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1)
        self.shown = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
        commands = [line for line in text.splitlines() if line.startswith("netwright-export ")]
        [self.command] = commands

    def run_it(self, model, command):
        """Runs the model and the command of the guide; gives all that is printed."""
        (self.folder / "iris.py").write_text(model)
        subprocess.run([sys.executable, "iris.py"], cwd=self.folder, check=True)
        command = [sys.executable, PYTHON / "netwright_export", *command.split()[1:]]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        return done.stderr + done.stdout

    def test_the_command_prints_what_is_shown(self):
        self.assertEqual(self.run_it(self.model, self.command), self.shown[0])
        files = {file.name for file in self.folder.glob("*.safetensors")}
        self.assertEqual(files, {"iris.safetensors", "iris.golden.safetensors"})

    def test_the_refusal_is_that_which_is_shown(self):
        command, message = self.shown[1].removeprefix("$ ").split("\n", 1)
        self.assertEqual(self.run_it(self.model.replace("Tanh", "Hardshrink"), command), message)


if __name__ == "__main__":
    unittest.main()
