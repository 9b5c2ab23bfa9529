//! Recurrent layers, frame by frame.

use super::{Recurrent, RecurrentCell, RecurrentUnit};
use crate::kernel::memory::plain::zeroable_struct;
use crate::kernel::recurrent::{FrameRun, FrameRuns};
use crate::layer::BiasOption;
use crate::layer::prelude::*;

/// The memory of one layer of `H` units of the kind `U`: its state, and the memory cells of a kind
/// that has some.
pub struct Remembered<T: Real, U: RecurrentUnit, const H: usize> {
    state: [T; H],
    cells: U::Cells<T, [T; H]>,
}

zeroable_struct!([T: Real, U: RecurrentUnit, const H: usize] Remembered [T, U, H] {
    state: [T; H],
    cells: U::Cells<T, [T; H]>,
});

/// The memory of all layers of a step: of the first, and of those above it.
pub struct States<T: Real, U: RecurrentUnit, const H: usize, const UPPER: usize> {
    first: Remembered<T, U, H>,
    upper: [Remembered<T, U, H>; UPPER],
}

zeroable_struct!([T: Real, U: RecurrentUnit, const H: usize, const UPPER: usize] States [T, U, H, UPPER] {
    first: Remembered<T, U, H>,
    upper: [Remembered<T, U, H>; UPPER],
});

impl<T: Real, U: RecurrentUnit, const H: usize> Remembered<T, U, H> {
    /// Goes on by a frame, after which the state is the output of the layer.
    #[inline(always)]
    fn advance<S: Simd, const GATES: usize, const IN: usize, O: BiasOption>(
        &mut self,
        simd: S,
        cell: &RecurrentCell<T, GATES, IN, H, O>,
        frame: &[T],
    ) {
        let [mut products, mut recurrent] = [[[T::zero(); H]; GATES]; 2];
        let [mut state, mut cells] = [[T::zero(); H]; 2];
        let cells_after = cells.get_mut(..<U::Cells<T, [T; H]> as Plain<T>>::LEN).unwrap_or_default();
        T::precompiled::<FrameRuns>(FrameRun {
            isa: simd.isa(),
            cell: cell.view::<U>(),
            frame,
            state: &mut self.state,
            cells: self.cells.as_mut_slice(),
            products: [products.as_flattened_mut(), recurrent.as_flattened_mut()],
            after: [&mut state, cells_after],
        });
    }
}

/// In one direction, forwards: the frames to come are not known. With `LAST` the output is the last
/// state so far, which comes with each frame.
impl<
    T: Real,
    U: RecurrentUnit,
    const IN: usize,
    const OUT: usize,
    const C: usize,
    const L: usize,
    const H: usize,
    const GATES: usize,
    const WIDE: usize,
    const UPPER: usize,
    const LAST: bool,
    O: BiasOption,
> Streaming<T> for Recurrent<T, U, IN, OUT, C, L, H, GATES, WIDE, UPPER, 1, false, LAST, O>
{
    type State = States<T, U, H, UPPER>;

    const TIMING: Timing = Timing::ALL_FRAMES;

    #[inline(always)]
    fn push<S: Simd>(&self, simd: S, pass: Push<'_, T, Self::State>) -> bool {
        let Push { frame, output, state, .. } = pass;
        let [cell] = &self.first;
        state.first.advance(simd, cell, frame);
        let mut below = &state.first.state;
        for (remembered, [cell]) in state.upper.iter_mut().zip(&self.upper) {
            remembered.advance(simd, cell, below);
            below = &remembered.state;
        }
        output.iter_mut().zip(below).for_each(|(y, &h)| *y = h);
        true
    }
}
