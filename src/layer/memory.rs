//! The memory of training: what forward leaves for backward, on the heap, sized once.

use crate::layer::{Differentiable, Layer, ScratchSize};
use crate::scalar::Real;
use crate::value::{View, ViewMut};
use alloc::vec::Vec;
use bytemuck::Zeroable;
use core::marker::PhantomData;
use nalgebra::{Dim, DimName};

/// The memory that a layer keeps from forward to backward for a batch of `B`, besides its input and
/// output.
///
/// It starts empty and grows to the batch; then it is used over and over without allocating. Most
/// layers keep nothing, `()`; those that do combine [`Buffer`]s, in pairs or in a struct of their
/// own.
pub trait Saved<B: Dim>: Default {
    /// Makes room for `batch` samples; does nothing where there is enough.
    fn reserve(&mut self, batch: B);
}

impl<B: Dim> Saved<B> for () {
    fn reserve(&mut self, _: B) {}
}

/// A value about a batch as a whole, such as the mean of each feature; it begins at zero.
#[derive(Clone, Copy, Debug)]
pub struct Once<M>(pub M);

impl<M: Zeroable> Default for Once<M> {
    fn default() -> Self {
        Once(M::zeroed())
    }
}

impl<M: Zeroable, B: Dim> Saved<B> for Once<M> {
    fn reserve(&mut self, _: B) {}
}

impl<B: Dim, A: Saved<B>, C: Saved<B>> Saved<B> for (A, C) {
    fn reserve(&mut self, batch: B) {
        self.0.reserve(batch);
        self.1.reserve(batch);
    }
}

/// An owned value on the heap: `D` rows by up to `B` columns of `E`.
///
/// ```
/// use netwright::layer::{Buffer, Saved};
/// use netwright::nalgebra::{Const, Dyn};
///
/// let mut buffer = Buffer::<f32, Const<3>, Dyn>::default();
/// buffer.reserve(Dyn(10));
/// buffer.view_mut(Dyn(4)).fill(1.0); // a shorter batch uses the first columns
/// assert_eq!(buffer.view(Dyn(4)).sum(), 12.0);
/// ```
#[derive(Clone, Debug)]
pub struct Buffer<E, D, B> {
    elements: Vec<E>,
    shape: PhantomData<(D, B)>,
}

impl<E, D, B> Default for Buffer<E, D, B> {
    fn default() -> Self {
        Buffer { elements: Vec::new(), shape: PhantomData }
    }
}

impl<E: Copy + Zeroable + nalgebra::Scalar, D: DimName, B: Dim> Buffer<E, D, B> {
    /// The columns of a batch.
    ///
    /// # Panics
    ///
    /// If `batch` is larger than what was [reserved](Saved::reserve). The passes of a network
    /// reserve first.
    #[must_use]
    pub fn view(&self, batch: B) -> View<'_, E, D, B> {
        View::from_slice_generic(&self.elements[..D::dim() * batch.value()], D::name(), batch)
    }

    /// The elements of a batch, one column behind the other.
    #[cfg(feature = "train")]
    pub(crate) fn elements(&self, batch: B) -> &[E] {
        &self.elements[..D::dim() * batch.value()]
    }

    /// The columns of a batch, to be written.
    ///
    /// # Panics
    ///
    /// If `batch` is larger than what was [reserved](Saved::reserve). The passes of a network
    /// reserve first.
    #[must_use]
    pub fn view_mut(&mut self, batch: B) -> ViewMut<'_, E, D, B> {
        ViewMut::from_slice_generic(&mut self.elements[..D::dim() * batch.value()], D::name(), batch)
    }
}

impl<E: Copy + Zeroable + nalgebra::Scalar, D: DimName, B: Dim> Saved<B> for Buffer<E, D, B> {
    fn reserve(&mut self, batch: B) {
        grow(&mut self.elements, D::dim() * batch.value());
    }
}

/// Makes room for so many elements. A function of its own, which all buffers share.
#[inline(never)]
pub(crate) fn grow<E: Copy + Zeroable>(elements: &mut Vec<E>, count: usize) {
    if elements.len() < count {
        elements.resize(count, E::zeroed());
    }
}

/// Working memory of the passes of training, on the heap.
///
/// It grows to the largest batch and is used over and over, by the forward and the backward pass.
#[derive(Default)]
pub(crate) struct WorkingMemory<T> {
    scalars: Vec<T>,
}

impl<T: Real> WorkingMemory<T> {
    /// Makes room for a batch.
    pub(crate) fn reserve(&mut self, size: ScratchSize, batch: usize) {
        let needed = size.scalars(batch);
        if self.scalars.len() < needed {
            self.scalars.resize(needed, T::zeroed());
        }
    }

    /// Returns the memory of the samples and that of the call, after
    /// [`reserve`](Self::reserve).
    pub(crate) fn split(&mut self, size: ScratchSize, batch: usize) -> (&mut [T], &mut [T]) {
        size.split(&mut self.scalars, batch)
    }
}

/// The record of one step of a pass through a network: its value of type `V`, the gradient of the
/// loss with respect to that value, and the layer's own memory, of type `S`.
#[derive(Default)]
pub struct StepRecord<V, S> {
    /// The output of the step.
    pub value: V,
    /// The gradient of the loss with respect to the output of the step.
    pub gradient: V,
    /// The memory that the layer keeps for its backward pass.
    pub saved: S,
}

/// The record of a step with the layer `L`.
pub type Record<T, L, B> = StepRecord<Buffer<T, <L as Layer<T>>::Out, B>, <L as Differentiable<T>>::Saved<B>>;

impl<B: Dim, V: Saved<B>, S: Saved<B>> Saved<B> for StepRecord<V, S> {
    fn reserve(&mut self, batch: B) {
        self.value.reserve(batch);
        self.gradient.reserve(batch);
        self.saved.reserve(batch);
    }
}

/// Adds `part` to `gradient`: the gradients of all uses of a value are summed.
pub fn accumulate<T: Real, D: DimName, B: Dim>(mut gradient: ViewMut<'_, T, D, B>, part: View<'_, T, D, B>) {
    gradient += part;
}
