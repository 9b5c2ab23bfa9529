//! Cross-entropy of a class, with label smoothing and weights.

use super::{CrossEntropies, Sums};
use crate::kernel::simd::Simd;
use crate::kernel::softmax::{cross_entropy, log_softmax, softmax};
use crate::loss::class_rows::{ClassBatch, Counting, RowLoss};
use crate::scalar::Real;

/// The cross-entropy with so much label smoothing.
#[derive(Clone, Copy)]
pub(super) struct Smoothed(pub(super) f64);

impl RowLoss for Smoothed {
    const DIVIDES_BY_WEIGHTS: bool = true;

    #[inline(always)]
    fn row<S: Simd, T: Real>(self, simd: S, x: &[T], class: usize, counting: Counting<'_>, gradient: &mut [T]) -> T {
        let weight = counting.weight(class);
        if self.0 == 0.0 {
            let weight = T::from_double(weight);
            return cross_entropy(simd, x, class, weight, gradient) * weight;
        }
        #[allow(clippy::cast_precision_loss)] // There are far fewer classes than 2^52.
        let (share, rest) = (T::from_double((1.0 - self.0) * weight), self.0 / x.len() as f64);
        let share_of = |i: usize| T::from_double(rest * counting.weight_of_output(i));
        log_softmax(simd, x, gradient);
        let smooth = gradient.iter().enumerate().map(|(i, &log_p)| share_of(i) * log_p);
        let loss = smooth.fold(share * gradient[class], |sum, term| sum + term);
        let total = (0..x.len()).fold(share, |sum, i| sum + share_of(i));
        softmax(simd, x, gradient);
        gradient.iter_mut().enumerate().for_each(|(i, p)| *p = *p * total - share_of(i));
        gradient[class] -= share;
        -loss
    }

    fn run<T: Real>(batch: ClassBatch<'_, T, Self>) -> Sums {
        T::precompiled::<CrossEntropies>(batch)
    }
}
