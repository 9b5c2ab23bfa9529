//! A layer over one frame of a stream: the state before it becomes the state after it.

use super::Cell;
use super::step::Step;
use crate::kernel::precompiled::precompiled;
use crate::kernel::product;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Simd, WithSimd};

/// One layer of one direction, and a frame. The numbers are those of the whole sequence to the bit:
/// the rows of its products are summed in the same order.
pub(crate) struct FrameRun<'a, T> {
    pub(crate) isa: Isa,
    pub(crate) cell: Cell<'a, T>,
    /// The frame, `[C]`.
    pub(crate) frame: &'a [T],
    /// The state, `[H]`, and the memory cells, of which a kind without has none.
    pub(crate) state: &'a mut [T],
    pub(crate) cells: &'a mut [T],
    /// Memory for the input products and for the recurrent products, `[G·H]` each.
    pub(crate) products: [&'a mut [T]; 2],
    /// Memory for the state after the frame, and for the memory cells.
    pub(crate) after: [&'a mut [T]; 2],
}

precompiled!(pub(crate) FrameRuns: FrameRun -> () = run);

fn run<T: Real>(run: FrameRun<'_, T>) {
    run.isa.with(run);
}

impl<T: Real> WithSimd for FrameRun<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let FrameRun { isa, cell, frame, state, cells, products: [products, recurrent], after: [after, cells_after] } =
            self;
        product::forward_rows(isa, cell.input_dims(), (cell.weight_ih, cell.bias_ih), frame, products, true);
        let step = Step {
            products,
            recurrent,
            before: &*state,
            after: &mut *after,
            cells_before: &*cells,
            cells_after: &mut *cells_after,
        };
        step.compute(simd, &cell);
        state.iter_mut().zip(&*after).for_each(|(to, &from)| *to = from);
        cells.iter_mut().zip(&*cells_after).for_each(|(to, &from)| *to = from);
    }
}
