"""Names in Rust. Needs neither torch nor numpy."""

import unittest
from pathlib import Path

import here  # noqa: F401
from netwright_export.names import RESERVED_TYPES, camel, fields, snake, struct_name, variants, written

LAYERS = Path(__file__).resolve().parents[2] / "macros" / "tests" / "layers.txt"


class Names(unittest.TestCase):
    def test_all_layers_are_reserved(self):
        lines = LAYERS.read_text().splitlines()
        names = {line.split()[0] for line in lines if not line.startswith("#")}
        self.assertGreater(len(names), 10)
        self.assertEqual(names - RESERVED_TYPES, set())

    def test_fields_are_in_lower_case_with_underscores(self):
        found = [
            snake(name) for name in ("fc1", "Dense", "outerPart", "HTTPHead", "a.b", "höhe", "x-y")
        ]
        self.assertEqual(found, ["fc1", "dense", "outer_part", "http_head", "a_b", "h_he", "x_y"])

    def test_fields_begin_with_a_letter(self):
        self.assertEqual(
            [snake(name, "linear") for name in ("0", "_", "12.b", "é")],
            ["linear_0", "linear", "linear_12_b", "linear"],
        )

    def test_keywords_are_raw(self):
        self.assertEqual(
            [written(name) for name in ("type", "match", "gen", "fc")],
            ["r#type", "r#match", "r#gen", "fc"],
        )

    def test_fields_are_all_different(self):
        names = ("a_b", "a.b", "aB", "a_b_2", "a_b")
        self.assertEqual(
            fields((name, "relu") for name in names), ["a_b", "a_b_2", "a_b_3", "a_b_2_2", "a_b_4"]
        )

    def test_what_cannot_be_a_field_gets_a_number(self):
        names = ("input", "self", "Self", "super", "crate")
        self.assertEqual(
            fields((name, "relu") for name in names),
            ["input_2", "self_2", "self_3", "super_2", "crate_2"],
        )

    def test_structs_hide_nothing(self):
        names = ("my_net", "LeNet5", "Linear", "Network", "Vec", "Sequential", "5net", "Self")
        self.assertEqual(
            [struct_name(name) for name in names],
            ["MyNet", "LeNet5", "Net", "Net", "Net", "Net", "Net5net", "Net"],
        )

    def test_variants_are_valid_and_different(self):
        names = ["Iris setosa", "iris-setosa", "7", "Self", "ALL", "猫", "犬"]
        self.assertEqual(
            variants(names),
            ["IrisSetosa", "IrisSetosa2", "Class7", "Self2", "ALL2", "Class", "Class2"],
        )

    def test_types_have_capitals(self):
        self.assertEqual(
            [camel(name) for name in ("neural_network", "iris", "A")],
            ["NeuralNetwork", "Iris", "A"],
        )


if __name__ == "__main__":
    unittest.main()
