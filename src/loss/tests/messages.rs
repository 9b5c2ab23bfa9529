//! Settings and targets that a loss does not take.

use crate::data::Label;
use crate::error::Error;
use crate::loss::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, BinaryFocal, CrossEntropy, Focal, Huber, KlDivergence, Loss, Mse,
    MultiMargin, Nll, Poisson, SmoothL1,
};
use nalgebra::Const;
use std::string::ToString;

fn settings_of<Y>(loss: &impl Loss<f32, Const<3>, Y>) -> Result<(), Error> {
    loss.validate()
}

#[test]
fn settings_that_make_no_sense_are_errors() {
    fn refused(result: Result<(), Error>, message: &str) {
        assert_eq!(result.unwrap_err().to_string(), message);
    }
    let of_classes = |loss: CrossEntropy| settings_of::<Label<3>>(&loss);
    let of_weights = |weights| settings_of::<Label<3>>(&CrossEntropy.class_weights(weights));
    for share in [-0.1, 1.1, f64::NAN] {
        let message = std::format!("the label smoothing of CrossEntropy must be a number from 0 to 1, but is {share}");
        refused(of_classes(CrossEntropy.label_smoothing(share)), &message);
    }
    assert!(of_classes(CrossEntropy.label_smoothing(1.0).ignore(2)).is_ok());
    refused(of_classes(CrossEntropy.ignore(3)), "the ignored class must be one of the classes, from 0, but is 3");
    refused(
        settings_of::<[f32; 3]>(&CrossEntropy.ignore(2)),
        "the ignored class must be unset, because the targets are distributions, but is 2",
    );
    refused(
        of_weights([1.0, -1.0, 1.0]),
        "the weight of a class must be a finite number that is not negative, but is -1",
    );
    refused(
        of_weights([1.0, 1.0, 1e39]),
        "the weight of a class is 1e39, but the network computes with f32, which rounds it to infinite",
    );
    let none = "the largest weight of a class that is not ignored must be greater than 0, but is 0";
    refused(of_weights([0.0; 3]), none);
    refused(settings_of::<Label<3>>(&Nll.class_weights([0.0, 0.0, 1.0]).ignore(2)), none);
    refused(settings_of::<Label<3>>(&MultiMargin::default().p(3)), "the p of MultiMargin must be 1 or 2, but is 3");
    refused(
        settings_of::<Label<3>>(&MultiMargin::default().margin(f64::INFINITY)),
        "the margin of MultiMargin must be a finite number, but is infinite",
    );
    let not_negative = "must be a finite number that is not negative, but is -1";
    refused(settings_of::<Label<3>>(&Focal::default().gamma(-1.0)), &std::format!("the gamma of Focal {not_negative}"));
    refused(
        settings_of::<[bool; 3]>(&BinaryFocal::default().gamma(-1.0)),
        &std::format!("the gamma of BinaryFocal {not_negative}"),
    );
    refused(
        settings_of::<[bool; 3]>(&BinaryFocal::default().alpha(2.0)),
        "the alpha of BinaryFocal must be a number from 0 to 1, but is 2",
    );
    refused(
        settings_of::<[bool; 3]>(&BinaryCrossEntropyWithLogits::default().pos_weight([1.0, 1.0, -1.0])),
        &std::format!("a pos_weight of BinaryCrossEntropyWithLogits {not_negative}"),
    );
    refused(
        settings_of::<[f32; 3]>(&Huber::default().delta(0.0)),
        "the delta of Huber must be a finite number greater than 0, but is 0",
    );
    refused(
        settings_of::<[f32; 3]>(&Huber::default().delta(1e-60)),
        "the delta of Huber is 1e-60, but the network computes with f32, which rounds it to 0",
    );
    refused(
        settings_of::<[f32; 3]>(&SmoothL1::default().beta(-1.0)),
        &std::format!("the beta of SmoothL1 {not_negative}"),
    );
    refused(
        settings_of::<[f32; 3]>(&Poisson::default().log_input(false).epsilon(0.0)),
        "the epsilon of Poisson must be a finite number greater than 0, but is 0",
    );
    refused(settings_of::<[f32; 3]>(&Mse.weight(-1.0)), &std::format!("the weight of a loss {not_negative}"));
    // The settings of the loss inside.
    assert!(settings_of::<[f32; 3]>(&Huber::default().delta(0.0).weight(1.0)).is_err());
}

#[test]
fn targets_that_are_not_taken_are_errors() {
    fn refused(loss: &impl Loss<f64, Const<3>, [f64; 3]>, target: [f64; 3], message: &str) {
        assert_eq!(loss.check_target(7, &target).unwrap_err().to_string(), message);
    }
    let of_sum = "the target of row 7 has the sum 0.75, but must have the sum 1: the probabilities of all classes";
    refused(&CrossEntropy, [0.5, 0.25, 0.0], of_sum);
    refused(&KlDivergence, [0.5, 0.25, 0.0], of_sum);
    refused(&KlDivergence.weight(2.0), [0.5, 0.25, 0.0], of_sum);
    assert!(CrossEntropy.check_target(7, &[1.0 / 3.0_f64; 3]).is_ok());
    assert!(CrossEntropy.check_target(7, &[1.0 / 3.0_f32; 3]).is_ok());
    let of_share = "the target of row 7 has 1.5 in column 1, but must have a probability, from 0 to 1, there";
    refused(&CrossEntropy, [-0.5, 1.5, 0.0], &of_share.replace("1.5 in column 1", "-0.5 in column 0"));
    refused(&BinaryCrossEntropy, [0.5, 1.5, 0.0], of_share);
    refused(&BinaryCrossEntropyWithLogits::default(), [0.5, 1.5, 0.0], of_share);
    refused(
        &BinaryFocal::default(),
        [1.0, 0.0, 0.5],
        "the target of row 7 has 0.5 in column 2, but must have 0 or 1 there",
    );
    refused(
        &Poisson::default(),
        [1.0, -2.0, 0.5],
        "the target of row 7 has -2 in column 1, but must have a number that is not negative there",
    );
    let not_finite = "the target of row 7 has NaN in column 1, but all targets must be finite numbers";
    refused(&Huber::default(), [1.0, f64::NAN, 0.0], not_finite);
    refused(&Poisson::default(), [1.0, f64::NAN, 0.0], not_finite);
    refused(&CrossEntropy, [1.0, f64::NAN, 0.0], not_finite);
}
