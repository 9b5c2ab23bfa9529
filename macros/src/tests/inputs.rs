//! Several inputs with names: what is accepted, and the messages about mistakes in them.

use super::{accepted, has_steps, reports};
use crate::model::Source;

const FACE: &str = "struct Face {
    #[from(image)] flat: Flatten,
    #[from(flat, age)] all: Concat,
    scores: Linear<3>,
}";

#[test]
fn inputs_have_names_and_shapes() {
    has_steps(
        "input = { image = [1, 8, 8], age = 1 }",
        FACE,
        "
        flat: [1, 8, 8] -> [64], 0 parameters
        all: [64] + [1] -> [65], 0 parameters
        scores: [65] -> [3], 198 parameters
        ",
    );
    let network = accepted("input = { image = [1, 8, 8], age = 1, }", FACE);
    assert_eq!(network.steps[1].from, [Source::Step(0), Source::Input(1)]);
    assert_eq!(network.input.to_string(), "[65]");
}

#[test]
fn the_first_step_takes_a_single_input() {
    let network = accepted("input = { point = 2 }", "struct Net(Linear<3>, #[from(point, 0)] Concat);");
    assert_eq!(network.steps[0].from, [Source::Input(0)]);
    assert_eq!(network.steps[1].from, [Source::Input(0), Source::Step(0)]);
}

#[test]
fn braces_may_hold_a_size() {
    for size in ["{ 2 }", "{ WIDTH }", "{ 2 * WIDTH }", "{ config::WIDTH }", "{ if A == B { 2 } else { 3 } }"] {
        let network = accepted(&format!("input = {size}"), "struct Net { a: Linear<3> }");
        assert!(!network.has_named_inputs(), "{size}");
    }
}

#[test]
fn raw_names_are_names() {
    let network = accepted("input = { r#type = 2, b = 2 }", "struct Net { #[from(r#type, b)] a: Add }");
    assert_eq!(network.inputs[0].name, "type");
}

#[test]
fn sizes_are_added() {
    let network = accepted("input = { a = WIDTH, b = 3 }", "struct Net { #[from(a, b)] a2: Concat }");
    assert_eq!(network.input.to_string(), "[WIDTH + 3]");
    reports(
        "input = { a = 2, b = N }",
        "struct Net<const N: usize> { #[from(a)] c: Linear<3>, #[from(b)] d: Linear<3>, #[from(c, d)] e: Add }",
        "
        the number of features of all inputs would have to be computed from the const parameter `N`, which Rust cannot do here
        help: use a number or a constant instead of `N`
        ",
    );
    reports(
        "input = { a = 2147483648, b = 1 }",
        "struct Net { #[from(a)] c: Tanh, #[from(b)] d: Linear<2147483648>, #[from(c, d)] e: Add }",
        "
        the number of features of all inputs is 2147483648 + 1, which is more than 2147483648
        help: use smaller sizes
        ",
    );
}

#[test]
fn an_input_is_unknown() {
    reports(
        "input = { image = [1, 8, 8], age = 1 }",
        "struct Face { #[from(image)] flat: Flatten, #[from(flat, agee)] all: Concat }",
        "
        there is no step or input `agee`
        help: did you mean `age`?
        ",
    );
    reports(
        "input = { image = [1, 8, 8], age = 1 }",
        "struct Face { #[from(input)] flat: Flatten, #[from(flat, age)] all: Concat }",
        "
        there is no step or input `input`
        help: name a step above it, or an input, `image` and `age`
        ",
    );
    reports(
        "input = { a = 2, b = 2, c = 2 }",
        "struct Face(#[from(7, a)] Add);",
        "
        there is no step or input `7`
        help: name an input, `a`, `b`, `c` or the number of a step above it, counted from 0
        ",
    );
    reports(
        "input = { point = 2 }",
        "struct Face { #[from(input)] a: Relu }",
        "
        there is no step `input`
        help: name a step above it, or `point`
        ",
    );
}

#[test]
fn an_input_is_never_used() {
    reports(
        "input = { image = [1, 8, 8], age = 1, name = 7 }",
        FACE,
        "
        the input `name` is never used
        help: name it in a `#[from(..)]` of a step, or remove it here
        ",
    );
}

#[test]
fn the_first_step_has_to_name_its_inputs() {
    reports(
        "input = { image = [1, 8, 8], age = 1 }",
        "struct Face { flat: Flatten, #[from(flat, age)] all: Concat }",
        "
        `flat` has no step above it, and the network has 2 inputs
        help: name what it takes, as in `#[from(image)]`; the inputs are `image` and `age`
        ",
    );
}

#[test]
fn a_name_is_used_twice() {
    reports(
        "input = { a = 2, b = 3, a = 4 }",
        "struct Net { #[from(a, b)] c: Concat }",
        "
        there are two inputs with the name `a`
        help: rename one of them
        ",
    );
    reports(
        "input = { a = 2, b = 3 }",
        "struct Net { #[from(a, b)] b: Concat }",
        "
        a step cannot be called `b`: that is the name of an input of the network
        help: rename the step
        ",
    );
}

#[test]
fn braces_without_names_name_nothing() {
    reports(
        "input = {}",
        "struct Net { a: Linear<3> }",
        "
        `input = {}` names no input
        help: write it as in `input = { image = [1, 28, 28], age = 1 }`
        ",
    );
}

#[test]
fn an_input_is_written_wrongly() {
    for (written, message) in [
        ("{ image, age = 1 }", "the input `image` needs its shape, after `=`"),
        ("{ image: [1, 8, 8], age = 1 }", "the input `image` needs its shape, after `=`"),
        ("{ age = 1, image = }", "the input `image` needs its shape, after `=`"),
        ("{ age = 1, 3 }", "an input starts with its name"),
        ("{ age = 1, self = 3 }", "`self` is a word of Rust's, and cannot be the name of an input"),
        ("{ age = 1, image = ; }", "`;` is not a shape"),
    ] {
        reports(
            &format!("input = {written}"),
            "struct Net { #[from(age)] a: Linear<3> }",
            &format!("{message}\nhelp: write it as in `input = {{ image = [1, 28, 28], age = 1 }}`"),
        );
    }
    reports(
        "input = { age = 1, image = 0 }",
        "struct Net { #[from(age)] a: Linear<3>, #[from(image)] b: Linear<3>, #[from(a, b)] c: Add }",
        "
        a size cannot be zero
        help: write a number of at least 1
        ",
    );
    reports(
        "input = { age = 1 } 3",
        "struct Net { a: Linear<3> }",
        "
        the value of `input` ends before this
        help: put a comma between two arguments
        ",
    );
}

#[test]
fn there_are_too_many_inputs() {
    let (inputs, names): (Vec<_>, Vec<_>) = (0..17).map(|n| (format!("i{n} = 1"), format!("i{n}"))).unzip();
    reports(
        &format!("input = {{ {} }}", inputs.join(", ")),
        &format!("struct Net {{ #[from({})] a: Concat }}", names.join(", ")),
        "
        the network has 17 inputs, but at most 16 are possible
        help: make one input of several
        ",
    );
}

#[test]
fn shapes_of_inputs_are_checked_by_their_names() {
    reports(
        "input = { image = [1, 8, 8], age = 1 }",
        "struct Face { #[from(image, age)] all: Concat }",
        "
        `all` joins values along their first size, so the others must agree, but `image` gives [1, 8, 8] and `age` gives [1]
          step  layer   in               out  params
        > all   Concat  [1, 8, 8] + [1]  ?         0
        help: flatten both first, or make the other sizes equal
        ---
        `image` gives [1, 8, 8] here
        ---
        `age` gives 1 feature here
        ",
    );
    reports(
        "input = { a = 4, b = 3 }",
        "struct Face { #[from(a)] c: Linear<5, 2>, #[from(b, c)] d: Concat }",
        "
        `c` takes 5 features, but `a` gives 4
          step  layer   in         out  params
        > c     Linear  [5]        [2]      12
          d     Concat  [3] + [2]  [5]       0
        help: drop the explicit input size, or declare `a = 5`
        ---
        `a` gives 4 features here
        ",
    );
}
