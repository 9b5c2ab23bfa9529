//! Values of a sample that lie one after another in one row.

use crate::kernel::memory::elements::{Elements, ElementsMut};
use crate::scalar::Real;
use crate::value::{Inputs, View, ViewMut};
use nalgebra::{Const, Dim};

/// Inputs whose features can be laid one after the other: `Const<N>` and pairs of such inputs.
pub trait Stackable: Inputs + 'static {
    /// The number of features in all.
    const ROWS: usize;

    /// Writes the features of sample `column` to `output`.
    fn gather<T: Real, B: Dim>(inputs: Self::View<'_, T, B>, column: usize, output: &mut [T]);

    /// Writes `gradient` to the gradients of sample `column`.
    fn scatter<T: Real, B: Dim>(gradients: &mut Self::ViewMut<'_, T, B>, column: usize, gradient: &[T]);
}

impl<const N: usize> Stackable for Const<N> {
    const ROWS: usize = N;

    fn gather<T: Real, B: Dim>(inputs: View<'_, T, Self, B>, column: usize, output: &mut [T]) {
        output.copy_from_slice(&inputs.elements()[column * N..][..N]);
    }

    fn scatter<T: Real, B: Dim>(gradients: &mut ViewMut<'_, T, Self, B>, column: usize, gradient: &[T]) {
        gradients.elements_mut()[column * N..][..N].copy_from_slice(gradient);
    }
}

impl<I: Stackable, J: Stackable> Stackable for (I, J) {
    const ROWS: usize = I::ROWS + J::ROWS;

    fn gather<T: Real, B: Dim>(inputs: Self::View<'_, T, B>, column: usize, output: &mut [T]) {
        let (first, rest) = output.split_at_mut(I::ROWS);
        I::gather(inputs.0, column, first);
        J::gather(inputs.1, column, rest);
    }

    fn scatter<T: Real, B: Dim>(gradients: &mut Self::ViewMut<'_, T, B>, column: usize, gradient: &[T]) {
        let (first, rest) = gradient.split_at(I::ROWS);
        I::scatter(&mut gradients.0, column, first);
        J::scatter(&mut gradients.1, column, rest);
    }
}
