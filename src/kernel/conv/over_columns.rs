//! Correlations whose lanes are columns of the output: registers of contiguous inputs, which the
//! weights of several filters are multiplied with.

use super::correlation::Correlation;
use super::floor::raised;
use super::tile::{Operand, Sums, accumulate};
use super::walk::Walk;
use crate::kernel::argmax::exceeds;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, MAX_LANES, Simd, vectorize};
use crate::kernel::tiling::EvenParts;
use core::array::from_fn;

/// A register of outputs.
#[derive(Clone, Copy, Default)]
struct Unit {
    /// The place of its first lane in the frame.
    input: usize,
    /// The place of its first output.
    output: usize,
    /// The lanes before the first output.
    skipped: usize,
}

/// The registers of an output.
#[derive(Clone, Copy)]
struct Units {
    walk: Walk,
    count: usize,
    /// The columns of a register that are outputs.
    columns: usize,
    /// The distance of rows in the frame.
    row: usize,
    /// The distance from the first element that a window reads to the last.
    reach: usize,
}

impl<T: Real> Correlation<'_, T> {
    /// Computes all filters, a few at a time.
    #[inline(always)]
    pub(super) fn over_columns<S: Simd>(mut self, simd: S) {
        let (columns, lanes) = (self.columns.positions, T::Lanes::<S>::LANES);
        let per_row = columns.div_ceil(lanes);
        let units = Units {
            // The rows of a window of the pool are in one tile.
            walk: Walk { columns: per_row, block: (self.pooled.0, 1) },
            count: self.rows.positions * per_row,
            columns: columns.min(lanes),
            row: self.rows.step * self.frame.row(),
            reach: self.reach(),
        };
        let filters = self.filters_of_group();
        let parts = EvenParts::new(filters, S::BLOCKING.convolution.1);
        for part in parts {
            with_const!(
                part.len() => R in 1..=8 if R <= S::BLOCKING.convolution.1,
                self.strip::<S, R>(simd, units, part.start)
            );
        }
    }

    /// Computes some filters of each group at all positions.
    #[inline(always)]
    fn strip<S: Simd, const R: usize>(&mut self, simd: S, units: Units, filter: usize) {
        vectorize!(simd, {
            let (mut first, mut cursor) = (0, (0, 0));
            while first < units.count {
                let width = width::<S>(R, units.count - first, units.count, self.pooled.0);
                // The last tile ends with the last unit, and may overlap the one before.
                if first + width > units.count {
                    first = units.count - width;
                    cursor = units.walk.start(first);
                }
                with_const!(
                    width => V in [8, 4, 2] or 1,
                    if const { is_tile::<S>(R, V) } {
                        self.columns_tile::<S, R, V>(simd, units, &mut cursor, filter);
                    }
                );
                first += width;
            }
        });
    }

    /// Computes some registers of each group, whose places follow from those of the first group.
    #[inline(always)]
    fn columns_tile<S: Simd, const R: usize, const V: usize>(
        &mut self,
        simd: S,
        units: Units,
        cursor: &mut (usize, usize),
        filter: usize,
    ) {
        let first_row = cursor.0;
        let (tile, last_row): ([Unit; V], _) = self.units::<V>(units, cursor);
        let parts = self.parts((first_row, last_row));
        for group in 0..self.groups {
            let tile = self.of_group::<S, V>(tile, units, group);
            let filter = group * self.filters_of_group() + filter;
            let mut sums = [[T::Lanes::<S>::splat(simd, T::zero()); V]; R];
            if !self.filters.bias.is_empty() {
                let bias = or_return!(self.filters.bias.get(filter..).and_then(<[T]>::first_chunk::<R>));
                sums = from_fn(|r| [T::Lanes::<S>::splat(simd, bias[r]); V]);
            }
            let sums = parts.fold(
                sums,
                #[inline(always)]
                |sums, nest, (input, weight)| {
                    let vector = Operand { elements: self.x, first: input, offsets: tile.map(|unit| unit.input) };
                    let scalar =
                        Operand { elements: self.filters.weight, first: weight + filter, offsets: from_fn(|r| r) };
                    accumulate(simd, sums, nest, &vector, &scalar)
                },
            );
            let sums = raised(sums, self.filters.floor);
            let is_whole = units.columns == T::Lanes::<S>::LANES && self.columns.output_step == 1;
            match self.pooled {
                (1, 1) if is_whole => self.store(sums, &tile, filter),
                (1, 2) if is_whole => self.store_greatest::<_, R, V, 1>(sums, &tile, filter),
                (2, 2) if is_whole && const { V > 1 } => self.store_greatest::<_, R, V, 2>(sums, &tile, filter),
                _ => {
                    let mut numbers = [[[T::zero(); MAX_LANES]; V]; R];
                    for (numbers, &sum) in numbers.as_flattened_mut().iter_mut().zip(sums.as_flattened()) {
                        sum.store_slice(numbers);
                    }
                    self.store_parts(numbers.as_flattened(), &tile, filter, units.columns);
                }
            }
        }
    }

    /// Stores whole registers.
    #[inline(always)]
    fn store<L: Lanes<Scalar = T>, const R: usize, const V: usize>(
        &mut self,
        sums: Sums<L, R, V>,
        tile: &[Unit; V],
        filter: usize,
    ) {
        let last = tile.iter().fold(0, |last: usize, unit| last.max(unit.output));
        let y = or_return!(self.y.get_mut(filter * self.output.map..));
        return_unless!((R - 1) * self.output.map + last + L::LANES <= y.len(), "a place for each output");
        let mut map = y.as_mut_ptr();
        for sums in sums {
            for (unit, sum) in tile.iter().zip(sums) {
                // SAFETY: there is room for a register at the last place in the map of the last
                // filter, and so at all before.
                unsafe { sum.store(map.wrapping_add(unit.output)) };
            }
            map = map.wrapping_add(self.output.map);
        }
    }

    /// Stores the greatest numbers of the windows of the pool, of which a register has two columns
    /// and the `ROWS - 1` next ones have the other rows.
    #[inline(always)]
    fn store_greatest<L: Lanes<Scalar = T>, const R: usize, const V: usize, const ROWS: usize>(
        &mut self,
        sums: Sums<L, R, V>,
        tile: &[Unit; V],
        filter: usize,
    ) {
        for (r, sums) in sums.into_iter().enumerate() {
            for (unit, window) in tile.iter().step_by(ROWS).zip(sums.chunks_exact(ROWS)) {
                let greatest = window.iter().copied().reduce(|greatest, row| row.maximum(greatest));
                let greatest = or_return!(greatest);
                let (even, odd) = greatest.deinterleave(greatest);
                let y = or_return!(self.y.get_mut((filter + r) * self.output.map + unit.output..));
                odd.maximum(even).store_half(y);
            }
        }
    }

    /// Stores those lanes of registers that are outputs, or the greatest numbers of the windows of
    /// the pool over them, given the registers of each filter.
    ///
    /// One function for tiles of all sizes, for the sake of the size of programs.
    #[inline(never)]
    fn store_parts(&mut self, registers: &[[T; MAX_LANES]], tile: &[Unit], first_filter: usize, count: usize) {
        let (rows, columns) = self.pooled;
        return_unless!(rows > 0 && columns > 0 && !tile.is_empty(), "a tile has windows");
        for (registers, filter) in registers.chunks_exact(tile.len()).zip(first_filter..) {
            for (registers, units) in registers.chunks_exact(rows).zip(tile.chunks_exact(rows)) {
                for (row, (register, unit)) in registers.iter().zip(units).enumerate() {
                    let numbers = or_return!(register.get(unit.skipped..unit.skipped + count));
                    let y = or_return!(self.y.get_mut(filter * self.output.map + unit.output..));
                    let y = y.iter_mut().step_by(self.columns.output_step.max(1));
                    if self.pooled == (1, 1) {
                        y.zip(numbers).for_each(|(y, &number)| *y = number);
                        continue;
                    }
                    for (y, window) in y.zip(numbers.chunks_exact(columns)) {
                        let before = (row > 0).then_some(*y);
                        let greater = |a: T, b: T| if exceeds(b, a) { b } else { a };
                        *y = or_return!(before.into_iter().chain(window.iter().copied()).reduce(greater));
                    }
                }
            }
        }
    }

    /// The registers of the first group from a row and register on, which become those behind them,
    /// and the last row.
    #[inline(always)]
    fn units<const V: usize>(&self, units: Units, cursor: &mut (usize, usize)) -> ([Unit; V], usize) {
        let (mut tile, mut last_row) = ([Unit::default(); V], cursor.0);
        let input = self.place(0, 0, 0);
        for unit in &mut tile {
            let (row, register) = *cursor;
            // The last register of a row ends with it, and may overlap the one before.
            let column = (register * units.columns).min(self.columns.positions - units.columns);
            *unit =
                Unit { input: input + row * units.row + column, output: self.output_place(row, column), skipped: 0 };
            last_row = last_row.max(row);
            *cursor = units.walk.next(*cursor);
        }
        (tile, last_row)
    }

    /// The registers of a group, given those of the first one.
    #[inline(always)]
    fn of_group<S: Simd, const V: usize>(&self, mut tile: [Unit; V], units: Units, group: usize) -> [Unit; V] {
        let (lanes, distance) = (T::Lanes::<S>::LANES, group * self.kernel.channels * self.frame.plane());
        for unit in &mut tile {
            unit.input += distance;
            // Where rows are shorter than registers, the last ones would reach beyond the end of
            // the input. They end with the row instead of beginning with it.
            if units.columns < lanes && units.reach + unit.input + lanes > self.x.len() {
                unit.skipped = (lanes - units.columns).min(unit.input);
                unit.input -= unit.skipped;
            }
        }
        tile
    }

    /// The distance from the first element that a window reads to the last.
    #[inline(always)]
    fn reach(&self) -> usize {
        let channels = (self.kernel.channels - 1) * self.frame.plane();
        let rows = self.rows.taps.saturating_sub(1) * self.rows.dilation * self.frame.row();
        channels + rows + self.columns.taps.saturating_sub(1) * self.columns.dilation
    }
}

/// Returns `true` if there are tiles of so many filters and registers.
pub(super) const fn is_tile<S: Simd>(filters: usize, registers: usize) -> bool {
    registers == 1 || filters * registers <= S::BLOCKING.convolution.0
}

/// The registers of the next tile: as many as there are for so many filters, or of the last tile,
/// as few as cover the rest; whole windows of a pool of one or two rows.
#[inline(always)]
pub(super) const fn width<S: Simd>(filters: usize, left: usize, total: usize, window: usize) -> usize {
    let mut width = 8;
    while width > window && (!is_tile::<S>(filters, width) || width > total || width / 2 >= left) {
        width /= 2;
    }
    width
}
