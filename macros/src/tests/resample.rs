//! Layers that lay the elements of images and signals out anew: their shapes and messages.

use super::{accepted, has_steps, messages, reports};

#[test]
fn sizes_follow_from_factors_and_sides() {
    has_steps(
        "input = [3, 4, 5]",
        "struct Net {
            a: Upsample<2>, b: Upsample<1, 3, Bilinear>, c: Pad<1>, d: Pad<0, 2, Reflect>, e: Pad<1, 2, 3, 4, Circular>,
            f: Crop<1>, g: Crop<0, 2>, h: Crop<1, 2, 3, 4>
        }",
        "
        a: [3, 4, 5] -> [3, 8, 10], 0 parameters
        b: [3, 8, 10] -> [3, 8, 30], 0 parameters
        c: [3, 8, 30] -> [3, 10, 32], 0 parameters
        d: [3, 10, 32] -> [3, 10, 36], 0 parameters
        e: [3, 10, 36] -> [3, 17, 39], 0 parameters
        f: [3, 17, 39] -> [3, 15, 37], 0 parameters
        g: [3, 15, 37] -> [3, 15, 33], 0 parameters
        h: [3, 15, 33] -> [3, 8, 30], 0 parameters
        ",
    );
    has_steps(
        "input = [3, 4]",
        "struct Net { a: Upsample<2, Linear>, b: Pad<1>, c: Pad<0, 2, Replicate>, d: Crop<1>, e: Crop<0, 2> }",
        "
        a: [3, 4] -> [3, 8], 0 parameters
        b: [3, 8] -> [3, 10], 0 parameters
        c: [3, 10] -> [3, 12], 0 parameters
        d: [3, 12] -> [3, 10], 0 parameters
        e: [3, 10] -> [3, 8], 0 parameters
        ",
    );
}

#[test]
fn constants_and_parameters_are_sizes() {
    has_steps(
        "input = [1, 1, H]",
        "struct Net<const H: usize> { a: Upsample<1>, b: Pad<0>, c: Crop<0> }",
        "
        a: [1, 1, H] -> [1, 1, H], 0 parameters
        b: [1, 1, H] -> [1, 1, H], 0 parameters
        c: [1, 1, H] -> [1, 1, H], 0 parameters
        ",
    );
    let found = messages("input = [1, H]", "struct Net<const H: usize> { a: Pad<1> }");
    let what = "the number of elements of `a` would have to be computed from the const parameter `H`";
    assert!(found[0].starts_with(what), "{found:?}");
    let network = accepted(
        "input = [1, SIDE, 6]",
        "struct Net { a: Pad<P, 1>, b: Crop<P, 2>, c: Upsample<F, 1>, d: Pad<0, 1, 0, 0>, e: Crop<P> }",
    );
    let outputs: Vec<_> = network.steps.iter().map(|step| step.output.to_string()).collect();
    assert_eq!(outputs[..2], ["[1, SIDE + P + P, 8]", "[1, ((SIDE + P + P) - P) - P, 4]"], "and the others are longer");
    // The side and the factor are above zero, and the crops leave something of axes whose sizes are
    // constants.
    assert_eq!(network.assertions.len(), 2 + 1 + 2);
}

#[test]
fn they_take_signals_and_images() {
    reports(
        "input = 784",
        "struct Net { large: Upsample<2> }",
        "
        `large` takes a signal `[channels, length]`, or an image `[channels, height, width]`, but `input` gives [784]
          step   layer     in     out  params
        > large  Upsample  [784]  ?         0
        help: put a step `image: Reshape<1, 28, 28>` between `input` and `large`
        ---
        `input` gives 784 features here
        ",
    );
    reports(
        "input = 7",
        "struct Net { wide: Pad<2> }",
        "
        `wide` takes a signal `[channels, length]`, or an image `[channels, height, width]`, but `input` gives [7]
          step  layer  in   out  params
        > wide  Pad    [7]  ?         0
        help: put a step `signal: Reshape<1, 7>` between `input` and `wide`
        ---
        `input` gives 7 features here
        ",
    );
    for (item, message) in [
        ("a: Crop<1, 2, 0, 0>", "`a` has sizes for four sides, but `input` gives the signal [2, 9]"),
        ("a: Upsample<1, 2>", "`a` has factors for rows and columns, but `input` gives the signal [2, 9]"),
        ("a: Upsample<2, Bilinear>", "`a` has the option `Bilinear`, but `input` gives the signal [2, 9]"),
    ] {
        let found = messages("input = [2, 9]", &format!("struct Net {{ {item} }}"));
        assert!(found[0].starts_with(message), "{found:?}");
    }
    let found = messages("input = [2, 9, 9]", "struct Net { a: Upsample<2, Linear> }");
    assert!(found[0].starts_with("`a` has the option `Linear`, but `input` gives the image [2, 9, 9]"), "{found:?}");
    assert!(found[0].ends_with("help: write `Bilinear` for images"), "{found:?}");
}

#[test]
fn a_pad_has_only_so_many_elements_to_repeat() {
    reports(
        "input = [1, 3, 8]",
        "struct Net { wide: Pad<3, Reflect> }",
        "
        `wide` pads 3 rows with `Reflect`, but `input` gives 3
          step  layer  in         out  params
        > wide  Pad    [1, 3, 8]  ?         0
        help: the first and the last are not repeated, so that 3 - 1 = 2 can be: pad at most 2, or with `Replicate`
        ---
        `input` gives [1, 3, 8] here
        ",
    );
    reports(
        "input = [1, 3]",
        "struct Net { wide: Pad<3, 4, Circular> }",
        "
        `wide` pads 4 elements with `Circular`, but `input` gives 3
          step  layer  in      out  params
        > wide  Pad    [1, 3]  ?         0
        help: each can be repeated once, which is 3: pad at most 3, or with `Replicate`
        ---
        `input` gives [1, 3] here
        ",
    );
    accepted("input = [1, 3]", "struct Net { a: Pad<2, Reflect> }");
    accepted("input = [1, 3]", "struct Net { a: Pad<3, Circular> }");
}

#[test]
fn a_crop_leaves_something() {
    reports(
        "input = [1, 8, 5]",
        "struct Net { part: Crop<1, 4, 2, 2> }",
        "
        `part` cuts off 1 + 4 columns, but `input` gives 5: none would be left
          step  layer  in         out  params
        > part  Crop   [1, 8, 5]  ?         0
        help: cut off fewer
        ---
        `input` gives [1, 8, 5] here
        ",
    );
    accepted("input = [1, 8, 5]", "struct Net { part: Crop<1, 3, 2, 5> }");
}

#[test]
fn their_arguments_are_explained() {
    for (layer, message) in [
        (
            "Upsample",
            "`a` needs the factor by which it enlarges\nhelp: write `Upsample<2>` for twice as many elements along each axis",
        ),
        (
            "Upsample<2, 3, 4>",
            "`Upsample` takes at most two sizes, the factor by which it enlarges and that of the columns, if it is another \
             one\nhelp: write `Upsample<FACTOR>` or `Upsample<FACTOR, COLUMNS>`\n\
             help: for a custom layer with this name, write its path, `self::Upsample`",
        ),
        ("Upsample<0>", "a size cannot be zero\nhelp: write a number of at least 1"),
        ("Upsample<2, Bilinaer>", "there is no option `Bilinaer`\nhelp: did you mean `Bilinear`?"),
        (
            "Upsample<2, Bicubic>",
            "`Upsample` has no option `Bicubic`\n\
             help: its options are `Nearest`, `Linear`, `Bilinear`; a constant of this name is written in braces, \
             `{ Bicubic }`\n\
             help: for a custom layer with this name, write its path, `self::Upsample`",
        ),
        ("Upsample<Bilinear, 2>", "options come after the sizes\nhelp: write `Upsample<2, Bilinear>`"),
        (
            "Pad<1, 2, 3>",
            "`Pad` takes one, two or four sizes, the number of elements that it adds at each side\n\
             help: write `Pad<1>` for all sides, `Pad<1, 2>` for rows and columns of an image, or for the front and the \
             end of a signal, or `Pad<LEFT, RIGHT, TOP, BOTTOM>`\n\
             help: for a custom layer with this name, write its path, `self::Pad`",
        ),
        ("Pad<1, Reflect, Circular>", "`Reflect` and `Circular` exclude each other\nhelp: remove one of them"),
    ] {
        assert_eq!(messages("input = [1, 8, 8]", &format!("struct Net {{ a: {layer} }}")), [message]);
    }
}
