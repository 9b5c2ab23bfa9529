//! Mistakes in how steps are connected.

use super::reports;

#[test]
fn a_step_is_unknown() {
    reports(
        "input = 2",
        "struct Net { hidden: Linear<4>, #[from(hiden)] a: Relu }",
        "
        there is no step `hiden`
        help: did you mean `hidden`?
        ",
    );
    reports(
        "input = 2",
        "struct Net { hidden: Linear<4>, #[from(other)] a: Relu }",
        "
        there is no step `other`
        help: name a step above it, or `input`
        ",
    );
    reports(
        "input = 2",
        "struct Net { #[from(inptu)] a: Relu }",
        "
        there is no step `inptu`
        help: did you mean `input`?
        ",
    );
    reports(
        "input = 2",
        "struct Net(Linear<4>, #[from(7)] Relu);",
        "
        there is no step `7`
        help: name `input` or the number of a step above it, counted from 0
        ",
    );
    reports(
        "input = 2",
        "struct Net(Linear<4>, #[from(hidden)] Relu);",
        "
        there is no step `hidden`
        help: name `input` or the number of a step above it, counted from 0
        ",
    );
    reports(
        "input = 2",
        "struct Net { hidden: Linear<4>, #[from(0)] a: Relu }",
        "
        there is no step `0`
        help: name a step above it, or `input`
        ",
    );
}

#[test]
fn a_step_is_computed_later() {
    reports(
        "input = 2",
        "struct Net { #[from(b)] a: Relu, b: Linear<2> }",
        "
        `a` cannot take the value of `b`, which is computed after it
        help: move `b` above `a`
        ",
    );
    reports(
        "input = 2",
        "struct Net(#[from(1)] Relu, Linear<2>);",
        "
        `0` cannot take the value of `1`, which is computed after it
        help: move `1` above `0`
        ",
    );
}

#[test]
fn a_step_takes_its_own_value() {
    reports(
        "input = 2",
        "struct Net { #[from(a)] a: Relu }",
        "
        `a` cannot take its own value
        help: name a step above it, or `input`
        ",
    );
}

#[test]
fn a_layer_takes_one_value() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, #[from(input, a)] b: Relu }",
        "
        `b` takes one value, but is given 2
        help: `Relu` has one input; join several first, with `Add` or `Concat`
        ",
    );
}

#[test]
fn a_layer_takes_several_values() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, b: Add }",
        "
        `b` takes two or more values, which must be named
        help: write `#[from(a, b)]` above it, with the names of the steps whose values `Add` takes
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, #[from(a)] b: Concat }",
        "
        `b` takes two or more values, but is given 1
        help: name all values that `Concat` takes, as in `#[from(a, b)]`
        ",
    );
    reports(
        "input = 2",
        "struct Net { b: Max }",
        "
        `b` takes two or more values, which must be named
        help: write `#[from(a, b)]` above it, with the names of the steps whose values `Max` takes
        ",
    );
}

#[test]
fn a_difference_takes_two_values() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, b: Sub }",
        "
        `b` takes two values, which must be named
        help: write `#[from(a, b)]` above it, with the names of the steps whose values `Sub` takes
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, #[from(a, input, a)] b: Sub }",
        "
        `b` takes two values, but is given 3
        help: name both values that `Sub` takes, as in `#[from(a, b)]`
        ",
    );
}

#[test]
fn a_value_is_never_used() {
    reports(
        "input = 2",
        "struct Net { a: Linear<3>, #[from(input)] b: Linear<3> }",
        "
        the value of `a` is never used
        help: name it in the `#[from(..)]` of a step below, or remove the step
        ",
    );
    reports(
        "input = 2",
        "struct Net(Linear<3>, Relu, #[from(0)] Tanh);",
        "
        the value of `1` is never used
        help: name it in the `#[from(..)]` of a step below, or remove the step
        ",
    );
}

#[test]
fn a_wrong_name_makes_nothing_else_unused() {
    reports(
        "input = 2",
        "struct Net { a: Linear<3>, #[from(input)] b: Linear<3>, #[from(a, bb)] c: Add, d: Relu }",
        "
        there is no step `bb`
        help: did you mean `b`?
        ",
    );
}
