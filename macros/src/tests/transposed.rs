//! Transposed convolutions: their sizes, and messages about them.

use super::{accepted, expansion, has_steps, messages, reports};

#[test]
fn their_sizes_are_those_that_a_convolution_has_slid_over() {
    has_steps(
        "input = [6, 7, 5]",
        "struct Net {
            a: ConvTranspose2d<3, 3, Stride<2>, Padding<1>, OutputPadding<1>>, b: ConvTranspose2d<2, Kernel<2, 4>, Stride<2, 1>>,
            c: ConvTranspose2d<2, 3, Dilation<2>, Groups<2>, NoBias>, d: ConvTranspose2d<4, 1, Depthwise, Padding<2, 0>>
        }",
        "
        a: [6, 7, 5] -> [3, 14, 10], 165 parameters
        b: [3, 14, 10] -> [2, 28, 13], 50 parameters
        c: [2, 28, 13] -> [2, 32, 17], 18 parameters
        d: [2, 32, 17] -> [4, 28, 17], 8 parameters
        ",
    );
    has_steps(
        "input = [2, 9]",
        "struct Net { a: ConvTranspose1d<1, 4, Stride<3>> }",
        "a: [2, 9] -> [1, 28], 9 parameters",
    );
    let network = accepted("input = [2, SIDE]", "struct Net { a: ConvTranspose1d<1, K, Padding<P>> }");
    let sizes = network.steps[0].output.to_string();
    assert_eq!(sizes, "[1, (SIDE - 1) * 1 + (K - 1) * 1 + 0 + 1 - 2 * P]");
    // The side and the kernel are above zero, and so is what is left.
    assert_eq!(network.assertions.len(), 3);
}

#[test]
fn their_mistakes_show_the_arithmetic() {
    reports(
        "input = [1, 2, 28]",
        "struct Net { up: ConvTranspose2d<6, 3, Stride<2>, Padding<3, 0>> }",
        "
        `up` has a padding of 3, which leaves nothing: `input` gives [1, 2, 28], so that the height would be (2 - 1)·2 - 2·3 + (3 - 1)·1 + 0 + 1 = -1
          step  layer            in          out  params
        > up    ConvTranspose2d  [1, 2, 28]  ?         ?
        help: use a padding of at most 2
        ---
        `input` gives [1, 2, 28] here
        ",
    );
    for (layer, message) in [
        (
            "ConvTranspose1d<6, 3, Stride<2>, OutputPadding<2>>",
            "`a` has an output padding of 2, but sizes that become one and the same by a stride of 2 and a dilation of 1 \
             differ by at most 1",
        ),
        (
            "ConvTranspose1d<6, 3, Groups<3>>",
            "`a` has 3 groups, into which the 4 channels of its input cannot be divided",
        ),
        ("ConvTranspose1d<6, 3, Depthwise>", "`a` has 4 groups, into which the 6 output channels cannot be divided"),
        ("ConvTranspose2d<6, 3>", "`a` takes an image `[channels, height, width]`, but `input` gives [4, 9]"),
        ("ConvTranspose1d<6>", "`a` needs the size of its kernel"),
        (
            "ConvTranspose1d<6, 3, Stride<2147483647>>",
            "the number of outputs of `a` is (9 - 1)·2147483647 + (3 - 1)·1 + 1, which is more than 2147483648",
        ),
        (
            "ConvTranspose1d<6, 3, Same>",
            "`ConvTranspose1d` has no option `Same`\nhelp: `Stride<2>` with a kernel of 2 gives twice",
        ),
        (
            "Conv2dTranspose<6, 3>",
            "there is no layer `Conv2dTranspose`\nhelp: the layer is called `ConvTranspose2d` here",
        ),
    ] {
        let found = messages("input = [4, 9]", &format!("struct Net {{ a: {layer} }}"));
        assert!(found[0].starts_with(message), "{found:?}");
    }
}

#[test]
fn an_option_that_can_only_be_zero_is_to_be_left_out_and_axes_have_their_names() {
    for (layer, parts) in [
        ("ConvTranspose1d<6, 3, OutputPadding<1>>", ["differ by at most 0", "help: leave `OutputPadding` out"]),
        ("ConvTranspose1d<6, 1, Padding<5>>", ["so that the time would be", "help: use a padding of at most 4"]),
    ] {
        let found = messages("input = [channels = 4, time = 9]", &format!("struct Net {{ a: {layer} }}"));
        assert!(parts.iter().all(|part| found.iter().any(|message| message.contains(part))), "{found:?}");
    }
    let found = messages("input = [channels = 4, time = 1]", "struct Net { a: ConvTranspose1d<6, 1, Padding<2>> }");
    assert!(found[0].contains("help: leave `Padding` out"), "{found:?}");
}

#[test]
fn the_type_has_the_window_of_the_convolution_that_goes_the_other_way() {
    let code = expansion(
        "input = [4, 9]",
        "struct Net { a: ConvTranspose1d<6, 3, Stride<2>, Padding<1>, OutputPadding<1>, Groups<2>, NoBias> }",
    );
    let code = code.replace(' ', "");
    let window = "::netwright::layer::Window1<::netwright::layer::Axis<18,9,3,2,1,1>>";
    let scratch = format!("{{::netwright::__private::transposed_scratch::<{window}>(4,6,6/3)}}");
    let ty = format!("ConvTranspose1d<T,36,108,4,3,6,{scratch},{window},::netwright::layer::NoBias>");
    assert!(code.contains(&ty), "{code}");
}
