//! Losses: how far the outputs of a network are from their targets.

mod batch;
mod binary;
mod class_rows;
mod class_weights;
mod cross_entropy;
mod elements;
mod focal;
mod huber;
mod kl_divergence;
mod l1;
mod mse;
mod multi_margin;
mod nll;
mod outputs;
mod parts;
mod poisson;
mod settings;
mod targets;
#[cfg(test)]
mod tests;
mod weighted;

use crate::error::Error;
use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::kernel::sum::CompensatedSum;
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut, View, ViewMut};
use alloc::string::String;
use core::marker::PhantomData;
use nalgebra::{Dim, DimName};

pub use batch::{LossBatch, TargetOf, TargetParts, Targets};
pub use binary::{BinaryCrossEntropy, BinaryCrossEntropyWithLogits, BinaryFocal};
pub use class_weights::{ClassWeights, Unweighted};
pub use cross_entropy::CrossEntropy;
pub use focal::Focal;
pub use huber::{Huber, SmoothL1};
pub use kl_divergence::KlDivergence;
pub use l1::L1;
pub use mse::Mse;
pub use multi_margin::MultiMargin;
pub use nll::Nll;
#[doc(hidden)]
pub use outputs::TakesOutputsOf;
pub use outputs::{AnyOutputs, Classes, LossFor};
#[doc(hidden)]
pub use parts::{SampleParts, describe_parts, loss_of_part};
pub use poisson::Poisson;
pub use targets::require_finite;
pub(crate) use targets::{require_trainable, require_valid_targets, require_weight};
pub use weighted::Weighted;

/// A loss: a number for one output and its target, and the gradient of that number with respect to
/// the output.
///
/// `D` is the number of outputs, `Const<N>`, and `Y` the type of one target. A loss that does not
/// fit the outputs of a network does not compile.
///
/// ```
/// use netwright::loss::{AnyOutputs, Loss};
/// use netwright::nalgebra::Const;
///
/// /// The absolute distance to a number.
/// struct Distance;
///
/// impl Loss<f32, Const<1>, f32> for Distance {
///     type Outputs = AnyOutputs;
///
///     fn sample(&self, output: &[f32], target: &f32, gradient: &mut [f32]) -> f32 {
///         let difference = output[0] - target;
///         gradient[0] = difference.signum();
///         difference.abs()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the loss `{Self}` does not fit: the network gives {D} outputs of type `{T}`, and the targets are of type `{Y}`",
    label = "this loss does not take {D} outputs with targets `{Y}`",
    note = "`CrossEntropy` and `Nll` take targets that are classes, as many as there are outputs (`Label<N>`); `Mse` takes `[T; N]`"
)]
pub trait Loss<T: Real, D: DimName, Y> {
    /// The outputs that it takes: [`AnyOutputs`], or those with a [meaning](crate::meaning),
    /// `Logits`. Where each output belongs to a class, so that there must be two or more,
    /// `Classes<Logits>`. A network with other outputs cannot be trained with it: see [`LossFor`].
    type Outputs;

    /// The names of the losses that it is the sum of, and that it [reports](LossBatch::report) for
    /// each batch: one for each named output of a network. The history has a column for each.
    const PARTS: &'static [&'static str] = &[];

    /// Returns the loss of one sample, and writes its gradient with respect to `output` to
    /// `gradient`, which has the same length.
    fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T;

    /// Returns the number of samples that a sample with this target counts as, in the mean over a
    /// batch: the sum of the losses is divided by the sum of these weights. Provided for losses in
    /// which all samples count as 1.
    ///
    /// The losses themselves are not multiplied by it; [`sample`](Self::sample) does that. With
    /// weights of classes, for instance, both have the weight of the sample's class, as in PyTorch:
    ///
    /// ```
    /// use netwright::data::Target;
    /// use netwright::loss::{Classes, Loss};
    /// use netwright::meaning::LogProbabilities;
    /// use netwright::nalgebra::Const;
    /// use netwright::prelude::*;
    /// use netwright::scalar::Real;
    ///
    /// /// The negative log-likelihood with a weight for each class.
    /// struct WeightedNll<const N: usize>([f64; N]);
    ///
    /// impl<T: Real, const N: usize, Y: Target<N>> Loss<T, Const<N>, Y> for WeightedNll<N> {
    ///     type Outputs = Classes<LogProbabilities>;
    ///
    ///     fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T {
    ///         let class = target.label().index();
    ///         let weight = T::from_double(self.0[class]);
    ///         gradient.fill(T::zero());
    ///         gradient[class] = -weight;
    ///         -weight * output[class]
    ///     }
    ///
    ///     fn sample_weight(&self, target: &Y) -> f64 {
    ///         self.0[target.label().index()]
    ///     }
    /// }
    ///
    /// #[network(input = 2)]
    /// struct Net(LogSoftmax);
    ///
    /// let labels = Label::<2>::from_indices([0, 1])?;
    /// let samples = [[0.0_f64, 0.0], [0.0, 3.0_f64.ln()]]; // probabilities 1/2, 1/2 and 1/4, 3/4
    /// let loss = Net::<f64>::zeros().loss(&WeightedNll([3.0, 1.0]), &samples, &labels)?;
    /// assert!((loss - (3.0 * 2.0_f64.ln() + (4.0_f64 / 3.0).ln()) / 4.0).abs() < 1e-15);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    fn sample_weight(&self, target: &Y) -> f64 {
        let _ = target;
        1.0
    }

    /// Returns the sum of the weights of several samples: what the mean over them divides by, and
    /// the number of samples, unless the loss implements [`sample_weight`](Self::sample_weight).
    fn total_weight(&self, targets: &[Y]) -> f64 {
        let mut sum = CompensatedSum::default();
        targets.iter().for_each(|target| sum.add(self.sample_weight(target)));
        sum.mean(1)
    }

    /// Returns the class that a target says, counted from 0, if the loss is one of classes and has
    /// `target` as one of them: the most probable class of a distribution. Reports such as
    /// [`hardest`](crate::train::Trainable::hardest) show it beside the class that is predicted.
    /// Provided for losses of numbers, whose targets are no classes.
    fn class(&self, target: &Y) -> Option<usize> {
        let _ = target;
        None
    }

    /// Refuses a target that the loss does not take, as one with NaN; `row` is the number of its
    /// sample. [`fit`](crate::train::Trainer::fit) checks all targets before it begins. Provided
    /// for targets that are always valid, such as classes.
    ///
    /// # Errors
    ///
    /// [`Error::TargetNotFinite`], as [`require_finite`] returns it, or [`Error::InvalidTarget`].
    fn check_target(&self, row: usize, target: &Y) -> Result<(), Error> {
        let _ = (row, target);
        Ok(())
    }

    /// Checks that the settings of the loss make sense, also in the type `T`;
    /// [`fit`](crate::train::Trainer::fit) does so before it begins. Provided for losses without
    /// settings.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] names the setting, what it must be, and what it is;
    /// [`Error::RoundedSetting`] what the type makes of it.
    fn validate(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Returns the loss and its settings as text: a checkpoint does not go on with another one.
    /// Provided for losses without settings: the name of the type.
    fn describe(&self) -> String {
        core::any::type_name::<Self>().into()
    }

    /// Returns the loss of a batch of at least one sample, and writes its gradient with respect to
    /// all outputs.
    ///
    /// The provided method divides the sum of the losses of the samples by the sum of their
    /// [weights](Self::sample_weight), so that every sample counts for as much as any other if
    /// there are none. The losses are summed in double precision with corrections, so that the
    /// error of the mean is that of rounding it once, for any number of samples. If the weights are
    /// all 0, there is no mean: the result is NaN, of which training makes
    /// [`Error::NoWeight`].
    ///
    /// A loss implements this method to be faster than sample by sample, or if it is more than a
    /// mean. The pass runs with the instruction set `simd`, for which
    /// [`vectorize!`](crate::simd::vectorize) compiles a loop:
    ///
    /// ```
    /// use netwright::loss::{AnyOutputs, Loss, LossBatch};
    /// use netwright::nalgebra::Const;
    /// use netwright::simd::{Simd, vectorize};
    ///
    /// /// The mean error, up or down.
    /// struct Bias;
    ///
    /// impl Loss<f32, Const<1>, f32> for Bias {
    ///     type Outputs = AnyOutputs;
    ///
    ///     fn sample(&self, output: &[f32], target: &f32, gradient: &mut [f32]) -> f32 {
    ///         gradient[0] = 1.0;
    ///         output[0] - target
    ///     }
    ///
    ///     fn batch<S: Simd>(&self, simd: S, mut batch: LossBatch<'_, f32, f32>) -> f32 {
    ///         vectorize!(simd, {
    ///             let samples = batch.len() as f32;
    ///             let errors = batch.samples().map(|(output, target, gradient)| {
    ///                 gradient[0] = 1.0 / samples;
    ///                 output[0] - target
    ///             });
    ///             errors.sum::<f32>() / samples
    ///         })
    ///     }
    /// }
    /// ```
    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, mut batch: LossBatch<'_, T, Y>) -> T {
        let _ = simd;
        let (mut sum, mut weight) = (CompensatedSum::default(), CompensatedSum::default());
        for (output, target, gradient) in batch.samples() {
            sum.add(self.sample(output, target, gradient).to_double());
            weight.add(self.sample_weight(target));
        }
        let weight: f64 = weight.mean(1);
        // Divisions take ten times as long.
        batch.scale_gradients(T::one() / T::from_double(weight));
        sum.over(weight)
    }
}

/// Returns the loss of a batch, and writes its gradient with respect to all outputs to `gradient`.
///
/// # Errors
///
/// [`Error::TargetCount`] if there are not as many targets as samples, [`Error::EmptyBatch`] if
/// there are none.
pub fn mean<T: Real, D: DimName, B: Dim, Y>(
    loss: &impl Loss<T, D, Y>,
    output: View<'_, T, D, B>,
    targets: &[Y],
    gradient: ViewMut<'_, T, D, B>,
) -> Result<T, Error> {
    mean_in_parts(loss, output, targets, gradient, &mut [])
}

/// As [`mean`], and writes the [parts](Loss::PARTS) of the loss to `parts`.
pub(crate) fn mean_in_parts<T: Real, D: DimName, B: Dim, Y>(
    loss: &impl Loss<T, D, Y>,
    output: View<'_, T, D, B>,
    targets: &[Y],
    mut gradient: ViewMut<'_, T, D, B>,
    parts: &mut [f64],
) -> Result<T, Error> {
    let samples = output.ncols();
    if targets.len() != samples {
        return Err(Error::TargetCount { samples, targets: targets.len() });
    }
    if samples == 0 {
        return Err(Error::EmptyBatch);
    }
    let batch = LossBatch::new(D::dim(), output.elements(), targets, gradient.elements_mut()).reporting_to(parts);
    Ok(dispatch(LossOfBatch { loss, batch, outputs_of: PhantomData }))
}

/// The arguments of [`Loss::batch`], for the instruction set that the processor has.
struct LossOfBatch<'a, T, D, Y, L> {
    loss: &'a L,
    batch: LossBatch<'a, T, Y>,
    outputs_of: PhantomData<D>,
}

impl<T: Real, D: DimName, Y, L: Loss<T, D, Y>> WithSimd for LossOfBatch<'_, T, D, Y, L> {
    type Output = T;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> T {
        self.loss.batch(simd, self.batch)
    }
}
