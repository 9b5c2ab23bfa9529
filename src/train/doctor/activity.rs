//! Statistics of the numbers that a step gives.

use super::diagnosis::Activations;
use crate::scalar::Real;
use nalgebra::ComplexField;

/// Sums from which the mean and the deviation of all numbers follow that were added.
///
/// Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for computing the sample variance", 1983,
/// the rule for two groups.
pub(super) struct Activity {
    count: f64,
    mean: f64,
    squares: f64,
    least: f64,
    greatest: f64,
}

impl Activity {
    pub(super) const fn new() -> Self {
        Activity { count: 0.0, mean: 0.0, squares: 0.0, least: f64::INFINITY, greatest: f64::NEG_INFINITY }
    }

    #[allow(clippy::cast_precision_loss)] // There are far fewer numbers than 2^52.
    pub(super) fn add<T: Real>(&mut self, numbers: &[T]) {
        if numbers.is_empty() {
            return;
        }
        let (count, numbers) = (numbers.len() as f64, || numbers.iter().map(|number| number.to_double()));
        let mean = numbers().sum::<f64>() / count;
        let squares: f64 = numbers().map(|number| (number - mean) * (number - mean)).sum();
        let (all, distance) = (self.count + count, mean - self.mean);
        self.squares += squares + distance * distance * self.count * count / all;
        self.mean += distance * count / all;
        self.count = all;
        // NaN, which is neither less nor greater than anything, shows in the mean.
        self.least = numbers().fold(self.least, f64::min);
        self.greatest = numbers().fold(self.greatest, f64::max);
    }

    pub(super) fn finish(&self) -> Option<Activations> {
        (self.count > 0.0).then(|| Activations {
            mean: self.mean,
            deviation: ComplexField::sqrt(self.squares / self.count),
            least: self.least,
            greatest: self.greatest,
        })
    }
}
