//! `Max`: the larger of several values, element by element.

#[cfg(feature = "train")]
use super::extreme;
use super::fold::{fold, fold_frames};
use crate::kernel::argmax::exceeds;
use crate::layer::prelude::*;

/// `y_i = max_k x_ki`, elementwise, over `K` inputs of one shape; in a declaration
/// `#[from(a, b)] larger: Max`.
///
/// NaN in any input gives NaN.
///
/// # Gradient
///
/// The output follows the largest input and does not feel the others: `dE/dx_ki = dE/dy_i` where
/// `x_ki = y_i`, 0 elsewhere. Where several inputs are equally large, they share the gradient in
/// equal parts, as in PyTorch. Where one is NaN, the gradient of each is NaN, as with PyTorch's
/// `amax`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Larger {
///     tanh: Tanh,
///     #[from(input, tanh)]
///     larger: Max,
/// }
/// assert_eq!(Larger::zeros().predict(&[-1.0, 2.0]).as_slice(), [-1.0_f32.tanh(), 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Max<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for Max<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        fold(&input, &mut output, |a, b| if exceeds(b, a) { b } else { a });
    }
}

impl<T: Real, const N: usize, const K: usize> Streaming<T> for Max<N, K> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        fold_frames(frame, others, output, |a, b| if exceeds(b, a) { b } else { a });
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Max<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        extreme::backward(pass);
    }
}
