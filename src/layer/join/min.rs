//! `Min`: the smaller of several values, element by element.

#[cfg(feature = "train")]
use super::extreme;
use super::fold::{fold, fold_frames};
use crate::kernel::argmax::undercuts;
use crate::layer::prelude::*;

/// `y_i = min_k x_ki`, elementwise, over `K` inputs of one shape; in a declaration
/// `#[from(a, b)] smaller: Min`.
///
/// NaN in any input gives NaN.
///
/// # Gradient
///
/// The output follows the smallest input and does not feel the others: `dE/dx_ki = dE/dy_i` where
/// `x_ki = y_i`, 0 elsewhere. Where several inputs are equally small, they share the gradient in
/// equal parts, as in PyTorch. Where one is NaN, the gradient of each is NaN, as with PyTorch's
/// `amin`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Smaller {
///     tanh: Tanh,
///     #[from(input, tanh)]
///     smaller: Min,
/// }
/// assert_eq!(Smaller::zeros().predict(&[-1.0, 2.0]).as_slice(), [-1.0, 2.0_f32.tanh()]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Min<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for Min<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        fold(&input, &mut output, |a, b| if undercuts(b, a) { b } else { a });
    }
}

impl<T: Real, const N: usize, const K: usize> Streaming<T> for Min<N, K> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        fold_frames(frame, others, output, |a, b| if undercuts(b, a) { b } else { a });
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Min<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        extreme::backward(pass);
    }
}
