//! Mistakes in how steps are connected.

use super::reports;

#[test]
fn a_step_is_unknown() {
    reports("input = 2", "struct Net { hidden: Linear<4>, #[from(hiden)] a: Relu }", "@@");
    reports("input = 2", "struct Net { hidden: Linear<4>, #[from(other)] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[from(inptu)] a: Relu }", "@@");
    reports("input = 2", "struct Net(Linear<4>, #[from(7)] Relu);", "@@");
    reports("input = 2", "struct Net(Linear<4>, #[from(hidden)] Relu);", "@@");
    reports("input = 2", "struct Net { hidden: Linear<4>, #[from(0)] a: Relu }", "@@");
}

#[test]
fn a_step_is_computed_later() {
    reports("input = 2", "struct Net { #[from(b)] a: Relu, b: Linear<2> }", "@@");
    reports("input = 2", "struct Net(#[from(1)] Relu, Linear<2>);", "@@");
}

#[test]
fn a_step_takes_its_own_value() {
    reports("input = 2", "struct Net { #[from(a)] a: Relu }", "@@");
}

#[test]
fn a_layer_takes_one_value() {
    reports("input = 2", "struct Net { a: Linear<2>, #[from(input, a)] b: Relu }", "@@");
}

#[test]
fn a_layer_takes_several_values() {
    reports("input = 2", "struct Net { a: Linear<2>, b: Add }", "@@");
    reports("input = 2", "struct Net { a: Linear<2>, #[from(a)] b: Concat }", "@@");
    reports("input = 2", "struct Net { b: Max }", "@@");
}

#[test]
fn a_value_is_never_used() {
    reports("input = 2", "struct Net { a: Linear<3>, #[from(input)] b: Linear<3> }", "@@");
    reports("input = 2", "struct Net(Linear<3>, Relu, #[from(0)] Tanh);", "@@");
}

#[test]
fn a_wrong_name_makes_nothing_else_unused() {
    reports(
        "input = 2",
        "struct Net { a: Linear<3>, #[from(input)] b: Linear<3>, #[from(a, bb)] c: Add, d: Relu }",
        "@@",
    );
}
