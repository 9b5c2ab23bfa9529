//! The forward pass: rows of the output from rows of the input.
//!
//! A window is folded along the columns first: its rows, side by side in memory, become one row, a
//! register at a time whatever the kernel and the stride are. That row is folded along itself.

use super::Band;
use super::columns::Columns;
use super::fold::Fold;
use super::positions::Positions;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};
use core::ops::Range;

/// The elements of rows that are folded together before they are folded along themselves. Longer
/// rows are folded one by one, which takes somewhat longer.
pub(super) const BLOCK: usize = 128;

/// Computes some rows of the output of every channel.
#[inline(always)]
pub(super) fn forward<S: Simd, T: Real, F: Fold<T>>(
    simd: S,
    rows: impl Positions,
    columns: impl Positions,
    band: Band<'_, T>,
    out: Range<usize>,
    y: &mut [T],
) {
    let (width, width_out) = (columns.size(), columns.out());
    let (plane, plane_out) = (band.rows * width, rows.out() * width_out);
    return_unless!(width > 0 && width_out > 0 && plane > 0 && plane_out > 0, "an image has pixels");
    let columns = Columns::<S, F, _>::new(simd, columns);
    let rows_of_one = rows.slide().is_some_and(|slide| slide.kernel == 1 && slide.stride == 1 && slide.before == 0);
    let is_whole = out == (0..rows.out()) && band.rows == rows.size();
    if columns.tile && rows_of_one && is_whole {
        columns.fold::<T, false>(band.x, y);
        return divide::<T, F>(1, columns.positions, y);
    }
    let at_once = if columns.tile { (BLOCK / width).max(1) } else { 1 };
    let mut block = [T::zero(); BLOCK];
    for (x, y) in band.x.chunks_exact(plane).zip(y.chunks_exact_mut(plane_out)) {
        let source = Source { simd, x, width, rows, first: band.first };
        let Some(y) = y.get_mut(out.start * width_out..out.end * width_out) else { return };
        let mut position = out.start;
        for y in y.chunks_mut((at_once * width_out).max(1)) {
            source.fold(&columns, position, at_once > 1, &mut block, y);
            for y in y.chunks_exact_mut(width_out) {
                divide::<T, F>(rows.count(position), columns.positions, y);
                position += 1;
            }
        }
    }
}

/// The rows of a channel that are there.
struct Source<'a, S, T, R> {
    simd: S,
    x: &'a [T],
    width: usize,
    rows: R,
    /// The number of the first of them.
    first: usize,
}

impl<'a, S: Simd, T: Real, R: Positions> Source<'a, S, T, R> {
    /// The rows under a window.
    #[inline(always)]
    fn under(&self, position: usize) -> impl Iterator<Item = &'a [T]> {
        let (x, width, first, window) = (self.x, self.width, self.first, self.rows.window(position));
        (0..window.taps).filter_map(move |tap| {
            let row = window.element(tap).wrapping_sub(first);
            let start = row.checked_mul(width)?;
            x.get(start..start.checked_add(width)?)
        })
    }

    /// Folds the windows of one row of the output; of several, from this position on, if they fit
    /// into the block and tile it.
    #[inline(always)]
    fn fold<F: Fold<T>, C: Positions>(
        &self,
        columns: &Columns<S, F, C>,
        position: usize,
        are_several: bool,
        block: &mut [T; BLOCK],
        y: &mut [T],
    ) {
        if are_several {
            let width_out = columns.positions.out();
            let count = y.len().checked_div(width_out).unwrap_or(0);
            let Some(block) = block.get_mut(..count * self.width) else { return };
            for (position, row) in (position..).zip(block.chunks_exact_mut(self.width)) {
                self.fold_down::<F>(self.under(position), row);
            }
            return columns.fold::<T, false>(block, y);
        }
        let mut under = self.under(position);
        match (under.next(), block.get_mut(..self.width)) {
            (None, _) => y.fill(T::from_double(F::START)),
            (Some(row), Some(block)) if self.rows.window(position).taps > 1 => {
                self.fold_down::<F>(core::iter::once(row).chain(under), block);
                columns.fold::<T, false>(block, y);
            }
            (Some(row), _) => {
                columns.fold::<T, false>(row, y);
                under.for_each(|row| columns.fold::<T, true>(row, y));
            }
        }
    }

    /// Folds rows to one.
    #[inline(always)]
    fn fold_down<F: Fold<T>>(&self, mut rows: impl Iterator<Item = &'a [T]>, result: &mut [T]) {
        match (rows.next(), rows.next()) {
            (None, _) => result.fill(T::from_double(F::START)),
            (Some(row), None) => result.iter_mut().zip(row).for_each(|(result, &x)| *result = x),
            (Some(one), Some(other)) => {
                fold_pair::<S, T, F>(self.simd, one, other, result);
                rows.for_each(|row| fold_next::<S, T, F>(self.simd, row, result));
            }
        }
    }
}

/// Folds two rows.
#[inline(always)]
fn fold_pair<S: Simd, T: Real, F: Fold<T>>(simd: S, one: &[T], other: &[T], result: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let blocks = one.chunks_exact(lanes).zip(other.chunks_exact(lanes)).zip(result.chunks_exact_mut(lanes));
    for ((one, other), result) in blocks {
        fold_registers::<S, T, F>(simd, one, other, result);
    }
    let rest = result.len() % lanes;
    // The last register may overlap the one before.
    match (last(one, lanes), last(other, lanes), result.len().checked_sub(lanes)) {
        (Some(one), Some(other), Some(start)) if rest > 0 => {
            if let Some(result) = result.get_mut(start..) {
                fold_registers::<S, T, F>(simd, one, other, result);
            }
        }
        (Some(_), ..) => {}
        _ => {
            for ((result, &one), &other) in result.iter_mut().zip(one).zip(other) {
                *result = F::of(other, one);
            }
        }
    }
}

#[inline(always)]
fn fold_registers<S: Simd, T: Real, F: Fold<T>>(simd: S, one: &[T], other: &[T], result: &mut [T]) {
    let one = T::Lanes::<S>::load_slice(simd, one);
    F::of_lanes(T::Lanes::<S>::load_slice(simd, other), one).store_slice(result);
}

/// The last numbers.
#[inline(always)]
fn last<T>(numbers: &[T], count: usize) -> Option<&[T]> {
    numbers.get(numbers.len().checked_sub(count)?..)
}

/// Folds the result with another row.
#[inline(always)]
fn fold_next<S: Simd, T: Real, F: Fold<T>>(simd: S, row: &[T], result: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let (mut rows, mut results) = (row.chunks_exact(lanes), result.chunks_exact_mut(lanes));
    for (row, result) in (&mut rows).zip(&mut results) {
        let next = T::Lanes::<S>::load_slice(simd, row);
        F::of_lanes(next, T::Lanes::<S>::load_slice(simd, result)).store_slice(result);
    }
    for (result, &x) in results.into_remainder().iter_mut().zip(rows.remainder()) {
        *result = F::of(x, *result);
    }
}

/// Divides sums by the numbers of elements.
#[inline(always)]
fn divide<T: Real, F: Fold<T>>(rows: usize, columns: impl Positions, sums: &mut [T]) {
    if !F::IS_AVERAGE {
        return;
    }
    match columns.uniform_count() {
        Some(count) => {
            let count = number(rows * count);
            sums.iter_mut().for_each(|sum| *sum /= count);
        }
        None => {
            for (position, sum) in sums.iter_mut().enumerate() {
                *sum /= number(rows * columns.count(position));
            }
        }
    }
}

/// A number of elements as a number that is divided by.
#[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
#[inline(always)]
pub(super) fn number<T: Real>(count: usize) -> T {
    T::from_double(count as f64)
}
