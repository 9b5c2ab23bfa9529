//! The forward pass: rows of the output from rows of the input.
//!
//! A window is folded along the columns first: its rows, side by side in memory, become one row, a
//! register at a time whatever the kernel and the stride are. That row is folded along itself.

use super::Band;
use super::columns::Columns;
use super::fold::Fold;
use super::positions::{Positions, Window};
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
    let at_once = if columns.tile { BLOCK.checked_div(width).unwrap_or(1).max(1) } else { 1 };
    let mut block = [T::zero(); BLOCK];
    // Chunks would divide by their length, and panic if it were 0.
    let (mut inputs, mut outputs) = (band.x, y);
    while let (Some(x), Some(y)) = (inputs.split_off(..plane), outputs.split_off_mut(..plane_out)) {
        let Some(mut y) = y.get_mut(out.start * width_out..out.end * width_out) else { return };
        let mut position = out.start;
        while position < out.end {
            let count = at_once.min(out.end - position);
            let Some(mut y) = y.split_off_mut(..count * width_out) else { return };
            let mut under = Under { x, width, first: band.first, window: rows.window(position), taps: 0 };
            let folded = if at_once > 1 {
                let mut rest = &mut block[..];
                for next in 1..=count {
                    let Some(row) = rest.split_off_mut(..width) else { return };
                    fold_down::<S, T, F>(simd, &mut under, row);
                    under = Under { window: rows.window(position + next), taps: 0, ..under };
                }
                under.taps = under.window.taps;
                block.get(..count * width).unwrap_or_default()
            } else if let Some(row) = block.get_mut(..width)
                && under.window.taps > 1
            {
                fold_down::<S, T, F>(simd, &mut under, row);
                row
            } else {
                // All windows are padding where there is no row.
                under.next().unwrap_or_default()
            };
            columns.fold::<T, false>(folded, y);
            while let Some(row) = under.next() {
                columns.fold::<T, true>(row, y);
            }
            while let Some(y) = y.split_off_mut(..width_out) {
                divide::<T, F>(rows.count(position), columns.positions, y);
                position += 1;
            }
        }
    }
}

/// The rows of a channel under a window, of those that are there.
struct Under<'a, T> {
    x: &'a [T],
    width: usize,
    /// The number of the first row that is there.
    first: usize,
    window: Window,
    /// The taps that have been visited.
    taps: usize,
}

impl<'a, T> Under<'a, T> {
    // No iterator, since its adapters are not always inlined into functions for a set.
    #[inline(always)]
    fn next(&mut self) -> Option<&'a [T]> {
        while self.taps < self.window.taps {
            let row = self.window.element(self.taps).wrapping_sub(self.first);
            self.taps += 1;
            if let Some(start) = row.checked_mul(self.width)
                && let Some(end) = start.checked_add(self.width)
                && let Some(row) = self.x.get(start..end)
            {
                return Some(row);
            }
        }
        None
    }
}

/// Folds rows to one.
#[inline(always)]
fn fold_down<S: Simd, T: Real, F: Fold<T>>(simd: S, rows: &mut Under<'_, T>, result: &mut [T]) {
    let Some(one) = rows.next() else {
        return result.fill(T::from_double(F::START));
    };
    let Some(other) = rows.next() else {
        return result.iter_mut().zip(one).for_each(|(result, &x)| *result = x);
    };
    fold_pair::<S, T, F>(simd, one, other, result);
    while let Some(row) = rows.next() {
        fold_next::<S, T, F>(simd, row, result);
    }
}

/// Folds two rows.
#[inline(always)]
fn fold_pair<S: Simd, T: Real, F: Fold<T>>(simd: S, one: &[T], other: &[T], result: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let (mut ones, mut others, mut results) = (one, other, &mut *result);
    while let (Some(one), Some(other), Some(result)) =
        (ones.split_off(..lanes), others.split_off(..lanes), results.split_off_mut(..lanes))
    {
        fold_registers::<S, T, F>(simd, one, other, result);
    }
    if results.is_empty() {
        return;
    }
    // The last register may overlap the one before.
    match (last(one, lanes), last(other, lanes), result.len().checked_sub(lanes)) {
        (Some(one), Some(other), Some(start)) => {
            if let Some(result) = result.get_mut(start..start + lanes) {
                fold_registers::<S, T, F>(simd, one, other, result);
            }
        }
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
    let (mut row, mut results) = (row, result);
    while let (Some(row), Some(result)) = (row.split_off(..lanes), results.split_off_mut(..lanes)) {
        let next = T::Lanes::<S>::load_slice(simd, row);
        F::of_lanes(next, T::Lanes::<S>::load_slice(simd, result)).store_slice(result);
    }
    for (result, &x) in results.iter_mut().zip(row) {
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
