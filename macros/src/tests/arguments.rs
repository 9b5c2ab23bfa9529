//! Mistakes in `#[network(..)]`.

use super::{messages, reports};

const NET: &str = "struct Net { a: Linear<3> }";

#[test]
fn the_input_is_missing() {
    reports("", NET, "@@");
    reports("output = 3", NET, "@@");
}

#[test]
fn an_argument_is_given_twice() {
    reports("input = 2, input = 3", NET, "@@");
    reports("input = 2, crate = a, crate = b", NET, "@@");
}

#[test]
fn an_argument_is_unknown() {
    reports("input = 2, inptu = 3", NET, "@@");
    reports("input = 2, speed(3, 4)", NET, "@@");
}

#[test]
fn an_argument_has_no_value() {
    reports("input", NET, "@@");
    reports("input =", NET, "@@");
    reports("input(2)", NET, "@@");
    reports("input = 2, crate =", NET, "@@");
    reports("input = 2, crate = \"path\"", NET, "@@");
    reports("2", NET, "@@");
}

#[test]
fn something_follows_the_value() {
    reports("input = 2 3", NET, "@@");
}

#[test]
fn the_input_is_no_shape() {
    reports("input = []", NET, "@@");
    reports("input = [1, 2, 3, 4]", NET, "@@");
    reports("input = 0", NET, "@@");
    reports("input = [1, 0, 28]", NET, "@@");
    reports("input = 2.5", NET, "@@");
    reports("input = -3", NET, "@@");
    reports("input = \"2\"", NET, "@@");
    reports("input = (1, 28)", NET, "@@");
}

#[test]
fn the_input_is_too_large() {
    reports("input = 2147483649", NET, "@@");
    reports("input = 99999999999999999999999", NET, "@@");
    reports("input = [2000, 2000, 2000]", "struct Net { flat: Flatten }", "@@");
}

#[test]
fn the_output_is_another() {
    reports("input = 2, output = 4", "struct Net { a: Linear<3> }", "@@");
    reports("input = 2, output = 4", "struct Net { a: Linear<3>, b: Relu }", "@@");
    reports("input = [1, 4], output = 4", "struct Net { a: Relu }", "@@");
    reports("input = 2, output = 4", "struct Net<const H: usize> { a: Linear<H> }", "@@");
}

#[test]
fn mistakes_in_several_arguments_are_all_reported() {
    assert_eq!(messages("input = 0, output = -1, colour = 3", NET).len(), 3);
}
