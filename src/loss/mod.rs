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

/// A loss: a number for one output and its target, and the gradient of that number with respect to the output.
///
/// `D` is the number of outputs, `Const<N>`, and `Y` the type of one target. A loss that does not fit the network's output does not compile.
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

    /// The loss of one sample. The gradient with respect to `output` is written to `gradient`, which has the same length.
    fn sample(&self, output: &[T], target: &Y, gradient: &mut [T]) -> T;

    /// The numbers of a target. [`fit`](crate::train::Trainable::fit) refuses data in which one of
    /// them is not finite. Provided for targets without any, such as classes.
    fn target_numbers<'y>(&self, target: &'y Y) -> &'y [T] {
        let _ = target;
        &[]
    }

    /// The loss averaged over a batch, of which there is at least one sample, and its gradient.
    ///
    /// The losses of the samples are summed in double precision with corrections, so that the sum
    /// of any number of them has no error worth mentioning; see `kernel/sum.rs`.
    #[doc(hidden)]
    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, outputs: &[T], targets: &[Y], gradients: &mut [T]) -> T {
        let _ = simd;
        let columns = outputs.chunks_exact(D::dim()).zip(gradients.chunks_exact_mut(D::dim()));
        let mut sum = CompensatedSum::default();
        for ((output, gradient), target) in columns.zip(targets) {
            sum.add(self.sample(output, target, gradient).to_double());
        }
        #[allow(clippy::cast_precision_loss)] // A batch is far below 2^52 samples.
        let count = T::from_double(targets.len() as f64);
        // Divisions take ten times as long.
        let factor = T::one() / count;
        gradients.iter_mut().for_each(|element| *element *= factor);
        sum.mean(targets.len())
    }
}

/// The loss averaged over a batch; its gradient with respect to all outputs is written to `gradient`.
///
/// # Errors
///
/// [`Error::TargetCount`] if there are not as many targets as samples, [`Error::EmptyBatch`] if there are none.
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
    let batch = Batch {
        loss,
        outputs: output.elements(),
        targets,
        gradients: gradient.elements_mut(),
        outputs_of: PhantomData,
    };
    Ok(dispatch(batch))
}

/// The loss of a batch, for the instruction set that the processor turns out to have.
struct Batch<'a, T, D, Y, L> {
    loss: &'a L,
    outputs: &'a [T],
    targets: &'a [Y],
    gradients: &'a mut [T],
    outputs_of: PhantomData<D>,
}

impl<T: Real, D: DimName, Y, L: Loss<T, D, Y>> WithSimd for Batch<'_, T, D, Y, L> {
    type Output = T;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> T {
        self.loss.batch(simd, self.outputs, self.targets, self.gradients)
    }
}
