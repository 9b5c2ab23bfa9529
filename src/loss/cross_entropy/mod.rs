//! `CrossEntropy`: the loss of classifiers, on scores.

mod distributions;
mod smoothed;

use crate::data::Target;
use crate::error::Error;
use crate::kernel::argmax::argmax;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Portable, Simd, WithSimd, vectorize};
use crate::kernel::softmax;
use crate::kernel::sum::CompensatedSum;
use crate::loss::class_rows::{ClassBatch, Counting, RowLoss, class_mean, class_sample};
use crate::loss::class_weights::{ClassWeights, Unweighted};
use crate::loss::outputs::assert_several;
use crate::loss::settings::{require, require_share};
use crate::loss::targets::require_distribution;
use crate::loss::weighted::weighable;
use crate::loss::{Classes, Loss, LossBatch};
use crate::meaning::Logits;
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use distributions::distribution_mean;
use nalgebra::{Const, SVector};
use smoothed::Smoothed;

/// `E = -ln softmax(x)_c = ln Σ_j exp(x_j) - x_c` for the scores `x` (logits) and the class `c`.
///
/// Softmax, logarithm and loss are one step, which is exact for scores of any size.
///
/// `CrossEntropy` is a type and, with its default settings, a value: `Trainer::new(CrossEntropy,
/// ..)` is `Trainer::new(CrossEntropy::default(), ..)`.
///
/// # Settings
///
/// They are those of PyTorch's `CrossEntropyLoss`. With weights `w` of the classes and a label
/// smoothing of `s`, the loss of a sample is `-(1 - s) · w_c · ln p_c - s/N · Σ_j w_j · ln p_j`
/// with `p = softmax(x)`. The mean over a batch divides by the sum of the weights `w_c` of its
/// samples; samples of a class that is [ignored](Self::ignore) count as 0. A batch in which no
/// sample counts has no mean, and is an error, [`Error::NoWeight`], where PyTorch gives NaN.
///
/// A target may also be a distribution `q` over the classes, `[T; N]`: `E = -Σ_j w_j · ((1 - s) ·
/// q_j + s/N) · ln p_j`, and the mean divides by the number of samples.
///
/// # Gradient
///
/// `dE/dx_i = softmax(x)_i - [i = c]`: the difference between the output and the target. In
/// general, with `E = -Σ_j a_j · ln p_j`, it is `p_i · Σ_j a_j - a_i`.
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
///
/// With settings:
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Scores(Flatten);
///
/// let loss = CrossEntropy::default().label_smoothing(0.1).class_weights([1.0, 2.0, 4.0]);
/// let classes = Label::<3>::from_indices([0, 2])?;
/// let mean = Scores::<f64>::zeros().loss(&loss, &[[1.0, 2.0, 3.0]; 2], &classes)?;
/// assert!((mean - 0.8182219).abs() < 1e-7);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct CrossEntropy<W = Unweighted> {
    label_smoothing: f64,
    weights: W,
    ignored: Option<usize>,
}

/// The loss [`CrossEntropy`](struct@CrossEntropy) with its default settings.
#[allow(non_upper_case_globals)] // It is the value of the type that has its name, as of a unit struct.
pub const CrossEntropy: CrossEntropy = CrossEntropy { label_smoothing: 0.0, weights: Unweighted, ignored: None };

impl Default for CrossEntropy {
    fn default() -> Self {
        CrossEntropy
    }
}

impl<W> CrossEntropy<W> {
    /// Sets the share of the target that all classes have alike, from 0 to 1, which keeps the
    /// scores from growing without bound. (C. Szegedy et al., "Rethinking the inception
    /// architecture for computer vision", 2016.)
    #[must_use]
    pub fn label_smoothing(self, label_smoothing: f64) -> Self {
        CrossEntropy { label_smoothing, ..self }
    }

    /// Sets a weight for each class, so that rare ones count for more.
    #[must_use]
    pub fn class_weights<const N: usize>(self, weights: [f64; N]) -> CrossEntropy<[f64; N]> {
        let CrossEntropy { label_smoothing, ignored, .. } = self;
        CrossEntropy { label_smoothing, weights, ignored }
    }

    /// Sets the number of a class whose samples do not count; PyTorch's `ignore_index`. Only for
    /// targets that are classes.
    #[must_use]
    pub fn ignore(self, class: usize) -> Self {
        CrossEntropy { ignored: Some(class), ..self }
    }

    fn counting<const N: usize>(&self) -> Counting<'_>
    where
        W: ClassWeights<N>,
    {
        Counting { weights: self.weights.as_weights(), ignored: self.ignored }
    }

    fn require_valid<T: Real, const N: usize>(&self) -> Result<(), Error>
    where
        W: ClassWeights<N>,
    {
        require_share("the label smoothing of CrossEntropy", self.label_smoothing)?;
        self.counting().require_valid::<T>(N)
    }
}

weighable!([W] CrossEntropy<W>);

impl<T: Real, const N: usize, C: Target<N>, W: ClassWeights<N>> Loss<T, Const<N>, C> for CrossEntropy<W> {
    type Outputs = Classes<Logits>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        class_sample(Smoothed(self.label_smoothing), self.counting(), output, target.label().index(), gradient)
    }

    fn sample_weight(&self, target: &C) -> f64 {
        Smoothed::share(self.counting(), target.label().index())
    }

    fn class(&self, target: &C) -> Option<usize> {
        Some(target.label().index())
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, C>) -> T {
        const { assert_several(N) };
        class_mean(simd, Smoothed(self.label_smoothing), self.counting(), batch)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        self.require_valid::<T, N>()
    }
}

/// Implements [`Loss`] for targets that are distributions.
macro_rules! soft_targets {
    ($target:ty) => {
        impl<T: Real, const N: usize, W: ClassWeights<N>> Loss<T, Const<N>, $target> for CrossEntropy<W> {
            type Outputs = Classes<Logits>;

            fn sample(&self, output: &[T], target: &$target, gradient: &mut [T]) -> T {
                let batch = LossBatch::new(N, output, core::slice::from_ref(target), gradient);
                Loss::<T, Const<N>, $target>::batch(self, Portable, batch)
            }

            #[inline(always)]
            fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, $target>) -> T {
                const { assert_several(N) };
                let settings = (self.label_smoothing, self.weights.as_weights());
                distribution_mean(simd, settings, batch, |target| target.as_slice())
            }

            fn class(&self, target: &$target) -> Option<usize> {
                Some(argmax(target.as_slice()))
            }

            fn check_target(&self, row: usize, target: &$target) -> Result<(), Error> {
                require_distribution(row, target.as_slice())
            }

            fn describe(&self) -> String {
                format!("{self:?}")
            }

            fn validate(&self) -> Result<(), Error> {
                #[allow(clippy::cast_precision_loss)] // For a message.
                let ignored = self.ignored.map_or(0.0, |class| class as f64);
                let expected = "unset, because the targets are distributions";
                require("the ignored class", expected, ignored, self.ignored.is_none())?;
                self.require_valid::<T, N>()
            }
        }
    };
}

soft_targets!([T; N]);
soft_targets!(SVector<T, N>);

type Sums = (CompensatedSum, f64);
type SmoothedBatch<'a, T> = ClassBatch<'a, T, Smoothed>;

precompiled!(CrossEntropies: SmoothedBatch -> Sums = cross_entropies);

/// Returns the sum of the losses and its divisor; writes the gradient of the mean. Without settings
/// there is a faster way.
fn cross_entropies<T: Real>(batch: SmoothedBatch<'_, T>) -> Sums {
    let ClassBatch { isa, loss, counting, .. } = batch;
    if loss.0 == 0.0 && counting.weights.is_empty() && counting.ignored.is_none() {
        isa.with(Plain(batch))
    } else {
        isa.with(batch)
    }
}

/// A batch without label smoothing, in which all samples count as 1.
struct Plain<'a, T>(SmoothedBatch<'a, T>);

impl<T: Real> WithSimd for Plain<'_, T> {
    type Output = Sums;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Sums {
        let ClassBatch { rows, classes_from, gradients, .. } = self.0;
        #[allow(clippy::cast_precision_loss)] // A batch is far below 2^52 samples.
        let count = rows.count as f64;
        let factor = T::one() / T::from_double(count);
        (vectorize!(simd, softmax::cross_entropies(simd, rows, classes_from, factor, gradients)), count)
    }
}
