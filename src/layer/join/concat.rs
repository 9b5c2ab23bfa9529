//! `Concat`: several values, one after the other.

use crate::layer::prelude::*;
use crate::value::Stackable;
use core::marker::PhantomData;

/// `y = (x_1; x_2; …)`: the features of all inputs, in the order in which they are named;
/// `#[from(a, b)] both: Concat`.
///
/// Images are joined by their channels: `[C1, H, W]` and `[C2, H, W]` give `[C1 + C2, H, W]`.
///
/// # Gradient
///
/// Each input has its own rows of the output, and gets their gradient: `dE/dx_k = dE/dy` at the
/// rows of `x_k`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2, output = 4)]
/// struct Both {
///     relu: Relu,
///     #[from(input, relu)]
///     both: Concat,
/// }
/// assert_eq!(Both::zeros().predict(&[-1.0, 2.0]).as_slice(), [-1.0, 2.0, 0.0, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Parameters)]
#[meaning(Input::Concatenated)]
pub struct Concat<I, const OUT: usize>(PhantomData<I>);

impl<I: Stackable, const OUT: usize> Concat<I, OUT> {
    // The macro has added the sizes up already; this is the compiler's own check.
    const FITS: () =
        assert!(I::ROWS == OUT, "the sizes of the inputs of a Concat must add up to the size of its output");
}

impl<I, const OUT: usize> Default for Concat<I, OUT> {
    fn default() -> Self {
        Concat(PhantomData)
    }
}

impl<T: Real, I: Stackable, const OUT: usize> Layer<T> for Concat<I, OUT> {
    type In = I;
    type Out = Const<OUT>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: inputs, mut output, .. }: Infer<'_, T, Self, B>) {
        let () = Self::FITS;
        for (column, output) in output.elements_mut().chunks_exact_mut(OUT).enumerate() {
            I::gather(inputs, column, output);
        }
    }
}

impl<T: Real, I: Stackable, const OUT: usize> Streaming<T> for Concat<I, OUT> {
    type State = ();

    #[inline(always)]
    fn push<S: Simd>(&self, _: S, Push { frame, others, output, .. }: Push<'_, T, ()>) -> bool {
        let numbers = frame.iter().chain(others.iter().copied().flatten());
        output.iter_mut().zip(numbers).for_each(|(y, &x)| *y = x);
        true
    }
}

#[cfg(feature = "train")]
impl<T: Real, I: Stackable, const OUT: usize> Differentiable<T> for Concat<I, OUT> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { output_gradient, input_gradient: input_gradients, .. } = pass;
        let Some(mut input_gradients) = input_gradients else { return };
        for (column, gradient) in output_gradient.elements().chunks_exact(OUT).enumerate() {
            I::scatter(&mut input_gradients, column, gradient);
        }
    }
}
