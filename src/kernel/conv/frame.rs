//! Frames: an input with its padding around it, so that no loop asks where the border is.

use super::Convolution;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, MAX_LANES, Simd};
use core::ops::Range;

/// Images in memory, with zeros around each.
///
/// Where windows lie a stride of columns apart, each row has all its columns of the first phase,
/// `0, stride, 2·stride, ..`, then those of the second, `1, stride + 1, ..`: so the numbers that a
/// tap reads for consecutive positions are contiguous whatever the stride.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) channels: usize,
    /// The rows of an image, of which those from `content` are not padding.
    pub(super) rows: usize,
    pub(super) first_row: usize,
    /// The rows and columns of the image within.
    pub(super) size: (usize, usize),
    /// The columns that are padded in front of the image.
    pub(super) first_column: usize,
    /// The phases of the columns.
    pub(super) phases: usize,
    /// The columns of each phase.
    pub(super) width: usize,
}

impl Frame {
    /// The frame that the windows of a convolution slide over.
    pub(super) const fn of_input(convolution: &Convolution) -> Self {
        let Convolution { channels, rows, columns, .. } = *convolution;
        let phases = larger(columns.stride, 1);
        Frame {
            channels,
            rows: larger(rows.padded(), rows.size),
            first_row: rows.before,
            size: (rows.size, columns.size),
            first_column: columns.before,
            phases,
            width: larger(columns.padded(), columns.size).div_ceil(phases),
        }
    }

    /// Rows of an image, a distance apart.
    #[cfg(any(feature = "train", test))]
    pub(super) const fn with_pitch(size: (usize, usize), pitch: usize) -> Self {
        Frame { channels: 1, rows: size.0, first_row: 0, size, first_column: 0, phases: 1, width: pitch }
    }

    /// Returns `true` unless the images can be read where they lie, given the positions of the
    /// window, rows and columns, and the distance of its rows.
    pub(super) const fn is_needed(&self, (rows, columns): (usize, usize), row_step: usize) -> bool {
        let is_bare = self.first_row == 0
            && self.first_column == 0
            && self.phases == 1
            && self.rows == self.size.0
            && self.width == self.size.1;
        // Where rows are shorter than registers, these reach into the rows before or after. An
        // input of few numbers ends before they do.
        let extent = rows.saturating_sub(1) * row_step * self.row() + columns;
        !is_bare || (columns < MAX_LANES && extent + columns < 2 * MAX_LANES)
    }

    /// The numbers of a row of an image.
    pub(super) const fn row(&self) -> usize {
        self.phases * self.width
    }

    /// The numbers of an image.
    pub(super) const fn plane(&self) -> usize {
        self.rows * self.row()
    }

    /// The rows that are not padding.
    pub(super) const fn content(&self) -> Range<usize> {
        let end = self.first_row + self.size.0;
        self.first_row..if end < self.rows { end } else { self.rows }
    }

    /// The scalars of the frame. A register may reach beyond the last row.
    pub(super) const fn scalars(&self) -> usize {
        self.channels * self.plane() + MAX_LANES
    }

    /// Copies images into the frame, and zeroes around them.
    #[inline(always)]
    pub(super) fn fill<S: Simd, T: Real>(&self, simd: S, images: &[T], frame: &mut [T]) {
        let (row, plane) = (self.row(), self.plane());
        return_unless!(row > 0 && self.size.0 > 0 && self.size.1 > 0, "a frame has elements");
        let end = frame.len().min(self.scalars());
        let frame = or_return!(frame.get_mut(..end));
        let (planes, beyond) = frame.split_at_mut(end.min(self.channels * plane));
        zero(simd, beyond);
        let content = self.content();
        let images = images.chunks_exact((self.size.0 * self.size.1).max(1));
        for (image, plane) in images.zip(planes.chunks_exact_mut(plane.max(1))) {
            let (plane, below) = or_return!(plane.split_at_mut_checked(content.end * row));
            let (above, rows) = or_return!(plane.split_at_mut_checked(content.start * row));
            zero(simd, above);
            zero(simd, below);
            for (image, row) in image.chunks_exact(self.size.1).zip(rows.chunks_exact_mut(row)) {
                match self.phases {
                    1 => self.copy_row(simd, image, row),
                    2 => self.halve_row(simd, image, row),
                    _ => self.divide_row(simd, image, row),
                }
            }
        }
    }

    /// Copies a row between its borders. Registers of zeros cover the borders, and what is copied
    /// covers the rest of the registers.
    #[inline(always)]
    fn copy_row<S: Simd, T: Real>(&self, simd: S, image: &[T], row: &mut [T]) {
        let lanes = T::Lanes::<S>::LANES;
        let after = row.len().saturating_sub(self.first_column + image.len());
        if row.len() < lanes || self.first_column.max(after) > lanes {
            zero(simd, row);
        } else {
            let zero = T::Lanes::<S>::splat(simd, T::zero());
            let last = row.len() - lanes;
            zero.store_slice(row);
            zero.store_slice(&mut row[last..]);
        }
        copy(simd, image, row.get_mut(self.first_column..).unwrap_or_default());
    }

    /// Copies a row in two phases: the numbers at even places, and those at odd ones.
    #[inline(always)]
    fn halve_row<S: Simd, T: Real>(&self, simd: S, image: &[T], row: &mut [T]) {
        zero(simd, row);
        let (first, second) = or_return!(row.split_at_mut_checked(self.width));
        let place = self.first_column / 2;
        let is_odd = self.first_column % 2 == 1;
        let (even, odd) = if is_odd { (second, first) } else { (first, second) };
        let even = or_return!(even.get_mut(place..));
        let odd = or_return!(odd.get_mut(place + usize::from(is_odd)..));
        deinterleave(simd, image, even, odd);
    }

    /// Copies a row phase by phase.
    #[inline(always)]
    fn divide_row<S: Simd, T: Real>(&self, simd: S, image: &[T], row: &mut [T]) {
        zero(simd, row);
        for (phase, row) in row.chunks_exact_mut(self.width.max(1)).enumerate() {
            // The first column of the phase that lies within the image.
            let (mut column, mut padded) = (phase, 0);
            while column < self.first_column {
                (column, padded) = (column + self.phases, padded + 1);
            }
            let image = image.get(column - self.first_column..).unwrap_or_default();
            let row = row.get_mut(padded..).unwrap_or_default();
            row.iter_mut().zip(image.iter().step_by(self.phases.max(1))).for_each(|(to, &from)| *to = from);
        }
    }
}

const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

/// Copies as many numbers as both have. A loop over so few would become a call of `memcpy`.
#[inline(always)]
fn copy<S: Simd, T: Real>(simd: S, from: &[T], to: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let length = to.len().min(from.len());
    let (Some(from), Some(to)) = (from.get(..length), to.get_mut(..length)) else { return };
    if length < lanes {
        return copy_few(from, to);
    }
    let mut place = 0;
    while place < length {
        let start = place.min(length - lanes);
        T::Lanes::<S>::load_slice(simd, &from[start..]).store_slice(&mut to[start..]);
        place += lanes;
    }
}

/// Copies fewer numbers than the largest register has: the first and the last ones of a number that
/// is a power of two, which may overlap.
#[inline(always)]
fn copy_few<T: Copy>(from: &[T], to: &mut [T]) {
    let _ = copy_ends::<_, 8>(from, to)
        || copy_ends::<_, 4>(from, to)
        || copy_ends::<_, 2>(from, to)
        || copy_ends::<_, 1>(from, to);
}

/// Copies the first and the last `N` numbers; returns `false` if there are fewer.
#[inline(always)]
fn copy_ends<T: Copy, const N: usize>(from: &[T], to: &mut [T]) -> bool {
    let (Some(first), Some(last)) = (from.first_chunk::<N>(), from.last_chunk::<N>()) else { return false };
    if let Some(to) = to.first_chunk_mut() {
        *to = *first;
    }
    if let Some(to) = to.last_chunk_mut() {
        *to = *last;
    }
    true
}

/// Copies the numbers at even places and those at odd ones, as many as there is room for: of either
/// as many, or one more.
#[inline(always)]
fn deinterleave<S: Simd, T: Real>(simd: S, from: &[T], even: &mut [T], odd: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let (pairs, _) = from.as_chunks::<2>();
    let count = pairs.len().min(even.len()).min(odd.len());
    if let (Some(to), Some(&from)) = (even.get_mut(count), from.get(2 * count)) {
        *to = from;
    }
    if let (Some(to), Some(&from)) = (odd.get_mut(count), from.get(2 * count + 1)) {
        *to = from;
    }
    let (pairs, even, odd) = (&pairs[..count], &mut even[..count], &mut odd[..count]);
    if count < lanes {
        for ((even, odd), pair) in even.iter_mut().zip(odd).zip(pairs) {
            [*even, *odd] = *pair;
        }
        return;
    }
    let mut place = 0;
    while place < count {
        let start = place.min(count - lanes);
        let (left, right) = pairs[start..][..lanes].as_flattened().split_at(lanes);
        let (evens, odds) = T::Lanes::<S>::load_slice(simd, left).deinterleave(T::Lanes::<S>::load_slice(simd, right));
        evens.store_slice(&mut even[start..]);
        odds.store_slice(&mut odd[start..]);
        place += lanes;
    }
}

/// Fills a slice with zeros.
#[inline(always)]
fn zero<S: Simd, T: Real>(simd: S, numbers: &mut [T]) {
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let lanes = T::Lanes::<S>::LANES;
    if numbers.len() < lanes {
        return zero.store_partial(numbers);
    }
    let (mut place, length) = (0, numbers.len());
    while place < length {
        zero.store_slice(&mut numbers[place.min(length - lanes)..]);
        place += lanes;
    }
}
