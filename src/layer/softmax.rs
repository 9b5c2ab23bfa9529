//! `Softmax`: scores as probabilities.

use crate::kernel::stable;
#[cfg(feature = "train")]
use crate::layer::Differentiable;
use crate::layer::{Layer, no_parameters};
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut, View, ViewMut};
use nalgebra::{Const, Dim};

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
/// To train a classifier do not end it with `Softmax`: the loss [`CrossEntropy`](crate::loss::CrossEntropy) takes the scores themselves,
/// and is exact where the logarithm of a probability would not be.
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
pub struct Softmax<const N: usize>;

crate::__plain_struct!([const N: usize] Softmax [N] {});

no_parameters!([const N: usize] Softmax<N>);

impl<T: Real, const N: usize> Layer<T> for Softmax<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim>(&self, input: View<'_, T, Const<N>, B>, mut output: ViewMut<'_, T, Const<N>, B>, _: &mut [T]) {
        for (x, y) in input.elements().chunks_exact(N).zip(output.elements_mut().chunks_exact_mut(N)) {
            stable::softmax(x, y);
        }
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize> Differentiable<T> for Softmax<N> {
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
            let mean = dy.dot(&y);
            dx.zip_zip_apply(&dy, &y, |dx, dy, y| *dx = y * (dy - mean));
        }
    }
}
