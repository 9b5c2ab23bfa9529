//! Convolutions: their sizes, their mistakes with the arithmetic, and their code.

use super::{accepted, expansion, has_steps, reports};

#[test]
fn its_shapes_follow_from_arithmetic() {
    has_steps(
        "input = [1, 28, 28]",
        "struct Net { a: Conv2d<6, 5, Stride<2>, Padding<1>>, b: Relu, c: Conv2d<8, 3, Stride<1, 2>, NoBias>, d: Conv2d<H, 3>, e: Flatten, f: Linear<10> }",
        "
        a: [1, 28, 28] -> [6, 13, 13], 156 parameters
        b: [6, 13, 13] -> [6, 13, 13], 0 parameters
        c: [6, 13, 13] -> [8, 11, 6], 432 parameters
        d: [8, 11, 6] -> [H, 9, 4], 72·H + H parameters
        e: [H, 9, 4] -> [H * 9 * 4], 0 parameters
        f: [H * 9 * 4] -> [10], (H * 9 * 4)·10 + 10 parameters
        ",
    );
    has_steps(
        "input = [1, SIDE, 28]",
        "struct Net { a: Conv2d<6, 5, Stride<2>> }",
        "a: [1, SIDE, 28] -> [6, (SIDE - 5) / 2 + 1, 12], 156 parameters",
    );
}

#[test]
fn its_mistakes_are_worded_beside_their_rule() {
    reports(
        "input = [1, 2, 28]",
        "struct Net { a: Conv2d<6, 5, Padding<1>>, b: Flatten, c: Linear<10> }",
        "
        `a` has a kernel of 5, larger than its padded input: `input` gives [1, 2, 28], so that the height would be (2 + 2·1 - 5)/1 + 1 = 0
          step  layer    in          out   params
        > a     Conv2d   [1, 2, 28]  ?          ?
          b     Flatten  ?           ?          0
          c     Linear   ?           [10]       ?
        help: use a kernel of at most 4, or `Padding<2>`
        ---
        `input` gives [1, 2, 28] here
        ",
    );
    reports(
        "input = 7",
        "struct Net { a: Conv2d<6, 5>, b: Relu }",
        "
        `a` takes an image `[channels, height, width]`, but `input` gives [7]
          step  layer   in   out  params
        > a     Conv2d  [7]  ?         ?
          b     Relu    ?    ?         0
        help: put a step `image: Reshape<C, H, W>` of 7 features between `input` and `a`
        ---
        `input` gives 7 features here
        ",
    );
    reports(
        "input = [1, 28, 28]",
        "struct Net<const K: usize> { a: Conv2d<6, K> }",
        "
        the number of outputs of `a` would have to be computed from the const parameter `K`, which Rust cannot do here
          step  layer   in           out  params
        > a     Conv2d  [1, 28, 28]  ?         ?
        help: use a number or a constant instead of `K`
        ",
    );
}

/// The first line of the message about a layer over an input, and the help on it.
fn mistake(input: &str, layer: &str) -> [String; 2] {
    let messages = super::messages(&format!("input = {input}"), &format!("struct Net {{ a: {layer} }}"));
    let line = |begin: &str| messages[0].lines().find(|line| line.starts_with(begin)).unwrap_or_default().to_owned();
    [line("`a`"), line("help: ")]
}

#[test]
fn a_window_that_does_not_fit_shows_its_arithmetic() {
    for (input, layer, what, help) in [
        (
            "[1, 5, 5]",
            "Conv2d<6, 7>",
            "`a` has a kernel of 7, larger than its padded input: `input` gives [1, 5, 5], so that the height would be (5 + 2·0 - 7)/1 + 1 = -1",
            "help: use a kernel of at most 5, or `Padding<1>`",
        ),
        (
            "[1, 9]",
            "Conv1d<6, 4, Dilation<3>, Stride<2>>",
            "`a` has a kernel of 4, which spans 10 with its dilation, larger than its padded input: `input` gives [1, 9], so that the length would be (9 + 2·0 - 10)/2 + 1 = 0",
            "help: use a kernel of at most 3, or `Padding<1>`",
        ),
        (
            "[3, 28, 28]",
            "Conv2d<6, 5, Stride<1, 40>>",
            "`a` has a stride of 40, which skips everything behind its first window: the padded width is 28, so that the output would have (28 + 2·0 - 5)/40 + 1 = 1",
            "help: use a stride of at most 23",
        ),
        (
            "[3, 28, 28]",
            "Conv2d<6, 3, Padding<5>>",
            "`a` has a padding of 5, not less than its kernel of 3",
            "help: use a padding of at most 2: windows at the border would see zeroes alone; a step `Pad<..>` pads as much as you like",
        ),
        (
            "[4, 8, 8]",
            "Conv2d<6, 3, Groups<4>>",
            "`a` has 4 groups, into which the 6 output channels cannot be divided: 6/4 leaves 2",
            "help: write a number of groups that divides both 4 and 6, one of [1, 2]",
        ),
        (
            "[4, 8, 8]",
            "Conv2d<6, 3, Groups<3>>",
            "`a` has 3 groups, into which the 4 channels of its input cannot be divided: 4/3 leaves 1",
            "help: write a number of groups that divides both 4 and 6, one of [1, 2]",
        ),
        (
            "[1, 8, 8]",
            "Conv2d<6, 3, Groups<2>>",
            "`a` has 2 groups, into which the 1 channels of its input cannot be divided: 1/2 leaves 1",
            "help: leave `Groups` out: only 1 divides both 1 and 6",
        ),
        (
            "[4, 8, 8]",
            "Conv2d<6, 3, Depthwise>",
            "`a` has 4 groups, into which the 6 output channels cannot be divided: 6/4 leaves 2",
            "help: write a multiple of 4 output channels",
        ),
        (
            "[4, 8]",
            "Conv2d<6, 3>",
            "`a` takes an image `[channels, height, width]`, but `input` gives [4, 8]",
            "help: for a signal write the layer with `1d` in its name, or put a step `image: Reshape<4, 1, 8>` between \
             `input` and `a`",
        ),
        (
            "[4, 8, 8]",
            "Conv1d<6, 3>",
            "`a` takes a signal `[channels, length]`, but `input` gives [4, 8, 8]",
            "help: for an image write the layer with `2d` in its name, or put a step `signal: Reshape<4, _>` between \
             `input` and `a`",
        ),
    ] {
        assert_eq!(mistake(input, layer), [what, help], "{layer} over {input}");
    }
}

#[test]
fn padding_follows_from_an_option() {
    for (input, layer, gives) in [
        ("[2, 9]", "Conv1d<3, 4, Same>", "[3, 9]"),
        ("[2, 9]", "Conv1d<3, 4, Same, Stride<2>>", "[3, 5]"),
        ("[2, 9]", "Conv1d<3, 4, Causal, Dilation<3>>", "[3, 9]"),
        ("[2, 9]", "Conv1d<3, 3, Causal, Stride<4>>", "[3, 3]"),
        ("[4, 8, 8]", "Conv2d<8, Kernel<3, 1>, Padding<1, 0>, Depthwise>", "[8, 8, 8]"),
        ("[1, 1, 1]", "Conv2d<8, 1, Stride<2>>", "[8, 1, 1]"),
        ("[1, SIDE, SIDE]", "Conv2d<8, 3, Same>", "[8, SIDE, SIDE]"),
        ("[1, SIDE, SIDE]", "Conv2d<8, 1>", "[8, SIDE, SIDE]"),
        ("[1, LENGTH]", "Conv1d<8, 3, Causal, Stride<2>>", "[8, usize::div_ceil(LENGTH, 2)]"),
    ] {
        let network = accepted(&format!("input = {input}"), &format!("struct Net {{ a: {layer} }}"));
        assert_eq!(network.output().to_string(), gives, "{layer} over {input}");
    }
}

#[test]
fn its_arguments_are_read_and_explained() {
    for (layer, message) in [
        ("Conv2d<6>", "`a` needs the size of its kernel\nhelp: write `Conv2d<6, 3>` for a kernel of 3 along each axis"),
        (
            "Conv2d<6, 5, 4>",
            "`Conv2d` takes two sizes, the number of its output channels and the size of its kernel\n\
             help: write `Conv2d<OUT, K>`; the size of its input is not written\n\
             help: for a custom layer with this name, write its path, `self::Conv2d`",
        ),
        ("Conv2d<6, 5, Strid<2>>", "there is no option `Strid`\nhelp: did you mean `Stride`?"),
        ("Conv2d<6, 5, Stride>", "`Stride` takes one or two sizes\nhelp: write `Stride<2>` or `Stride<2, 2>`"),
        ("Conv2d<6, 5, Stride<1, 2, 3>>", "`Stride` takes one or two sizes\nhelp: write `Stride<2>` or `Stride<2, 2>`"),
        ("Conv2d<6, Kernel<5>>", "`Kernel` takes two sizes\nhelp: write `Kernel<5, 5>`"),
        (
            "Conv2d<6, 5, Kernel<5, 3>>",
            "`Conv2d` has a kernel besides the option `Kernel<5, 3>`\n\
             help: write the sizes of its kernel once, with `Kernel<5, 3>` or without it",
        ),
        (
            "Conv2d<6, 5, Causal>",
            "`Conv2d` has no option `Causal`\nhelp: an image has no past to look back at: write `Same`, or `Padding<1>`",
        ),
        (
            "Conv2d<6, 5, Relu>",
            "`Conv2d` has no option `Relu`\nhelp: a layer is a step of its own: write a field of type `Relu` behind `a`",
        ),
        (
            "Conv2d<6, 5, Padding<\"same\">>",
            "`\"same\"` is not a number of elements\nhelp: write `Same` in the place of `Padding<\"same\">`",
        ),
        (
            "Conv2d<6, 5, Padding<Same>>",
            "`Same` is not a number of elements\nhelp: write `Same` in the place of `Padding<Same>`",
        ),
        (
            "Conv2d<6, 5, Padding<\"valid\">>",
            "`\"valid\"` is not a number of elements\nhelp: leave `Padding<\"valid\">` out: nothing is padded then",
        ),
        ("Conv2d<6, 5, Stride<2>, Stride<3>>", "`Stride` is given twice\nhelp: remove one of the two"),
        ("Conv2d<6, Stride<2>, 5>", "options come after the sizes\nhelp: write `Conv2d<6, 3, Stride<2>>`"),
        ("Conv2d<6, 5, Stride<0>>", "`Stride` cannot be zero\nhelp: write at least 1, or leave `Stride` out"),
    ] {
        reports("input = [1, 28, 28]", &format!("struct Net {{ a: {layer} }}"), message);
    }
}

/// Any name in braces is that of a constant, and so is a name in capitals, even if an option is
/// called so.
#[test]
fn a_constant_may_have_any_name_in_braces() {
    accepted("input = [1, 28, 28]", "struct Net { a: Conv2d<{ Filters }, 5, Stride<STEP>> }");
    accepted("input = [1, 28, 28]", "struct Net { a: Conv2d<6, KERNEL, Stride<STRIDE>, Padding<PADDING>> }");
}

#[test]
fn an_image_has_its_channels_first() {
    reports(
        "input = [28, 28, 1]",
        "struct Net { conv: Conv2d<6, 5> }",
        "
        `conv` has a kernel of 5, larger than its padded input: `input` gives [28, 28, 1], so that the width would be (1 + 2·0 - 5)/1 + 1 = -3
          step  layer   in           out  params
        > conv  Conv2d  [28, 28, 1]  ?         ?
        help: the channels come first: declare `input = [1, 28, 28]` if it is an image of 28 by 28
        ---
        `input` gives [28, 28, 1] here
        ",
    );
}

#[test]
fn the_compiler_knows_the_names_of_axes() {
    for layer in ["Conv1d<6, K>", "MaxPool1d<K>", "ConvTranspose1d<6, K>"] {
        let code = code("input = [channels = 4, time = 9]", &format!("struct Net {{ a: {layer} }}"));
        let calls = ["assert_window", "assert_spread"].map(|call| format!("{call}(\"a\",\"time\","));
        assert!(calls.iter().any(|call| code.contains(call)), "{code}");
    }
}

/// The generated code, without spaces.
fn code(arguments: &str, item: &str) -> String {
    expansion(arguments, item).replace(' ', "")
}

#[test]
fn its_code_is_that_of_any_layer() {
    let item = "struct Net { a: Conv2d<6, 5>, b: Relu, c: Conv2d<2, 24>, d: Flatten }";
    let code = code("input = [1, 28, 28]", item);
    for (sizes, axis) in [("784,3456,1,1,6", "28,24,5,1,1,0"), ("3456,2,6,6,2", "24,1,24,1,1,0")] {
        let axis = format!("::netwright::layer::Axis<{axis}>");
        let window = format!("::netwright::layer::Window2<{axis},{axis}>");
        let channels = sizes.split(',').nth(2).expect("channels");
        let scratch = format!("{{::netwright::__private::convolution_scratch::<{window}>({channels})}}");
        let ty = format!("::netwright::layer::Conv2d<T,{sizes},{scratch},{window}>");
        assert!(code.contains(&ty), "the type of the field {ty} in\n{code}");
    }
    let scratch = "<__a<::core::primitive::f32>as__nw::Layer<::core::primitive::f32>>::Scratch";
    assert!(code.contains(scratch), "memory of its own, in the plan");
    assert!(code.contains("infer_with_epilogue"), "an activation is its epilogue");
    assert!(!code.contains("infer_pair"), "which only fully connected layers have");
}

#[test]
fn a_size_that_the_compiler_knows_must_not_be_zero() {
    let network = accepted("input = [1, 28, 28]", "struct Net { a: Conv2d<A, 5, Stride<{ B }>, Padding<C>> }");
    assert_eq!(network.assertions.len(), 3);
}

#[test]
fn a_mistake_above_hides_its_input() {
    // The field has a type all the same, and nothing is out of bounds.
    let item = "struct Net { a: Linear<3>, b: Conv2d<6, 5>, c: Relu }";
    assert!(code("input = [1, 2, 2]", item).contains("Conv2d<T,3,1,3,3,6,"));
    let item = "struct Net { a: Nothing<0>, b: Liner<2>, c: Conv2d<6, 5>, #[from(a, c)] d: Conv2d<6, 5>, e: Add }";
    assert!(code("input = [1, 2, 2]", item).contains("Conv2d<T,1,1,1,1,6,"));
}

/// The compiler looks up the sizes of what a network within gives, and checks that they are those
/// of an image.
#[test]
fn a_network_within_may_give_an_image() {
    let item =
        "struct Net { block: Block, conv: Conv2d<6, 3>, pool: MaxPool2d<2>, all: GlobalAvgPool, out: Linear<3> }";
    let network = accepted("input = [3, 8, 8]", item);
    let shape = "__Net_block";
    assert_eq!(network.steps[1].inputs[0].to_string(), "[.., .., ..]");
    let height = network.steps[1].output.sizes()[1].value().to_string().replace(' ', "");
    assert_eq!(height, format!("(::core::primitive::usize::saturating_sub({shape}.size(1),3)+1)"));
    let code = code("input = [3, 8, 8]", item);
    // The last size is that of all axes that are left, so that the features are those of the block
    // even where it gives no image, and nothing but the assertion fails.
    let takes = format!("inputs:&[__nw::Shape::new(&[{shape}.size(0),{shape}.size(1),{shape}.size_from(2)])]");
    assert!(code.contains(&takes), "{code}");
    let asserted = code.split("::netwright::__private::assert_rank(").nth(1).and_then(|call| call.split(");").next());
    let ranks = "::netwright::__private::Ranks{ranks:[3usize,3usize],words:\"animage`[C,H,W]`\",\
                 instead:\"forasignalwritethelayerwith`1d`initsname\",}";
    assert_eq!(asserted, Some(&*format!("\"conv\",{ranks},3usize,\"block\",{shape}")));
    // A pool of everything takes signals and images.
    let network = accepted("input = [3, 8, 8]", "struct Net { block: Block, all: GlobalMaxPool, out: Linear<3> }");
    assert_eq!(network.steps[1].output.sizes()[0].value().to_string().replace(' ', ""), format!("{shape}.size(0)"));
}

/// A limit on the padding holds for constants too, where the compiler knows them.
#[test]
fn the_compiler_checks_the_padding_of_constants() {
    let asserted = |layer: &str| {
        let code = code("input = [1, SIDE, SIDE]", &format!("struct Net {{ a: {layer} }}"));
        let begin = "assert_padding(\"a\",";
        code.split(begin).nth(1).map(|rest| rest.split(");").next().expect("a call").to_owned())
    };
    assert_eq!(asserted("MaxPool2d<3, Padding<2>>").as_deref(), Some("2,3/2"));
    assert_eq!(
        asserted("Conv2d<6, K, Padding<P>>").as_deref(),
        Some("P,(::core::primitive::usize::saturating_sub(K,1)+1)-1")
    );
    assert_eq!(asserted("Conv2d<6, 3, Same>"), None);
}
