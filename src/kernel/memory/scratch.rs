//! The memory that inference works in: a run of scalars, laid out by the macro.

use crate::kernel::element::Element;
use crate::kernel::memory::plain::{Plain, PlainData};
use crate::kernel::scalar::Real;
use bytemuck::Zeroable;
use core::mem::ManuallyDrop;
use nalgebra::{Dim, DimName, MatrixView, MatrixViewMut};

/// One run of scalars after another.
///
/// A network whose sizes are all known to the macro has its scratch memory in one array, `[T; N]`. Sizes that depend on constants, const
/// parameters or layers that are not built in cannot be added up by the macro, and are chained instead: `Chain<[T; H], Chain<[T; 3], ()>>`.
pub struct Chain<A, B>(A, B);

// SAFETY: both fields are valid as zeroes by their bounds, and padding may have any bytes.
unsafe impl<A: Zeroable, B: Zeroable> Zeroable for Chain<A, B> {}

// SAFETY: both fields are numbers alone, and `BYTES` does not compile if there is padding.
unsafe impl<A: PlainData, B: PlainData> PlainData for Chain<A, B> {
    const BYTES: usize = {
        assert!(size_of::<Self>() == A::BYTES + B::BYTES, "a chain has no padding");
        size_of::<Self>()
    };
}

// SAFETY: both fields are contiguous elements, and `LEN` does not compile if there is padding.
unsafe impl<T: Element, A: Plain<T>, B: Plain<T>> Plain<T> for Chain<A, B> {
    const LEN: usize = {
        assert!(size_of::<Self>() == size_of::<A>() + size_of::<B>(), "a chain has no padding");
        A::LEN + B::LEN
    };
}

/// Memory that is large enough for either of two runs of scalars, one at a time.
///
/// It is the working memory of calls that follow one another, in a network where only the compiler
/// knows how much each of them needs.
#[repr(C)]
pub union Larger<A, B> {
    one: ManuallyDrop<A>,
    other: ManuallyDrop<B>,
}

// SAFETY: all-zero bytes are a valid value of either field, and those behind the smaller one may be
// any.
unsafe impl<A: Zeroable, B: Zeroable> Zeroable for Larger<A, B> {}

// SAFETY: both fields are initialised bytes of any values from the first byte on, and `BYTES` does
// not compile unless the longer one is all there is. The fields are private, so that a value is only
// ever made of zeroes and written as a whole: all of it is initialised.
unsafe impl<A: PlainData, B: PlainData> PlainData for Larger<A, B> {
    const BYTES: usize = {
        assert!(size_of::<Self>() == max(A::BYTES, B::BYTES), "there is no padding");
        size_of::<Self>()
    };
}

// SAFETY: both fields are contiguous elements from the first byte on, and by `BYTES` the longer one
// is all there is.
unsafe impl<T: Element, A: Plain<T>, B: Plain<T>> Plain<T> for Larger<A, B> {
    const LEN: usize = {
        assert!(Self::BYTES == max(A::LEN, B::LEN) * size_of::<T>(), "the longer one is all there is");
        max(A::LEN, B::LEN)
    };
}

const fn max(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

/// The scratch memory of a batch, from which generated code borrows the output of one step at a time.
///
/// All is inlined, but in builds without optimisation: where the memory has a known length, no check of a bound is left.
///
/// Offsets and lengths are scalars per sample; a batch of `B` samples has the same layout times `B`.
pub struct Slots<'a, T, B> {
    memory: &'a mut [T],
    batch: B,
}

impl<'a, T: Real, B: Dim> Slots<'a, T, B> {
    /// The layout over `memory` for a batch.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn new(memory: &'a mut [T], batch: B) -> Self {
        Slots { memory, batch }
    }

    /// The value of `D` features at `offset`, to be written, with `scratch` scalars behind it for the step itself,
    /// and everything else, to be read.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn step<D: DimName>(&mut self, offset: usize, scratch: usize) -> Opened<'_, T, D, B> {
        let batch = self.batch;
        let (others, own) = self.open(offset, D::DIM + scratch);
        let (value, scratch) = own.split_at_mut(D::DIM * batch.value());
        (others, MatrixViewMut::from_slice_generic(value, D::name(), batch), scratch)
    }

    /// For a step that writes into memory of the caller's: `scratch` scalars at `offset` for the step itself, and
    /// everything else, to be read.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn last(&mut self, offset: usize, scratch: usize) -> (Others<'_, T, B>, &mut [T]) {
        self.open(offset, scratch)
    }

    #[cfg_attr(not(debug_assertions), inline(always))]
    fn open(&mut self, offset: usize, len: usize) -> (Others<'_, T, B>, &mut [T]) {
        let columns = self.batch.value();
        let (before, rest) = self.memory.split_at_mut(offset * columns);
        let (own, after) = rest.split_at_mut(len * columns);
        (Others { before, after, after_offset: offset + len, batch: self.batch }, own)
    }
}

/// What a step works with: the values of others, its own value, and its scratch scalars.
pub type Opened<'o, T, D, B> = (Others<'o, T, B>, MatrixViewMut<'o, T, D, B>, &'o mut [T]);

/// All scratch memory but what the present step writes.
pub struct Others<'a, T, B> {
    before: &'a [T],
    after: &'a [T],
    after_offset: usize,
    batch: B,
}

impl<'a, T: Real, B: Dim> Others<'a, T, B> {
    /// The value of `D` features at `offset`.
    #[must_use]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn value<D: DimName>(&self, offset: usize) -> MatrixView<'a, T, D, B> {
        let columns = self.batch.value();
        let memory = match offset.checked_sub(self.after_offset) {
            Some(offset) => &self.after[offset * columns..],
            None => &self.before[offset * columns..],
        };
        MatrixView::from_slice_generic(&memory[..D::DIM * columns], D::name(), self.batch)
    }
}
