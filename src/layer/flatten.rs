//! `Flatten`: an image as a flat vector.

use crate::layer::prelude::*;

/// `[C, H, W]` or `[C, L]` to `[N]`, the product of the sizes: the same numbers in the same order.
///
/// Values are stored flat in any case, in the order channel, row, column; what changes is the shape
/// that the next step is checked against. The gradient passes through unchanged.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = [1, 2, 2], output = 4)]
/// struct Pixels {
///     flatten: Flatten,
/// }
/// assert_eq!(Pixels::zeros().predict(&[1.0, 2.0, 3.0, 4.0]).as_slice(), [1.0, 2.0, 3.0, 4.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input)]
pub struct Flatten<const N: usize>;

impl<T: Real, const N: usize> Layer<T> for Flatten<N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        output.copy_from(&input);
    }
}

impl<T: Real, const N: usize> Streaming<T> for Flatten<N> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, output, .. }: Push<'_, T, ()>) -> bool {
        output.copy_from_slice(frame);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, const N: usize> Differentiable<T> for Flatten<N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        if let Some(mut input_gradient) = input_gradient {
            input_gradient.copy_from(&output_gradient);
        }
    }
}
