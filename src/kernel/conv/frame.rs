//! Frames: an input with its padding around it, so that no loop asks where the border is.

use super::Convolution;
use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, MAX_LANES, Simd, WithSimd, vectorize};
use crate::kernel::window::Slide;
use core::ops::Range;

/// Images in memory, with zeros around each.
///
/// Where windows lie a stride of columns apart, each row has all its columns of the first phase,
/// `0, stride, 2·stride, ..`, then those of the second, `1, stride + 1, ..`: so the numbers that a
/// tap reads for consecutive positions are contiguous whatever the stride. Phases that no tap reads
/// are left out, as are rows between the windows: of the shortcut of a residual network, a kernel
/// of one pixel with a stride of two, a quarter of the image is left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) channels: usize,
    /// The rows of an image, of which those from `content` are not padding.
    pub(super) rows: usize,
    pub(super) first_row: usize,
    /// The rows and columns of the image within.
    pub(super) size: (usize, usize),
    /// The rows of the image from one row of the frame to the next.
    pub(super) row_step: usize,
    /// The columns that are padded in front of the image.
    pub(super) first_column: usize,
    /// The stride of the columns, and how many of its phases there are, the first ones.
    pub(super) stride: usize,
    pub(super) phases: usize,
    /// The columns of each phase.
    pub(super) width: usize,
}

impl Frame {
    /// The frame that the windows of a convolution slide over.
    pub(super) const fn of_input(convolution: &Convolution) -> Self {
        let Convolution { channels, rows, columns, .. } = *convolution;
        let stride = larger(columns.stride, 1);
        let frame = Frame {
            rows: larger(rows.padded(), rows.size),
            first_row: rows.before,
            first_column: columns.before,
            stride,
            phases: smaller(stride, columns.span()),
            width: larger(columns.padded(), columns.size).div_ceil(stride),
            ..Frame::bare(channels, (rows.size, columns.size))
        };
        // Images that are read where they lie have all their rows, and so have those with padding.
        let has_gaps = rows.kernel == 1 && rows.before == 0 && rows.padded() <= rows.size;
        if has_gaps && frame.is_needed((rows.out, columns.out), rows.stride) {
            return Frame { rows: rows.out, row_step: larger(rows.stride, 1), ..frame };
        }
        frame
    }

    /// Images without padding.
    pub(super) const fn bare(channels: usize, size: (usize, usize)) -> Self {
        Frame {
            channels,
            rows: size.0,
            first_row: 0,
            size,
            row_step: 1,
            first_column: 0,
            stride: 1,
            phases: 1,
            width: size.1,
        }
    }

    /// Returns `true` unless the images can be read where they lie, given the positions of the
    /// window, rows and columns, and the distance of its rows.
    pub(super) const fn is_needed(&self, (rows, columns): (usize, usize), row_step: usize) -> bool {
        let is_bare = self.first_row == 0
            && self.first_column == 0
            && self.stride == 1
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

    /// The rows of the frame from one position of a window to the next.
    pub(super) const fn stride_of(&self, rows: Slide) -> usize {
        if self.row_step > 1 { 1 } else { rows.stride }
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
    pub(super) fn fill<S: Simd, T: Real>(self, simd: S, images: &[T], frame: &mut [T]) {
        T::precompiled::<Fills>(Fill { isa: simd.isa(), frame: self, images, to: frame });
    }

    #[inline(always)]
    fn copy_images<S: Simd, T: Real>(&self, simd: S, images: &[T], frame: &mut [T]) {
        let (row, plane) = (self.row(), self.plane());
        return_unless!(row > 0 && self.size.0 > 0 && self.size.1 > 0, "a frame has elements");
        let end = frame.len().min(self.scalars());
        let frame = or_return!(frame.get_mut(..end));
        let (planes, beyond) = frame.split_at_mut(end.min(self.channels * plane));
        zero(simd, beyond);
        let content = self.content();
        let images = images.chunks_exact((self.size.0 * self.size.1).max(1));
        for (image, plane) in images.zip(planes.chunks_exact_mut(plane.max(1))) {
            // All of it: that takes less time than each border by itself.
            zero(simd, plane);
            let rows = or_return!(plane.get_mut(content.start * row..content.end * row));
            // A stride that the compiler sees needs no division, and no choice for each row.
            match self.stride {
                1 => self.copy_rows(simd, image, rows, 1),
                2 => self.copy_rows(simd, image, rows, 2),
                stride => self.copy_rows(simd, image, rows, stride),
            }
        }
    }

    /// Copies the rows of an image phase by phase, the columns within.
    #[inline(always)]
    fn copy_rows<S: Simd, T: Real>(&self, simd: S, image: &[T], rows: &mut [T], stride: usize) {
        let stride = stride.max(1);
        for phase in 0..self.phases {
            // The first column of the phase that lies within the image, and their number.
            let before = self.first_column.saturating_sub(phase).div_ceil(stride);
            let first = before * stride + phase - self.first_column;
            let count = self.size.1.saturating_sub(first).div_ceil(stride).min(self.width.saturating_sub(before));
            if count == 0 {
                continue;
            }
            let place = phase * self.width + before;
            let images = image.chunks((self.row_step * self.size.1).max(1));
            for (image, row) in images.zip(rows.chunks_exact_mut(self.row().max(1))) {
                let image = or_return!(image.get(first..self.size.1));
                copy(simd, image, or_return!(row.get_mut(place..place + count)), stride);
            }
        }
    }
}

/// A frame, and images to be copied into it.
struct Fill<'a, T> {
    isa: Isa,
    frame: Frame,
    images: &'a [T],
    to: &'a mut [T],
}

precompiled!(Fills: Fill -> () = fill);

fn fill<T: Real>(work: Fill<'_, T>) {
    work.isa.with_any_width(work);
}

impl<T: Real> WithSimd for Fill<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, self.frame.copy_images(simd, self.images, self.to));
    }
}

const fn larger(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

const fn smaller(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

/// Copies rows of numbers to rows that are longer, by less than a register, with zeros behind them.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(super) fn lengthen<S: Simd, T: Real>(simd: S, from: (&[T], usize), to: (&mut [T], usize)) {
    let lanes = T::Lanes::<S>::LANES;
    for (from, to) in from.0.chunks_exact(from.1.max(1)).zip(to.0.chunks_exact_mut(to.1.max(1))) {
        let last = or_return!(to.len().checked_sub(lanes));
        T::Lanes::<S>::splat(simd, T::zero()).store_slice(&mut to[last..]);
        copy_all(simd, from, to);
    }
}

/// Copies every number a stride behind the one before, as many as there are and as there is room
/// for.
#[inline(always)]
fn copy<S: Simd, T: Real>(simd: S, from: &[T], to: &mut [T], stride: usize) {
    match stride {
        1 => copy_all(simd, from, to),
        2 => copy_every_second(simd, from, to),
        _ => to.iter_mut().zip(from.iter().step_by(stride.max(1))).for_each(|(to, &from)| *to = from),
    }
}

/// Copies as many numbers as both have. A loop over so few would become a call of `memcpy`.
#[inline(always)]
fn copy_all<S: Simd, T: Real>(simd: S, from: &[T], to: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let length = to.len().min(from.len());
    let (Some(from), Some(to)) = (from.get(..length), to.get_mut(..length)) else { return };
    if length < lanes {
        return copy_few(from, to);
    }
    if !length.is_multiple_of(lanes) {
        copy_register(simd, &from[length - lanes..], &mut to[length - lanes..]);
    }
    for (from, to) in from.chunks_exact(lanes).zip(to.chunks_exact_mut(lanes)) {
        copy_register(simd, from, to);
    }
}

/// Copies as many numbers as a register has lanes.
#[inline(always)]
fn copy_register<S: Simd, T: Real>(simd: S, from: &[T], to: &mut [T]) {
    T::Lanes::<S>::load_slice(simd, from).store_slice(to);
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

/// Copies the numbers at even places, as many as there is room for.
#[inline(always)]
fn copy_every_second<S: Simd, T: Real>(simd: S, from: &[T], to: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let (pairs, rest) = from.as_chunks::<2>();
    if let (Some(to), Some(&last)) = (to.get_mut(pairs.len()), rest.first()) {
        *to = last;
    }
    let count = pairs.len().min(to.len());
    let (pairs, to) = (&pairs[..count], &mut to[..count]);
    if count < lanes {
        return to.iter_mut().zip(pairs).for_each(|(to, pair)| *to = pair[0]);
    }
    if !count.is_multiple_of(lanes) {
        copy_first_ones(simd, &pairs[count - lanes..][..lanes], &mut to[count - lanes..]);
    }
    for (pairs, to) in pairs.chunks_exact(lanes).zip(to.chunks_exact_mut(lanes)) {
        copy_first_ones(simd, pairs, to);
    }
}

/// Copies the first number of each pair, of as many pairs as a register has lanes.
#[inline(always)]
fn copy_first_ones<S: Simd, T: Real>(simd: S, pairs: &[[T; 2]], to: &mut [T]) {
    let (left, right) = pairs.as_flattened().split_at(T::Lanes::<S>::LANES);
    let (first, _) = T::Lanes::<S>::load_slice(simd, left).deinterleave(T::Lanes::<S>::load_slice(simd, right));
    first.store_slice(to);
}

/// Fills a slice with zeros.
#[inline(always)]
fn zero<S: Simd, T: Real>(simd: S, numbers: &mut [T]) {
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let lanes = T::Lanes::<S>::LANES;
    let Some(last) = numbers.len().checked_sub(lanes) else { return zero.store_partial(numbers) };
    zero.store_slice(&mut numbers[last..]);
    for numbers in numbers.chunks_exact_mut(lanes) {
        zero.store_slice(numbers);
    }
}
