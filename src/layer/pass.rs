//! The arguments of a pass through a layer: one struct for each of inference, the forward pass of
//! training, and the backward pass.
//!
//! A layer takes the fields that it needs out of the struct, by a pattern that ends in `..`. A
//! field that is added later changes no layer.

use crate::layer::{InputView, Layer};
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
    /// Working memory of any content, [`Scratch::LEN`](Layer::Scratch) scalars for each sample.
    pub scratch: &'a mut [T],
}

impl<'a, T: Real, L: Layer<T>, B: Dim> Infer<'a, T, L, B> {
    /// The arguments for a layer without working memory, as a layer made of layers passes them on.
    pub fn new(input: InputView<'a, T, L, B>, output: ViewMut<'a, T, L::Out, B>) -> Self {
        Infer { input, output, scratch: &mut [] }
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
    /// The generator that layers such as dropout draw from.
    pub rng: &'a mut dyn Rng,
}

#[cfg(feature = "train")]
impl<'a, T: Real, L: Differentiable<T>, B: Dim> Forward<'a, T, L, B> {
    /// The arguments for a layer without working memory, as a layer made of layers passes them on.
    pub fn new(
        input: InputView<'a, T, L, B>,
        output: ViewMut<'a, T, L::Out, B>,
        saved: &'a mut L::Saved<B>,
        rng: &'a mut dyn Rng,
    ) -> Self {
        Forward { input, output, saved, rng }
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
}
