//! `Neg`: the negative of every feature.

use crate::layer::prelude::*;

/// `y = -x`, any shape to the same shape.
///
/// The negative of [distances](crate::meaning::Distances) is logits: the nearest prototype has the
/// largest score. So a network of [`Distance`](crate::layer::Distance) and `Neg` is trained with
/// [`CrossEntropy`](struct@crate::loss::CrossEntropy).
///
/// # Gradient
///
/// `dE/dx = -dE/dy`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Negative(Neg);
///
/// assert_eq!(Negative::zeros().predict(&[1.0, -2.0]).as_slice(), [-1.0, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Negated)]
pub struct Neg<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Neg<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        output.zip_apply(&input, |y, x| *y = -x);
    }
}

impl<T: Real, const N: usize> Streaming<T> for Neg<N> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        output.iter_mut().zip(frame).for_each(|(y, &x)| *y = -x);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize> Differentiable<T> for Neg<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        if let Some(mut input_gradient) = input_gradient {
            input_gradient.zip_apply(&output_gradient, |dx, dy| *dx = -dy);
        }
    }
}
