//! `Mean`: the mean of several values, element by element.

use super::fold::{fold, fold_frames};
use crate::layer::prelude::*;

/// `y = (x_1 + … + x_K) / K`, elementwise, over `K` inputs of one shape; in a declaration
/// `#[from(a, b)] mean: Mean`.
///
/// The mean of probabilities is probabilities again, so that two branches that end in `Softmax` are
/// an ensemble: soft voting.
///
/// # Gradient
///
/// Each input has the factor 1/K: `dE/dx_k = dE/dy / K` for every `k`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Halfway {
///     relu: Relu,
///     #[from(input, relu)]
///     mean: Mean,
/// }
/// assert_eq!(Halfway::zeros().predict(&[-1.0, 2.0]).as_slice(), [-0.5, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Averaged)]
pub struct Mean<const N: usize, const K: usize>;

impl<const N: usize, const K: usize> Mean<N, K> {
    #[allow(clippy::cast_precision_loss)] // Nobody writes 2^52 inputs.
    fn count<T: Real>() -> T {
        T::from_double(K as f64)
    }
}

impl<T: Real, const N: usize, const K: usize> Layer<T> for Mean<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        fold(&input, &mut output, |sum, x| sum + x);
        output.apply(|y| *y /= Self::count());
    }
}

impl<T: Real, const N: usize, const K: usize> Streaming<T> for Mean<N, K> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        fold_frames(frame, others, output, |sum, x| sum + x);
        output.iter_mut().for_each(|y| *y /= Self::count());
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Mean<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient: input_gradients, .. } = pass;
        for mut input_gradient in input_gradients.into_iter().flatten() {
            input_gradient.zip_apply(&output_gradient, |dx, dy| *dx = dy / Self::count());
        }
    }
}
