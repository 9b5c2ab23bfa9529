//! Pools: their sizes, their types, and the mistakes in them.

use super::{expansion, has_steps, messages, reports};

#[test]
fn sizes_are_those_of_pytorch() {
    for (input, layer, output) in [
        ("[6, 24, 24]", "MaxPool2d<2>", "[6, 12, 12]"),
        ("[6, 25, 24]", "MaxPool2d<2>", "[6, 12, 12]"),
        ("[6, 25, 24]", "MaxPool2d<2, CeilMode>", "[6, 13, 12]"),
        ("[3, 112, 112]", "MaxPool2d<3, Stride<2>, Padding<1>>", "[3, 56, 56]"),
        ("[3, 112, 112]", "MaxPool2d<3, Stride<2>, Padding<1>, CeilMode>", "[3, 57, 57]"),
        ("[1, 5]", "MaxPool1d<2, Padding<1>, CeilMode>", "[1, 3]"),
        ("[1, 6]", "MaxPool1d<1, Stride<2>, CeilMode>", "[1, 3]"),
        ("[1, 5]", "AvgPool1d<3, Padding<1>, CeilMode>", "[1, 2]"),
        ("[1, 10]", "AvgPool1d<3, Stride<4>>", "[1, 2]"),
        ("[1, 10]", "AvgPool1d<3, Stride<4>, CeilMode, CountExcludePad>", "[1, 3]"),
        ("[2, 9, 9]", "MaxPool2d<Kernel<3, 2>, Dilation<2, 1>>", "[2, 2, 4]"),
        ("[2, 9]", "MaxPool1d<3, Stride<1>, Causal>", "[2, 9]"),
        ("[2, 9]", "AvgPool1d<2, Same, CountExcludePad>", "[2, 5]"),
        ("[2, 9, 8]", "AdaptiveAvgPool2d<7>", "[2, 7, 7]"),
        ("[2, 9, 8]", "AdaptiveAvgPool2d<5, 20>", "[2, 5, 20]"),
        ("[2, 9]", "AdaptiveAvgPool1d<4>", "[2, 4]"),
        ("[2, 9]", "GlobalAvgPool", "[2]"),
        ("[2, 9, 8]", "GlobalMaxPool", "[2]"),
    ] {
        let item = format!("struct Net {{ a: {layer} }}");
        has_steps(&format!("input = {input}"), &item, &format!("a: {input} -> {output}, 0 parameters"));
    }
}

#[test]
fn sizes_may_be_constants() {
    has_steps(
        "input = [CHANNELS, SIDE, 24]",
        "struct Net { a: MaxPool2d<2>, b: AdaptiveAvgPool2d<OUT>, c: GlobalAvgPool, d: Linear<3> }",
        "
        a: [CHANNELS, SIDE, 24] -> [CHANNELS, (SIDE - 2) / 2 + 1, 12], 0 parameters
        b: [CHANNELS, (SIDE - 2) / 2 + 1, 12] -> [CHANNELS, OUT, OUT], 0 parameters
        c: [CHANNELS, OUT, OUT] -> [CHANNELS], 0 parameters
        d: [CHANNELS] -> [3], CHANNELS·3 + 3 parameters
        ",
    );
}

/// The first message about a layer, without the table of steps.
fn mistake(input: &str, item: &str) -> String {
    let messages = messages(&format!("input = {input}"), item);
    let lines = messages[0].lines().filter(|line| !line.starts_with([' ', '>']));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn mistakes_say_what_is_taken_and_what_is_given() {
    for (input, layer, message) in [
        (
            "7",
            "MaxPool2d<2>",
            "`a` takes an image `[channels, height, width]`, but `input` gives [7]\n\
             help: put a step `image: Reshape<C, H, W>` of 7 features between `input` and `a`",
        ),
        (
            "[3, 7]",
            "AvgPool2d<2>",
            "`a` takes an image `[channels, height, width]`, but `input` gives [3, 7]\n\
             help: for a signal write the layer with `1d` in its name, or put a step `image: Reshape<3, 1, 7>` between \
             `input` and `a`",
        ),
        (
            "[3, 7, 7]",
            "AdaptiveAvgPool1d<2>",
            "`a` takes a signal `[channels, length]`, but `input` gives [3, 7, 7]\n\
             help: for an image write the layer with `2d` in its name, or put a step `signal: Reshape<3, _>` between \
             `input` and `a`",
        ),
        (
            "7",
            "GlobalAvgPool",
            "`a` takes a signal `[C, L]` or an image `[C, H, W]`, and gives a number for each channel, but `input` gives \
             [7], which has no channels\n\
             help: write `Reshape<1, 7>` before `a` for one channel of 7 elements",
        ),
        (
            "[1, 3, 9]",
            "MaxPool2d<4>",
            "`a` has a kernel of 4, larger than its padded input: `input` gives [1, 3, 9], so that the height would be \
             (3 + 2·0 - 4)/4 + 1 = 0\n\
             help: use a kernel of at most 3",
        ),
        (
            "[1, 9, 9]",
            "MaxPool2d<3, Padding<2>>",
            "`a` has a padding of 2, more than half of its kernel of 3\n\
             help: use a padding of at most 1",
        ),
        (
            "[1, 9]",
            "AvgPool1d<2, Same>",
            "`a` would average the padding of `Same` too, of which there may be more behind the input than in front of \
             it\n\
             help: write `CountExcludePad` behind `Same`, so that `AvgPool1d` averages the elements of the input alone",
        ),
    ] {
        let found = mistake(input, &format!("struct Net {{ a: {layer} }}"));
        assert_eq!(found.split("\n---").next(), Some(message), "{layer}");
    }
}

#[test]
fn arguments_are_read_and_explained() {
    for (layer, message) in [
        ("MaxPool2d", "`a` needs the size of its kernel\nhelp: write `MaxPool2d<3>` for a kernel of 3 along each axis"),
        (
            "AvgPool2d<2, Dilation<2>>",
            "an average pool has no `Dilation`, as in PyTorch: each window averages elements side by side\n\
             help: remove it, or use a convolution with the same weights everywhere",
        ),
        (
            "AvgPool2d<2, CountExcludePad, CountIncludePad>",
            "`CountExcludePad` and `CountIncludePad` exclude each other\nhelp: remove one of them",
        ),
        (
            "MaxPool2d<2, CountIncludePad>",
            "`MaxPool2d` has no option `CountIncludePad`\n\
             help: a maximum counts no elements, and its padding is never the greatest: leave it out",
        ),
        ("AvgPool2d<2, Groups<2>>", "`AvgPool2d` has no option `Groups`\nhelp: convolutions have it"),
        ("MaxPool2d<2, CeilMod>", "there is no option `CeilMod`\nhelp: did you mean `CeilMode`?"),
        (
            "AdaptiveAvgPool2d",
            "`a` needs the number of regions from top to bottom\n\
             help: write `AdaptiveAvgPool2d<7>` for 7 by 7 regions in each channel",
        ),
        (
            "GlobalAvgPool<7>",
            "`GlobalAvgPool` takes no arguments\n\
             help: write `GlobalAvgPool`; its sizes follow from its input\n\
             help: for a custom layer with this name, write its path, `self::GlobalAvgPool`",
        ),
        (
            "MaxPooling2D<2>",
            "there is no layer `MaxPooling2D`\n\
             help: the layer is called `MaxPool2d` here\n\
             help: for a custom layer with this name, write its path, `self::MaxPooling2D`",
        ),
    ] {
        reports("input = [1, 8, 8]", &format!("struct Net {{ a: {layer} }}"), message);
    }
}

#[test]
fn a_size_that_would_be_computed_from_a_const_parameter_is_refused() {
    reports(
        "input = [1, 8, 8]",
        "struct Net<const K: usize> { a: MaxPool2d<K> }",
        "
        the number of outputs of `a` would have to be computed from the const parameter `K`, which Rust cannot do here
          step  layer      in         out  params
        > a     MaxPool2d  [1, 8, 8]  ?         0
        help: use a number or a constant instead of `K`
        ",
    );
}

#[test]
fn types_hold_all_sizes() {
    let code = |input: &str, layer: &str| {
        expansion(&format!("input = {input}"), &format!("struct Net {{ a: {layer} }}")).replace(' ', "")
    };
    let axis = |sizes: &str| format!("::netwright::layer::Axis<{sizes}>");
    let text = code("[2, 9, 8]", "AvgPool2d<3, Stride<2, 1>, Padding<1>, CountExcludePad>");
    let windows = format!("Window2<{},{}>", axis("9,5,3,2,1,1"), axis("8,8,3,1,1,1"));
    assert!(text.contains(&format!("AvgPool2d<144,80,2,::netwright::layer::{windows},false>")), "{text}");
    let text = code("[2, 9]", "MaxPool1d<2, CeilMode>");
    assert!(
        text.contains(&format!("MaxPool1d<18,10,2,::netwright::layer::Window1<{}>>", axis("9,5,2,2,1,0"))),
        "{text}"
    );
    assert!(code("[2, 9, 8]", "AdaptiveAvgPool2d<5, 7>").contains("AdaptiveAvgPool2d<144,70,2,9,8,5,7>"));
    assert!(code("[2, 9, 8]", "GlobalMaxPool").contains("GlobalMaxPool<144,2>"));
}
