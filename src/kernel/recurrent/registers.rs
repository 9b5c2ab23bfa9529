//! Loops over the registers of several rows side by side.

use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// Applies a function to rows of one length, a register of each at a time: it is given those of the
/// rows that are `read` and of those that are `changed`, and returns new ones for the latter.
#[inline(always)]
pub(super) fn map<S: Simd, T: Real, const READ: usize, const CHANGED: usize>(
    simd: S,
    read: [&[T]; READ],
    mut changed: [&mut [T]; CHANGED],
    f: impl Fn([T::Lanes<S>; READ], [T::Lanes<S>; CHANGED]) -> [T::Lanes<S>; CHANGED],
) {
    let length = changed.first().map_or(0, |row| row.len());
    let are_even = read.iter().all(|row| row.len() == length) && changed.iter().all(|row| row.len() == length);
    return_unless!(are_even, "rows of one length");
    let lanes = const { <T::Lanes<S> as Lanes>::LANES };
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let (mut x, mut y) = ([zero; READ], [zero; CHANGED]);
    let whole = length - length % lanes;
    let mut place = 0;
    while place < whole {
        for (x, row) in x.iter_mut().zip(&read) {
            // SAFETY: each row has `length` numbers, as compared above, and a whole register from
            // `place` on, a multiple of the lanes below `whole`.
            *x = unsafe { T::Lanes::<S>::load(simd, row.as_ptr().wrapping_add(place)) };
        }
        for (y, row) in y.iter_mut().zip(&changed) {
            // SAFETY: as above.
            *y = unsafe { T::Lanes::<S>::load(simd, row.as_ptr().wrapping_add(place)) };
        }
        for (y, row) in f(x, y).into_iter().zip(&mut changed) {
            // SAFETY: as above, and the row is borrowed for writing.
            unsafe { y.store(row.as_mut_ptr().wrapping_add(place)) };
        }
        place += lanes;
    }
    if whole < length {
        for (x, row) in x.iter_mut().zip(&read) {
            *x = T::Lanes::<S>::load_partial(simd, row.get(whole..).unwrap_or_default());
        }
        for (y, row) in y.iter_mut().zip(&changed) {
            *y = T::Lanes::<S>::load_partial(simd, row.get(whole..).unwrap_or_default());
        }
        for (y, row) in f(x, y).into_iter().zip(&mut changed) {
            y.store_partial(row.get_mut(whole..).unwrap_or_default());
        }
    }
}

/// Cuts a row into that of each gate, `hidden` numbers; nothing if it is shorter.
#[inline(always)]
pub(super) fn gates<T, const GATES: usize>(row: &[T], hidden: usize) -> Option<[&[T]; GATES]> {
    let (mut gates, mut rest) = ([&row[..0]; GATES], row);
    for gate in &mut gates {
        (*gate, rest) = rest.split_at_checked(hidden)?;
    }
    Some(gates)
}

/// As [`gates`], to be written.
#[inline(always)]
pub(super) fn gates_mut<T, const GATES: usize>(row: &mut [T], hidden: usize) -> Option<[&mut [T]; GATES]> {
    let (mut gates, mut rest) = (core::array::from_fn(|_| <&mut [T]>::default()), row);
    for gate in &mut gates {
        (*gate, rest) = rest.split_at_mut_checked(hidden)?;
    }
    Some(gates)
}
