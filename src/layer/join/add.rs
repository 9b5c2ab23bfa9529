//! `Add`: the sum of several values.

use super::fold::{fold, fold_frames};
use crate::layer::prelude::*;

/// `y = x_1 + x_2 + …`, elementwise, over `K` inputs of one shape; in a declaration
/// `#[from(a, b)] sum: Add`.
///
/// # Gradient
///
/// Each input is added with the factor 1: `dE/dx_k = dE/dy` for every `k`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Residual {
///     relu: Relu,
///     #[from(input, relu)]
///     sum: Add,
/// }
/// assert_eq!(Residual::zeros().predict(&[-1.0, 2.0]).as_slice(), [-1.0, 4.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Add<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for Add<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        fold(&input, &mut output, |sum, x| sum + x);
    }
}

impl<T: Real, const N: usize, const K: usize> Streaming<T> for Add<N, K> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        fold_frames(frame, others, output, |sum, x| sum + x);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Add<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient: input_gradients, .. } = pass;
        for mut input_gradient in input_gradients.into_iter().flatten() {
            input_gradient.copy_from(&output_gradient);
        }
    }
}
