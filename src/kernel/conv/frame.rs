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

    /// Copies images into the frame.
    #[inline(always)]
    pub(super) fn fill<S: Simd, T: Real>(&self, simd: S, images: &[T], frame: &mut [T]) {
        let (row, plane) = (self.row(), self.plane());
        return_unless!(row > 0 && self.size.0 > 0 && self.size.1 > 0, "a frame has elements");
        let end = frame.len().min(self.scalars());
        let frame = or_return!(frame.get_mut(..end));
        zero(simd, frame);
        let images = images.chunks_exact((self.size.0 * self.size.1).max(1));
        for (image, plane) in images.zip(frame.chunks_exact_mut(plane.max(1))) {
            let rows = plane.chunks_exact_mut(row).skip(self.first_row);
            for (image, row) in image.chunks_exact(self.size.1).zip(rows) {
                match self.phases {
                    1 => copy(simd, image, row.get_mut(self.first_column..).unwrap_or_default()),
                    2 => self.divide_row(image, row, |image, row| {
                        let (pairs, last) = image.as_chunks::<2>();
                        row.iter_mut().zip(pairs).for_each(|(to, pair)| *to = pair[0]);
                        if let (Some(to), Some(&from)) = (row.get_mut(pairs.len()), last.first()) {
                            *to = from;
                        }
                    }),
                    phases => self.divide_row(image, row, |image, row| {
                        row.iter_mut().zip(image.iter().step_by(phases.max(1))).for_each(|(to, &from)| *to = from);
                    }),
                }
            }
        }
    }

    /// Copies a row phase by phase: `copy` copies those numbers of an image that belong to the
    /// phase of its first one.
    #[inline(always)]
    fn divide_row<T: Real>(&self, image: &[T], row: &mut [T], copy: impl Fn(&[T], &mut [T])) {
        for (phase, row) in row.chunks_exact_mut(self.width.max(1)).enumerate() {
            // The first column of the phase that lies within the image.
            let (mut column, mut padded) = (phase, 0);
            while column < self.first_column {
                (column, padded) = (column + self.phases, padded + 1);
            }
            let image = image.get(column - self.first_column..).unwrap_or_default();
            copy(image, row.get_mut(padded..).unwrap_or_default());
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
