//! Mistakes in the attributes of fields.

use super::reports;

#[test]
fn from_names_nothing() {
    reports("input = 2", "struct Net { #[from()] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[from] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[from = \"a\"] a: Relu }", "@@");
}

#[test]
fn from_names_something_else() {
    reports("input = 2", "struct Net { #[from(input.a)] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[from(\"input\")] a: Relu }", "@@");
}

#[test]
fn a_bad_from_causes_nothing_else() {
    reports("input = 2", "struct Net { a: Relu, b: Tanh, #[from(a b)] c: Add }", "@@");
}

#[test]
fn an_attribute_is_given_twice() {
    reports("input = 2", "struct Net { #[from(input)] #[from(input)] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[freeze] #[freeze] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[init(zeros)] #[init(default)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[key = \"x\"] #[key = \"y\"] a: Linear<2> }", "@@");
}

#[test]
fn a_name_is_a_slip() {
    reports("input = 2", "struct Net { #[form(input)] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[frm(input)] a: Relu }", "@@");
    reports("input = 2", "struct Net { #[inti(zeros)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[freez] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[kye = \"x\"] a: Linear<2> }", "@@");
}

#[test]
fn a_step_depends_on_a_cfg() {
    reports("input = 2", "struct Net { #[cfg(test)] a: Relu, b: Tanh }", "@@");
}

#[test]
fn an_initial_distribution_is_wrong() {
    reports("input = 2", "struct Net { #[init(xavier)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[init(xavier_unifrom)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[init] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[init()] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[init(zeros, default)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[init(zeros)] a: Relu }", "@@");
}

#[test]
fn freeze_is_out_of_place() {
    reports("input = 2", "struct Net { #[freeze(true)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[freeze] a: Relu }", "@@");
}

#[test]
fn a_key_is_no_name() {
    reports("input = 2", "struct Net { #[key = \"\"] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[key = \"a.\"] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[key = 3] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[key(a)] a: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[key = \"x\"] a: Relu }", "@@");
}

#[test]
fn two_keys_are_equal() {
    reports("input = 2", "struct Net { a: Linear<2>, #[key = \"a\"] b: Linear<2> }", "@@");
    reports("input = 2", "struct Net { #[key = \"x\"] a: Linear<2>, #[key = \"x\"] b: Linear<2> }", "@@");
}
