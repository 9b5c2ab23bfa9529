//! `LogSoftmax`: scores as logarithms of probabilities.

use crate::kernel::stable;
#[cfg(feature = "train")]
use crate::layer::Differentiable;
use crate::layer::{Layer, no_parameters};
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut, View, ViewMut};
use nalgebra::{Const, Dim};

/// `y_i = x_i - ln Σ_j exp(x_j)`: the logarithm of [`Softmax`](crate::layer::Softmax), without its underflow. `[N]` to `[N]`.
///
/// # Gradient
///
/// ```text
/// dy_i/dx_j = δ_ij - exp(y_j)
/// dE/dx_j   = dE/dy_j - exp(y_j)·Σ_i dE/dy_i
/// ```
///
/// With the loss [`Nll`](crate::loss::Nll) it trains a classifier, as [`CrossEntropy`](crate::loss::CrossEntropy) does on the scores.
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
pub struct LogSoftmax<const N: usize>;

crate::__plain_struct!([const N: usize] LogSoftmax [N] {});

no_parameters!([const N: usize] LogSoftmax<N>);

impl<T: Real, const N: usize> Layer<T> for LogSoftmax<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim>(&self, input: View<'_, T, Const<N>, B>, mut output: ViewMut<'_, T, Const<N>, B>, _: &mut [T]) {
        for (x, y) in input.elements().chunks_exact(N).zip(output.elements_mut().chunks_exact_mut(N)) {
            stable::log_softmax(x, y);
        }
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize> Differentiable<T> for LogSoftmax<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim>(
        &self,
        _: View<'_, T, Const<N>, B>,
        output: View<'_, T, Const<N>, B>,
        (): &mut (),
        output_gradient: View<'_, T, Const<N>, B>,
        input_gradient: Option<ViewMut<'_, T, Const<N>, B>>,
        _: &mut Self,
    ) {
        let Some(mut input_gradient) = input_gradient else { return };
        let columns = output.column_iter().zip(output_gradient.column_iter());
        for (mut dx, (y, dy)) in input_gradient.column_iter_mut().zip(columns) {
            let sum = dy.sum();
            dx.zip_zip_apply(&dy, &y, |dx, dy, y| *dx = dy - y.exp() * sum);
        }
    }
}
