//! Mistakes around the fields: the item, its generics, its attributes.

use super::{expansion, reports};

#[test]
fn the_item_is_no_struct() {
    reports(
        "input = 2",
        "enum Net { A }",
        "
        a network is declared as a struct, but this is an enum
        help: write a struct whose fields are the steps
        ",
    );
    reports(
        "input = 2",
        "union Net { a: u32 }",
        "
        a network is declared as a struct, but this is a union
        help: write a struct whose fields are the steps
        ",
    );
    reports(
        "input = 2",
        "fn net() {}",
        "
        a network is declared as a struct, but this is something else
        help: write a struct whose fields are the steps
        ",
    );
    assert!(expansion("input = 2", "enum Net { A }").ends_with("enum Net { A }"));
}

#[test]
fn the_item_is_no_item() {
    reports(
        "input = 2",
        "struct",
        "
        unexpected end of input, expected identifier
        ",
    );
}

#[test]
fn there_are_no_steps() {
    reports(
        "input = 2",
        "struct Net;",
        "
        `Net` has no steps: a network needs at least one
        help: give it fields whose types are layers, as in `logits: Linear<3>`
        ",
    );
    reports(
        "input = 2",
        "struct Net {}",
        "
        `Net` has no steps: a network needs at least one
        help: give it fields whose types are layers, as in `logits: Linear<3>`
        ",
    );
    reports(
        "input = 2",
        "struct Net();",
        "
        `Net` has no steps: a network needs at least one
        help: give it fields whose types are layers, as in `logits: Linear<3>`
        ",
    );
}

#[test]
fn generics_are_sizes_only() {
    reports(
        "input = 2",
        "struct Net<T> { a: Relu }",
        "
        a network cannot have a type parameter of its own, here `T`
        help: leave it out: `#[network]` adds one for the type of the numbers, `f32` where nothing else is said
        ",
    );
    reports(
        "input = 2",
        "struct Net<'a> { a: Relu }",
        "
        a network borrows nothing, so it cannot have lifetimes
        help: leave the lifetime out
        ",
    );
    reports(
        "input = 2",
        "struct Net<const N: u32> { a: Relu }",
        "
        `N` is not a size: const parameters of a network are sizes, of type `usize`
        help: write `const N: usize`
        ",
    );
    reports(
        "input = 2",
        "struct Net<const N: usize> where [(); N]: Sized { a: Relu }",
        "
        a network cannot have a `where` clause
        help: leave it out; sizes are checked without one
        ",
    );
}

#[test]
fn the_attribute_is_given_twice() {
    reports(
        "input = 2",
        "#[network(input = 3)] struct Net { a: Relu }",
        "
        `#[network]` is given twice
        help: put all arguments into one
        ",
    );
    reports(
        "input = 2",
        "#[netwright::network(input = 3)] struct Net { a: Relu }",
        "
        `#[network]` is given twice
        help: put all arguments into one
        ",
    );
}

#[test]
fn a_step_has_a_reserved_name() {
    reports(
        "input = 2",
        "struct Net { input: Linear<2>, b: Relu }",
        "
        a step cannot be called `input`: that is the name of the network's input
        help: rename the step
        ",
    );
}

#[test]
fn two_steps_have_one_name() {
    reports(
        "input = 2",
        "struct Net { a: Relu, a: Tanh }",
        "
        there are two steps with the name `a`
        help: rename one of them
        ",
    );
}
