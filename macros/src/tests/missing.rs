//! Layers that other libraries have, and arguments as they take them.

use super::{expansion, messages};
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

/// Arguments with the names that PyTorch's have.
#[test]
fn arguments_have_no_names() {
    for (layer, named, help) in [
        ("Conv2d<4, 3, stride = 2>", "stride = 2", "write `Stride<2>`"),
        ("Conv2d<4, 3, groups = N>", "groups = N", "write `Groups<N>`"),
        ("Conv2d<4, 3, padding = \"same\">", "padding = \"same\"", "write `Same`"),
        ("Conv2d<4, kernel_size = 3>", "kernel_size = 3", "write `3` alone"),
        ("Conv2d<4, 3, bias = false>", "bias = false", "write `NoBias`"),
        ("Conv2d<4, 3, bias = true>", "bias = true", "leave it out"),
        ("MaxPool2d<3, ceil_mode = true>", "ceil_mode = true", "write `CeilMode`"),
        ("MaxPool2d<3, ceil_mode = false>", "ceil_mode = false", "leave it out"),
        ("Gru<4, num_layers = 2>", "num_layers = 2", "write `Layers<2>`"),
        ("BatchNorm2d<eps = 1e-3>", "eps = 1e-3", "write `1e-3` alone"),
        ("Relu<inplace = true>", "inplace = true", "leave it out"),
    ] {
        let expected = format!("`{named}`: the arguments of a layer have no names\nhelp: {help}");
        assert_eq!(messages("input = [2, 8, 8]", &format!("struct Net {{ step: {layer} }}")), [expected], "{layer}");
    }
}
