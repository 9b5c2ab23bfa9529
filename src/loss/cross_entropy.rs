//! `CrossEntropy`: the loss of classifiers, on scores.

use crate::data::Target;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Isa, Portable, Simd, WithSimd, vectorize};
use crate::kernel::softmax::{self, ScoreRows};
use crate::kernel::sum::CompensatedSum;
use crate::loss::outputs::assert_several;
use crate::loss::weighted::weighable;
use crate::loss::{Classes, Loss, LossBatch};
use crate::meaning::Logits;
use crate::scalar::Real;
use nalgebra::Const;

/// `E = -ln softmax(x)_c = ln Σ_j exp(x_j) - x_c` for the scores `x` (logits) and the class `c`.
///
/// Softmax, logarithm and loss are one step, which is exact for scores of any size.
///
/// `CrossEntropy` is a type and, with its default settings, a value:
/// `Trainer::new(CrossEntropy, sgd)` is `Trainer::new(CrossEntropy::default(), sgd)`.
///
/// # Gradient
///
/// `dE/dx_i = softmax(x)_i - [i = c]`: the difference between the output and the target.
///
/// ```
/// use netwright::data::Label;
/// use netwright::loss::{CrossEntropy, Loss};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (CrossEntropy::default(), [0.0_f64; 2]);
/// let loss = Loss::<f64, Const<2>, Label<2>>::sample(&loss, &[1e4, 1e4], &Label::new(0)?, &mut gradient);
/// assert_eq!((loss, gradient), (2.0_f64.ln(), [-0.5, 0.5]));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CrossEntropy {}

/// The loss [`CrossEntropy`](struct@CrossEntropy) with its default settings.
#[allow(non_upper_case_globals)] // It is the value of the type that has its name, as of a unit struct.
pub const CrossEntropy: CrossEntropy = CrossEntropy {};

weighable!([] CrossEntropy);

impl<T: Real, const N: usize, C: Target<N>> Loss<T, Const<N>, C> for CrossEntropy {
    type Outputs = Classes<Logits>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        softmax::cross_entropy(Portable, output, target.label().index(), T::one(), gradient)
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, C>) -> T {
        const { assert_several(N) };
        let (targets, stride) = (batch.targets(), batch.stride());
        let classes_from =
            |first: usize, classes: &mut [usize]| targets.write_from(first, classes, |target| target.label().index());
        let (scores, gradients) = batch.into_slices();
        let rows = ScoreRows { scores, width: N, stride, count: targets.len() };
        T::precompiled::<CrossEntropies>(ScoredBatch { isa: simd.isa(), rows, classes_from: &classes_from, gradients })
            .mean(targets.len())
    }
}

/// The scores of some samples, of which there is at least one.
struct ScoredBatch<'a, T> {
    isa: Isa,
    rows: ScoreRows<'a, T>,
    /// Writes the classes of the samples from a number on.
    classes_from: &'a dyn Fn(usize, &mut [usize]),
    gradients: &'a mut [T],
}

precompiled!(CrossEntropies: ScoredBatch -> CompensatedSum = cross_entropies);

/// Returns the sum of the losses; writes the gradient of their mean.
fn cross_entropies<T: Real>(batch: ScoredBatch<'_, T>) -> CompensatedSum {
    batch.isa.with(batch)
}

impl<T: Real> WithSimd for ScoredBatch<'_, T> {
    type Output = CompensatedSum;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> CompensatedSum {
        let ScoredBatch { rows, classes_from, gradients, .. } = self;
        #[allow(clippy::cast_precision_loss)] // A batch is far below 2^52 samples.
        let factor = T::one() / T::from_double(rows.count as f64);
        vectorize!(simd, softmax::cross_entropies(simd, rows, classes_from, factor, gradients))
    }
}
