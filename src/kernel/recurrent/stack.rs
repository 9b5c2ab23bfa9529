//! Several layers, one over the states of the other.

use super::{Cell, Place, Run, Runs, Walk};
use crate::kernel::scalar::Real;
use crate::kernel::simd::Isa;
use core::mem::take;

/// The cells of all layers in each of `D` directions, and the way that they go over sequences.
pub(crate) struct Stack<'a, T, const D: usize, const UPPER: usize> {
    pub(crate) first: [Cell<'a, T>; D],
    pub(crate) upper: [[Cell<'a, T>; D]; UPPER],
    /// The frames of a sequence.
    pub(crate) frames: usize,
    /// A single direction is from the end to the beginning.
    pub(crate) is_reversed: bool,
    /// The output is the last state of each direction.
    pub(crate) is_last: bool,
}

/// One layer in one direction.
pub(crate) struct Part<'a, T> {
    pub(crate) cell: Cell<'a, T>,
    pub(crate) walk: Walk,
    /// The place among the outputs of the layer.
    pub(crate) place: Place,
}

impl<'a, T: Real, const D: usize, const UPPER: usize> Stack<'a, T, D, UPPER> {
    /// The directions of a layer.
    #[inline(always)]
    pub(crate) fn parts(&self, layer: usize) -> impl Iterator<Item = Part<'a, T>> {
        let cells = layer.checked_sub(1).and_then(|layer| self.upper.get(layer)).unwrap_or(&self.first);
        let (frames, is_last, is_reversed) = (self.frames, self.is_last && layer == UPPER, self.is_reversed);
        cells.iter().copied().enumerate().map(move |(direction, cell)| {
            let size = if is_last { cell.hidden } else { cell.hidden * frames };
            Part {
                cell,
                walk: Walk { frames, is_reversed: if D == 2 { direction == 1 } else { is_reversed }, is_last },
                place: Place { sample: D * size, start: direction * size },
            }
        })
    }

    /// Computes the outputs of some samples. The working memory is `memory` numbers for each of
    /// them, and behind that the sequences between the layers.
    #[inline(always)]
    pub(crate) fn infer(&self, isa: Isa, x: &[T], y: &mut [T], scratch: &mut [T], memory: usize) {
        let inputs = self.first.first().map_or(1, |cell| cell.inputs);
        let samples = x.len() / (inputs * self.frames).max(1);
        let (memory, mut values) = or_return!(scratch.split_at_mut_checked(samples * memory));
        let (mut input, width) = (x, self.first.iter().map(|cell| cell.hidden).sum::<usize>());
        for layer in 0..UPPER {
            let (value, rest) = or_return!(take(&mut values).split_at_mut_checked(samples * width * self.frames));
            self.infer_layer(isa, layer, input, value, memory);
            (input, values) = (value, rest);
        }
        self.infer_layer(isa, UPPER, input, y, memory);
    }

    #[inline(always)]
    fn infer_layer(&self, isa: Isa, layer: usize, input: &[T], output: &mut [T], memory: &mut [T]) {
        for Part { cell, walk, place } in self.parts(layer) {
            let (output, memory) = ((&mut *output, place), &mut *memory);
            T::precompiled::<Runs>(Run { isa, cell, walk, input, output, memory });
        }
    }
}
