//! Shapes of recurrent layers, and the messages about them.

use super::{has_steps, reports};

#[test]
fn shapes_and_parameters() {
    has_steps(
        "input = [6, 100]",
        "struct Net { a: Rnn<8>, b: Gru<32, Layers<2>>, c: Gru<16, Bidirectional, NoBias>, d: Lstm<4, Bidirectional, Last>, e: Linear<3> }",
        "
        a: [6, 100] -> [8, 100], 128 parameters
        b: [8, 100] -> [32, 100], 10368 parameters
        c: [32, 100] -> [32, 100], 4608 parameters
        d: [32, 100] -> [8], 1216 parameters
        e: [8] -> [3], 27 parameters
        ",
    );
    has_steps(
        "input = [CHANNELS, 100]",
        "struct Net { a: Gru<UNITS, Last> }",
        "a: [CHANNELS, 100] -> [UNITS], 3·UNITS·CHANNELS + 3·UNITS·UNITS + 3·UNITS + 3·UNITS parameters",
    );
}

#[test]
fn units_by_a_const_parameter() {
    has_steps(
        "input = [6, 100]",
        "struct Net<const H: usize> { a: Gru<H, Last, NoBias>, b: Linear<3> }",
        "
        a: [6, 100] -> [H], 3·H·6 + 3·H·H parameters
        b: [H] -> [3], H·3 + 3 parameters
        ",
    );
    reports(
        "input = [6, 100]",
        "struct Net<const H: usize> { a: Gru<H> }",
        "
        the number of features of `a` would have to be computed from the const parameter `H`, which Rust cannot do here
          step  layer  in        out  params
        > a     Gru    [6, 100]  ?         ?
        help: use a number or a constant instead of `H`
        ",
    );
}

#[test]
fn the_input_is_no_sequence() {
    for (input, shape, params) in [("7", "[7]", 144), ("[1, 2, 3]", "[1, 2, 3]", 72)] {
        let gives = if input == "7" { "7 features" } else { shape };
        let width = shape.len();
        let message = format!(
            "`a` takes a sequence `[C, L]`, but `input` gives {shape}\n\
             \u{20}\u{20}step  layer  {:width$}  out  params\n\
             > a     Lstm   {shape}  [3]  {params:6}\n\
             help: a sequence of 100 frames with 6 numbers each is `[6, 100]`\n\
             ---\n\
             `input` gives {gives} here",
            "in"
        );
        reports(&format!("input = {input}"), "struct Net { a: Lstm<3, Last> }", &message);
    }
}

#[test]
fn weights_are_too_large() {
    reports(
        "input = [6, 100]",
        "struct Net { a: Gru<40000, Last> }",
        "
        the number of weights of `a` is 3 * 40000 * 40000, which is more than 2147483648
          step  layer  in        out          params
        > a     Gru    [6, 100]  [40000]  4800960000
        help: use smaller sizes
        ",
    );
}

#[test]
fn arguments_are_explained() {
    for (layer, message) in [
        ("Gru", "`a` needs the number of its units\nhelp: write `Gru<32>` for a state of 32 numbers"),
        (
            "Gru<3, 4>",
            "`Gru` takes one size, the number of its units\n\
             help: write `Gru<H>`; the size of its input is not written\n\
             help: for a custom layer with this name, write its path, `self::Gru`",
        ),
        ("Lstm<3, Lats>", "there is no option `Lats`\nhelp: did you mean `Last`?"),
        ("Lstm<Last, 3>", "options come after the sizes\nhelp: write `Lstm<32, Last>`"),
        ("Rnn<3, Relu, Tanh>", "`Relu` and `Tanh` exclude each other\nhelp: remove one of them"),
        (
            "Gru<3, Reverse, Bidirectional>",
            "`Reverse` and `Bidirectional` exclude each other\nhelp: remove one of them",
        ),
        ("Gru<3, Layers>", "`Layers` takes one size\nhelp: write `Layers<2>`"),
        ("Gru<3, Layers<0>>", "`Layers` cannot be zero\nhelp: write at least 1, or leave `Layers` out"),
        (
            "Rnn<3, Sigmoid>",
            "`Rnn` has no option `Sigmoid`\n\
             help: its units are of `Tanh`, or with the option `Relu` of that",
        ),
        ("Gru<3, Stride<2>>", "`Gru` has no option `Stride`\nhelp: convolutions and pools over windows have it"),
        (
            "Gru<3, Layers<17>>",
            "17 layers are more than 16 in one step\n\
             help: divide them among several steps, each over the sequence of the one above it",
        ),
        (
            "Gru<3, Layers<DEPTH>>",
            "the number of layers must be written as a number, since the names of tensors depend on it: \
             `Layers<DEPTH>` is not\n\
             help: write `Layers<2>`, or a step for each layer",
        ),
    ] {
        reports("input = [6, 100]", &format!("struct Net {{ a: {layer} }}"), message);
    }
}

#[test]
fn a_layer_that_needs_all_frames_is_no_step_of_a_stream() {
    reports(
        "stream, input = [6, 100]",
        "struct Net { a: Gru<3, Bidirectional>, b: Gru<3, Reverse> }",
        "
        `a` cannot run frame by frame: `Gru` begins at the end of the signal
          step  layer  in        out       params
        > a     Gru    [6, 100]  [6, 100]     198
          b     Gru    [6, 100]  [3, 100]      99
        help: leave `Bidirectional` and `Reverse` out: a stream knows what was, not what comes
        ---
        `b` cannot run frame by frame: `Gru` begins at the end of the signal
          step  layer  in        out       params
          a     Gru    [6, 100]  [6, 100]     198
        > b     Gru    [6, 100]  [3, 100]      99
        help: leave `Bidirectional` and `Reverse` out: a stream knows what was, not what comes
        ",
    );
}
