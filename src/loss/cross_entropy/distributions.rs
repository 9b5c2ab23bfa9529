//! Cross-entropy of distributions: targets that are probabilities of all classes.

use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Isa, Simd, WithSimd, vectorize};
use crate::kernel::softmax::{ScoreRows, log_softmax, softmax};
use crate::kernel::sum::CompensatedSum;
use crate::loss::LossBatch;
use crate::scalar::Real;

/// The scores of some samples with their targets.
struct DistributionBatch<'a, T> {
    isa: Isa,
    rows: ScoreRows<'a, T>,
    target_of: &'a dyn Fn(usize) -> &'a [T],
    label_smoothing: f64,
    /// The weight of each class; none if they are all 1.
    weights: &'a [f64],
    gradients: &'a mut [T],
}

precompiled!(Distributions: DistributionBatch -> CompensatedSum = distributions);

/// Returns the sum of the losses; writes the gradient of their mean.
fn distributions<T: Real>(batch: DistributionBatch<'_, T>) -> CompensatedSum {
    batch.isa.with(batch)
}

/// Returns the loss of a batch, and writes its gradient.
#[inline(always)]
pub(super) fn distribution_mean<S: Simd, T: Real, Y>(
    simd: S,
    (label_smoothing, weights): (f64, &[f64]),
    batch: LossBatch<'_, T, Y>,
    numbers: impl Fn(&Y) -> &[T],
) -> T {
    let (targets, width, stride) = (batch.targets(), batch.width(), batch.stride());
    let target_of = |sample: usize| numbers(targets.get(sample));
    let (scores, gradients) = batch.into_slices();
    let rows = ScoreRows { scores, width, stride, count: targets.len() };
    let isa = simd.isa();
    let batch = DistributionBatch { isa, rows, target_of: &target_of, label_smoothing, weights, gradients };
    T::precompiled::<Distributions>(batch).mean(targets.len())
}

impl<T: Real> WithSimd for DistributionBatch<'_, T> {
    type Output = CompensatedSum;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> CompensatedSum {
        let DistributionBatch { rows: ScoreRows { scores, width, stride, count }, target_of, gradients, .. } = self;
        #[allow(clippy::cast_precision_loss)] // There are far fewer samples and classes than 2^52.
        let (factor, rest) = (T::from_double(1.0 / count as f64), self.label_smoothing / width as f64);
        let (kept, rest) = (T::from_double(1.0 - self.label_smoothing), T::from_double(rest));
        vectorize!(simd, {
            let mut sum = CompensatedSum::default();
            let rows = scores.chunks(stride).zip(gradients.chunks_mut(stride)).take(count);
            for (sample, (x, gradient)) in rows.enumerate() {
                let (x, gradient, target) = (&x[..width], &mut gradient[..width], target_of(sample));
                let share_of = |i: usize| {
                    let weight = self.weights.get(i).map_or(T::one(), |&weight| T::from_double(weight));
                    weight * (kept * target[i] + rest)
                };
                log_softmax(simd, x, gradient);
                let (mut loss, mut total) = (T::zero(), T::zero());
                for (i, &log_p) in gradient.iter().enumerate() {
                    loss -= share_of(i) * log_p;
                    total += share_of(i);
                }
                sum.add(loss.to_double());
                softmax(simd, x, gradient);
                gradient.iter_mut().enumerate().for_each(|(i, p)| *p = (*p * total - share_of(i)) * factor);
            }
            sum
        })
    }
}
