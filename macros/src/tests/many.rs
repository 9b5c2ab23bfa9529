//! Several mistakes at once: each is reported, and none twice.

use super::reports;

#[test]
fn three_mistakes_are_three_messages() {
    reports(
        "input = 2, outptu = 3",
        "struct Net { hidden: Dense<100>, relu: Relu, #[init(xavier)] logits: Linear<3> }",
        "
        `outptu` is not an argument of `#[network]`
        help: did you mean `output`?
        ---
        there is no layer `Dense`
        help: the layer is called `Linear` here
        help: for a custom layer with this name, write its path, `self::Dense`
        ---
        there is no initial distribution `xavier`
        help: the distributions are `default`, `kaiming_uniform`, `kaiming_normal`, `xavier_uniform`, `xavier_normal`, `lecun_uniform`, `lecun_normal`, `truncated_normal`, `orthogonal`, `constant`, `zeros`
        ",
    );
}

#[test]
fn after_a_wrong_size_the_steps_below_are_checked_with_what_the_step_declares() {
    reports(
        "input = 2",
        "struct Net { a: Linear<9, 4>, b: Relu, c: Linear<5, 6> }",
        "
        `a` takes 9 features, but `input` gives 2
          step  layer   in   out  params
        > a     Linear  [9]  [4]      40
          b     Relu    [4]  [4]       0
          c     Linear  [5]  [6]      36
        help: drop the explicit input size, or declare `input = 9`
        ---
        `input` gives 2 features here
        ---
        `c` takes 5 features, but `b` gives 4
          step  layer   in   out  params
          a     Linear  [9]  [4]      40
          b     Relu    [4]  [4]       0
        > c     Linear  [5]  [6]      36
        help: drop the explicit input size, or make `a` a Linear<5>
        ---
        `b` gives 4 features here
        ",
    );
}

#[test]
fn what_an_unknown_layer_feeds_is_not_checked() {
    reports(
        "input = 2",
        "struct Net { a: Dense<2>, b: Linear<7, 3>, c: Relu, d: Linear<4, 1> }",
        "
        there is no layer `Dense`
        help: the layer is called `Linear` here
        help: for a custom layer with this name, write its path, `self::Dense`
        ---
        `d` takes 4 features, but `c` gives 3
          step  layer   in   out  params
          a     ?       [2]  ?         ?
          b     Linear  [7]  [3]       ?
          c     Relu    [3]  [3]       0
        > d     Linear  [4]  [1]       5
        help: drop the explicit input size, or make `b` a Linear<4>
        ---
        `c` gives 3 features here
        ",
    );
    reports(
        "input = oops!",
        "struct Net { a: Relu, b: Linear<7, 3>, c: Softmax }",
        "
        `input` is a size, or the sizes of an image, but this is `oops !`
        help: write it as in `input = 4`
        ",
    );
}

#[test]
fn all_attributes_of_a_field_are_checked() {
    reports(
        "input = 2",
        "struct Net { #[from(inptu)] #[init(zeroes)] #[key = \".\"] #[freeze(1)] a: Linear<3> }",
        r#"
        the key "." has a dot with nothing before or after it
        help: write the name of the step in weights files, as in `#[key = "features.0"]`
        ---
        `#[freeze]` takes no arguments
        help: write `#[freeze]`
        ---
        there is no initial distribution `zeroes`
        help: did you mean `zeros`?
        ---
        there is no step `inptu`
        help: did you mean `input`?
        "#,
    );
}
