//! Compensated summation: sums of many numbers whose error does not grow with their number.
//!
//! The rounding error of each addition is a number itself; the sum of these errors is added at the
//! end. The result of `n` numbers with the unit of roundoff `u`, half of the distance from 1 to the
//! next number, is off by at most `u·|Σ x| + 2·n²·u²·Σ|x|`, as if it were computed with twice the
//! precision and then rounded. (T. Ogita, S. M. Rump and S. Oishi, "Accurate sum and dot product",
//! SIAM J. Sci. Comput. 26 (2005), algorithm 4.4, due to A. Neumaier; N. J. Higham, "Accuracy and
//! stability of numerical algorithms", 2nd edition, 2002, section 4.3.)

#[cfg(any(feature = "train", test))]
use crate::kernel::scalar::Real;
use core::ops::{Add, Sub};

/// The sum of two numbers, or of each lane of two registers, and its rounding error, exactly.
///
/// Source: D. E. Knuth, "The art of computer programming", volume 2, section 4.2.2, theorem B.
#[inline(always)]
pub(crate) fn two_sum<N: Copy + Add<Output = N> + Sub<Output = N>>(a: N, b: N) -> (N, N) {
    let sum = a + b;
    let second = sum - a;
    (sum, (a - (sum - second)) + (b - second))
}

/// A sum with its rounding errors added. An infinite sum, whose errors are NaN, stays what it is.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn corrected<T: Real>(sum: T, error: T) -> T {
    let total = sum + error;
    // Only NaN differs from itself.
    #[allow(clippy::eq_op)]
    if total == total { total } else { sum }
}

/// A running sum in double precision, after A. Neumaier.
#[cfg(any(feature = "train", test))]
#[derive(Clone, Copy, Default)]
pub(crate) struct CompensatedSum {
    sum: f64,
    error: f64,
}

#[cfg(any(feature = "train", test))]
impl CompensatedSum {
    /// Adds a number.
    #[inline(always)]
    pub(crate) fn add(&mut self, number: f64) {
        let (sum, error) = two_sum(self.sum, number);
        self.sum = sum;
        self.error += error;
    }

    /// Adds the numbers of another sum.
    pub(crate) fn append(&mut self, other: CompensatedSum) {
        self.add(other.sum);
        self.error += other.error;
    }

    /// The sum, divided by a count.
    #[inline(always)]
    #[allow(clippy::cast_precision_loss)] // There are far fewer numbers than 2^52.
    pub(crate) fn mean<T: Real>(self, count: usize) -> T {
        self.over(count as f64)
    }

    /// The sum, divided by a number.
    #[inline(always)]
    pub(crate) fn over<T: Real>(self, divisor: f64) -> T {
        T::from_double(corrected(self.sum, self.error) / divisor)
    }
}

#[cfg(test)]
mod tests {
    use super::{CompensatedSum, corrected, two_sum};

    fn mean_of(numbers: impl Iterator<Item = f64>) -> f64 {
        let mut sum = CompensatedSum::default();
        let count = numbers.map(|number| sum.add(number)).count();
        sum.mean(count)
    }

    #[test]
    fn a_million_numbers_are_summed_to_the_last_bit() {
        // One by one without corrections it is off by 1.3e-12.
        assert_eq!(mean_of((0..1_000_000).map(|_| 0.1)), 0.1);
        let alternating = (0..1_000_001).map(|i| if i % 2 == 0 { 1e16 } else { -1e16 } + 1.0);
        assert!(alternating.clone().sum::<f64>() != 1e16 + 1_000_001.0);
        assert_eq!(mean_of(alternating) * 1_000_001.0, 1e16);
    }

    #[test]
    fn infinity_stays_infinite() {
        assert_eq!(mean_of([1.0, f64::INFINITY, 2.0].into_iter()), f64::INFINITY);
        assert_eq!(mean_of([f64::NEG_INFINITY, 2.0].into_iter()), f64::NEG_INFINITY);
        assert!(mean_of([f64::NEG_INFINITY, f64::INFINITY].into_iter()).is_nan());
        assert!(mean_of([f64::NAN, 2.0].into_iter()).is_nan());
        let (sum, error) = two_sum(f32::MAX, f32::MAX);
        assert_eq!(corrected(sum, error), f32::INFINITY);
    }
}
