//! Mistakes in the sizes of layers.

use super::reports;

#[test]
fn a_size_is_no_size() {
    reports(
        "input = 2",
        "struct Net { a: Linear<0> }",
        "
        a size cannot be zero
        help: write a number of at least 1
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<2.5> }",
        "
        `2.5` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<-3> }",
        "
        `-3` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<\"3\"> }",
        r#"
        `"3"` is not a size: sizes are whole numbers above zero
        help: write a number, the name of a constant, or an expression in braces
        "#,
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<3u8> }",
        "
        a size is a `usize`, not a `u8`
        help: leave out the suffix
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<{ 0 }> }",
        "
        a size cannot be zero
        help: write a number of at least 1
        ",
    );
}

#[test]
fn a_size_is_too_large() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2147483649> }",
        "
        2147483649 is too large: a value has at most 2147483648 features
        help: use a smaller size
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<99999999999999999999999> }",
        "
        99999999999999999999999 is too large: a value has at most 2147483648 features
        help: use a smaller size
        ",
    );
    reports(
        "input = 65536",
        "struct Net { a: Linear<65536>, b: Relu }",
        "
        the number of weights of `a` is 65536 * 65536, which is more than 2147483648
          step  layer   in       out          params
        > a     Linear  [65536]  [65536]  4295032832
          b     Relu    [65536]  [65536]           0
        help: use smaller sizes
        ",
    );
}

#[test]
fn a_size_is_taken_from_the_network_itself() {
    reports(
        "input = 2",
        "struct Net { a: Linear<Self::SIZE> }",
        "
        `Self` cannot be used here: the network is only being declared
        help: use a constant outside the network
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<{ Self::SIZE }> }",
        "
        `Self` cannot be used here: the network is only being declared
        help: use a constant outside the network
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Linear<{ 2 * Self::SIZE }> }",
        "
        `Self` cannot be used here: the network is only being declared
        help: use a constant outside the network
        ",
    );
}

#[test]
fn a_const_parameter_is_computed_with() {
    reports(
        "input = 2",
        "struct Net<const H: usize> { a: Linear<{ 2 * H }> }",
        "
        Rust cannot compute with the const parameter `H` here
        help: use `H` alone, or give the struct a further const parameter for the result
        ",
    );
    reports("input = [2, H]", "struct Net<const H: usize> { a: Relu }", "
        the number of features of `input` would have to be computed from the const parameter `H`, which Rust cannot do here
        help: use a number or a constant instead of `H`
        ");
    reports(
        "input = H",
        "struct Net<const H: usize> { a: Relu, #[from(input, a)] b: Concat }",
        "
        the number of features of `b` would have to be computed from the const parameter `H`, which Rust cannot do here
          step  layer   in         out  params
          a     Relu    [H]        [H]       0
        > b     Concat  [H] + [H]  ?         0
        help: use a number or a constant instead of `H`
        ",
    );
}

#[test]
fn a_const_parameter_meets_another_size() {
    reports(
        "input = 2",
        "struct Net<const H: usize> { a: Linear<H>, b: Linear<100, 3> }",
        "
        `b` takes 100 features, but `a` gives H: `H` can be any number
          step  layer   in     out   params
          a     Linear  [2]    [H]  2·H + H
        > b     Linear  [100]  [3]      303
        help: drop the explicit input size, or make `a` a Linear<100>
        ---
        `a` gives H features here
        ",
    );
    reports(
        "input = 2",
        "struct Net<const H: usize> { a: Linear<4>, b: Linear<H, 3> }",
        "
        `b` takes H features, but `a` gives 4: `H` can be any number
          step  layer   in   out   params
          a     Linear  [2]  [4]       12
        > b     Linear  [H]  [3]  H·3 + 3
        help: drop the explicit input size, or make `a` a Linear<H>
        ---
        `a` gives 4 features here
        ",
    );
    reports(
        "input = 2",
        "struct Net<const H: usize> { a: Linear<SIZE>, b: Linear<H, 3> }",
        "
        `b` takes H features, but `a` gives SIZE: `H` can be any number
          step  layer   in   out            params
          a     Linear  [2]  [SIZE]  2·SIZE + SIZE
        > b     Linear  [H]  [3]           H·3 + 3
        help: drop the explicit input size, or make `a` a Linear<H>
        ---
        `a` gives SIZE features here
        ",
    );
    reports(
        "input = 2",
        "struct Net<const H: usize, const G: usize> { a: Linear<H>, b: Linear<G, 3> }",
        "
        `b` takes G features, but `a` gives H: `G` can be any number
          step  layer   in   out   params
          a     Linear  [2]  [H]  2·H + H
        > b     Linear  [G]  [3]  G·3 + 3
        help: drop the explicit input size, or make `a` a Linear<G>
        ---
        `a` gives H features here
        ",
    );
}
