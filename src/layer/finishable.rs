//! Layers whose sums can be finished by the pointwise function that follows.

use crate::kernel::finish::{Finish, Nothing};
use crate::kernel::simd::Simd;
use crate::layer::{Activation, Apply, InputView, Layer, Pointwise};
#[cfg(feature = "train")]
use crate::layer::{Backward, Differentiable};
use crate::scalar::Real;
use crate::value::ViewMut;
use nalgebra::Dim;

/// A layer of sums, to which generated code gives the activation of the step that follows, so that a sum is finished while it is in a register.
pub trait Finishable<T: Real>: Layer<T> {
    /// Computes `output = finish(f(input))`.
    fn finished<B: Dim, S: Simd>(
        &self,
        simd: S,
        finish: impl Finish<T>,
        input: InputView<'_, T, Self, B>,
        output: ViewMut<'_, T, Self::Out, B>,
    );

    /// Computes what [`backward`](Differentiable::backward) does, with `finish` for the gradient of the input.
    #[cfg(feature = "train")]
    fn backward_finished<B: Dim, S: Simd>(
        &self,
        simd: S,
        finish: impl Finish<T>,
        pass: Backward<'_, T, Self, B>,
        gradient: &mut Self,
    ) where
        Self: Differentiable<T>;
}

/// What may follow sums: an activation, or nothing, `()`.
pub trait Finishing<T: Real> {
    /// The function that finishes the sums.
    fn finish() -> impl Finish<T>;
}

impl<T: Real, F: Activation, const N: usize> Finishing<T> for Pointwise<F, N> {
    #[inline(always)]
    fn finish() -> impl Finish<T> {
        Apply::<F>::NEW
    }
}

impl<T: Real> Finishing<T> for () {
    #[inline(always)]
    fn finish() -> impl Finish<T> {
        Nothing
    }
}
