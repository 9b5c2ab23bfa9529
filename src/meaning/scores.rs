//! Scores of classes as probabilities.

use super::{Distances, LogProbabilities, Logits, Meaning, Probabilities};
use crate::kernel::argmax::argmin;
use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::kernel::softmax::softmax;
use crate::scalar::Real;

/// The meaning of outputs that distinguish classes: [`Logits`], [`Probabilities`],
/// [`LogProbabilities`] or [`Distances`].
#[diagnostic::on_unimplemented(
    message = "outputs that are `{Self}` are no scores of classes",
    label = "not the outputs of a classifier",
    note = "a classifier ends in `Linear`, `Softmax`, `LogSoftmax` or `Distance`, not in an activation; steps that keep their values may follow"
)]
pub trait Scores: Meaning {
    /// Converts the scores of one sample into probabilities; both slices have one length.
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]);
}

impl Scores for Logits {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        dispatch(LogitsToProbabilities(scores, probabilities));
    }
}

impl Scores for Probabilities {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        probabilities.copy_from_slice(scores);
    }
}

impl Scores for LogProbabilities {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        for (probability, score) in probabilities.iter_mut().zip(scores) {
            *probability = score.exponential();
        }
    }
}

impl Scores for Distances {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        // NaN among the scores is the least, and makes all of them NaN.
        let least = scores.get(argmin(scores)).copied().unwrap_or_default();
        let mut sum = T::zero();
        for (probability, &score) in probabilities.iter_mut().zip(scores) {
            *probability = (least - score).exponential();
            sum += *probability;
        }
        probabilities.iter_mut().for_each(|probability| *probability /= sum);
    }
}

/// The softmax of one sample: scores, and memory for their probabilities.
struct LogitsToProbabilities<'a, T>(&'a [T], &'a mut [T]);

impl<T: Real> WithSimd for LogitsToProbabilities<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        softmax(simd, self.0, self.1);
    }
}
