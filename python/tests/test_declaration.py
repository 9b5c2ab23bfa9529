"""Declarations of steps. Needs neither torch nor numpy."""

import unittest

import here  # noqa: F401
from netwright_export.declaration import declaration, text_literal
from netwright_export.steps import INPUT, Network, Step


def network(*steps, **said):
    return Network("Net", list(steps), (4,), {}, **said)


class Declaration(unittest.TestCase):
    def test_a_sequence_is_a_tuple(self):
        steps = [Step("0", "Linear", "8", [INPUT], "0"), Step("1", "Relu", "", [0])]
        self.assertEqual(
            declaration(network(*steps)), "#[network(input = 4)]\nstruct Net(Linear<8>, Relu);"
        )

    def test_a_number_that_is_left_out_makes_it_a_struct(self):
        steps = [Step("0", "Linear", "8", [INPUT], "0"), Step("2", "Linear", "3", [0], "2")]
        text = declaration(network(*steps))
        self.assertIn('    #[key = "2"]\n    linear_2: Linear<3>,', text)

    def test_only_steps_with_tensors_have_a_key(self):
        steps = [Step("a.fc", "Linear", "8", [INPUT], "a.fc"), Step("a.relu", "Relu", "", [0])]
        text = declaration(network(*steps))
        self.assertEqual(text.count("#[key"), 1)
        self.assertIn("    a_relu: Relu,", text)

    def test_sources_are_named_in_order_and_as_often_as_they_are_taken(self):
        steps = [
            Step("type", "Linear", "8", [INPUT], "type"),
            Step("cat", "Concat", "", [0, INPUT, 0]),
            Step("fc", "Linear", "2", [1], "fc"),
        ]
        text = declaration(network(*steps))
        self.assertIn(
            "    #[from(r#type, input, r#type)]\n    cat: Concat,\n    fc: Linear<2>,", text
        )

    def test_files_and_shapes_are_arguments(self):
        steps = [Step("fc", "Linear", "2", [INPUT], "fc")]
        said = Network("Net", steps, (1, 2, 2), {}, ["look"], ["a b", "c"])
        text = declaration(said, "w.safetensors", "g.safetensors")
        self.assertTrue(text.startswith("// look\n#[derive(Class, "))
        self.assertIn(
            'enum NetClass {\n    #[class(name = "a b")]\n    AB,\n    #[class(name = "c")]\n    C,\n}',
            text,
        )
        arguments = 'input = [1, 2, 2], classes = NetClass, weights = "w.safetensors", golden = "g.safetensors"'
        self.assertIn(f"#[network({arguments})]", text)

    def test_texts_are_escaped_for_rust(self):
        self.assertEqual(text_literal('a"\\\n é'), '"a\\u{22}\\u{5c}\\u{a} é"')


if __name__ == "__main__":
    unittest.main()
