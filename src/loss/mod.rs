//! Losses: how far the outputs of a network are from their targets.

mod cross_entropy;
mod finite;
mod mse;
mod nll;
mod outputs;

use crate::error::Error;
use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::kernel::sum::CompensatedSum;
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut, View, ViewMut};
use core::marker::PhantomData;
use nalgebra::{Dim, DimName};

pub use cross_entropy::CrossEntropy;
pub(crate) use finite::require_finite_targets;
pub use mse::Mse;
pub use nll::Nll;
pub use outputs::{AnyOutputs, Classes, LossFor};

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

    /// Returns the loss of one sample, and writes its gradient with respect to `output` to
    /// `gradient`, which has the same length.
    fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T;

    /// Returns the numbers of a target. [`fit`](crate::train::Trainable::fit) refuses data in which
    /// one of them is not finite. Provided for targets without any, such as classes.
    fn target_numbers<'y>(&self, target: &'y Y) -> &'y [T] {
        let _ = target;
        &[]
    }

    /// Returns the loss of a batch of at least one sample, and writes its gradient with respect to
    /// all outputs to `gradients`. The outputs of one sample are contiguous, as are their
    /// gradients.
    ///
    /// The provided method averages the losses of the samples: every sample counts for as much as
    /// any other. They are summed in double precision with corrections, so that the error of the
    /// mean is that of rounding it once, for any number of samples.
    ///
    /// A loss that is more than the mean of its samples implements this method. With weights of
    /// classes, for instance, samples count for more or less, and the sum of their losses is
    /// divided by the sum of their weights, as PyTorch does it:
    ///
    /// ```
    /// use netwright::data::Target;
    /// use netwright::loss::{Classes, Loss};
    /// use netwright::meaning::LogProbabilities;
    /// use netwright::nalgebra::Const;
    /// use netwright::prelude::*;
    /// use netwright::scalar::Real;
    /// use netwright::simd::Simd;
    ///
    /// /// The negative log-likelihood with a weight for each class.
    /// struct WeightedNll<const N: usize>([f64; N]);
    ///
    /// impl<T: Real, const N: usize, Y: Target<N>> Loss<T, Const<N>, Y> for WeightedNll<N> {
    ///     type Outputs = Classes<LogProbabilities>;
    ///
    ///     fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T {
    ///         Loss::<T, Const<N>, Y>::sample(&Nll, output, target, gradient)
    ///     }
    ///
    ///     fn batch<S: Simd>(&self, _: S, outputs: &[T], targets: &[Y], gradients: &mut [T]) -> T {
    ///         let weight_of = |target: &Y| self.0[target.label().index()];
    ///         let sum: f64 = targets.iter().map(weight_of).sum();
    ///         let columns = outputs.chunks_exact(N).zip(gradients.chunks_exact_mut(N));
    ///         let losses = columns.zip(targets).map(|((output, gradient), target)| {
    ///             let share = T::from_double(weight_of(target) / sum);
    ///             let loss = self.sample(output, target, gradient);
    ///             gradient.iter_mut().for_each(|element| *element *= share);
    ///             loss * share
    ///         });
    ///         losses.fold(T::zero(), |sum, loss| sum + loss)
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
    ///
    /// The pass runs with the instruction set `simd`, for which
    /// [`vectorize!`](crate::simd::vectorize) compiles a loop.
    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, outputs: &[T], targets: &[Y], gradients: &mut [T]) -> T {
        let _ = simd;
        let columns = outputs.chunks_exact(D::dim()).zip(gradients.chunks_exact_mut(D::dim()));
        let mut sum = CompensatedSum::default();
        for ((output, gradient), target) in columns.zip(targets) {
            sum.add(self.sample(output, target, gradient).to_double());
        }
        average(gradients, targets.len());
        sum.mean(targets.len())
    }
}

/// Divides the gradients of so many samples by their number.
#[inline(always)]
fn average<T: Real>(gradients: &mut [T], samples: usize) {
    #[allow(clippy::cast_precision_loss)] // A batch is far below 2^52 samples.
    let count = T::from_double(samples as f64);
    // Divisions take ten times as long.
    let factor = T::one() / count;
    gradients.iter_mut().for_each(|element| *element *= factor);
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
    mut gradient: ViewMut<'_, T, D, B>,
) -> Result<T, Error> {
    let samples = output.ncols();
    if targets.len() != samples {
        return Err(Error::TargetCount { samples, targets: targets.len() });
    }
    if samples == 0 {
        return Err(Error::EmptyBatch);
    }
    let batch = LossOfBatch {
        loss,
        outputs: output.elements(),
        targets,
        gradients: gradient.elements_mut(),
        outputs_of: PhantomData,
    };
    Ok(dispatch(batch))
}

/// The arguments of [`Loss::batch`], for the instruction set that the processor has.
struct LossOfBatch<'a, T, D, Y, L> {
    loss: &'a L,
    outputs: &'a [T],
    targets: &'a [Y],
    gradients: &'a mut [T],
    outputs_of: PhantomData<D>,
}

impl<T: Real, D: DimName, Y, L: Loss<T, D, Y>> WithSimd for LossOfBatch<'_, T, D, Y, L> {
    type Output = T;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> T {
        self.loss.batch(simd, self.outputs, self.targets, self.gradients)
    }
}
