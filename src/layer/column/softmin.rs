//! `Softmin`: distances as probabilities.

use crate::kernel::simd::{Portable, Simd};
use crate::kernel::softmax;
use crate::layer::ColumnFunction;
use crate::meaning::Probabilities;
use crate::scalar::Real;

/// `y_i = exp(-x_i) / Σ_j exp(-x_j)`: positive numbers with the sum 1, the largest where `x` is the
/// smallest. `[N]` to `[N]`.
///
/// It is [`Softmax`](crate::layer::Softmax) of `-x`.
///
/// # Gradient
///
/// ```text
/// dy_i/dx_j = -y_i·(δ_ij - y_j)
/// dE/dx_j   = y_j·(Σ_i dE/dy_i·y_i - dE/dy_j)
/// ```
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Nearest {
///     softmin: Softmin,
/// }
/// assert_eq!(Nearest::zeros().predict(&[1e4, 0.0, 0.0]).as_slice(), [0.0, 0.5, 0.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Softmin;

impl ColumnFunction for Softmin {
    type Meaning = Probabilities;

    fn value<T: Real>(input: &[T], output: &mut [T]) {
        Self::value_with(Portable, input, output);
    }

    #[inline(always)]
    fn value_with<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
        softmax::softmin(simd, input, output);
    }

    fn backward<T: Real>(_: &[T], output: &[T], output_gradient: &[T], input_gradient: &mut [T]) {
        let products = output.iter().zip(output_gradient).map(|(&y, &dy)| (y * dy).to_double());
        let mean = T::from_double(products.sum());
        for ((dx, &y), &dy) in input_gradient.iter_mut().zip(output).zip(output_gradient) {
            *dx = y * (mean - dy);
        }
    }
}
