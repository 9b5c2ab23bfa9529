//! Several mistakes at once: each is reported, and none twice.

use super::reports;

#[test]
fn three_mistakes_are_three_messages() {
    reports(
        "input = 2, outptu = 3",
        "struct Net { hidden: Dense<100>, relu: Relu, #[init(xavier)] logits: Linear<3> }",
        "@@",
    );
}

#[test]
fn after_a_wrong_size_the_steps_below_are_checked_with_what_the_step_declares() {
    reports("input = 2", "struct Net { a: Linear<9, 4>, b: Relu, c: Linear<5, 6> }", "@@");
}

#[test]
fn what_an_unknown_layer_feeds_is_not_checked() {
    reports("input = 2", "struct Net { a: Strange, b: Linear<7, 3>, c: Relu, d: Linear<4, 1> }", "@@");
    reports("input = oops!", "struct Net { a: Relu, b: Linear<7, 3>, c: Softmax }", "@@");
}

#[test]
fn all_attributes_of_a_field_are_checked() {
    reports("input = 2", "struct Net { #[from(inptu)] #[init(zeroes)] #[key = \".\"] #[freeze(1)] a: Linear<3> }", "@@");
}
