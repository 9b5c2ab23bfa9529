//! Correlations whose lanes are filters: registers of weights, which the inputs at several
//! positions are multiplied with.

use super::correlation::Correlation;
use super::floor::raised;
use super::tile::{Loop, Nest, Operand, accumulate};
use super::walk::{Walk, is_multiple};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, MAX_LANES, Simd, vectorize};
use crate::kernel::tiling::EvenParts;
use core::array::from_fn;
use core::ops::Range;

/// The most registers of filters of a tile.
pub(super) const WIDTH: usize = 2;

/// A position of the window.
#[derive(Clone, Copy, Default)]
struct Position {
    input: usize,
    output: usize,
}

/// The filters of the registers of a tile: the first ones of the first and of the last register,
/// which ends with the group and may overlap the one before.
#[derive(Clone, Copy)]
struct FiltersOfTile {
    group: usize,
    first: usize,
    last: usize,
}

impl FiltersOfTile {
    #[inline(always)]
    fn of(self, register: usize, width: usize) -> usize {
        if register + 1 == width { self.last } else { self.first }
    }
}

impl<T: Real> Correlation<'_, T> {
    /// Computes all filters, a register or two of them at a time.
    #[inline(always)]
    pub(super) fn over_filters<S: Simd>(mut self, simd: S) {
        let (filters, lanes) = (self.filters_of_group(), T::Lanes::<S>::LANES);
        let registers = filters.div_ceil(lanes);
        // Few accumulators hold the positions of a window of the pool for one register alone.
        let has_wide_tiles = is_tile::<S>(self.pooled.0 * self.pooled.1, WIDTH);
        let parts = if has_wide_tiles { EvenParts::new(registers, WIDTH) } else { EvenParts::new(registers, 1) };
        for group in 0..self.groups {
            for registers in parts {
                let (first, last) = register_filters((group * filters, filters), &registers, lanes);
                let filters = FiltersOfTile { group, first, last };
                with_const!(registers.len() => V in [2] or 1, self.filter_strip::<S, V>(simd, filters));
            }
        }
    }

    /// Computes some filters at all positions.
    #[inline(always)]
    fn filter_strip<S: Simd, const V: usize>(&mut self, simd: S, filters: FiltersOfTile) {
        vectorize!(simd, {
            let count = self.rows.positions * self.columns.positions;
            let walk = Walk { columns: self.columns.positions, block: self.pooled };
            let (mut first, mut cursor) = (0, (0, 0));
            while first < count {
                let height = height::<S>(V, count - first, count, self.pooled.0 * self.pooled.1);
                // The last tile ends with the last position, and may overlap the one before.
                if first + height > count {
                    first = count - height;
                    cursor = walk.start(first);
                }
                with_const!(
                    height => R in [12, 8, 6, 4, 2] or 1,
                    if const { is_tile::<S>(R, V) } {
                        self.filters_tile::<S, R, V>(simd, walk, &mut cursor, filters);
                    }
                );
                first += height;
            }
        });
    }

    #[inline(always)]
    fn filters_tile<S: Simd, const R: usize, const V: usize>(
        &mut self,
        simd: S,
        walk: Walk,
        cursor: &mut (usize, usize),
        filters: FiltersOfTile,
    ) {
        let first_row = cursor.0;
        let (tile, last_row): ([Position; R], _) = self.positions(walk, cursor, filters.group);
        let mut registers = [T::Lanes::<S>::splat(simd, T::zero()); V];
        if !self.filters.bias.is_empty() {
            for (v, register) in registers.iter_mut().enumerate() {
                *register =
                    T::Lanes::<S>::load_slice(simd, or_return!(lanes::<S, T>(self.filters.bias, filters.of(v, V))));
            }
        }
        let weights: [usize; V] = from_fn(|v| filters.of(v, V));
        let sums = self.parts((first_row, last_row)).fold(
            [registers; R],
            #[inline(always)]
            |sums, nest, (input, weight)| {
                let vector = Operand { elements: self.filters.weight, first: weight, offsets: weights };
                let scalar = Operand { elements: self.x, first: input, offsets: tile.map(|position| position.input) };
                accumulate(simd, sums, &Nest(nest.0.map(Loop::swapped)), &vector, &scalar)
            },
        );
        let sums = raised(sums, self.filters.floor);
        for v in 0..V {
            let sums = from_fn(|r| sums[r][v]);
            match self.pooled {
                (1, 1) => self.store_transposed::<_, R, 1>(sums, &tile, weights[v]),
                (2, 2) if const { R.is_multiple_of(4) } => self.store_transposed::<_, R, 4>(sums, &tile, weights[v]),
                _ if const { R.is_multiple_of(2) } => self.store_transposed::<_, R, 2>(sums, &tile, weights[v]),
                _ => debug_assert!(false, "whole windows"),
            }
        }
    }

    /// Stores a register of filters for each `WINDOW` positions: the greatest numbers at these.
    #[inline(always)]
    fn store_transposed<L: Lanes<Scalar = T>, const R: usize, const WINDOW: usize>(
        &mut self,
        registers: [L; R],
        tile: &[Position; R],
        first_filter: usize,
    ) {
        let mut numbers = [[T::zero(); MAX_LANES]; R];
        for (numbers, window) in numbers.iter_mut().zip(registers.chunks_exact(WINDOW)) {
            let greatest = window.iter().copied().reduce(|greatest, register| register.maximum(greatest));
            or_return!(greatest).store_slice(numbers);
        }
        let last = tile.iter().fold(0, |last: usize, position| last.max(position.output));
        let y = or_return!(self.y.get_mut(first_filter * self.output.map..));
        return_unless!((L::LANES - 1) * self.output.map + last < y.len(), "a place for each output");
        let mut map = y.as_mut_ptr();
        for lane in 0..L::LANES {
            for (numbers, position) in numbers.iter().zip(tile.iter().step_by(WINDOW)) {
                // SAFETY: the last place in the map of the last filter is one of the outputs, and
                // so are all before.
                unsafe { *map.wrapping_add(position.output) = numbers[lane] };
            }
            map = map.wrapping_add(self.output.map);
        }
    }

    /// The positions from a row and column on, which become those behind them, and the last row.
    #[inline(always)]
    fn positions<const R: usize>(
        &self,
        walk: Walk,
        cursor: &mut (usize, usize),
        group: usize,
    ) -> ([Position; R], usize) {
        let (mut tile, mut last_row) = ([Position::default(); R], cursor.0);
        for position in &mut tile {
            let (row, column) = *cursor;
            *position = Position { input: self.place(group, row, column), output: self.output_place(row, column) };
            last_row = last_row.max(row);
            *cursor = walk.next(*cursor);
        }
        (tile, last_row)
    }
}

/// The first filters of the first and of the last of some registers of a group, given its first
/// filter and its size. The last register of the group ends with it.
#[inline(always)]
pub(super) fn register_filters(
    (first, count): (usize, usize),
    registers: &Range<usize>,
    lanes: usize,
) -> (usize, usize) {
    let last = (registers.end * lanes).min(count) - lanes;
    (first + (registers.start * lanes).min(last), first + last)
}

/// A register of numbers from a place on.
#[inline(always)]
fn lanes<S: Simd, T: Real>(numbers: &[T], first: usize) -> Option<&[T]> {
    numbers.get(first..)?.get(..T::Lanes::<S>::LANES)
}

/// Returns `true` if there are tiles of so many positions and registers. Twelve positions are for
/// one register of weights, whose load is then shared by more of them.
pub(super) const fn is_tile<S: Simd>(positions: usize, registers: usize) -> bool {
    let fits = positions * registers <= S::BLOCKING.convolution.0;
    positions == 1 || fits && (positions <= 8 || registers == 1)
}

/// The positions of the next tile: as many as there are for so many registers, or of the last tile,
/// as few as cover the rest; whole windows of a pool of 1, 2 or 4 positions.
#[inline(always)]
pub(super) const fn height<S: Simd>(registers: usize, left: usize, total: usize, window: usize) -> usize {
    let mut height = 12;
    while height > window
        && (!is_tile::<S>(height, registers)
            || height > total
            || smaller(height) >= left
            || !is_multiple(height, window))
    {
        height = smaller(height);
    }
    height
}

/// The next smaller number of positions of a tile.
const fn smaller(positions: usize) -> usize {
    match positions {
        12 => 8,
        8 => 6,
        6 => 4,
        other => other / 2,
    }
}
