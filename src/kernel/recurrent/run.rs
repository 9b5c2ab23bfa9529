//! A layer over a sequence at inference, block after block of frames.

use super::frames::{gather, scatter};
use super::step::Step;
use super::{Cell, Place, Walk};
use crate::kernel::precompiled::precompiled;
use crate::kernel::product;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd, WithSimd};

/// The frames whose input products are computed at a time: the rows of a block of accumulators.
pub(crate) const BLOCK: usize = 6;

/// One direction of a layer over samples `[B, C, L]`.
pub(crate) struct Run<'a, T> {
    pub(crate) isa: Isa,
    pub(crate) cell: Cell<'a, T>,
    pub(crate) walk: Walk,
    pub(crate) input: &'a [T],
    /// The outputs, and the place of this direction among them.
    pub(crate) output: (&'a mut [T], Place),
    /// Working memory of [`Block`], for [`BLOCK`] frames.
    pub(crate) memory: &'a mut [T],
}

precompiled!(pub(crate) Runs: Run -> () = run);

fn run<T: Real>(run: Run<'_, T>) {
    run.isa.with(run);
}

/// The memory of some frames on the way.
pub(super) struct Block<'a, T> {
    /// The frames, `[F, B, C]`.
    pub(super) inputs: &'a mut [T],
    /// Their input products, then their gates, `[F, B, G·H]`.
    pub(super) products: &'a mut [T],
    /// The recurrent products: of one frame, or of each if there is room, `[F, B, G·H]`.
    pub(super) recurrent: &'a mut [T],
    /// The state before the frames and after each of them, `[F + 1, B, H]`.
    pub(super) states: &'a mut [T],
    /// The memory cells of the same times; none for a kind without.
    pub(super) cells: &'a mut [T],
}

impl<'a, T: Real> Block<'a, T> {
    /// The blocks of memory for a number of samples, of which a layer of up to `channels` numbers a
    /// frame declares as much; nothing if there is less.
    fn carve(cell: &Cell<'_, T>, samples: usize, memory: &'a mut [T]) -> Option<Self> {
        let (hidden, products) = (samples * cell.hidden, samples * cell.products());
        let (inputs, rest) = memory.split_at_mut_checked(BLOCK * samples * cell.inputs)?;
        let (all_products, rest) = rest.split_at_mut_checked(BLOCK * products)?;
        let (recurrent, rest) = rest.split_at_mut_checked(products)?;
        let (states, rest) = rest.split_at_mut_checked((BLOCK + 1) * hidden)?;
        let cells = if cell.kind.has_cells() { rest.get_mut(..(BLOCK + 1) * hidden)? } else { &mut [] };
        Some(Block { inputs, products: all_products, recurrent, states, cells })
    }

    /// Goes over the first frames, whose input products are there.
    #[inline(always)]
    pub(super) fn advance<S: Simd>(&mut self, simd: S, cell: &Cell<'_, T>, samples: usize, frames: usize) {
        let (hidden, products) = (samples * cell.hidden, samples * cell.products());
        let keeps_all = self.recurrent.len() > products;
        for frame in 0..frames {
            let rows = self.products.get_mut(frame * products..).and_then(|rows| rows.get_mut(..products));
            let first = if keeps_all { frame * products } else { 0 };
            let recurrent = self.recurrent.get_mut(first..).and_then(|rows| rows.get_mut(..products));
            let (before, after) = or_return!(neighbours(self.states, frame, hidden));
            let hidden = if cell.kind.has_cells() { hidden } else { 0 };
            let (cells_before, cells_after) = or_return!(neighbours(self.cells, frame, hidden));
            let (products, recurrent) = (or_return!(rows), or_return!(recurrent));
            Step { products, recurrent, before, after, cells_before, cells_after }.compute(simd, cell);
        }
    }

    /// Makes the state after so many frames that before the next.
    fn carry_over(&mut self, frames: usize, hidden: usize) {
        for states in [&mut *self.states, &mut *self.cells] {
            if let Some((first, rest)) = states.split_at_mut_checked(hidden)
                && let Some(last) = rest.get(frames.wrapping_sub(1) * hidden..).and_then(|rows| rows.get(..hidden))
            {
                first.copy_from_slice(last);
            }
        }
    }
}

/// Two rows of `length`, the one at `position` and the next.
#[inline(always)]
fn neighbours<T>(rows: &mut [T], position: usize, length: usize) -> Option<(&[T], &mut [T])> {
    let (before, after) = rows.split_at_mut_checked((position + 1) * length)?;
    Some((before.get(position * length..)?, after.get_mut(..length)?))
}

impl<T: Real> WithSimd for Run<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Run { isa, cell, walk, input, output: (output, place), memory } = self;
        let of_input = Place { sample: cell.inputs * walk.frames, start: 0 };
        let samples = input.len().checked_div(of_input.sample).unwrap_or(0);
        let hidden = samples * cell.hidden;
        let mut block = or_return!(Block::carve(&cell, samples, memory));
        for states in [&mut *block.states, &mut *block.cells] {
            states.iter_mut().take(hidden).for_each(|number| *number = T::zero());
        }
        let mut start = 0;
        while start < walk.frames {
            let frames = (walk.frames - start).min(BLOCK);
            let numbers = start..start + frames;
            gather(walk, numbers.clone(), (input, of_input), cell.inputs, block.inputs);
            let inputs = or_return!(block.inputs.get(..frames * samples * cell.inputs));
            let products = or_return!(block.products.get_mut(..frames * samples * cell.products()));
            product::forward_rows(isa, cell.input_dims(), (cell.weight_ih, cell.bias_ih), inputs, products, true);
            block.advance(simd, &cell, samples, frames);
            start += frames;
            let states = or_return!(block.states.get(hidden..));
            if !walk.is_last {
                scatter(walk, numbers, states, cell.hidden, (&mut *output, place), |to, from| *to = from);
            } else if start == walk.frames {
                let (end, last) = (Walk { frames: 1, ..walk }, or_return!(states.get((frames - 1) * hidden..)));
                scatter(end, 0..1, last, cell.hidden, (&mut *output, place), |to, from| *to = from);
            }
            block.carry_over(frames, hidden);
        }
    }
}
