//! Functions of all features of a sample at once, which keep their number: softmax, its logarithm,
//! and softmin.

mod log_softmax;
mod softmax;
mod softmin;

pub use log_softmax::LogSoftmax;
pub use softmax::Softmax;
pub use softmin::Softmin;

use crate::kernel::simd::vectorize;
use crate::layer::prelude::*;
use core::marker::PhantomData;

/// A function of the features of one sample, and its derivative; in a declaration `Columnwise<F>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function of the features of a sample",
    label = "does not implement `ColumnFunction`",
    note = "give it a `value` and a `backward`"
)]
pub trait ColumnFunction: 'static {
    /// The meaning of its outputs: `Logits` if they can be any numbers.
    type Meaning: Meaning;

    /// Writes `y = f(x)` to `output`.
    fn value<T: Real>(input: &[T], output: &mut [T]);

    /// As [`value`](Self::value), with the instruction set of the pass.
    #[doc(hidden)]
    #[inline(always)]
    fn value_with<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
        let _ = simd;
        Self::value(input, output);
    }

    /// Writes `dE/dx` to `input_gradient`, given `x`, `y = f(x)` and `dE/dy`.
    fn backward<T: Real>(input: &[T], output: &[T], output_gradient: &[T], input_gradient: &mut [T]);
}

/// The function `F` applied to the `N` features of each sample.
#[derive(Debug, Parameters)]
#[meaning(F::Meaning)]
pub struct Columnwise<F: ColumnFunction, const N: usize>(PhantomData<F>);

// By hand, since a derive would ask the same of `F`, of which nothing is stored.
impl<F: ColumnFunction, const N: usize> Clone for Columnwise<F, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: ColumnFunction, const N: usize> Copy for Columnwise<F, N> {}

impl<F: ColumnFunction, const N: usize> PartialEq for Columnwise<F, N> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T: Real, F: ColumnFunction, const N: usize> Layer<T> for Columnwise<F, N> {
    type In = Const<N>;
    type Out = Const<N>;
    type Scratch = ();

    fn infer<B: Dim, S: Simd>(&self, simd: S, Infer { input, mut output, .. }: Infer<'_, T, Self, B>) {
        let rows = input.elements().chunks_exact(N).zip(output.elements_mut().chunks_exact_mut(N));
        vectorize!(simd, {
            for (x, y) in rows {
                F::value_with(simd, x, y);
            }
        });
    }
}

#[cfg(feature = "train")]
impl<T: Real, F: ColumnFunction, const N: usize> Differentiable<T> for Columnwise<F, N> {
    type Saved<B: Dim> = ();

    fn backward<B: Dim, S: Simd>(&self, _: S, pass: Backward<'_, T, Self, B>, _: &mut Self) {
        let Backward { input, output, output_gradient, input_gradient, .. } = pass;
        let Some(mut input_gradient) = input_gradient else { return };
        let point = input.elements().chunks_exact(N).zip(output.elements().chunks_exact(N));
        let gradients =
            input_gradient.elements_mut().chunks_exact_mut(N).zip(output_gradient.elements().chunks_exact(N));
        for ((dx, dy), (x, y)) in gradients.zip(point) {
            F::backward(x, y, dy, dx);
        }
    }
}
