//! `Sub`: the difference of two values.

use super::fold::fold_frames;
use crate::layer::prelude::*;

/// `y = x_1 - x_2`, elementwise, of two inputs of one shape; in a declaration
/// `#[from(a, b)] difference: Sub`.
///
/// # Gradient
///
/// The first input is added with the factor 1, the second with -1: `dE/dx_1 = dE/dy`,
/// `dE/dx_2 = -dE/dy`.
///
/// ```
/// use netwright::prelude::*;
///
/// /// `x - relu(x) = min(x, 0)`.
/// #[network(input = 2)]
/// struct Negative {
///     relu: Relu,
///     #[from(input, relu)]
///     difference: Sub,
/// }
/// assert_eq!(Negative::zeros().predict(&[-1.0, 2.0]).as_slice(), [-1.0, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Combined)]
pub struct Sub<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Sub<N> {
    type In = [Const<N>; 2];
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: [a, b], mut output, .. }: Infer<'_, T, Self, B>) {
        output.zip_zip_apply(&a, &b, |y, a, b| *y = a - b);
    }
}

impl<T: Real, const N: usize> Streaming<T> for Sub<N> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        fold_frames(frame, others, output, |a, b| a - b);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize> Differentiable<T> for Sub<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        let Some([mut of_first, mut of_second]) = input_gradient else { return };
        of_first.copy_from(&output_gradient);
        of_second.zip_apply(&output_gradient, |dx, dy| *dx = -dy);
    }
}
