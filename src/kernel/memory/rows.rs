//! Slices of structs that are nothing but scalars, as slices of rows of scalars, and back.

use crate::kernel::element::Element;
use crate::kernel::memory::plain::Plain;

/// Returns structs of `N` scalars as rows of `N` scalars.
#[inline(always)]
pub(crate) fn as_rows<T: Element, P: Plain<T>, const N: usize>(structs: &[P]) -> &[[T; N]] {
    const { assert_equal::<T, P, N>() };
    // SAFETY: by the contract of `Plain` each struct consists of exactly `N` consecutive
    // initialised elements of type `T`, and of as many bytes as a row, as asserted; the pointer is
    // aligned for them, since there is at least one; they stay borrowed as long as the slice lives.
    unsafe { core::slice::from_raw_parts(structs.as_ptr().cast(), structs.len()) }
}

/// Returns rows of `N` scalars as structs of `N` scalars.
#[inline(always)]
pub(crate) fn from_rows<T: Element, P: Plain<T>, const N: usize>(rows: &[[T; N]]) -> &[P] {
    const { assert_equal::<T, P, N>() };
    // SAFETY: as above, and any elements make a valid struct; it is aligned as they are, which is
    // asserted.
    unsafe { core::slice::from_raw_parts(rows.as_ptr().cast(), rows.len()) }
}

/// As [`from_rows`], of a single row.
#[inline(always)]
pub(crate) fn from_row<T: Element, P: Plain<T>, const N: usize>(row: &[T; N]) -> &P {
    const { assert_equal::<T, P, N>() };
    // SAFETY: as above.
    unsafe { &*core::ptr::from_ref(row).cast() }
}

/// As [`as_rows`], for memory that is written.
#[cfg(feature = "alloc")]
pub(crate) fn as_rows_mut<T: Element, P: Plain<T>, const N: usize>(structs: &mut [P]) -> &mut [[T; N]] {
    const { assert_equal::<T, P, N>() };
    // SAFETY: as for `as_rows`, and any elements make a valid struct; they stay borrowed mutably as
    // long as the slice lives.
    unsafe { core::slice::from_raw_parts_mut(structs.as_mut_ptr().cast(), structs.len()) }
}

/// Fails to compile unless a struct is as large as a row of `N` scalars, and aligned like one.
const fn assert_equal<T: Element, P: Plain<T>, const N: usize>() {
    assert!(N > 0 && P::LEN == N, "the struct has as many scalars as the row");
    assert!(size_of::<P>() == N * size_of::<T>(), "the struct is as large as the row");
    assert!(align_of::<P>() == align_of::<T>(), "the struct is aligned as its scalars are");
}
