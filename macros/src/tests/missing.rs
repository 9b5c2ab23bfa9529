//! Layers that other libraries have.

use super::expansion;
use crate::layers::elsewhere::message;

#[test]
fn well_known_layers_are_said_to_be_none_of_ours() {
    let names = [
        "BatchNorm3d",
        "Conv3d",
        "ConvLSTM",
        "EmbeddingBag",
        "GRUCell",
        "LocalResponseNorm",
        "MaxPooling3D",
        "MultiheadAttention",
        "PixelShuffle",
        "SeparableConv2D",
        "TransformerEncoderLayer",
    ];
    for name in names {
        let text = message(name).unwrap_or_else(|| panic!("{name} is known"));
        assert!(text.starts_with(&format!("there is no layer `{name}`: built in are `Linear`, ")), "{text}");
        assert!(
            text.contains("\nhelp: for any other layer, implement `Layer` for a type of your own: https://"),
            "{text}"
        );
    }
    for name in ["Hardshrink", "LogSigmoid", "Log_Sigmoid", "QuickGELU", "RReLU", "Softshrink", "Tanhshrink"] {
        let text = message(name).unwrap_or_else(|| panic!("{name} is known"));
        assert!(text.contains(&format!("and write the step `Pointwise<{name}>`: https://")), "{text}");
    }
    for name in ["Split", "Chunk", "Narrow", "TensorSplit"] {
        let text = message(name).unwrap_or_else(|| panic!("{name} is known"));
        let help = "help: each part is a step with the layer `Slice`: `#[from(x)] first: Slice<0, 4>` and ";
        assert!(text.starts_with(&format!("there is no layer `{name}`\n{help}")), "{text}");
    }
    for (name, form) in
        [("ZeroPadding2D", "Pad<2>"), ("ReflectionPad1d", "Pad<2, Reflect>"), ("UpSampling2D", "Upsample<2>")]
    {
        let text = message(name).unwrap_or_else(|| panic!("{name} is known"));
        assert_eq!(text, format!("there is no layer `{name}`\nhelp: write it as in `{form}`"));
    }
    // A layer that is built in is not one of other libraries only.
    for entry in crate::layers::ENTRIES {
        assert_eq!(message(entry.name), None);
    }
    assert!(message("tanhshrink").is_some_and(|text| text.contains("the step `Pointwise<Tanhshrink>`")));
    for name in ["Linear", "Relu", "Block", "Gated", "Attention", "Encoder", "D", "2d"] {
        assert_eq!(message(name), None);
    }
}

#[test]
fn the_sentence_is_said_of_a_name_alone() {
    let mentions = |item| expansion("input = 2", item).contains("there is no layer");
    assert!(mentions("struct Net { a: Conv3d<3>, b: Linear<2> }"));
    assert!(mentions("struct Net { a: Conv3d<_, 3> }"));
    assert!(mentions("struct Net<const H: usize = 3>(LogSigmoid, Linear<H>);"));
    // With a path it is the user's, and so is every other name.
    assert!(!mentions("struct Net { a: self::Conv2d<3>, b: my::Lstm<3>, c: Gated<3> }"));
    // The macro does not see if `N` is a constant or a type.
    assert!(!mentions("struct Net { a: Conv3d<N> }"));
}

#[test]
fn a_step_is_asserted_to_be_a_layer_beside_the_struct() {
    let text = expansion("input = 2", "struct Net { a: Gated<_, 3>, b: Linear<2> }");
    assert!(text.contains("assert_step (__Net_a_kind , \"a\" , \"Gated"), "{text}");
    assert_eq!(text.matches("Gated < 2 , 3 >").count(), 1, "{text}");
}

/// A step below a mistake has no alias.
#[test]
fn a_step_below_a_mistake_is_left_as_it_is_written() {
    let text = expansion("input = 2", "struct Net { a: Half<_, _, _>, b: Gated<3> }");
    assert!(!text.contains("__Net_b <"), "{text}");
}
