//! Norms in double precision, which do not leave the range of numbers.

use nalgebra::ComplexField;

/// Returns `√Σ x²`.
pub(super) fn norm(numbers: impl Iterator<Item = f64> + Clone) -> f64 {
    let largest = numbers.clone().fold(0.0, |largest: f64, x| if x.is_nan() { x } else { largest.max(x.abs()) });
    if largest == 0.0 || !largest.is_finite() {
        // NaN is not the largest of numbers if others come after it.
        return numbers.fold(largest, |largest, x| if x.is_nan() { x } else { largest });
    }
    largest * ComplexField::sqrt(numbers.map(|x| (x / largest) * (x / largest)).sum::<f64>())
}

/// The root mean square of numbers that are not negative.
#[derive(Clone, Copy, Default)]
pub(super) struct MeanSquare {
    root: f64,
    count: f64,
}

impl MeanSquare {
    pub(super) fn add(&mut self, number: f64) {
        self.root = norm([self.root, number].into_iter());
        self.count += 1.0;
    }

    /// Returns the root; none of no numbers.
    pub(super) fn root(self) -> Option<f64> {
        (self.count > 0.0).then(|| self.root / ComplexField::sqrt(self.count))
    }
}

#[cfg(test)]
mod tests {
    use super::{MeanSquare, norm};

    #[test]
    fn norms_stay_in_the_range_of_numbers() {
        let of = |numbers: &[f64]| norm(numbers.iter().copied());
        assert_eq!((of(&[]), of(&[0.0, 0.0]), of(&[3.0, -4.0])), (0.0, 0.0, 5.0));
        assert_eq!((of(&[3e300, 4e300]), of(&[-3e-300, 4e-300])), (5e300, 5e-300));
        assert!(of(&[f64::NAN, 1.0]).is_nan() && of(&[1.0, f64::NAN, f64::INFINITY, 1.0]).is_nan());
        assert_eq!(of(&[1.0, f64::NEG_INFINITY]), f64::INFINITY);
    }

    #[test]
    fn a_mean_square_is_that_of_its_numbers() {
        let mut sum = MeanSquare::default();
        assert_eq!(sum.root(), None);
        [1.0, 7.0].into_iter().for_each(|number| sum.add(number));
        assert!((sum.root().unwrap() - 5.0).abs() < 1e-15);
    }
}
