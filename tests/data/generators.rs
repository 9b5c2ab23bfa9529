//! Drawn data sets: scikit-learn's points, balance, and noise.

use super::fixtures::{Fixtures, Points};
use netwright::Error;
use netwright::data::{Dataset, Label, class_counts, generate};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::f64::consts::TAU;

fn rng() -> StdRng {
    StdRng::seed_from_u64(1)
}

fn assert_points(data: &Dataset<'_, f64, 2, Label<2>>, expected: &Points) {
    let classes: Vec<usize> = data.targets().iter().map(|label| label.index()).collect();
    assert_eq!(classes, expected.classes);
    for (point, expected) in data.samples().as_flattened().iter().zip(expected.points.as_flattened()) {
        assert!((point - expected).abs() < 1e-15, "{point} instead of {expected}");
    }
}

#[test]
fn points_without_noise_are_those_of_scikit_learn() {
    let fixtures = Fixtures::read();
    for case in &fixtures.moons {
        assert_points(&generate::moons(case.count, 0.0, &mut rng()).unwrap(), case);
    }
    for case in &fixtures.circles {
        assert_points(&generate::circles(case.count, case.factor, 0.0, &mut rng()).unwrap(), case);
    }
}

/// Checks that the distances of points from those without noise are normal: mean and deviation of
/// both coordinates, and the share within one deviation.
fn assert_noise<'a, const N: usize>(pairs: impl Iterator<Item = (&'a [f64; N], &'a [f64; N])> + Clone, deviation: f64) {
    for coordinate in 0..N {
        let distances = pairs.clone().map(|(noisy, point)| (noisy[coordinate] - point[coordinate]) / deviation);
        let distances: Vec<f64> = distances.collect();
        let count = distances.len() as f64;
        assert!(count > 5000.0);
        let mean = distances.iter().sum::<f64>() / count;
        let variance = distances.iter().map(|x| x * x).sum::<f64>() / count - mean * mean;
        let within = distances.iter().filter(|x| x.abs() < 1.0).count() as f64 / count;
        assert!(mean.abs() < 0.05 && (variance - 1.0).abs() < 0.07 && (within - 0.683).abs() < 0.02);
    }
}

#[test]
fn noise_is_normal_with_its_deviation_in_each_coordinate() {
    let count = 10_001;
    let moons = generate::moons::<f64>(count, 0.3, &mut rng()).unwrap();
    let exact = generate::moons(count, 0.0, &mut rng()).unwrap();
    assert_eq!(class_counts(moons.targets()), [5000, 5001]);
    assert_noise(moons.samples().iter().zip(exact.samples()), 0.3);
    let circles = generate::circles::<f64>(count, 0.8, 0.05, &mut rng()).unwrap();
    let exact = generate::circles(count, 0.8, 0.0, &mut rng()).unwrap();
    assert_eq!(class_counts(circles.targets()), [5000, 5001]);
    assert_noise(circles.samples().iter().zip(exact.samples()), 0.05);
    let centres = [[1.0, -2.0, 3.0], [0.0, 50.0, 0.0]];
    let blobs = generate::blobs_around(&centres, count, 2.0, &mut rng()).unwrap();
    assert_eq!(class_counts(blobs.targets()), [5001, 5000]);
    assert_noise(
        blobs.samples().iter().zip(blobs.targets().iter().map(|label: &Label<2>| &centres[label.index()])),
        2.0,
    );
}

#[test]
fn blobs_have_centres_in_the_box_and_equal_numbers_of_points() {
    for (points, counts) in [(100, [25; 4]), (11, [3, 3, 3, 2]), (2, [1, 1, 0, 0])] {
        let data = generate::blobs::<f64, 5, 4>(points, 0.0, &mut rng()).unwrap();
        assert_eq!(class_counts(data.targets()), counts);
        assert!(data.samples().as_flattened().iter().all(|x| (-10.0..10.0).contains(x)));
        assert_ne!(data.samples()[0], data.samples()[points - 1]);
    }
}

#[test]
fn a_spiral_has_arms_of_growing_radius() {
    let data = generate::spiral::<f64, 4>(2000, 0.1, &mut rng()).unwrap();
    assert_eq!(class_counts(data.targets()), [2000; 4]);
    let mut noise = Vec::new();
    for (number, (&[x, y], label)) in data.samples().iter().zip(data.targets()).enumerate() {
        let (arm, step) = (number / 2000, number % 2000);
        let radius = step as f64 / 1999.0;
        assert!(label.index() == arm && (x.hypot(y) - radius).abs() < 1e-12);
        // The noise is too small to turn a point by half a turn.
        let turned = x.atan2(y) - TAU / 4.0 * (arm as f64 + 2.0 * radius);
        // The origin has no angle.
        if step > 0 {
            noise.push([turned - TAU * (turned / TAU).round()]);
        }
    }
    let on_the_arm = vec![[0.0]; noise.len()];
    assert_noise(noise.iter().zip(&on_the_arm), 0.1);
}

#[test]
fn the_cubic_curve_has_uniform_noise_above_it() {
    let data = generate::cubic::<f64>(10_000, -2.0..=3.0, 0.3, &mut rng()).unwrap();
    let (mut sum, mut squares) = (0.0, 0.0);
    for (place, (&[x], &[y])) in data.samples().iter().zip(data.targets()).enumerate() {
        assert!((x - (-2.0 + 5.0 * place as f64 / 9999.0)).abs() < 1e-12);
        let noise = (y - x * x * x) / 0.3;
        assert!((-1e-12..1.0 + 1e-12).contains(&noise));
        (sum, squares) = (sum + noise, squares + noise * noise);
    }
    let mean = sum / 1e4;
    assert!((mean - 0.5).abs() < 0.01 && (squares / 1e4 - mean * mean - 1.0 / 12.0).abs() < 0.003);
}

#[test]
fn settings_without_meaning_are_refused() {
    for wrong in [-0.1, f64::NAN, f64::INFINITY] {
        let errors = [
            generate::moons::<f32>(10, wrong, &mut rng()).unwrap_err(),
            generate::circles::<f32>(10, 0.5, wrong, &mut rng()).unwrap_err(),
            generate::circles::<f32>(10, wrong * 20.0, 0.0, &mut rng()).unwrap_err(),
            generate::spiral::<f32, 3>(10, wrong, &mut rng()).unwrap_err(),
            generate::blobs::<f32, 2, 3>(10, wrong, &mut rng()).unwrap_err(),
        ];
        assert!(errors.iter().all(|error| matches!(error, Error::InvalidSetting { .. })));
    }
    assert!(generate::cubic::<f32>(5, f64::NEG_INFINITY..=1.0, 0.0, &mut rng()).is_err());
    let empty = "the data set has no samples, but at least one is needed";
    assert_eq!(generate::moons::<f32>(0, 0.0, &mut rng()).unwrap_err().to_string(), empty);
    assert_eq!(generate::blobs::<f32, 2, 0>(9, 0.0, &mut rng()).unwrap_err().to_string(), empty);
    assert_eq!(generate::cubic::<f32>(1, 2.0..=3.0, 0.0, &mut rng()).unwrap().samples(), [[2.0]]);
    assert_eq!(generate::moons::<f32>(1, 0.0, &mut rng()).unwrap().len(), 1);
}
