"""Exports, in files and from Python. Needs torch."""

import hashlib
import json
import os
import stat
import tempfile
import unittest
from pathlib import Path

import here
from netwright_export import Refused, export

if here.HAS_TORCH:
    import numpy as np
    import record
    import torch
    from models import Iris, Quickstart, Reused
    from torch import nn


def tensors_of(path):
    return here.load(path)[1]


@unittest.skipUnless(here.HAS_TORCH, "needs torch")
class Exports(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.file = self.folder / "net.safetensors"

    def test_the_models_give_what_is_recorded(self):
        (self.folder / "Cargo.toml").touch()
        record.write(self.folder)
        self.assertEqual(record.differences(self.folder), [])

    def test_the_quickstart_of_pytorch(self):
        text = export(Quickstart(28 * 28, 512), self.file, input=(1, 28, 28), name="NeuralNetwork")
        self.assertIn("#[network(input = [1, 28, 28], ", text)
        self.assertIn(
            '    flatten: Flatten,\n    #[key = "linear_relu_stack.0"]\n    linear_relu_stack_0: Linear<512>,',
            text,
        )
        self.assertEqual(
            tensors_of(self.folder / "net.golden.safetensors")["inputs"].shape, (16, 1, 28, 28)
        )

    def test_the_golden_file_has_what_the_module_gives(self):
        model = Iris().train()
        export(model, self.file, samples=3, seed=5)
        golden = tensors_of(self.folder / "net.golden.safetensors")
        with torch.no_grad():
            expected = model(torch.from_numpy(golden["inputs"]))
        np.testing.assert_allclose(golden["outputs"], expected, atol=1e-6)
        self.assertEqual((golden["inputs"].shape, str(golden["inputs"].dtype)), ((3, 4), "float32"))
        self.assertTrue(model.training, "the model stays as it is")

    def test_the_golden_file_can_have_another_name_or_be_left_out(self):
        self.assertNotIn("golden", export(Iris(), self.file, golden=None))
        self.assertEqual([file.name for file in self.folder.iterdir()], ["net.safetensors"])
        self.assertIn(
            'golden = "g.safetensors"',
            export(Iris(), self.file, golden=self.folder / "g.safetensors"),
        )

    def test_names_of_classes_are_metadata(self):
        text = export(Iris(), self.file, classes=["Setosa", "größer", "c d"], note="seed 7")
        found, _ = here.load(self.file)
        self.assertEqual(
            (json.loads(found["classes"]), found["note"]), (["Setosa", "größer", "c d"], "seed 7")
        )
        self.assertIn("input = 4, classes = IrisClass, ", text)

    @unittest.skipUnless(here.HAS_SAFETENSORS, "needs safetensors")
    def test_the_file_is_what_safetensors_reads(self):
        from safetensors.numpy import load_file

        model = Iris()
        export(model, self.file, classes=["a", "b", "c"])
        found = load_file(self.file)
        self.assertEqual(found.keys(), model.state_dict().keys())
        for name, tensor in model.state_dict().items():
            np.testing.assert_array_equal(found[name], tensor)

    def test_paths_are_relative_to_the_crate(self):
        (self.folder / "Cargo.toml").touch()
        (self.folder / "weights").mkdir()
        text = export(Iris(), self.folder / "weights" / ".." / "weights" / "net.safetensors")
        self.assertIn(
            'weights = "weights/net.safetensors", golden = "weights/net.golden.safetensors"', text
        )

    def test_numbers_of_16_bits_are_widened(self):
        export(Iris().half(), self.file)
        self.assertEqual(
            {str(tensor.dtype) for tensor in tensors_of(self.file).values()}, {"float32"}
        )

    def test_double_precision_is_for_reading_at_run_time(self):
        text = export(Iris().double(), self.file)
        self.assertIn("#[network(input = 4)]", text)
        self.assertIn("Iris::<f64>::load(..)", text)
        self.assertEqual(
            {str(tensor.dtype) for tensor in tensors_of(self.file).values()}, {"float64"}
        )

    def test_wrappers_are_taken_off(self):
        self.assertIn("    hidden: Linear<8>,", export(nn.DataParallel(Iris()), self.file))
        if hasattr(torch, "compile"):
            self.assertIn("    hidden: Linear<8>,", export(torch.compile(Iris()), self.file))

    def test_a_state_dict_is_written_by_name(self):
        state = Reused().state_dict()
        text = export(state, self.file)
        self.assertTrue(
            text.startswith("// activations, and the order of layers, do not show in a state_dict")
        )
        self.assertIn('#[network(input = 3, weights = "net.safetensors")]', text)
        self.assertIn('    #[key = "layers.1"]\n    layers_1: Linear<4>,', text)
        self.assertEqual(tensors_of(self.file).keys(), state.keys())

    def test_the_same_model_gives_the_same_files(self):
        model, digests = Iris(), set()
        for _ in range(2):
            export(model, self.file)
            files = sorted(self.folder.iterdir())
            digests.add(hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest())
        self.assertEqual(len(digests), 1)

    def test_what_is_at_the_path_decides(self):
        target = self.folder / "target.safetensors"
        target.touch()
        target.chmod(0o600)
        self.file.symlink_to(target)
        export(Iris(), self.file)
        self.assertTrue(self.file.is_symlink())
        self.assertEqual(stat.S_IMODE(os.stat(target).st_mode), 0o600)
        self.assertEqual(len(tensors_of(target)), 3)

    def test_both_files_or_none(self):
        with self.assertRaises(Refused):
            export(Iris(), self.file, golden=self.folder / "none" / "golden.safetensors")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_other_things_are_no_models(self):
        with self.assertRaisesRegex(Refused, "not a str"):
            export("iris.pt", self.file)
        with self.assertRaisesRegex(Refused, "one sample or more"):
            export(Iris(), self.file, samples=0)
        for name in ("iris", "Linear", "Self", "A-B"):
            with self.assertRaisesRegex(Refused, "cannot be the name of the struct"):
                export(Iris(), self.file, name=name)


if __name__ == "__main__":
    unittest.main()
