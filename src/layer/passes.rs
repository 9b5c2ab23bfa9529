//! The passes of training through a layer or a network, for the instruction set that the processor
//! turns out to have.

use crate::kernel::simd::{Simd, WithSimd};
use crate::layer::{Backward, Differentiable, Forward};
use crate::scalar::Real;
use nalgebra::Dim;

/// The forward pass.
pub(crate) struct ForwardPass<'a, T: Real, L: Differentiable<T>, B: Dim> {
    pub(crate) layer: &'a L,
    pub(crate) pass: Forward<'a, T, L, B>,
}

impl<T: Real, L: Differentiable<T>, B: Dim> WithSimd for ForwardPass<'_, T, L, B> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        self.layer.forward_train(simd, self.pass);
    }
}

/// The backward pass.
pub(crate) struct BackwardPass<'a, T: Real, L: Differentiable<T>, B: Dim> {
    pub(crate) layer: &'a L,
    pub(crate) pass: Backward<'a, T, L, B>,
    pub(crate) gradients: &'a mut L,
}

impl<T: Real, L: Differentiable<T>, B: Dim> WithSimd for BackwardPass<'_, T, L, B> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        self.layer.backward(simd, self.pass, self.gradients);
    }
}
