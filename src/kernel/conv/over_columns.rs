//! Correlations whose lanes are columns of the output: registers of contiguous inputs, which the
//! weights of several filters are multiplied with.

use super::correlation::Correlation;
use super::tile::{Operand, accumulate};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, MAX_LANES, Simd, vectorize};
use crate::kernel::tiling::EvenParts;
use core::array::from_fn;

/// A register of outputs.
#[derive(Clone, Copy, Default)]
struct Unit {
    row: usize,
    /// The place of its first lane in the frame.
    input: usize,
    /// The place of its first output.
    output: usize,
    /// The lanes before the first output.
    skipped: usize,
}

/// The registers of an output, row after row.
#[derive(Clone, Copy)]
struct Units {
    per_row: usize,
    count: usize,
    /// The columns of a register that are outputs.
    columns: usize,
}

impl<T: Real> Correlation<'_, T> {
    /// Computes all filters, a few at a time.
    #[inline(always)]
    pub(super) fn over_columns<S: Simd>(mut self, simd: S) {
        let (columns, lanes) = (self.columns.positions, T::Lanes::<S>::LANES);
        let per_row = columns.div_ceil(lanes);
        let units = Units { per_row, count: self.rows.positions * per_row, columns: columns.min(lanes) };
        let filters = self.filters();
        for group in 0..self.groups {
            for part in EvenParts::new(filters, S::BLOCKING.convolution.1) {
                let first = group * filters + part.start;
                with_const!(
                    part.len() => R in 1..=8 if R <= S::BLOCKING.convolution.1,
                    self.strip::<S, R>(simd, units, group, first)
                );
            }
        }
    }

    /// Computes some filters at all positions.
    #[inline(always)]
    fn strip<S: Simd, const R: usize>(&mut self, simd: S, units: Units, group: usize, filter: usize) {
        vectorize!(simd, {
            let mut first = 0;
            while first < units.count {
                let width = width::<S>(R, units.count - first, units.count);
                // The last tile ends with the last unit, and may overlap the one before.
                let start = first.min(units.count - width);
                with_const!(
                    width => V in [8, 4, 2] or 1,
                    if const { is_tile::<S>(R, V) } {
                        self.columns_tile::<S, R, V>(simd, units, start, (group, filter));
                    }
                );
                first += width;
            }
        });
    }

    #[inline(always)]
    fn columns_tile<S: Simd, const R: usize, const V: usize>(
        &mut self,
        simd: S,
        units: Units,
        start: usize,
        (group, filter): (usize, usize),
    ) {
        let tile: [Unit; V] = self.units::<S, V>(units, start, group);
        let rows = (tile[0].row, tile[V - 1].row);
        let mut sums = [[T::Lanes::<S>::splat(simd, T::zero()); V]; R];
        if !self.bias.is_empty() {
            let bias = or_return!(self.bias.get(filter..).and_then(<[T]>::first_chunk::<R>));
            sums = from_fn(|r| [T::Lanes::<S>::splat(simd, bias[r]); V]);
        }
        let parts = self.parts(rows);
        parts.for_each(
            #[inline(always)]
            |nest, (input, weight)| {
                let vector = Operand { elements: self.x, first: input, offsets: tile.map(|unit| unit.input) };
                let scalar = Operand { elements: self.weight, first: weight + filter, offsets: from_fn(|r| r) };
                accumulate(simd, &mut sums, nest, &vector, &scalar);
            },
        );
        let is_whole = units.columns == T::Lanes::<S>::LANES && self.columns.output_step == 1;
        for (r, sums) in sums.into_iter().enumerate() {
            let map = (filter + r) * self.output.map;
            for (unit, sum) in tile.iter().zip(sums) {
                let y = or_return!(self.y.get_mut(map + unit.output..));
                if is_whole {
                    sum.store_slice(or_return!(y.get_mut(..T::Lanes::<S>::LANES)));
                } else {
                    store_part(sum, unit.skipped, units.columns, y, self.columns.output_step);
                }
            }
        }
    }

    /// The registers from one on.
    #[inline(always)]
    fn units<S: Simd, const V: usize>(&self, units: Units, start: usize, group: usize) -> [Unit; V] {
        let (mut row, mut register) = (start / units.per_row.max(1), start % units.per_row.max(1));
        let mut tile = [Unit::default(); V];
        for unit in &mut tile {
            *unit = self.unit::<S>(units, (row, register), group);
            register += 1;
            if register == units.per_row {
                (row, register) = (row + 1, 0);
            }
        }
        tile
    }

    /// The register of some columns of a row.
    #[inline(always)]
    fn unit<S: Simd>(&self, units: Units, (row, register): (usize, usize), group: usize) -> Unit {
        let lanes = T::Lanes::<S>::LANES;
        // The last register of a row ends with it, and may overlap the one before.
        let column = (register * lanes).min(self.columns.positions - units.columns);
        let (input, output) = (self.place(group, row, column), self.output_place(row, column));
        // Where rows are shorter than registers, the last ones would reach beyond the end of the
        // input. They end with the row instead of beginning with it.
        let is_beyond = units.columns < lanes && self.reach() + input + lanes > self.x.len();
        let skipped = if is_beyond { (lanes - units.columns).min(input) } else { 0 };
        Unit { row, input: input - skipped, output, skipped }
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
/// as few as cover the rest.
#[inline(always)]
pub(super) const fn width<S: Simd>(filters: usize, left: usize, total: usize) -> usize {
    let mut width = 8;
    while width > 1 && (!is_tile::<S>(filters, width) || width > total || width / 2 >= left) {
        width /= 2;
    }
    width
}

/// Stores some lanes of a register a distance apart.
#[inline(always)]
fn store_part<L: Lanes>(register: L, first: usize, count: usize, to: &mut [L::Scalar], step: usize) {
    let mut lanes = [<L::Scalar as Default>::default(); MAX_LANES];
    register.store_slice(&mut lanes);
    let lanes = lanes.get(first..first + count).unwrap_or_default();
    for (to, &lane) in to.iter_mut().step_by(step.max(1)).zip(lanes) {
        *to = lane;
    }
}
