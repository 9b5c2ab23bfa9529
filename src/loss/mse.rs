//! `Mse`: the loss of regression.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Isa, Simd, WithSimd, vectorize};
use crate::kernel::sum::CompensatedSum;
use crate::loss::weighted::weighable;
use crate::loss::{AnyOutputs, Loss, LossBatch, require_finite};
use crate::scalar::Real;
use nalgebra::{Const, SVector};

/// The mean squared error `E = 1/N · Σ_i (x_i - t_i)²` of the outputs `x` and the targets `t`, each
/// `[N]`.
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

/// The number of squares that are added before their sum is added to the others.
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

/// Returns the sum of the squares of some of `count` differences; writes the gradient of the mean
/// of all.
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

weighable!([] Mse);

impl<T: Real, const N: usize> Loss<T, Const<N>, [T; N]> for Mse {
    type Outputs = AnyOutputs;

    fn sample(&self, output: &[T], target: &[T; N], gradient: &mut [T]) -> T {
        mean_square(output, target, gradient)
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, [T; N]>) -> T {
        batch_mean(simd, batch, &|target| target)
    }

    fn check_target(&self, row: usize, target: &[T; N]) -> Result<(), Error> {
        require_finite(row, target)
    }
}

impl<T: Real, const N: usize> Loss<T, Const<N>, SVector<T, N>> for Mse {
    type Outputs = AnyOutputs;

    fn sample(&self, output: &[T], target: &SVector<T, N>, gradient: &mut [T]) -> T {
        mean_square(output, target.as_slice(), gradient)
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, SVector<T, N>>) -> T {
        batch_mean(simd, batch, &|target| target.as_slice())
    }

    fn check_target(&self, row: usize, target: &SVector<T, N>) -> Result<(), Error> {
        require_finite(row, target.as_slice())
    }
}

/// Returns the loss of a batch, whose targets are numbers; writes its gradient.
#[inline(always)]
fn batch_mean<S: Simd, T: Real, Y>(simd: S, batch: LossBatch<'_, T, Y>, numbers: &dyn Fn(&Y) -> &[T]) -> T {
    let (targets, width, stride) = (batch.targets(), batch.width(), batch.stride());
    let target_of = |sample: usize| numbers(targets.get(sample));
    let (outputs, gradients) = batch.into_slices();
    let batch = SquaredErrors { isa: simd.isa(), outputs, width, stride, target_of: &target_of, gradients };
    T::precompiled::<MeanSquares>(batch).mean(targets.len())
}

/// The outputs of some samples, each of `width` numbers, with a distance of `stride` between them.
struct SquaredErrors<'a, T> {
    isa: Isa,
    outputs: &'a [T],
    width: usize,
    stride: usize,
    target_of: &'a dyn Fn(usize) -> &'a [T],
    gradients: &'a mut [T],
}

precompiled!(MeanSquares: SquaredErrors -> CompensatedSum = mean_squares);

/// Returns the sum of the losses; writes the gradient of their mean.
fn mean_squares<T: Real>(batch: SquaredErrors<'_, T>) -> CompensatedSum {
    batch.isa.with(batch)
}

impl<T: Real> WithSimd for SquaredErrors<'_, T> {
    type Output = CompensatedSum;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> CompensatedSum {
        let SquaredErrors { outputs, width, stride, target_of, gradients, .. } = self;
        #[allow(clippy::cast_precision_loss)] // A batch is far below 2^52 samples.
        let factor = T::one() / T::from_double(outputs.len().div_ceil(stride) as f64);
        vectorize!(simd, {
            let mut sum = CompensatedSum::default();
            let rows = outputs.chunks(stride).zip(gradients.chunks_mut(stride));
            for (sample, (output, gradient)) in rows.enumerate() {
                let gradient = &mut gradient[..width];
                sum.add(mean_square(&output[..width], target_of(sample), gradient).to_double());
                gradient.iter_mut().for_each(|element| *element *= factor);
            }
            sum
        })
    }
}
