//! Means and standard deviations of many features or channels at once.

use crate::scalar::Real;
use alloc::vec;
use alloc::vec::Vec;
use core::slice::ChunksExact;
use nalgebra::ComplexField;

/// Mean and standard deviation of a feature or channel.
pub(crate) struct Moments {
    /// The mean, rounded to double precision.
    pub(crate) mean: f64,
    /// The rounding error of the mean, to be added to it.
    pub(super) mean_rest: f64,
    /// The standard deviation, 0 where all numbers are equal.
    pub(crate) deviation: f64,
}

impl Moments {
    /// Returns the deviation as a divisor in the type of the numbers: 1 for a feature that is
    /// constant, whose numbers are equal, or so close that their deviation is rounded to 0.
    pub(super) fn divisor<T: Real>(&self) -> T {
        let deviation = T::from_double(self.deviation);
        if deviation == T::zero() { T::one() } else { deviation }
    }
}

/// Computes the moments of each channel over one or more finite samples, each of which has so many
/// channels of `run` numbers in a row; a single feature is a channel of one number.
///
/// The numbers `x` of a channel are mapped to `u = (x - least) / (greatest - least)`, so that
/// neither large nor small ones leave the range of numbers when squared, and large means cost no
/// digits. A first pass finds the mean of `u`; a second one corrects it, and finds the variance:
///
/// ```text
/// c = Σ u / n,   d = u - c,   mean = c + Σ d / n,   variance = (Σ d² - (Σ d)² / n) / n
/// ```
///
/// Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for computing the sample variance", 1983,
/// the corrected two-pass algorithm.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
pub(crate) fn moments<T: Real>(samples: &[T], channels: usize, run: usize) -> Vec<Moments> {
    let count = (samples.len() / channels) as f64;
    let samples = samples.chunks_exact(channels * run);
    let scales = scales(samples.clone(), channels);
    let mut centres = vec![0.0; channels];
    for sample in samples.clone() {
        for ((centre, scale), run) in centres.iter_mut().zip(&scales).zip(sample.chunks_exact(run)) {
            run.iter().for_each(|x| *centre += scale.part(x.to_double()));
        }
    }
    centres.iter_mut().for_each(|centre| *centre /= count);
    let mut sums = vec![(0.0, 0.0); channels];
    for sample in samples {
        let channels = sums.iter_mut().zip(centres.iter().zip(&scales));
        for (((sum, squares), (centre, scale)), run) in channels.zip(sample.chunks_exact(run)) {
            for x in run {
                let distance = scale.part(x.to_double()) - centre;
                *sum += distance;
                *squares += distance * distance;
            }
        }
    }
    let features = scales.iter().zip(centres.iter().zip(&sums));
    features
        .map(|(scale, (centre, (sum, squares)))| {
            let variance = (squares - sum * sum / count) / count;
            scale.moments(centre + sum / count, ComplexField::sqrt(variance.max(0.0)))
        })
        .collect()
}

/// The least and the greatest number of a feature.
struct Scale {
    least: f64,
    greatest: f64,
}

fn scales<T: Real>(samples: ChunksExact<'_, T>, channels: usize) -> Vec<Scale> {
    let mut scales: Vec<Scale> = Vec::with_capacity(channels);
    scales.resize_with(channels, || Scale { least: f64::INFINITY, greatest: f64::NEG_INFINITY });
    for sample in samples {
        for (scale, run) in scales.iter_mut().zip(sample.chunks_exact(sample.len() / channels)) {
            for x in run {
                scale.least = scale.least.min(x.to_double());
                scale.greatest = scale.greatest.max(x.to_double());
            }
        }
    }
    scales
}

impl Scale {
    /// Returns the factor by which numbers are multiplied first, so that their range is finite: a
    /// power of 2, exact.
    fn factor(&self) -> f64 {
        if (self.greatest - self.least).is_finite() { 1.0 } else { 0.5 }
    }

    fn range(&self) -> f64 {
        self.greatest * self.factor() - self.least * self.factor()
    }

    /// Returns the position of a number in the range, from 0 to 1; 0 if all are equal.
    fn part(&self, x: f64) -> f64 {
        let range = self.range();
        if range == 0.0 { 0.0 } else { (x * self.factor() - self.least * self.factor()) / range }
    }

    /// Returns the moments of the numbers, from the moments of their positions.
    fn moments(&self, mean: f64, deviation: f64) -> Moments {
        let (factor, range) = (self.factor(), self.range());
        let (mean, mean_rest) = sum_with_rest(self.least * factor, mean * range);
        Moments { mean: mean / factor, mean_rest: mean_rest / factor, deviation: deviation / factor * range }
    }
}

/// Returns the sum of two numbers and its rounding error, exactly (D. Knuth, "The art of computer
/// programming", volume 2, theorem 4.2.2 B).
fn sum_with_rest(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let from_b = sum - a;
    (sum, (a - (sum - from_b)) + (b - from_b))
}
