//! Scratch memory whose size depends on const parameters.

use crate::kernel::element::Element;
use crate::kernel::memory::plain::{Plain, PlainData};
use bytemuck::Zeroable;
use core::mem::ManuallyDrop;

/// One run of scalars after another: `Chain<[T; H], Chain<[T; 3], ()>>`.
///
/// The scratch memory of a network is one array, `[T; N]`, where the number is a constant. Stable
/// Rust does not compute with const parameters in types, so sizes that depend on them are chained
/// instead.
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
// not compile unless the longer one is all there is. The fields are private, so that a value is
// only ever made of zeroes and written as a whole: all of it is initialised.
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
