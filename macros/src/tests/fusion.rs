//! The steps that run together, in place or not at all, and the memory that remains.

use super::{accepted, unindented};
use crate::plan::fusion::{BackwardRun, ForwardRun, Fusion, InferRun};
use crate::plan::lifetimes::{Layout, Plan};
use crate::plan::values::Values;
use std::fmt::Write;

/// Checks how each step runs, a line for each: at inference, and where they differ from a plain
/// call, forward and backward in training. `memory` is the number of scalars that inference needs
/// for a sample.
#[track_caller]
fn runs(arguments: &str, item: &str, expected: &str, memory: usize) {
    let network = accepted(arguments, item);
    let fusion = Fusion::of(&network);
    let mut text = String::new();
    for (run, step) in fusion.runs.iter().zip(&network.steps) {
        let name = |step: usize| &network.steps[step].name;
        let infer = match run.infer {
            InferRun::Call => "call".to_owned(),
            InferRun::WithEpilogue(by) => format!("with {}", name(by)),
            InferRun::WithPool { activation: None, pool } => format!("with {}", name(pool)),
            InferRun::WithPool { activation: Some(by), pool } => format!("with {} and {}", name(by), name(pool)),
            InferRun::IsEpilogue => "epilogue".to_owned(),
            InferRun::InPlace => "in place".to_owned(),
            InferRun::Elided => "elided".to_owned(),
        };
        let forward = match run.forward {
            ForwardRun::Call => String::new(),
            ForwardRun::WithEpilogue(by) => format!("; forward with {}", name(by)),
            ForwardRun::IsEpilogue => "; forward epilogue".to_owned(),
        };
        let backward = match run.backward {
            BackwardRun::Call => String::new(),
            BackwardRun::Through(activation) => format!("; backward through {}", name(activation)),
            BackwardRun::InPlace => "; backward in place".to_owned(),
            BackwardRun::Elided => "; backward elided".to_owned(),
        };
        writeln!(text, "{}: {infer}{forward}{backward}", step.name).expect("a string takes all text");
    }
    assert_eq!(text.trim_end(), unindented(expected));
    let Layout::Known(known) = Plan::of(&network, &fusion, &Values::of_sample(&network)).layout else {
        panic!("the sizes are known")
    };
    assert_eq!(known.length, memory, "scalars of memory");
}

#[test]
fn an_activation_finishes_the_sums_above() {
    // All that is kept is `relu` [100]; with a memory of its own for `hidden` it would be twice as
    // much.
    runs(
        "input = 2",
        "struct Net { hidden: Linear<100>, relu: Relu, logits: Linear<3> }",
        "
        hidden: with relu; forward with relu
        relu: epilogue; forward epilogue; backward elided
        logits: call; backward through relu
        ",
        100,
    );
    // `tanh` [7] is computed from `relu` [5].
    runs(
        "input = 2",
        "struct Net(Linear<5>, Relu, Linear<7, NoBias>, Tanh, Linear<3>);",
        "
        0: with 1; forward with 1
        1: epilogue; forward epilogue; backward elided
        2: with 3; forward with 3; backward through 1
        3: epilogue; forward epilogue; backward elided
        4: call; backward through 3
        ",
        5 + 7,
    );
}

#[test]
fn sums_that_others_read_are_left_as_they_are() {
    runs(
        "input = 2",
        "struct Net { fc: Linear<3>, relu: Relu, #[from(fc, relu)] both: Concat }",
        "
        fc: call
        relu: call
        both: call
        ",
        3 + 3,
    );
    // Two activations of one value, the second of which would find it changed. `fc` lies in the
    // output until `sum` is written there.
    runs(
        "input = 2",
        "struct Net { fc: Linear<3>, relu: Relu, #[from(fc)] tanh: Tanh, #[from(relu, tanh)] sum: Add }",
        "
        fc: call
        relu: call
        tanh: call
        sum: call
        ",
        3 + 3,
    );
}

#[test]
fn an_activation_at_the_end_writes_the_output() {
    // In training the value is the caller's, and its gradient cannot be changed in place.
    runs(
        "input = 2",
        "struct Net { fc: Linear<3>, relu: Relu }",
        "
        fc: with relu
        relu: epilogue
        ",
        0,
    );
    runs(
        "input = 2",
        "struct Net { wide: Linear<9>, tanh: Tanh, fc: Linear<3>, relu: Relu }",
        "
        wide: with tanh; forward with tanh
        tanh: epilogue; forward epilogue; backward elided
        fc: with relu; backward through tanh
        relu: epilogue
        ",
        9,
    );
    // A value that is not a sum cannot be written early.
    runs(
        "input = 3",
        "struct Net { #[from(input, input)] sum: Add, tanh: Tanh }",
        "
        sum: call
        tanh: call
        ",
        3,
    );
}

#[test]
fn a_function_without_a_gradient_of_its_output_finishes_at_inference_only() {
    runs(
        "input = 2",
        "struct Net { fc: Linear<5>, square: Pointwise<Square>, logits: Linear<3> }",
        "
        fc: with square
        square: epilogue
        logits: call
        ",
        5,
    );
}

#[test]
fn dropout_is_nothing() {
    runs(
        "input = 2",
        "struct Net { fc: Linear<4>, relu: Relu, dropout: Dropout<0.5>, logits: Linear<3> }",
        "
        fc: with relu; forward with relu
        relu: epilogue; forward epilogue; backward in place
        dropout: elided
        logits: call
        ",
        4,
    );
    // In training the sums are dropped before they become `relu`, so that they have to be there; at
    // inference `relu` is their epilogue.
    runs(
        "input = 2",
        "struct Net { fc: Linear<4>, dropout: Dropout<0.5>, relu: Relu, logits: Linear<3> }",
        "
        fc: with relu
        dropout: elided
        relu: epilogue
        logits: call
        ",
        4,
    );
    // The output has to be written.
    runs(
        "input = 2",
        "struct Net { fc: Linear<4>, dropout: Dropout<0.5> }",
        "
        fc: call
        dropout: call
        ",
        4,
    );
}

#[test]
fn flatten_of_the_input_is_the_input() {
    runs(
        "input = [2, 3]",
        "struct Net { flat: Flatten, fc: Linear<3> }",
        "
        flat: elided
        fc: call
        ",
        0,
    );
    // The input is the caller's, and must not be changed in place.
    runs(
        "input = [2, 3]",
        "struct Net { flat: Flatten, dropout: Dropout<0.5>, relu: Relu, fc: Linear<3> }",
        "
        flat: elided
        dropout: elided
        relu: call
        fc: call
        ",
        6,
    );
}

#[test]
fn an_activation_works_in_place() {
    // `fc` [3] is alive with `sum` [3] only, which `tanh` changes.
    runs(
        "input = 3",
        "struct Net { fc: Linear<3>, #[from(fc, input)] sum: Add, tanh: Tanh, logits: Linear<2> }",
        "
        fc: call
        sum: call
        tanh: in place
        logits: call
        ",
        3 + 3,
    );
    // One after another, and on what an activation has finished.
    runs(
        "input = 3",
        "struct Net { fc: Linear<8>, relu: Relu, tanh: Tanh, sigmoid: Sigmoid, logits: Linear<2> }",
        "
        fc: with relu; forward with relu
        relu: epilogue; forward epilogue; backward in place
        tanh: in place
        sigmoid: in place
        logits: call
        ",
        8,
    );
    // The value goes on to be used after others were made: `tanh` [3] and `fc` [4] are alive
    // together.
    runs(
        "input = 3",
        "struct Net {
            #[from(input, input)] sum: Add, tanh: Tanh, fc: Linear<4>, #[from(fc, tanh)] both: Concat, logits: Linear<2>,
        }",
        "
        sum: call
        tanh: in place
        fc: call
        both: call
        logits: call
        ",
        7 + 7,
    );
}

#[test]
fn a_value_that_others_read_is_not_changed() {
    runs(
        "input = 3",
        "struct Net { #[from(input, input)] sum: Add, tanh: Tanh, #[from(tanh, sum)] both: Concat }",
        "
        sum: call
        tanh: call
        both: call
        ",
        3 + 3,
    );
    // `dropout` is `sum` itself, which `both` reads.
    runs(
        "input = 3",
        "struct Net {
            #[from(input, input)] sum: Add, dropout: Dropout<0.5>, tanh: Tanh, #[from(tanh, sum)] both: Concat,
        }",
        "
        sum: call
        dropout: elided
        tanh: call
        both: call
        ",
        3 + 3,
    );
    // Two names of one value, and the second is changed.
    runs(
        "input = 3",
        "struct Net {
            #[from(input, input)] sum: Add,
            one: Dropout<0.5>,
            #[from(sum)] other: Dropout<0.5>,
            tanh: Tanh,
            #[from(tanh, one)] both: Concat,
        }",
        "
        sum: call
        one: elided
        other: elided
        tanh: call
        both: call
        ",
        3 + 3,
    );
    // One name, used twice.
    runs(
        "input = 3",
        "struct Net {
            #[from(input, input)] sum: Add, dropout: Dropout<0.5>, tanh: Tanh, #[from(tanh, dropout)] both: Concat,
        }",
        "
        sum: call
        dropout: elided
        tanh: call
        both: call
        ",
        3 + 3,
    );
}

#[test]
fn sums_are_finished_by_a_step_further_down() {
    // `relu` [3] is there when `other` [4] is computed, though it is declared below it.
    runs(
        "input = 2",
        "struct Net {
            fc: Linear<3>,
            #[from(input)] other: Linear<4>,
            #[from(fc)] relu: Relu,
            #[from(relu, other)] both: Concat,
        }",
        "
        fc: with relu; forward with relu
        other: call
        relu: epilogue; forward epilogue; backward in place
        both: call
        ",
        3 + 4,
    );
}

#[test]
fn values_lie_in_the_output_until_it_is_written() {
    // Of `narrow` [8] and `wide` [20], the first fits into the output [10], and is dead by then.
    runs(
        "input = 4",
        "struct Net {
            narrow: Linear<8>, relu: Relu, wide: Linear<20>, tanh: Tanh, small: Linear<4>, again: Relu, scores: Linear<10>
        }",
        "
        narrow: with relu; forward with relu
        relu: epilogue; forward epilogue; backward elided
        wide: with tanh; forward with tanh; backward through relu
        tanh: epilogue; forward epilogue; backward elided
        small: with again; forward with again; backward through tanh
        again: epilogue; forward epilogue; backward elided
        scores: call; backward through again
        ",
        20 + 4,
    );
    // As a pair, `wide` and `scores` write the output while they read `narrow`.
    runs(
        "input = 4",
        "struct Net { narrow: Linear<8>, relu: Relu, wide: Linear<20>, tanh: Tanh, scores: Linear<10> }",
        "
        narrow: with relu; forward with relu
        relu: epilogue; forward epilogue; backward elided
        wide: with tanh; forward with tanh; backward through relu
        tanh: epilogue; forward epilogue; backward elided
        scores: call; backward through tanh
        ",
        20 + 8,
    );
}
