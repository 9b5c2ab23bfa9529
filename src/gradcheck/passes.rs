//! The passes of a layer by itself, in memory of their own.

use crate::kernel::simd::dispatch;
use crate::layer::{Backward, BackwardPass, Differentiable, Forward, ForwardPass, Saved, WorkingMemory};
use crate::scalar::Real;
use crate::value::{Inputs, View, ViewMut};
use alloc::vec;
use alloc::vec::Vec;
use nalgebra::{Dim, DimName};
use rand::rngs::Xoshiro256PlusPlus;

/// The passes of a layer for a batch, and the memory that they leave.
pub(super) struct LayerPasses<T: Real, L: Differentiable<T>, B: Dim> {
    batch: B,
    pub(super) output: Vec<T>,
    pub(super) saved: L::Saved<B>,
    scratch: WorkingMemory<T>,
}

impl<T: Real, L: Differentiable<T>, B: Dim> LayerPasses<T, L, B> {
    pub(super) fn new(batch: B) -> Self {
        let (mut saved, mut scratch) = (L::Saved::default(), WorkingMemory::default());
        saved.reserve(batch);
        scratch.reserve(L::TRAINING_SCRATCH, batch.value());
        LayerPasses { batch, output: vec![T::zero(); L::Out::dim() * batch.value()], saved, scratch }
    }

    /// Runs the forward pass of training, which draws from a copy of `rng`.
    pub(super) fn forward(&mut self, layer: &L, elements: &[T], rng: &Xoshiro256PlusPlus) {
        let LayerPasses { batch, output, saved, scratch } = self;
        let (scratch, tile) = scratch.split(L::TRAINING_SCRATCH, batch.value());
        let pass = Forward {
            input: L::In::views(elements, *batch),
            output: ViewMut::from_slice_generic(output, L::Out::name(), *batch),
            saved,
            scratch,
            tile,
            rng: &mut rng.clone(),
        };
        dispatch(ForwardPass { layer, pass });
    }

    /// Runs the backward pass; returns the gradients of the inputs.
    pub(super) fn backward(&mut self, layer: &L, elements: &[T], output_gradient: &[T], gradients: &mut L) -> Vec<T> {
        let LayerPasses { batch, output, saved, scratch } = self;
        let (scratch, tile) = scratch.split(L::TRAINING_SCRATCH, batch.value());
        let mut input_gradient = vec![T::zero(); elements.len()];
        let pass = Backward {
            input: L::In::views(elements, *batch),
            output: View::from_slice_generic(output, L::Out::name(), *batch),
            saved,
            output_gradient: View::from_slice_generic(output_gradient, L::Out::name(), *batch),
            input_gradient: Some(L::In::views_mut(&mut input_gradient, *batch)),
            scratch,
            tile,
        };
        dispatch(BackwardPass { layer, pass, gradients });
        input_gradient
    }
}
