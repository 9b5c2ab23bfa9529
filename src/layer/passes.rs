//! The passes of training through a layer or a network, for the instruction set that the processor turns out to have.

use crate::kernel::simd::{Simd, WithSimd};
use crate::layer::{Backward, Differentiable, Forward, InputView};
use crate::scalar::Real;
use crate::value::ViewMut;
use nalgebra::Dim;
use rand::Rng;

/// The forward pass.
pub(crate) struct ForwardPass<'a, T: Real, L: Differentiable<T>, B: Dim> {
    pub(crate) layer: &'a L,
    pub(crate) input: InputView<'a, T, L, B>,
    pub(crate) output: ViewMut<'a, T, L::Out, B>,
    pub(crate) saved: &'a mut L::Saved<B>,
    pub(crate) rng: &'a mut dyn Rng,
}

impl<T: Real, L: Differentiable<T>, B: Dim> WithSimd for ForwardPass<'_, T, L, B> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let ForwardPass { layer, input, output, saved, rng } = self;
        layer.forward_train(simd, Forward { input, output, saved, rng });
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
