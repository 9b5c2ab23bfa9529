//! Sums over the positions of a convolution, for tiles of its weights.

use super::correlation::Phases;
use super::over_columns::{self, width};
use super::over_filters::{self, WIDTH, height, register_filters};
use super::tile::{Loop, Nest, Operand, accumulate, accumulate_products};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};
use crate::kernel::tiling::EvenParts;
use core::array::from_fn;

/// The taps of all channels of a group, as they lie in the weight.
pub(super) struct Taps {
    pub(super) channels: usize,
    pub(super) kernel: (usize, usize),
    /// The distance of taps of a kernel's rows in the frame, and of its columns in the input.
    pub(super) dilation: (usize, usize),
    pub(super) plane: usize,
    pub(super) columns: Phases,
}

impl Taps {
    const fn count(&self) -> usize {
        self.channels * self.kernel.0 * self.kernel.1
    }

    /// The places in the frame of some taps.
    #[inline(always)]
    fn places<const N: usize>(&self, first: usize) -> [usize; N] {
        let (rows, columns) = (self.kernel.0.max(1), self.kernel.1.max(1));
        let (mut row, mut column) = (first / columns, first % columns);
        let (mut channel, mut places) = (row / rows, [0; N]);
        row %= rows;
        for place in &mut places {
            *place = channel * self.plane + row * self.dilation.0 + self.columns.place(column, self.dilation.1);
            column += 1;
            if column == columns {
                (row, column) = (row + 1, 0);
            }
            if row == rows {
                (channel, row) = (channel + 1, 0);
            }
        }
        places
    }
}

/// Sums over the positions of all samples, for all weights.
pub(super) struct Sums<'a, S, T> {
    pub(super) simd: S,
    pub(super) taps: Taps,
    pub(super) filters: usize,
    /// The filters of a group, and the numbers of its channels in a frame.
    pub(super) group: (usize, usize),
    pub(super) samples: Loop,
    pub(super) rows: Loop,
    pub(super) columns: usize,
    pub(super) pitch: usize,
    pub(super) x: &'a [T],
    pub(super) dy: &'a [T],
    pub(super) dw: &'a mut [T],
}

impl<S: Simd, T: Real> Sums<'_, S, T> {
    /// Computes all weights, with one or two registers of filters for each of some taps at a time.
    #[inline(always)]
    pub(super) fn over_filters(mut self) {
        let (filters, lanes) = (self.group.0, T::Lanes::<S>::LANES);
        for group in 0..self.filters / filters.max(1) {
            for registers in EvenParts::new(filters.div_ceil(lanes), WIDTH) {
                let places = register_filters((group * filters, filters), &registers, lanes);
                with_const!(registers.len() => V in [2] or 1, self.filter_strip::<V>(group, places));
            }
        }
    }

    #[inline(always)]
    fn filter_strip<const V: usize>(&mut self, group: usize, (first, last): (usize, usize)) {
        vectorize!(self.simd, {
            let count = self.taps.count();
            let mut tap = 0;
            while tap < count {
                let height = height::<S>(V, count - tap, count, 1);
                let start = tap.min(count - height);
                with_const!(
                    height => R in [12, 8, 6, 4, 2] or 1,
                    if const { over_filters::is_tile::<S>(R, V) } {
                        self.filters_tile::<R, V>(group, start, (first, last));
                    }
                );
                tap += height;
            }
        });
    }

    #[inline(always)]
    fn filters_tile<const R: usize, const V: usize>(
        &mut self,
        group: usize,
        tap: usize,
        (first, last): (usize, usize),
    ) {
        let mut filters = [first; V];
        filters[V - 1] = last;
        let zeros = [[T::Lanes::<S>::splat(self.simd, T::zero()); V]; R];
        let columns = Loop { count: self.columns, vector: self.pitch, scalar: 1 };
        let vector = Operand { elements: self.dy, first: 0, offsets: filters };
        let scalar = Operand { elements: self.x, first: group * self.group.1, offsets: self.taps.places::<R>(tap) };
        let sums = accumulate(self.simd, zeros, &Nest([self.samples, self.rows, columns]), &vector, &scalar);
        for (r, sums) in sums.into_iter().enumerate() {
            for (sum, filter) in sums.into_iter().zip(filters) {
                let dw = or_return!(self.dw.get_mut((tap + r) * self.filters + filter..));
                sum.store_slice(or_return!(dw.get_mut(..T::Lanes::<S>::LANES)));
            }
        }
    }

    /// Computes all weights, with registers of columns for some filters and taps at a time.
    #[inline(always)]
    pub(super) fn over_columns(mut self, rows: usize) {
        self.rows.vector = self.pitch;
        let filters = self.group.0;
        for group in 0..self.filters / filters.max(1) {
            for part in EvenParts::new(filters, const { filters_of_tile::<S>() }) {
                let filter = group * filters + part.start;
                with_const!(
                    part.len() => R in 1..=4 if R <= filters_of_tile::<S>(),
                    self.column_strip::<R>(rows, group, filter)
                );
            }
        }
    }

    #[inline(always)]
    fn column_strip<const R: usize>(&mut self, rows: usize, group: usize, filter: usize) {
        vectorize!(self.simd, {
            let count = self.taps.count();
            let mut tap = 0;
            while tap < count {
                let width = width::<S>(R, count - tap, count, 1);
                let start = tap.min(count - width);
                with_const!(
                    width => V in [8, 4, 2] or 1,
                    if const { over_columns::is_tile::<S>(R, V) } {
                        self.columns_tile::<R, V>(rows, group, filter, start);
                    }
                );
                tap += width;
            }
        });
    }

    #[inline(always)]
    fn columns_tile<const R: usize, const V: usize>(&mut self, rows: usize, group: usize, filter: usize, tap: usize) {
        let lanes = T::Lanes::<S>::LANES;
        let zeros = [[T::Lanes::<S>::splat(self.simd, T::zero()); V]; R];
        let map = rows * self.pitch;
        let blocks = Loop { count: self.pitch / lanes, vector: lanes, scalar: lanes };
        let nest = Nest([self.samples, self.rows, blocks].map(Loop::swapped));
        let vector = Operand { elements: self.x, first: group * self.group.1, offsets: self.taps.places::<V>(tap) };
        let scalar = Operand { elements: self.dy, first: filter * map, offsets: from_fn(|r| r * map) };
        let sums = accumulate_products(self.simd, zeros, &nest, &vector, &scalar);
        for (r, sums) in sums.into_iter().enumerate() {
            for (v, sum) in sums.into_iter().enumerate() {
                *or_return!(self.dw.get_mut((tap + v) * self.filters + filter + r)) = sum.reduce_sum();
            }
        }
    }
}

/// The most filters of a tile with lanes over columns: both operands are registers, so a tile is as
/// near to a square as it can be.
const fn filters_of_tile<S: Simd>() -> usize {
    if S::BLOCKING.convolution.0 >= 12 { 3 } else { S::BLOCKING.convolution.1 }
}
