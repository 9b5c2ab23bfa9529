//! Matrices as the kernels read and write them: pointers whose bounds are checked once, when they
//! are made.

use super::cache::{CACHE_LINE, prefetch};
use crate::kernel::simd::Lanes;
use crate::kernel::tiling::EvenParts;
use core::marker::PhantomData;
#[cfg(any(feature = "train", feature = "rayon", test))]
use core::ops::Range;

/// A matrix with any stride from row to row and from step to step of the depth: the operand `A` of
/// a gemm, transposed or not.
#[derive(Clone, Copy)]
pub(super) struct Strided<'a, T> {
    first: *const T,
    rows: usize,
    depth: usize,
    row_stride: usize,
    step_stride: usize,
    elements: PhantomData<&'a [T]>,
}

// SAFETY: a strided matrix is a shared slice in other words.
unsafe impl<T: Sync> Send for Strided<'_, T> {}

// SAFETY: as above.
unsafe impl<T: Sync> Sync for Strided<'_, T> {}

impl<'a, T: Copy> Strided<'a, T> {
    /// `rows` by `depth` elements, of which (row, k) is `elements[row·strides.0 + k·strides.1]`;
    /// nothing if the slice is too short.
    #[inline(always)]
    pub(super) fn new(elements: &'a [T], rows: usize, depth: usize, strides: (usize, usize)) -> Option<Self> {
        let (row_stride, step_stride) = strides;
        let is_empty = rows == 0 || depth == 0;
        let is_inside = is_empty || (rows - 1) * row_stride + (depth - 1) * step_stride < elements.len();
        let first = elements.as_ptr();
        is_inside.then_some(Strided { first, rows, depth, row_stride, step_stride, elements: PhantomData })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The matrix from (row, k) on.
    #[inline(always)]
    pub(super) fn skip(&self, row: usize, k: usize) -> Self {
        let first = self.first.wrapping_add(row * self.row_stride + k * self.step_stride);
        Strided { first, rows: self.rows.saturating_sub(row), depth: self.depth.saturating_sub(k), ..*self }
    }

    /// Some of the rows and of the depth, or as much of them as there is.
    #[cfg(any(feature = "train", feature = "rayon", test))]
    pub(super) fn part(&self, rows: &Range<usize>, steps: &Range<usize>) -> Self {
        let rest = self.skip(rows.start, steps.start);
        Strided { rows: rest.rows.min(rows.len()), depth: rest.depth.min(steps.len()), ..rest }
    }

    /// Skips one step of the depth.
    #[inline(always)]
    pub(super) fn advance(&mut self) {
        self.first = self.first.wrapping_add(self.step_stride);
        self.depth = self.depth.saturating_sub(1);
    }

    /// The element (row, k), if there is one.
    #[inline(always)]
    pub(super) fn get(&self, row: usize, k: usize) -> Option<T> {
        let is_inside = row < self.rows && k < self.depth;
        // SAFETY: there is such a row, and at least one step from `k` on.
        is_inside.then(|| unsafe { self.skip(0, k).first_of(row) })
    }

    /// The first element of a row.
    ///
    /// # Safety
    ///
    /// `row < rows` and `depth` is not 0.
    #[inline(always)]
    pub(super) unsafe fn first_of(&self, row: usize) -> T {
        debug_assert!(row < self.rows && self.depth > 0, "an element of the matrix");
        // SAFETY: by the caller's word the element is one of the matrix, all of which lie within
        // the slice that it was made of.
        unsafe { *self.first.wrapping_add(row * self.row_stride) }
    }
}

/// Rows of equal length with a stride: the operand `B`, and a panel of it.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a, T> {
    first: *const T,
    count: usize,
    length: usize,
    stride: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Rows<'a, T> {
    /// `count` contiguous rows of `length` elements; nothing if the slice is too short.
    #[inline(always)]
    pub(super) fn new(elements: &'a [T], count: usize, length: usize) -> Option<Self> {
        let is_inside = count * length <= elements.len();
        is_inside.then_some(Rows { first: elements.as_ptr(), count, length, stride: length, elements: PhantomData })
    }

    /// The first `length` elements of each of `count` rows that lie `stride` apart; nothing if the
    /// slice is too short. The last row may end with these elements.
    #[inline(always)]
    pub(super) fn with_stride(elements: &'a [T], count: usize, length: usize, stride: usize) -> Option<Self> {
        let is_inside = count == 0 || (count - 1) * stride + length <= elements.len();
        is_inside.then_some(Rows { first: elements.as_ptr(), count, length, stride, elements: PhantomData })
    }

    /// The rows from `row` on.
    #[inline(always)]
    pub(super) fn skip(&self, row: usize) -> Self {
        Rows { first: self.first.wrapping_add(row * self.stride), count: self.count.saturating_sub(row), ..*self }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Skips one row.
    #[inline(always)]
    pub(super) fn advance(&mut self) {
        self.first = self.first.wrapping_add(self.stride);
        self.count = self.count.saturating_sub(1);
    }

    /// The register at `column` of a row.
    ///
    /// # Safety
    ///
    /// The row is one of the rows, and has a whole register from `column` on.
    #[inline(always)]
    pub(super) unsafe fn load<L: Lanes<Scalar = T>>(&self, simd: L::Simd, row: usize, column: usize) -> L {
        debug_assert!(row < self.count && column + L::LANES <= self.length, "a register within the rows");
        // SAFETY: by the caller's word the register lies within the rows.
        unsafe { L::load(simd, self.first.wrapping_add(row * self.stride + column)) }
    }

    /// Prefetches `count` elements of a row from `column` on, which may lie past the end.
    #[inline(always)]
    pub(super) fn prefetch(&self, row: usize, column: usize, count: usize) {
        let first = self.first.wrapping_add(row * self.stride + column);
        for offset in (0..count).step_by(CACHE_LINE / size_of::<T>()) {
            prefetch(first.wrapping_add(offset));
        }
    }

    /// A whole row, if there is one.
    #[inline(always)]
    pub(super) fn get(&self, row: usize) -> Option<&'a [T]> {
        let first = self.first.wrapping_add(row * self.stride);
        // SAFETY: the row lies within the elements, which are borrowed as long.
        (row < self.count).then(|| unsafe { core::slice::from_raw_parts(first, self.length) })
    }
}

/// Contiguous rows that are written: the result `C`, and a panel that is packed.
pub(super) struct RowsMut<'a, T> {
    first: *mut T,
    count: usize,
    length: usize,
    elements: PhantomData<&'a mut [T]>,
}

impl<'a, T: Copy> RowsMut<'a, T> {
    /// All rows of `length` elements.
    #[inline(always)]
    pub(super) fn new(elements: &'a mut [T], length: usize) -> Self {
        let count = elements.len().checked_div(length).unwrap_or(0);
        RowsMut { first: elements.as_mut_ptr(), count, length, elements: PhantomData }
    }

    /// No rows.
    #[inline(always)]
    pub(super) fn none() -> Self {
        RowsMut::new(&mut [], 1)
    }

    /// The rows, to be read.
    #[inline(always)]
    pub(super) fn as_rows(&self) -> Rows<'_, T> {
        Rows { first: self.first, count: self.count, length: self.length, stride: self.length, elements: PhantomData }
    }

    /// Writes the register at `column` of a row.
    ///
    /// # Safety
    ///
    /// The row is one of the rows, and has a whole register from `column` on.
    #[inline(always)]
    pub(super) unsafe fn store<L: Lanes<Scalar = T>>(&mut self, row: usize, column: usize, register: L) {
        debug_assert!(row < self.count && column + L::LANES <= self.length, "a register within the rows");
        // SAFETY: by the caller's word the register lies within the rows, which are borrowed for
        // writing.
        unsafe { register.store(self.first.wrapping_add(row * self.length + column)) }
    }
}

/// The columns at which the registers of a block lie in a row.
///
/// They follow each other, except that the last one ends with the row if the block is the last of
/// the row. It may then overlap the register before it; both have the same values there. So there
/// is no scalar tail.
#[derive(Clone, Copy)]
pub(super) struct RegisterColumns {
    first: usize,
    last: usize,
}

impl RegisterColumns {
    /// `width` registers from `first` on in rows of `length`, which is no less than a register.
    #[inline(always)]
    pub(super) fn new<L: Lanes>(first: usize, width: usize, length: usize) -> Self {
        RegisterColumns { first, last: (first + (width - 1) * L::LANES).min(length - L::LANES) }
    }

    /// The column of a register of `width`.
    #[inline(always)]
    pub(super) fn column<L: Lanes>(self, register: usize, width: usize) -> usize {
        if register + 1 == width { self.last } else { self.first + register * L::LANES }
    }

    /// The number of lanes of a register of `width` that the one before it has too.
    #[inline(always)]
    pub(super) fn overlap<L: Lanes>(self, register: usize, width: usize) -> usize {
        self.first + register * L::LANES - self.column::<L>(register, width)
    }
}

/// The widths in registers, `max` at most, and the first columns of the blocks that cover a row.
///
/// They are as even as [`EvenParts`]; the last is wider than one register unless it is alone.
#[inline(always)]
pub(super) fn column_blocks<L: Lanes>(columns: usize, max: usize) -> impl Iterator<Item = (usize, usize)> + Clone {
    EvenParts::new(columns.div_ceil(L::LANES), max).map(|registers| (registers.len(), registers.start * L::LANES))
}
