//! Features on one scale.

use super::fixtures::Fixtures;
use netwright::approx::assert_abs_diff_eq;
use netwright::data::{MinMax, Standardizer};
use netwright::layer::Linear;
use netwright::scalar::Real;

#[test]
fn standardised_features_have_mean_zero_and_deviation_one() {
    // A large mean, in which single-pass sums would lose the variance.
    let mut samples: Vec<[f64; 2]> = (0..1000).map(|i| [1e8 + f64::from(i % 7), 3.0]).collect();
    Standardizer::fit(&samples).unwrap().apply(&mut samples);
    let count = samples.len() as f64;
    let mean = samples.iter().map(|[x, _]| x).sum::<f64>() / count;
    let variance = samples.iter().map(|[x, _]| x * x).sum::<f64>() / count;
    assert_abs_diff_eq!(mean, 0.0, epsilon = 1e-7);
    assert_abs_diff_eq!(variance, 1.0, epsilon = 1e-7);
    assert!(samples.iter().all(|[_, constant]| *constant == 0.0));
}

#[test]
fn min_max_scales_as_scikit_learn_does() {
    let case = Fixtures::read().min_max;
    let min_max = MinMax::fit(&case.samples[..8]).unwrap();
    let mut samples = case.samples;
    min_max.apply(&mut samples);
    for (found, expected) in samples.as_flattened().iter().zip(case.scaled.as_flattened()) {
        // scikit-learn multiplies by the reciprocal, and adds.
        assert_abs_diff_eq!(*found, *expected, epsilon = 1e-14 * 100.0);
    }
}

fn scaled<T: Real>(numbers: [T; 3]) -> [f64; 3] {
    let samples = numbers.map(|x| [x]);
    let min_max = MinMax::fit(&samples).unwrap();
    samples.map(|sample| min_max.apply_one(sample)[0].to_double())
}

#[test]
fn the_ends_of_every_range_are_0_and_1() {
    for [least, between, greatest] in [
        [0.0, 1.0, 2.0],
        [-f64::MAX, 0.0, f64::MAX],
        [-1e308, 0.0, 1e308],
        [0.0, 5e-324, 1e-323],
        [1e15, 1e15 + 0.125, 1e15 + 0.25],
        [-3e-310, 0.0, 3e-310],
    ] {
        assert_eq!(scaled([between, greatest, least]), [0.5, 1.0, 0.0], "{least:e} to {greatest:e}");
    }
    assert_eq!(scaled([0.0, f32::MAX, -f32::MAX]), [0.5, 1.0, 0.0]);
    for constant in [0.1, -f64::MAX, 5e-324, 0.0] {
        assert_eq!(scaled([constant; 3]), [0.0; 3]);
    }
    // A sample far outside of the training range stays a number.
    let min_max = MinMax::fit(&[[-1e308], [0.0]]).unwrap();
    assert_abs_diff_eq!(min_max.apply_one([1e308])[0], 2.0, epsilon = 1e-15);
}

#[test]
fn what_cannot_be_scaled_is_refused() {
    assert_eq!(
        MinMax::<f32, 2>::fit(&[]).unwrap_err().to_string(),
        "the data set has no samples, but at least one is needed"
    );
    let error = MinMax::fit(&[[0.0_f32, 1.0], [2.0, f32::NAN]]).unwrap_err();
    assert_eq!(error.to_string(), "row 1, column 1 is NaN, but all features must be finite numbers");
}

#[test]
fn a_folded_layer_takes_raw_samples() {
    let samples = [[1.0_f64, 100.0, 7.0], [3.0, 140.0, 7.0], [2.5, 90.0, 7.0]];
    let min_max = MinMax::fit(&samples).unwrap();
    let mut layer: Linear<f64, 3, 2> = bytemuck::Zeroable::zeroed();
    for row in 0..2 {
        (0..3).for_each(|column| layer.weight[(row, column)] = 0.5 + row as f64 - 0.75 * column as f64);
        layer.bias[row] = 0.25;
    }
    let mut folded = layer.clone();
    min_max.fold(&mut folded);
    let output = |layer: &Linear<f64, 3, 2>, sample: &[f64; 3], row: usize| {
        layer.bias[row] + (0..3).map(|column| layer.weight[(row, column)] * sample[column]).sum::<f64>()
    };
    for sample in &samples {
        for row in 0..2 {
            let expected = output(&layer, &min_max.apply_one(*sample), row);
            assert_abs_diff_eq!(output(&folded, sample, row), expected, epsilon = 1e-13);
        }
    }
}
