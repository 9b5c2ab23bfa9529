//! `LogSoftmax`: scores as logarithms of probabilities.

use crate::kernel::simd::{Portable, Simd};
use crate::kernel::softmax;
use crate::layer::ColumnFunction;
use crate::meaning::LogProbabilities;
use crate::scalar::Real;

/// `y_i = x_i - ln Σ_j exp(x_j)`: the logarithm of [`Softmax`](crate::layer::Softmax), without its
/// underflow. `[N]` to `[N]`.
///
/// # Gradient
///
/// ```text
/// dy_i/dx_j = δ_ij - exp(y_j)
/// dE/dx_j   = dE/dy_j - exp(y_j)·Σ_i dE/dy_i
/// ```
///
/// With the loss [`Nll`](struct@crate::loss::Nll) it trains a classifier, as
/// [`CrossEntropy`](struct@crate::loss::CrossEntropy) does on the scores.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct LogProbabilities {
///     log_softmax: LogSoftmax,
/// }
/// assert_eq!(LogProbabilities::zeros().predict(&[1e4, -1e4]).as_slice(), [0.0, -2e4]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogSoftmax;

impl ColumnFunction for LogSoftmax {
    type Meaning = LogProbabilities;

    fn value<T: Real>(input: &[T], output: &mut [T]) {
        softmax::log_softmax(Portable, input, output);
    }

    #[inline(always)]
    fn value_with<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
        softmax::log_softmax(simd, input, output);
    }

    fn backward<T: Real>(_: &[T], output: &[T], output_gradient: &[T], input_gradient: &mut [T]) {
        let total = T::from_double(output_gradient.iter().map(|dy| dy.to_double()).sum());
        for ((dx, &y), &dy) in input_gradient.iter_mut().zip(output).zip(output_gradient) {
            *dx = dy - y.exponential() * total;
        }
    }
}
