//! Mistakes in `#[network(..)]`.

use super::{messages, reports};

const NET: &str = "struct Net { a: Linear<3> }";

#[test]
fn the_input_is_missing() {
    reports(
        "",
        NET,
        "
        the network needs the shape of its input
        help: write `#[network(input = 4)]` for four features, or `#[network(input = [1, 28, 28])]` for an image
        ",
    );
    reports(
        "output = 3",
        NET,
        "
        the network needs the shape of its input
        help: write `#[network(input = 4)]` for four features, or `#[network(input = [1, 28, 28])]` for an image
        ",
    );
}

#[test]
fn an_argument_is_given_twice() {
    reports(
        "input = 2, input = 3",
        NET,
        "
        `input` is given twice
        help: remove one of the two
        ",
    );
    reports(
        "input = 2, crate = a, crate = b",
        NET,
        "
        `crate` is given twice
        help: remove one of the two
        ",
    );
}

#[test]
fn an_argument_is_unknown() {
    reports(
        "input = 2, inptu = 3",
        NET,
        "
        `inptu` is not an argument of `#[network]`
        help: did you mean `input`?
        ",
    );
    reports(
        "input = 2, speed(3, 4)",
        NET,
        r#"
        `speed` is not an argument of `#[network]`
        help: the arguments are written `input = 4`, `output = 3`, `classes = Species`, `weights = "file.safetensors"`, `golden = "file.golden.safetensors"`, `fold`, `gradcheck`, `stream`, `budget(params <= 20_000, ram <= 4096)`, `train = false`, `crate = path`
        "#,
    );
}

#[test]
fn a_value_of_another_kind_is_shown() {
    for (written, expected) in [
        (
            "classes = \"Species\"",
            "`classes` is the name of an enum, but this is `\"Species\"`\nhelp: write it as in `classes = Species`",
        ),
        ("train = no", "`train` is `true` or `false`, but this is `no`\nhelp: write it as in `train = false`"),
        (
            "output = ;",
            "`output` is a size, or the sizes of an image, but this is `;`\nhelp: write it as in `output = 3`",
        ),
    ] {
        reports(&format!("input = 2, {written}"), NET, expected);
    }
}

#[test]
fn an_argument_has_no_value() {
    reports(
        "input",
        NET,
        "
        `input` needs a value
        help: write it as in `input = 4`
        ",
    );
    reports(
        "input =",
        NET,
        "
        a value is missing after `input =`
        help: write it as in `input = 4`
        ",
    );
    reports(
        "input(2)",
        NET,
        "
        `input` needs a value
        help: write it as in `input = 4`
        ",
    );
    reports(
        "input = 2, crate =",
        NET,
        "
        a value is missing after `crate =`
        help: write it as in `crate = path`
        ",
    );
    reports(
        "input = 2, crate = \"path\"",
        NET,
        "
        `crate` is the path of the library, but this is `\"path\"`
        help: write it as in `crate = path`
        ",
    );
    reports(
        "2",
        NET,
        r#"
        an argument starts with its name
        help: the arguments are written `input = 4`, `output = 3`, `classes = Species`, `weights = "file.safetensors"`, `golden = "file.golden.safetensors"`, `fold`, `gradcheck`, `stream`, `budget(params <= 20_000, ram <= 4096)`, `train = false`, `crate = path`
        ---
        the network needs the shape of its input
        help: write `#[network(input = 4)]` for four features, or `#[network(input = [1, 28, 28])]` for an image
        "#,
    );
}

#[test]
fn something_follows_the_value() {
    reports(
        "input = 2 3",
        NET,
        "
        the value of `input` ends before this
        help: put a comma between two arguments
        ",
    );
}

#[test]
fn the_input_is_no_shape() {
    reports(
        "input = []",
        NET,
        "
        `input` has no sizes
        help: write `input = 4` for features, `input = [channels, length]` or `input = [channels, height, width]`
        ",
    );
    reports(
        "input = [1, 2, 3, 4]",
        NET,
        "
        `input` has 4 sizes, but a shape has at most 3
        help: write `input = 4` for features, `input = [channels, length]` or `input = [channels, height, width]`
        ",
    );
    reports(
        "input = 0",
        NET,
        "
        a size cannot be zero
        help: write a number of at least 1
        ",
    );
    reports(
        "input = [1, 0, 28]",
        NET,
        "
        a size cannot be zero
        help: write a number of at least 1
        ",
    );
    reports(
        "input = 2.5",
        NET,
        "
        `2.5` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
    reports(
        "input = -3",
        NET,
        "
        `-3` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
    reports(
        "input = \"2\"",
        NET,
        r#"
        `"2"` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        "#,
    );
    reports(
        "input = (1, 28)",
        NET,
        "
        `(1, 28)` is not a shape
        help: write `input = [1, 28]`
        ",
    );
}

#[test]
fn the_input_is_too_large() {
    reports(
        "input = 2147483649",
        NET,
        "
        2147483649 is too large: a value has at most 2147483648 features
        help: use a smaller size
        ",
    );
    reports(
        "input = 99999999999999999999999",
        NET,
        "
        99999999999999999999999 is too large: a value has at most 2147483648 features
        help: use a smaller size
        ",
    );
    reports(
        "input = [2000, 2000, 2000]",
        "struct Net { flat: Flatten }",
        "
        the number of features of `input` is 2000 * 2000 * 2000, which is more than 2147483648
        help: use smaller sizes
        ",
    );
}

#[test]
fn the_output_is_another() {
    reports(
        "input = 2, output = 4",
        "struct Net { a: Linear<3> }",
        "
        the network is declared to give [4], but its last step `a` gives [3]
          step  layer   in   out  params
        > a     Linear  [2]  [3]       9
        help: make `a` a Linear<4>, or declare `output = 3`
        ---
        [4] is declared here
        ",
    );
    reports(
        "input = 2, output = 4",
        "struct Net { a: Linear<3>, b: Relu }",
        "
        the network is declared to give [4], but its last step `b` gives [3]
          step  layer   in   out  params
          a     Linear  [2]  [3]       9
        > b     Relu    [3]  [3]       0
        help: make `a` a Linear<4>, or declare `output = 3`
        ---
        [4] is declared here
        ",
    );
    reports(
        "input = [1, 4], output = 4",
        "struct Net { a: Relu }",
        "
        the network is declared to give [4], but its last step `a` gives [1, 4]
          step  layer  in      out     params
        > a     Relu   [1, 4]  [1, 4]       0
        help: add a step that gives [4], or declare `output = [1, 4]`
        ---
        [4] is declared here
        ",
    );
    reports(
        "input = 2, output = 4",
        "struct Net<const H: usize> { a: Linear<H> }",
        "
        the network is declared to give [4], but its last step `a` gives [H]
          step  layer   in   out   params
        > a     Linear  [2]  [H]  2·H + H
        help: make `a` a Linear<4>, or declare `output = H`
        ---
        [4] is declared here
        ",
    );
}

#[test]
fn mistakes_in_several_arguments_are_all_reported() {
    assert_eq!(messages("input = 0, output = -1, colour = 3", NET).len(), 3);
}

#[test]
fn a_network_that_is_never_trained_has_no_backward_pass() {
    assert!(!super::expansion("input = 2, train = false", "struct Net(Linear<2>);").contains("backward <"));
    assert!(super::expansion("input = 2", "struct Net(Linear<2>);").contains("backward <"));
}
