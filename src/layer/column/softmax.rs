//! `Softmax`: scores as probabilities.

use crate::kernel::simd::{Portable, Simd};
use crate::kernel::softmax;
use crate::layer::ColumnFunction;
use crate::meaning::Probabilities;
use crate::scalar::Real;

/// `y_i = exp(x_i) / Σ_j exp(x_j)`: positive numbers with the sum 1. `[N]` to `[N]`.
///
/// The largest input is subtracted from all first, which changes nothing but avoids overflow.
///
/// # Gradient
///
/// ```text
/// dy_i/dx_j = y_i·(δ_ij - y_j)
/// dE/dx_j   = Σ_i dE/dy_i · y_i·(δ_ij - y_j) = y_j·(dE/dy_j - Σ_i dE/dy_i·y_i)
/// ```
///
/// To train a classifier do not end it with `Softmax`: the loss
/// [`CrossEntropy`](struct@crate::loss::CrossEntropy) takes the scores themselves, and is exact
/// where the logarithm of a probability would not be.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Probabilities {
///     softmax: Softmax,
/// }
/// assert_eq!(Probabilities::zeros().predict(&[1e4, 1e4]).as_slice(), [0.5, 0.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Softmax;

impl ColumnFunction for Softmax {
    type Meaning = Probabilities;

    fn value<T: Real>(input: &[T], output: &mut [T]) {
        softmax::softmax(Portable, input, output);
    }

    #[inline(always)]
    fn value_with<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
        softmax::softmax(simd, input, output);
    }

    fn backward<T: Real>(_: &[T], output: &[T], output_gradient: &[T], input_gradient: &mut [T]) {
        let products = output.iter().zip(output_gradient).map(|(&y, &dy)| (y * dy).to_double());
        let mean = T::from_double(products.sum());
        for ((dx, &y), &dy) in input_gradient.iter_mut().zip(output).zip(output_gradient) {
            *dx = y * (dy - mean);
        }
    }
}
