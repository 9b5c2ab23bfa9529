//! `Reshape`: the same features in another shape.

use crate::layer::ArrayShape;
use crate::layer::prelude::*;
use core::marker::PhantomData;

/// Any shape to another one with as many features, in the same order: PyTorch's `view` and
/// `reshape` of a sample, and its `nn.Unflatten` of a vector. In a declaration `Reshape<C, H, W>`,
/// `Reshape<C, L>` or `Reshape<N>`; one of the sizes may be `_`, which is computed, as PyTorch's
/// -1 is. The type itself has the shape as an [`ArrayShape`], and the number of features.
///
/// Values are stored flat in any case, in the order channel, row, column; what changes is the shape
/// that the next step is checked against. A network neither computes nor copies anything for it
/// when it predicts.
///
/// # Gradient
///
/// `y_i = x_i`, so that `dE/dx = dE/dy`, `[N]`.
///
/// ```
/// use netwright::prelude::*;
///
/// /// The mean of each half, which is a channel of its own.
/// #[network(input = 6, output = [2, 3])]
/// struct Halves {
///     halves: Reshape<2, _>,
///     same: Tanh,
/// }
/// assert_eq!(Halves::zeros().predict(&[0.0; 6]).as_slice(), [0.0; 6]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input)]
pub struct Reshape<A: ArrayShape, const N: usize>(PhantomData<A>);

impl<T: Real, A: ArrayShape, const N: usize> Layer<T> for Reshape<A, N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    const OUTPUT: Shape = {
        assert!(A::LEN == N, "the shape has as many features as there are");
        A::SHAPE
    };

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        const { assert!(A::LEN == N, "the shape has as many features as there are") };
        output.copy_from(&input);
    }
}

#[cfg(feature = "train")]
impl<T: Real, A: ArrayShape, const N: usize> Differentiable<T> for Reshape<A, N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient, .. } = pass;
        if let Some(mut input_gradient) = input_gradient {
            input_gradient.copy_from(&output_gradient);
        }
    }
}
