//! Mistakes around the fields: the item, its generics, its attributes.

use super::{expansion, reports};

#[test]
fn the_item_is_no_struct() {
    reports("input = 2", "enum Net { A }", "@@");
    reports("input = 2", "union Net { a: u32 }", "@@");
    reports("input = 2", "fn net() {}", "@@");
    assert!(expansion("input = 2", "enum Net { A }").ends_with("enum Net { A }"));
}

#[test]
fn the_item_is_no_item() {
    reports("input = 2", "struct", "@@");
}

#[test]
fn there_are_no_steps() {
    reports("input = 2", "struct Net;", "@@");
    reports("input = 2", "struct Net {}", "@@");
    reports("input = 2", "struct Net();", "@@");
}

#[test]
fn generics_are_sizes_only() {
    reports("input = 2", "struct Net<T> { a: Relu }", "@@");
    reports("input = 2", "struct Net<'a> { a: Relu }", "@@");
    reports("input = 2", "struct Net<const N: u32> { a: Relu }", "@@");
    reports("input = 2", "struct Net<const N: usize> where [(); N]: Sized { a: Relu }", "@@");
}

#[test]
fn the_attribute_is_given_twice() {
    reports("input = 2", "#[network(input = 3)] struct Net { a: Relu }", "@@");
    reports("input = 2", "#[netwright::network(input = 3)] struct Net { a: Relu }", "@@");
}

#[test]
fn a_step_has_a_reserved_name() {
    reports("input = 2", "struct Net { input: Linear<2>, b: Relu }", "@@");
}

#[test]
fn two_steps_have_one_name() {
    reports("input = 2", "struct Net { a: Relu, a: Tanh }", "@@");
}
