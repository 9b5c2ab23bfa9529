//! Steps that run together with a neighbour: an activation as the epilogue of the layer above it,
//! in place, or on the way back; and the last two layers of a network at once.
//!
//! The macro decides which steps these are (`macros/src/plan/fusion.rs`), and calls the functions
//! here.

use crate::kernel::conv::{self, Convolution};
use crate::kernel::epilogue::{Epilogue, Identity};
#[cfg(feature = "train")]
use crate::kernel::memory::elements::into_elements;
use crate::kernel::pointwise;
use crate::kernel::pool::Pool;
use crate::kernel::product::{SmallPair, forward_pair, shares_kernels};
use crate::kernel::simd::{Simd, vectorize};
#[cfg(feature = "train")]
use crate::layer::GateGradient;
use crate::layer::{Activate, Activation, Infer, InputView, Layer, Pointwise};
#[cfg(feature = "train")]
use crate::layer::{Backward, Differentiable};
use crate::scalar::Real;
#[cfg(feature = "train")]
use crate::value::View;
use crate::value::{Elements, ElementsMut, Features, ViewMut};
use nalgebra::{Const, Dim};

/// A layer whose outputs are accumulated in registers, where an activation can be applied to them
/// before they are written.
pub trait FusesEpilogue<T: Real>: Layer<T> {
    /// Computes `output = epilogue(f(input))`.
    fn infer_with<B: Dim, S: Simd>(&self, simd: S, epilogue: impl Epilogue<T>, pass: Infer<'_, T, Self, B>);

    /// Computes the gradients that [`backward`](Differentiable::backward) computes, with `epilogue`
    /// applied to that of the input.
    #[cfg(feature = "train")]
    fn backward_with<B: Dim, S: Simd>(
        &self,
        simd: S,
        epilogue: impl Epilogue<T>,
        pass: Backward<'_, T, Self, B>,
        gradient: &mut Self,
    ) where
        Self: Differentiable<T>;
}

/// A fully connected layer: two small ones in a row can be computed at once, by [`infer_pair`].
///
/// This is apart from [`FusesEpilogue`], since a layer of another kind (a convolution) can have an
/// epilogue without being a matrix that is multiplied by its input.
pub trait FusesPair<T: Real>: FusesEpilogue<T> {
    /// Returns the weight, in the layout that [`Layout::of`](crate::layer::Layout::of) has for its
    /// shape.
    fn weight(&self) -> &[T];

    /// Returns the bias, which is empty if there is none.
    fn bias(&self) -> &[T];
}

/// A convolution that can give a pool rows of its output as soon as they are there.
pub trait FusesPool<T: Real>: FusesEpilogue<T> {
    /// The sizes of the convolution.
    const CONVOLUTION: Convolution;

    /// Returns the weight, in the order of its kernels, and the bias, which is empty if there is
    /// none.
    fn parameters(&self) -> (&[T], &[T]);
}

/// A pool behind a convolution.
pub trait PoolsRows<T: Real>: Layer<T> {
    /// Its windows.
    const POOL: Pool;
}

/// The working memory of a convolution and the pool behind it for a call, in numbers.
#[must_use]
pub const fn pooled_scratch<L: FusesPool<f32>, P: PoolsRows<f32>>() -> usize {
    conv::pooled_scratch(L::CONVOLUTION, P::POOL)
}

/// Runs a convolution with the activation and the pool behind it: row by row of the pool, without
/// memory for the whole of what is between them.
#[inline(always)]
pub fn infer_with_pool<T, L, A, P, B, S, const IN: usize>(
    (layer, activation, _): (&L, &A, &P),
    simd: S,
    input: InputView<'_, T, L, B>,
    mut output: ViewMut<'_, T, P::Out, B>,
    tile: &mut [T],
) where
    T: Real,
    L: FusesPool<T, In = Const<IN>>,
    A: AsEpilogue<T>,
    P: PoolsRows<T>,
    B: Dim,
    S: Simd,
{
    let (x, y) = (input.elements(), output.elements_mut());
    let sizes = const { &(L::CONVOLUTION, P::POOL) };
    conv::forward_pooled(simd, sizes, layer.parameters(), x, y, tile, activation.epilogue());
}

/// A step as an epilogue: an activation, or none, `()`.
pub trait AsEpilogue<T: Real> {
    /// Returns the function of the step over registers.
    fn epilogue(&self) -> impl Epilogue<T>;
}

impl<T: Real, F: Activation, const N: usize> AsEpilogue<T> for Pointwise<F, N> {
    #[inline(always)]
    fn epilogue(&self) -> impl Epilogue<T> {
        Activate::<F>::NEW
    }
}

impl<T: Real> AsEpilogue<T> for () {
    #[inline(always)]
    fn epilogue(&self) -> impl Epilogue<T> {
        Identity
    }
}

/// Runs a layer with the activation that follows as its epilogue.
#[inline(always)]
pub fn infer_with_epilogue<T: Real, L: FusesEpilogue<T>, A: AsEpilogue<T>, B: Dim, S: Simd>(
    layer: &L,
    activation: &A,
    simd: S,
    pass: Infer<'_, T, L, B>,
) {
    layer.infer_with(simd, activation.epilogue(), pass);
}

/// Runs two fully connected layers with their epilogues, without memory for the value in between,
/// if that pays for their sizes and the batch.
///
/// Else it computes nothing and returns the output.
#[inline(always)]
pub fn infer_pair<'o, T, B, S, K, L, A, Z, const IN: usize, const MIDDLE: usize, const OUT: usize>(
    (first, then): (&K, &A),
    (second, finally): (&L, &Z),
    simd: S,
    input: InputView<'_, T, K, B>,
    mut output: ViewMut<'o, T, Const<OUT>, B>,
) -> Option<ViewMut<'o, T, Const<OUT>, B>>
where
    T: Real,
    B: Dim,
    S: Simd,
    K: FusesPair<T, In = Const<IN>, Out = Const<MIDDLE>>,
    L: FusesPair<T, In = Const<MIDDLE>, Out = Const<OUT>>,
    A: AsEpilogue<T>,
    Z: AsEpilogue<T>,
{
    let (x, y) = (input.elements(), output.elements_mut());
    let (first, second) = ((first, then.epilogue()), (second, finally.epilogue()));
    let is_done = if const { shares_kernels::<B>() } {
        pair_shared::<T, S, K, L, _, _, IN, MIDDLE, OUT>(first, second, simd, x, y)
    } else {
        pair::<T, S, K, L, _, _, IN, MIDDLE, OUT>(first, second, simd, x, y)
    };
    (!is_done).then_some(output)
}

/// Computes two layers at once, if that pays; returns `false` if nothing has been done.
#[inline(always)]
fn pair<T, S, K, L, A, Z, const IN: usize, const MIDDLE: usize, const OUT: usize>(
    (first, then): (&K, A),
    (second, finally): (&L, Z),
    simd: S,
    x: &[T],
    y: &mut [T],
) -> bool
where
    T: Real,
    S: Simd,
    K: FusesPair<T, In = Const<IN>, Out = Const<MIDDLE>>,
    L: FusesPair<T, In = Const<MIDDLE>, Out = Const<OUT>>,
    A: Epilogue<T>,
    Z: Epilogue<T>,
{
    let pair =
        SmallPair { first: (first.weight(), first.bias()), then, second: (second.weight(), second.bias()), finally };
    forward_pair::<S, T, _, _, IN, MIDDLE, OUT>(simd, pair, x, y)
}

/// [`pair`] in a function of its own, which the passes of all batches share.
#[inline(never)]
fn pair_shared<T, S, K, L, A, Z, const IN: usize, const MIDDLE: usize, const OUT: usize>(
    first: (&K, A),
    second: (&L, Z),
    simd: S,
    x: &[T],
    y: &mut [T],
) -> bool
where
    T: Real,
    S: Simd,
    K: FusesPair<T, In = Const<IN>, Out = Const<MIDDLE>>,
    L: FusesPair<T, In = Const<MIDDLE>, Out = Const<OUT>>,
    A: Epilogue<T>,
    Z: Epilogue<T>,
{
    vectorize!(simd, pair::<T, S, K, L, A, Z, IN, MIDDLE, OUT>(first, second, simd, x, y))
}

/// Applies an activation to a value that no other step reads.
#[inline(always)]
pub fn infer_in_place<T: Real, A: AsEpilogue<T>, D: Features, B: Dim, S: Simd>(
    activation: &A,
    simd: S,
    mut value: ViewMut<'_, T, D, B>,
) {
    pointwise::map_in_place(simd, value.elements_mut(), activation.epilogue());
}

/// Turns the gradient of `y = f(x)` into that of `x`, for an activation whose derivative follows
/// from `y`.
#[cfg(feature = "train")]
#[inline(always)]
pub fn backward_in_place<T: Real, F: Activation, B: Dim, S: Simd, const N: usize>(
    _: &Pointwise<F, N>,
    simd: S,
    output: View<'_, T, Const<N>, B>,
    mut gradient: ViewMut<'_, T, Const<N>, B>,
) {
    pointwise::map_in_place(simd, gradient.elements_mut(), GateGradient::<T, F>::new(output.elements()));
}

/// Runs the backward pass of a layer whose input is the output of an activation that no other step
/// takes: what it writes is the gradient of the activation's input.
#[cfg(feature = "train")]
#[inline(always)]
pub fn backward_through<T, L, F, B, S, const N: usize>(
    layer: &L,
    _: &Pointwise<F, N>,
    simd: S,
    pass: Backward<'_, T, L, B>,
    gradient: &mut L,
) where
    T: Real,
    L: FusesEpilogue<T> + Differentiable<T, In = Const<N>>,
    F: Activation,
    B: Dim,
    S: Simd,
{
    let y = into_elements(pass.input);
    layer.backward_with(simd, GateGradient::<T, F>::new(y), pass, gradient);
}
