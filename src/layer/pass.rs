//! The arguments of a pass through a layer: one struct for each of inference, the forward pass of
//! training, and the backward pass.
//!
//! A layer takes the fields that it needs out of the struct, by a pattern that ends in `..`. A
//! field that is added later changes no layer.

#[cfg(doc)]
use crate::layer::Scratch;
use crate::layer::{InputView, Layer, ScratchSize};
use crate::scalar::Real;
use crate::value::ViewMut;
use nalgebra::Dim;
#[cfg(feature = "train")]
use {
    crate::layer::{Differentiable, InputViewMut},
    crate::value::View,
    rand::Rng,
};

/// The arguments of [`Layer::infer`].
///
/// ```
/// use netwright::layer::prelude::*;
///
/// /// `y = -x`.
/// #[derive(Parameters)]
/// struct Negative<const N: usize>;
///
/// impl<T: Real, const N: usize> Layer<T> for Negative<N> {
///     type In = Const<N>;
///     type Out = Const<N>;
///     type Scratch = ();
///
///     fn infer<B: Dim, S: Simd>(&self, _: S, Infer { input: x, output: mut y, .. }: Infer<'_, T, Self, B>) {
///         y.zip_apply(&x, |y, x| *y = -x);
///     }
/// }
/// ```
pub struct Infer<'a, T: Real, L: Layer<T>, B: Dim> {
    /// The input `x`, one column a sample.
    pub input: InputView<'a, T, L, B>,
    /// Memory for the output `y`, to be written in full.
    pub output: ViewMut<'a, T, L::Out, B>,
    /// Working memory of any content for the samples, [`PER_SAMPLE`](Scratch::PER_SAMPLE) scalars
    /// for each of them, in one run.
    pub scratch: &'a mut [T],
    /// Working memory of any content for the call, [`PER_CALL`](Scratch::PER_CALL) scalars.
    pub tile: &'a mut [T],
}

impl<'a, T: Real, L: Layer<T>, B: Dim> Infer<'a, T, L, B> {
    /// Returns arguments without working memory.
    #[inline(always)]
    pub fn new(input: InputView<'a, T, L, B>, output: ViewMut<'a, T, L::Out, B>) -> Self {
        Infer { input, output, scratch: &mut [], tile: &mut [] }
    }

    /// Returns the arguments with as much of `scratch` and of `tile` as the layer needs.
    ///
    /// # Panics
    ///
    /// If either is shorter than that.
    #[inline(always)]
    #[must_use]
    pub fn with_memory(mut self, scratch: &'a mut [T], tile: &'a mut [T]) -> Self {
        let size = ScratchSize::of::<T, L::Scratch>();
        self.scratch = &mut scratch[..size.per_sample * self.output.ncols()];
        self.tile = &mut tile[..size.per_call];
        self
    }
}

/// The arguments of [`Differentiable::forward_train`].
#[cfg(feature = "train")]
pub struct Forward<'a, T: Real, L: Differentiable<T>, B: Dim> {
    /// The input `x`, one column a sample.
    pub input: InputView<'a, T, L, B>,
    /// Memory for the output `y`, to be written in full.
    pub output: ViewMut<'a, T, L::Out, B>,
    /// Memory for what the backward pass needs besides input and output.
    pub saved: &'a mut L::Saved<B>,
    /// Working memory of any content for the samples, as
    /// [`TRAINING_SCRATCH`](Differentiable::TRAINING_SCRATCH) says.
    pub scratch: &'a mut [T],
    /// Working memory of any content for the call.
    pub tile: &'a mut [T],
    /// The generator that layers such as dropout draw from.
    pub rng: &'a mut dyn Rng,
}

#[cfg(feature = "train")]
impl<'a, T: Real, L: Differentiable<T>, B: Dim> Forward<'a, T, L, B> {
    /// Returns arguments without working memory.
    #[inline(always)]
    pub fn new(
        input: InputView<'a, T, L, B>,
        output: ViewMut<'a, T, L::Out, B>,
        saved: &'a mut L::Saved<B>,
        rng: &'a mut dyn Rng,
    ) -> Self {
        Forward { input, output, saved, scratch: &mut [], tile: &mut [], rng }
    }

    /// Returns the arguments with as much of `scratch` and of `tile` as the layer needs in
    /// training.
    ///
    /// # Panics
    ///
    /// If either is shorter than that.
    #[inline(always)]
    #[must_use]
    pub fn with_memory(mut self, scratch: &'a mut [T], tile: &'a mut [T]) -> Self {
        self.scratch = &mut scratch[..L::TRAINING_SCRATCH.per_sample * self.output.ncols()];
        self.tile = &mut tile[..L::TRAINING_SCRATCH.per_call];
        self
    }
}

/// The arguments of [`Differentiable::backward`] besides the gradients of the parameters.
#[cfg(feature = "train")]
pub struct Backward<'a, T: Real, L: Differentiable<T>, B: Dim> {
    /// The input `x` of the forward pass.
    pub input: InputView<'a, T, L, B>,
    /// The output `y` of the forward pass.
    pub output: View<'a, T, L::Out, B>,
    /// The memory that the forward pass has filled.
    pub saved: &'a mut L::Saved<B>,
    /// The gradient `dE/dy`.
    pub output_gradient: View<'a, T, L::Out, B>,
    /// Memory for `dE/dx`, to be written in full; none if it is not wanted, as that of the samples
    /// mostly is not.
    pub input_gradient: Option<InputViewMut<'a, T, L, B>>,
    /// Working memory of any content for the samples, as
    /// [`TRAINING_SCRATCH`](Differentiable::TRAINING_SCRATCH) says. What the forward pass has left
    /// there is gone.
    pub scratch: &'a mut [T],
    /// Working memory of any content for the call.
    pub tile: &'a mut [T],
}

#[cfg(feature = "train")]
impl<'a, T: Real, L: Differentiable<T>, B: Dim> Backward<'a, T, L, B> {
    /// Returns arguments without working memory.
    #[inline(always)]
    pub fn new(
        input: InputView<'a, T, L, B>,
        output: View<'a, T, L::Out, B>,
        saved: &'a mut L::Saved<B>,
        output_gradient: View<'a, T, L::Out, B>,
        input_gradient: Option<InputViewMut<'a, T, L, B>>,
    ) -> Self {
        Backward { input, output, saved, output_gradient, input_gradient, scratch: &mut [], tile: &mut [] }
    }

    /// Returns the arguments with as much of `scratch` and of `tile` as the layer needs in
    /// training.
    ///
    /// # Panics
    ///
    /// If either is shorter than that.
    #[inline(always)]
    #[must_use]
    pub fn with_memory(mut self, scratch: &'a mut [T], tile: &'a mut [T]) -> Self {
        self.scratch = &mut scratch[..L::TRAINING_SCRATCH.per_sample * self.output.ncols()];
        self.tile = &mut tile[..L::TRAINING_SCRATCH.per_call];
        self
    }
}
