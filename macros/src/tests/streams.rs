//! Networks that cannot run frame by frame, and how the steps of the others run.

use super::{accepted, expansion, messages, reports};
use crate::plan::stream::{FrameRun, Frames};

#[test]
fn the_input_has_no_frames() {
    reports(
        "stream, input = 4",
        "struct Net(Tanh);",
        "
        a stream takes frames, but the input is [4]
        help: write the channels and the frames, as in `input = [6, 100]`: training and `predict` take so many frames at once, and a stream goes on
        ",
    );
}

#[test]
fn there_are_several_inputs_or_outputs() {
    reports(
        "stream, input = { left = [1, 9], right = [1, 9] }",
        "struct Net { #[from(left, right)] both: Concat }",
        "
        a stream has one input, but the network has several
        help: make them channels of one
        ",
    );
    reports(
        "stream, input = [1, 9], output = { a = relu, b = tanh }",
        "struct Net { relu: Relu, tanh: Tanh }",
        "
        a stream has one output, but those of the network have names
        help: join them with `Concat`, and leave `output` out
        ",
    );
}

#[test]
fn a_vector_is_not_made_of_all_frames() {
    reports(
        "stream, input = [2, 9]",
        "struct Net { tanh: Tanh, out: Linear<3> }",
        "
        `out` takes a flat vector, but `tanh` gives [2, 9]
          step  layer   in      out     params
          tanh  Tanh    [2, 9]  [2, 9]       0
        > out   Linear  [2, 9]  [3]         57
        help: write `Conv1d<3, 1>` in its place, which takes each frame by itself
        ---
        `tanh` gives [2, 9] here
        ",
    );
    let help = |item: &str| messages("stream, input = [2, 9]", item)[0].lines().last().map(str::to_owned);
    let last = "help: make `gru` a `Gru<4, Layers<2>, NoBias, Last>`, whose output is its last state, or put a step `last: \
                Gru<16, Last>` between `gru` and `out`: no frame is the last of a stream, and its state is a vector \
                after each";
    assert_eq!(help("struct Net { gru: Gru<4, NoBias, Layers<2>>, out: Softmax }").as_deref(), Some(last));
}

#[test]
fn a_step_takes_all_frames_at_once() {
    reports(
        "stream, input = [2, 9]",
        "struct Net { tanh: Tanh, norm: LayerNorm }",
        "
        `norm` cannot run frame by frame: `LayerNorm` normalizes the numbers of all frames together
          step  layer      in      out     params
          tanh  Tanh       [2, 9]  [2, 9]       0
        > norm  LayerNorm  [2, 9]  [2, 9]      36
        help: a stream has functions of one number, joins, causal convolutions, pools and recurrent steps; behind a recurrent step with `Last`, as in `Gru<16, Last>`, any step can follow
        ",
    );
    let steps = [
        ("Flatten", "puts all frames into one vector"),
        ("RmsNorm", "normalizes the numbers of all frames together"),
        ("Reshape<18>", "makes other frames of all of them"),
        ("Upsample<2>", "gives another number of frames than it takes"),
        ("Pad<1>", "gives another number of frames than it takes"),
    ];
    for (layer, does) in steps {
        let (name, _) = layer.split_once('<').unwrap_or((layer, ""));
        let messages = messages("stream, input = [2, 9]", &format!("struct Net(Tanh, {layer});"));
        let expected = format!("`1` cannot run frame by frame: `{name}` {does}\n");
        assert!(messages.len() == 1 && messages[0].starts_with(&expected), "{messages:?}");
    }
}

#[test]
fn a_window_waits_for_what_comes_later() {
    let message = |layer: &str| {
        let messages = messages("stream, input = [2, 10]", &format!("struct Net(Tanh, {layer});"));
        let [message] = &messages[..] else { panic!("{messages:?}") };
        let (what, help) = message.split_once("\n  step").expect("there is a table");
        format!("{what}\n{}", help.rsplit_once('\n').expect("there is help").1)
    };
    assert_eq!(
        message("Conv1d<3, 5, Padding<2>>"),
        "`1` cannot run frame by frame: `Conv1d` waits for what comes later: its last window reads up to 2 behind the \
         last frame, (10 - 1)·1 + 5 - 2 - 10 = 2\n\
         help: write `Causal` in the place of `Padding<2>`, which puts all padding in front"
    );
    assert_eq!(
        message("Conv1d<3, 4, Same, Stride<3>>"),
        "`1` cannot run frame by frame: `Conv1d` waits for what comes later: its last window reads up to 2 behind the \
         last frame, (4 - 1)·3 + 4 - 1 - 10 = 2\n\
         help: write `Causal` in the place of `Same`, which puts all padding in front"
    );
}

#[test]
fn frames_and_vectors() {
    let network = accepted(
        "stream, input = [2, 9]",
        "struct Net { relu: Relu, drop: Dropout<0.5>, all: Conv1d<4, 9>, flat: Flatten, fc: Linear<3>, soft: Softmax }",
    );
    use FrameRun::{Elided, Frame, Vector};
    let frames = Frames::of(&network);
    assert_eq!(frames.runs, [Frame, Elided, Frame, Elided, Vector, Vector]);
    assert!(!frames.are_all_due(&network), "the window has no padding in front of it");
    let sizes =
        frames.values(&network, &quote::quote!(rt)).features.iter().map(|size| size.known()).collect::<Vec<_>>();
    assert_eq!(sizes, [2, 2, 4, 4, 3, 3].map(Some));
    // Padding where no window reaches the end is none.
    accepted("stream, input = [2, 10]", "struct Net(Conv1d<3, 3, Padding<1>, Stride<2>>, Tanh);");
    let causal = accepted("stream, input = [2, 9]", "struct Net(Conv1d<3, 3, Causal>, BatchNorm1d, PRelu);");
    assert!(Frames::of(&causal).are_all_due(&causal));
}

/// Behind a block of the user's only the compiler knows whether there are frames, and its message
/// proposes no `Flatten`.
#[test]
fn the_compiler_is_asked_about_frames_behind_a_block() {
    let item = "struct Net { part: Part, scores: Linear<2> }";
    let [streamed, whole] = ["stream, input = [2, 8]", "input = [2, 8]"].map(|arguments| expansion(arguments, item));
    assert!(streamed.contains("assert_frames") && !streamed.contains("assert_shapes"));
    assert!(whole.contains("assert_shapes") && !whole.contains("assert_frames"));
}
