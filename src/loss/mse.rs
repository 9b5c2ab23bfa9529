//! `Mse`: the loss of regression.

use crate::kernel::sum::CompensatedSum;
use crate::loss::{AnyOutputs, Loss};
use crate::scalar::Real;
use nalgebra::{Const, SVector};

/// The mean squared error `E = 1/N · Σ_i (x_i - t_i)²` of the outputs `x` and the targets `t`, each `[N]`.
///
/// Averaged over a batch it is PyTorch's `MSELoss`: the mean over all numbers of the batch.
///
/// # Gradient
///
/// `dE/dx_i = 2/N · (x_i - t_i)`.
///
/// ```
/// use netwright::loss::{Loss, Mse};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&Mse, &[1.0, 5.0], &[2.0, 2.0], &mut gradient);
/// assert_eq!((loss, gradient), (5.0, [-1.0, 3.0]));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mse;

/// How many squares are added before their sum is added to the others.
const BLOCK: usize = 64;

#[inline(always)]
fn mean_square<T: Real>(output: &[T], target: &[T], gradient: &mut [T]) -> T {
    #[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
    let count = T::from_double(output.len() as f64);
    let mut sum = CompensatedSum::default();
    let blocks = output.chunks(BLOCK).zip(target.chunks(BLOCK)).zip(gradient.chunks_mut(BLOCK));
    for ((output, target), gradient) in blocks {
        sum.add(squares(output, target, gradient, count));
    }
    sum.mean(output.len())
}

/// The sum of the squares of some of `count` differences; the gradient of the mean of all is
/// written.
#[inline(always)]
fn squares<T: Real>(output: &[T], target: &[T], gradient: &mut [T], count: T) -> f64 {
    let mut sum = 0.0;
    for ((&x, &t), gradient) in output.iter().zip(target).zip(gradient) {
        let difference = x - t;
        *gradient = (difference + difference) / count;
        sum += (difference * difference).to_double();
    }
    sum
}

impl<T: Real, const N: usize> Loss<T, Const<N>, [T; N]> for Mse {
    type Outputs = AnyOutputs;

    #[inline(always)]
    fn sample(&self, output: &[T], target: &[T; N], gradient: &mut [T]) -> T {
        mean_square(output, target, gradient)
    }

    fn target_numbers<'y>(&self, target: &'y [T; N]) -> &'y [T] {
        target
    }
}

impl<T: Real, const N: usize> Loss<T, Const<N>, SVector<T, N>> for Mse {
    type Outputs = AnyOutputs;

    #[inline(always)]
    fn sample(&self, output: &[T], target: &SVector<T, N>, gradient: &mut [T]) -> T {
        mean_square(output, target.as_slice(), gradient)
    }

    fn target_numbers<'y>(&self, target: &'y SVector<T, N>) -> &'y [T] {
        target.as_slice()
    }
}
