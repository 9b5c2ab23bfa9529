//! The inputs of a network, between the rows of samples and what its layers see.

use crate::kernel::memory::elements::{Elements, ElementsMut, into_elements, into_elements_mut};
use crate::scalar::Real;
use crate::value::stack::Stackable;
use crate::value::{Features, Inputs, View, ViewMut};
use nalgebra::{Const, Dim};

/// The inputs of a network whose samples have `D` features, one input after the other.
///
/// A single input is the batch itself. Of several, those of one sample are parts of its row; those
/// of a batch are gathered into a block for each input, since layers take contiguous columns.
#[diagnostic::on_unimplemented(
    message = "samples of `{D}` features are not split into `{Self}`",
    note = "a network takes one value, `Const<N>`, or nested pairs of them, `(Const<N>, Const<M>)`"
)]
pub trait Split<D: Features>: Inputs {
    /// Returns the number of scalars of the blocks of a batch, 0 if nothing is gathered.
    fn memory(batch: usize) -> usize;

    /// Returns the inputs of one sample.
    fn one<T: Real>(sample: View<'_, T, D, Const<1>>) -> Self::View<'_, T, Const<1>>;

    /// Gathers the inputs of a batch into `memory`, which [`parts`](Self::parts) shows.
    fn split<T: Real, B: Dim>(samples: View<'_, T, D, B>, memory: &mut [T]);

    /// Returns the inputs of a batch, after [`split`](Self::split).
    fn parts<'a, T: Real, B: Dim>(samples: View<'a, T, D, B>, memory: &'a [T]) -> Self::View<'a, T, B>;

    /// Returns where the gradients of the inputs are to be written, before
    /// [`join`](Self::join).
    fn parts_mut<'a, T: Real, B: Dim>(gradients: ViewMut<'a, T, D, B>, memory: &'a mut [T]) -> Self::ViewMut<'a, T, B>;

    /// Writes the gradients that were written to `memory` to the rows of the samples.
    fn join<T: Real, B: Dim>(memory: &[T], gradients: ViewMut<'_, T, D, B>);
}

impl<const N: usize> Split<Const<N>> for Const<N> {
    #[inline(always)]
    fn memory(_: usize) -> usize {
        0
    }

    #[inline(always)]
    fn one<T: Real>(sample: View<'_, T, Self, Const<1>>) -> View<'_, T, Self, Const<1>> {
        sample
    }

    #[inline(always)]
    fn split<T: Real, B: Dim>(_: View<'_, T, Self, B>, _: &mut [T]) {}

    #[inline(always)]
    fn parts<'a, T: Real, B: Dim>(samples: View<'a, T, Self, B>, _: &'a [T]) -> View<'a, T, Self, B> {
        samples
    }

    #[inline(always)]
    fn parts_mut<'a, T: Real, B: Dim>(gradients: ViewMut<'a, T, Self, B>, _: &'a mut [T]) -> ViewMut<'a, T, Self, B> {
        gradients
    }

    #[inline(always)]
    fn join<T: Real, B: Dim>(_: &[T], _: ViewMut<'_, T, Self, B>) {}
}

impl<I: Stackable, J: Stackable, const N: usize> Split<Const<N>> for (I, J) {
    fn memory(batch: usize) -> usize {
        const { assert!(<(I, J)>::ROWS == N, "the inputs of a network are its samples") };
        if batch == 1 { 0 } else { N * batch }
    }

    fn one<T: Real>(sample: View<'_, T, Const<N>, Const<1>>) -> Self::View<'_, T, Const<1>> {
        <Self as Inputs>::views(into_elements(sample), Const)
    }

    fn split<T: Real, B: Dim>(samples: View<'_, T, Const<N>, B>, memory: &mut [T]) {
        let batch = samples.shape_generic().1;
        if batch.value() == 1 {
            return;
        }
        let mut blocks = <Self as Inputs>::views_mut(memory, batch);
        for (column, row) in samples.elements().chunks_exact(N).enumerate() {
            <Self as Stackable>::scatter(&mut blocks, column, row);
        }
    }

    fn parts<'a, T: Real, B: Dim>(samples: View<'a, T, Const<N>, B>, memory: &'a [T]) -> Self::View<'a, T, B> {
        let batch = samples.shape_generic().1;
        <Self as Inputs>::views(if batch.value() == 1 { into_elements(samples) } else { memory }, batch)
    }

    fn parts_mut<'a, T: Real, B: Dim>(
        gradients: ViewMut<'a, T, Const<N>, B>,
        memory: &'a mut [T],
    ) -> Self::ViewMut<'a, T, B> {
        let batch = gradients.shape_generic().1;
        let elements = if batch.value() == 1 { into_elements_mut(gradients) } else { memory };
        <Self as Inputs>::views_mut(elements, batch)
    }

    fn join<T: Real, B: Dim>(memory: &[T], mut gradients: ViewMut<'_, T, Const<N>, B>) {
        let batch = gradients.shape_generic().1;
        if batch.value() == 1 {
            return;
        }
        let blocks = <Self as Inputs>::views(memory, batch);
        for (column, row) in gradients.elements_mut().chunks_exact_mut(N).enumerate() {
            <Self as Stackable>::gather(blocks, column, row);
        }
    }
}
