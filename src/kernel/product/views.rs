//! Matrices as the kernels read and write them: pointers whose bounds are checked once, when they are made.

use crate::kernel::simd::Lanes;
use core::marker::PhantomData;
use core::ops::Range;

/// Elements with any distance from row to row and from step to step.
#[derive(Clone, Copy)]
pub(super) struct Strided<'a, T> {
    first: *const T,
    rows: usize,
    depth: usize,
    row: usize,
    step: usize,
    elements: PhantomData<&'a [T]>,
}

// SAFETY: a grid is a shared slice in other words.
unsafe impl<T: Sync> Send for Strided<'_, T> {}

// SAFETY: as above.
unsafe impl<T: Sync> Sync for Strided<'_, T> {}

impl<'a, T: Copy> Strided<'a, T> {
    /// `rows` by `depth` elements, of which (row, k) is `elements[row·strides.0 + k·strides.1]`, if there are so many.
    #[inline(always)]
    pub(super) fn new(elements: &'a [T], rows: usize, depth: usize, strides: (usize, usize)) -> Option<Self> {
        let (row, step) = strides;
        let is_empty = rows == 0 || depth == 0;
        let is_inside = is_empty || (rows - 1) * row + (depth - 1) * step < elements.len();
        is_inside.then_some(Strided { first: elements.as_ptr(), rows, depth, row, step, elements: PhantomData })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The elements from (row, k) on.
    #[inline(always)]
    pub(super) fn from(&self, row: usize, k: usize) -> Self {
        let first = self.first.wrapping_add(row * self.row + k * self.step);
        Strided { first, rows: self.rows.saturating_sub(row), depth: self.depth.saturating_sub(k), ..*self }
    }

    /// `rows` rows from `row` on, or as many as there are.
    pub(super) fn some(&self, row: usize, rows: usize) -> Self {
        let rest = self.from(row, 0);
        Strided { rows: rest.rows.min(rows), ..rest }
    }

    /// Some of the rows and of the steps, or as many of them as there are.
    #[cfg(any(feature = "train", test))]
    pub(super) fn part(&self, rows: Range<usize>, steps: Range<usize>) -> Self {
        let rest = self.from(rows.start, steps.start);
        Strided { rows: rest.rows.min(rows.len()), depth: rest.depth.min(steps.len()), ..rest }
    }

    /// Goes one step further.
    #[inline(always)]
    pub(super) fn advance(&mut self) {
        self.first = self.first.wrapping_add(self.step);
        self.depth = self.depth.saturating_sub(1);
    }

    /// The element (row, k), if there is one.
    #[inline(always)]
    pub(super) fn get(&self, row: usize, k: usize) -> Option<T> {
        let is_inside = row < self.rows && k < self.depth;
        // SAFETY: there is such a row, and at least one step behind `k`.
        is_inside.then(|| unsafe { self.from(0, k).at(row) })
    }

    /// The first element of a row.
    ///
    /// # Safety
    ///
    /// `row < rows` and `depth` is not 0.
    #[inline(always)]
    pub(super) unsafe fn at(&self, row: usize) -> T {
        debug_assert!(row < self.rows && self.depth > 0, "an element of the grid");
        // SAFETY: by the caller's word the element is one of the grid's, which all lie within the slice that it was made of.
        unsafe { *self.first.wrapping_add(row * self.row) }
    }
}

/// Rows of equal length, with equal distances.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a, T> {
    first: *const T,
    count: usize,
    length: usize,
    /// From where a line begins to where the next one does.
    stride: usize,
    elements: PhantomData<&'a [T]>,
}

impl<'a, T: Copy> Rows<'a, T> {
    /// `count` lines of `length` elements, one after the other, if there are so many.
    #[inline(always)]
    pub(super) fn new(elements: &'a [T], count: usize, length: usize) -> Option<Self> {
        let is_inside = count * length <= elements.len();
        is_inside.then_some(Rows { first: elements.as_ptr(), count, length, stride: length, elements: PhantomData })
    }

    /// The first `length` elements of each of `count` lines of `stride` elements, the last of which
    /// may end there, if there are so many.
    #[inline(always)]
    pub(super) fn beginnings(elements: &'a [T], count: usize, length: usize, stride: usize) -> Option<Self> {
        let is_inside = count == 0 || (count - 1) * stride + length <= elements.len();
        is_inside.then_some(Rows { first: elements.as_ptr(), count, length, stride, elements: PhantomData })
    }

    /// The lines from `line` on.
    #[inline(always)]
    pub(super) fn from(&self, line: usize) -> Self {
        Rows { first: self.first.wrapping_add(line * self.stride), count: self.count.saturating_sub(line), ..*self }
    }

    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Goes one line further.
    #[inline(always)]
    pub(super) fn advance(&mut self) {
        self.first = self.first.wrapping_add(self.stride);
        self.count = self.count.saturating_sub(1);
    }

    /// The register at `column` of a line.
    ///
    /// # Safety
    ///
    /// The line is one of the lines, and a whole register fits behind `column`.
    #[inline(always)]
    pub(super) unsafe fn load<L: Lanes<Scalar = T>>(&self, simd: L::Simd, line: usize, column: usize) -> L {
        debug_assert!(line < self.count && column + L::LANES <= self.length, "a register within the lines");
        // SAFETY: by the caller's word the register lies within the lines.
        unsafe { L::load(simd, self.first.wrapping_add(line * self.stride + column)) }
    }

    /// Has the memory of `count` elements at `column` of a line fetched, which need not exist.
    #[inline(always)]
    pub(super) fn prefetch(&self, line: usize, column: usize, count: usize) {
        let first = self.first.wrapping_add(line * self.stride + column);
        for place in (0..count).step_by(CACHE_LINE / size_of::<T>()) {
            prefetch(first.wrapping_add(place));
        }
    }

    /// A whole line, if there is one.
    #[inline(always)]
    pub(super) fn line(&self, line: usize) -> Option<&'a [T]> {
        let first = self.first.wrapping_add(line * self.stride);
        // SAFETY: the line lies within the elements, which are borrowed as long.
        (line < self.count).then(|| unsafe { core::slice::from_raw_parts(first, self.length) })
    }
}

/// Rows that are written.
pub(super) struct RowsMut<'a, T> {
    first: *mut T,
    count: usize,
    length: usize,
    elements: PhantomData<&'a mut [T]>,
}

impl<'a, T: Copy> RowsMut<'a, T> {
    /// All lines of `length` elements.
    #[inline(always)]
    pub(super) fn new(elements: &'a mut [T], length: usize) -> Self {
        let count = elements.len().checked_div(length).unwrap_or(0);
        RowsMut { first: elements.as_mut_ptr(), count, length, elements: PhantomData }
    }

    /// The lines, to be read.
    #[inline(always)]
    pub(super) fn as_lines(&self) -> Rows<'_, T> {
        Rows { first: self.first, count: self.count, length: self.length, stride: self.length, elements: PhantomData }
    }

    /// Writes the register at `column` of a line.
    ///
    /// # Safety
    ///
    /// The line is one of the lines, and a whole register fits behind `column`.
    #[inline(always)]
    pub(super) unsafe fn store<L: Lanes<Scalar = T>>(&mut self, line: usize, column: usize, register: L) {
        debug_assert!(line < self.count && column + L::LANES <= self.length, "a register within the lines");
        // SAFETY: by the caller's word the register lies within the lines, which are borrowed for writing.
        unsafe { register.store(self.first.wrapping_add(line * self.length + column)) }
    }
}

/// Where the registers of a block lie in a line: one behind the other, but for the last, which ends with the line if the block is the last one, and may cover a
/// part of the register before: both get the same numbers there.
#[derive(Clone, Copy)]
pub(super) struct RegisterColumns {
    first: usize,
    last: usize,
}

impl RegisterColumns {
    /// `width` registers from `first` on in lines of `length`, which is no less than a register.
    #[inline(always)]
    pub(super) fn new<L: Lanes>(first: usize, width: usize, length: usize) -> Self {
        RegisterColumns { first, last: (first + (width - 1) * L::LANES).min(length - L::LANES) }
    }

    /// The place of a register of `width`.
    #[inline(always)]
    pub(super) fn place<L: Lanes>(self, register: usize, width: usize) -> usize {
        if register + 1 == width { self.last } else { self.first + register * L::LANES }
    }

    /// How many numbers of a register of `width` belong to the one before too.
    #[inline(always)]
    pub(super) fn covered<L: Lanes>(self, register: usize, width: usize) -> usize {
        self.first + register * L::LANES - self.place::<L>(register, width)
    }
}

/// The numbers of registers, and the columns, of blocks with `most` registers at most that cover lines of `columns`. They differ by one at most, and the last
/// has two or more, unless the columns are one register.
#[inline(always)]
pub(super) fn blocks<L: Lanes>(columns: usize, most: usize) -> impl Iterator<Item = (usize, usize)> + Clone {
    let shares = Shares::new(columns.div_ceil(L::LANES), most);
    shares.map(|registers| (registers.len(), registers.start * L::LANES))
}

/// Shares of `most` at most of a number of things, in order. They differ by one at most, and the
/// larger ones come last.
///
/// It divides when it is made, and only adds from share to share: no loop inside has a division to
/// repeat.
#[derive(Clone)]
pub(super) struct Shares {
    from: usize,
    size: usize,
    smaller: usize,
    larger: usize,
}

impl Shares {
    /// The shares of `total` things; `most` is not 0.
    #[inline(always)]
    pub(super) fn new(total: usize, most: usize) -> Self {
        let count = total.div_ceil(most).max(1);
        let larger = total % count;
        Shares { from: 0, size: total / count, smaller: count - larger, larger }
    }
}

impl Iterator for Shares {
    type Item = Range<usize>;

    #[inline(always)]
    fn next(&mut self) -> Option<Range<usize>> {
        let size = if let Some(smaller) = self.smaller.checked_sub(1) {
            self.smaller = smaller;
            self.size
        } else {
            self.larger = self.larger.checked_sub(1)?;
            self.size + 1
        };
        let from = self.from;
        self.from += size;
        Some(from..self.from)
    }
}

/// What begins with a line of the cache, so that no register lies across two.
#[repr(align(64))]
pub(super) struct CacheAligned<A>(pub(super) A);

/// The bytes that are fetched at once.
const CACHE_LINE: usize = 64;

/// Has the memory at an address fetched, if the compiler knows how to.
#[inline(always)]
fn prefetch<T>(address: *const T) {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    // SAFETY: every such processor has the instruction, which never fails, whatever the address.
    unsafe {
        core::arch::x86_64::_mm_prefetch::<{ core::arch::x86_64::_MM_HINT_T0 }>(address.cast());
    }
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    let _ = address;
}
