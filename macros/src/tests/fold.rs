//! Batch normalisations that are folded into the steps before them.

use super::weights::{file, reports_about, single};
use super::{accepted, has_steps, reports};
use crate::plan::fusion::{Fusion, InferRun};

const NORMED: &str = r#"input = 4, weights = "../tests/fixtures/weights/normed.safetensors", fold"#;

/// A folded step runs as if it were not there: an activation behind it is the epilogue of the sums.
#[test]
fn normalisations_are_folded_into_the_sums_before_them() {
    let item = "struct Net(Linear<6>, BatchNorm1d, Relu, Linear<20, NoBias>, BatchNorm1d<1e-3>, Linear<3>);";
    has_steps(
        NORMED,
        item,
        "
        0: [4] -> [6], 30 parameters
        1: [6] -> [6], 0 parameters
        2: [6] -> [6], 0 parameters
        3: [6] -> [20], 140 parameters
        4: [20] -> [20], 0 parameters
        5: [20] -> [3], 63 parameters
        ",
    );
    let network = accepted(NORMED, item);
    let names: Vec<_> = network.steps.iter().map(|step| step.layer.name().to_owned()).collect();
    assert_eq!(names, ["Linear", "BatchNorm1d, folded", "Relu", "Linear", "BatchNorm1d, folded", "Linear"]);
    let runs: Vec<_> = Fusion::of(&network).runs.iter().map(|run| run.infer).collect();
    assert_eq!(
        runs,
        [
            InferRun::WithEpilogue(2),
            InferRun::Elided,
            InferRun::IsEpilogue,
            InferRun::Call,
            InferRun::Elided,
            InferRun::Call
        ]
    );
    assert!(!network.train);
}

#[test]
fn what_cannot_be_folded_is_said() {
    reports(
        "input = 4, fold",
        "struct Net(Linear<6>, BatchNorm1d);",
        "
        `fold` is about trained weights
        help: name their file, with `weights = \"file.safetensors\"`
        ",
    );
    reports(
        r#"input = 4, weights = "../tests/fixtures/weights/sequential.safetensors", fold"#,
        "struct Net(Linear<8>, Tanh, Linear<3>);",
        "
        `fold` finds nothing to fold: no `BatchNorm1d` or `BatchNorm2d` alone takes the output of a `Linear` or of a \
         convolution
        help: remove `fold`
        ",
    );
    reports(
        NORMED,
        "struct Net(Linear<6>, BatchNorm1d<EPSILON>, Relu, Linear<20, NoBias>, BatchNorm1d<1e-3>, Linear<3>);",
        "
        `1` cannot be folded into `0`: its epsilon is a constant, which only the compiler knows
        help: write the epsilon as a number, or remove `fold`
        ",
    );
}

/// The sums are read by another step, so that their values must be there.
#[test]
fn sums_that_others_read_are_not_folded() {
    let path = file(
        "read-twice",
        &[
            ("fc.weight", single(&[3, 2], 1.0)),
            ("fc.bias", single(&[3], 1.0)),
            ("norm.weight", single(&[3], 1.0)),
            ("norm.bias", single(&[3], 1.0)),
            ("norm.running_mean", single(&[3], 1.0)),
            ("norm.running_var", single(&[3], 1.0)),
        ],
    );
    reports_about(
        &path,
        "input = 2, weights = FILE, fold",
        "struct Net { fc: Linear<3>, norm: BatchNorm1d, #[from(fc, norm)] both: Add }",
        "
        `fold` finds nothing to fold: no `BatchNorm1d` or `BatchNorm2d` alone takes the output of a `Linear` or of a \
         convolution
        help: remove `fold`
        ",
    );
}
