//! `Mul`: the product of several values, element by element.

use super::fold::{fold, fold_frames};
use crate::layer::prelude::*;

/// `y_i = x_1i · x_2i · …`, elementwise, over `K` inputs of one shape; in a declaration
/// `#[from(a, b)] product: Mul`.
///
/// One input is often a gate, the output of a `Sigmoid`, which lets some of the other pass
/// (Hochreiter and Schmidhuber, "Long short-term memory", 1997).
///
/// # Gradient
///
/// Each input is multiplied by the product of the others, `dE/dx_ki = dE/dy_i · Π_{j≠k} x_ji`.
/// Nothing is divided by, so that the gradient is exact at zero as well.
///
/// ```
/// use netwright::prelude::*;
///
/// /// `x · sigmoid(x)`.
/// #[network(input = 2)]
/// struct Gated {
///     gate: Sigmoid,
///     #[from(input, gate)]
///     gated: Mul,
/// }
/// assert_eq!(Gated::zeros().predict(&[0.0, 100.0]).as_slice(), [0.0, 100.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Multiplied)]
pub struct Mul<const N: usize, const K: usize>;

impl<T: Real, const N: usize, const K: usize> Layer<T> for Mul<N, K> {
    type In = [Const<N>; K];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        fold(&input, &mut output, |product, x| product * x);
    }
}

impl<T: Real, const N: usize, const K: usize> Streaming<T> for Mul<N, K> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        fold_frames(frame, others, output, |product, x| product * x);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize, const K: usize> Differentiable<T> for Mul<N, K> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input: inputs, output_gradient, input_gradient: input_gradients, .. } = pass;
        let Some(mut input_gradients) = input_gradients else { return };
        for (i, &dy) in output_gradient.elements().iter().enumerate() {
            // The product of everything before an input, then of everything behind it.
            let mut before = dy;
            for (input, input_gradient) in inputs.iter().zip(&mut input_gradients) {
                input_gradient.elements_mut()[i] = before;
                before *= input.elements()[i];
            }
            let mut behind = T::one();
            for (input, input_gradient) in inputs.iter().zip(&mut input_gradients).rev() {
                input_gradient.elements_mut()[i] *= behind;
                behind *= input.elements()[i];
            }
        }
    }
}
