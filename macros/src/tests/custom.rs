//! Layers that are not built in: networks and users' types.

use super::{accepted, expansion, has_steps, reports};
use quote::ToTokens;

#[test]
fn a_type_with_another_name_is_a_step() {
    has_steps(
        "input = 2",
        "struct Net { a: Block, b: my::Gated<_, 16>, c: Linear<3>, d: nn::Linear<5>, e: Mix, f: self::Dense<_, 2>, g: crate::Relu, h: Bilinear, i: Linear2 }",
        "
        a: [2] -> [..], .. parameters
        b: [..] -> [..], .. parameters
        c: [..] -> [3], ..·3 + 3 parameters
        d: [3] -> [..], .. parameters
        e: [..] -> [..], .. parameters
        f: [..] -> [..], .. parameters
        g: [..] -> [..], .. parameters
        h: [..] -> [..], .. parameters
        i: [..] -> [..], .. parameters
        ",
    );
}

/// The type of the second step of a network whose first gives 5 features, over `f32`.
fn second_type(item: &str) -> String {
    let network = accepted("input = [1, 4, 3]", item);
    let step = &network.steps[1];
    let ty = step.written.as_ref().expect("a user's type");
    ty.to_token_stream().to_string().replace(' ', "")
}

#[test]
fn sizes_of_inputs_are_filled_in() {
    assert_eq!(second_type("struct Net { a: Flatten, b: Gated<_, 7> }"), "Gated<12,7>");
    assert_eq!(second_type("struct Net { a: Flatten, b: Gated<{ N }, 7> }"), "Gated<{N},7>");
    assert_eq!(second_type("struct Net { a: Relu, b: Pool<_, _, _, 2> }"), "Pool<1,4,3,2>");
    assert_eq!(second_type("struct Net { a: Relu, b: Stretch<_, _, _, _> }"), "Stretch<1,4,3,12>");
    assert_eq!(second_type("struct Net { a: Flatten, #[from(a, input)] b: Pair<_, _, _, _, _> }"), "Pair<12,1,4,3,12>");
    assert_eq!(second_type("struct Net { a: Flatten, #[from(a, a)] b: MeanOf<_, 2> }"), "MeanOf<12,2>");
}

#[test]
fn the_size_of_the_output_is_asked_of_the_layer() {
    assert_eq!(
        second_type("struct Net { a: Flatten, b: Half<_, _> }"),
        "Half<12,{<Half<12,0>as::netwright::layer::Layer<::core::primitive::f32>>::OUTPUT.features()}>"
    );
}

#[test]
fn there_are_too_many_holes() {
    reports(
        "input = 2",
        "struct Net { a: Half<_, _, _>, b: Relu }",
        "
        the type of `a` has 3 `_`, more than can be filled in
          step  layer  in   out  params
        > a     Half   [2]  ?         ?
          b     Relu   ?    ?         0
        help: there can be one for the size of its input, and one for the size that `Half` gives
        ",
    );
}

#[test]
fn a_size_depends_on_a_const_parameter() {
    // The steps after a network with the const parameter must not need its size as a number.
    has_steps(
        "input = 2",
        "struct Net<const H: usize> { a: Block<H>, b: Block<H>, c: Linear<2, 3>, d: Gated<_, H> }",
        "
        a: [2] -> [..], .. parameters
        b: [..] -> [..], .. parameters
        c: [..] -> [3], 9 parameters
        d: [3] -> [..], .. parameters
        ",
    );
    reports(
        "input = 2",
        "struct Net<const H: usize> { a: Block<H>, b: Relu, c: Linear<3> }",
        "
        the number of inputs of `b` would have to be computed from the const parameter `H`, which Rust cannot do here
          step  layer   in    out   params
          a     Block   [2]   [..]      ..
        > b     Relu    [..]  ?          0
          c     Linear  ?     [3]        ?
        help: use a number or a constant instead of `H`
        ",
    );
}

#[test]
fn a_function_is_the_argument_of_a_layer() {
    has_steps(
        "input = [2, 3]",
        "struct Net { a: Pointwise<Square>, b: Flatten, c: Columnwise<my::Sort> }",
        "
        a: [2, 3] -> [2, 3], 0 parameters
        b: [2, 3] -> [6], 0 parameters
        c: [6] -> [6], 0 parameters
        ",
    );
    reports(
        "input = 2",
        "struct Net { a: Pointwise, b: Columnwise<3> }",
        "
        `Pointwise` takes one argument, a function of yours
        help: write `Pointwise<Square>`, where `Square` is a type that implements `Activation`
        ---
        `Columnwise` takes one argument, a function of yours
        help: write `Columnwise<Square>`, where `Square` is a type that implements `ColumnFunction`
        ",
    );
}

#[test]
fn an_explicit_distribution_reaches_into_a_network() {
    assert!(expansion("input = 2", "struct Net(#[init(zeros)] Block);").contains("initialize_all"));
    assert!(!expansion("input = 2", "struct Net(Block);").contains("initialize_all"));
}

#[test]
fn a_network_is_a_step_of_itself() {
    reports(
        "input = 2",
        "struct Net { a: Linear<2>, b: Net, c: Self }",
        "
        `b` cannot be `Net` itself: a network within itself has no end
        help: declare the part that repeats as a network of its own, and use it several times
        ---
        `c` cannot be `Net` itself: a network within itself has no end
        help: declare the part that repeats as a network of its own, and use it several times
        ",
    );
}
