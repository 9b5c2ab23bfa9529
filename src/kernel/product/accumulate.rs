//! A block of accumulators that stays in registers through the whole depth: `sums += Σ a_k·B_k`.

use super::views::{RegisterColumns, Rows, Strided};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};
use crate::kernel::tiling::accumulators;

/// Returns `sums + Σ a_k·B_k` for the registers at `columns`, where `a` has one row and `b` a row
/// for each of its elements.
///
/// A block of few registers is accumulated several times over, each over a share of the depth, to
/// hide the latency of the multiply-adds.
#[inline(always)]
pub(super) fn accumulate<S: Simd, T: Real, const WIDTH: usize>(
    simd: S,
    a: Strided<'_, T>,
    b: Rows<'_, T>,
    columns: RegisterColumns,
    sums: [T::Lanes<S>; WIDTH],
) -> [T::Lanes<S>; WIDTH] {
    with_const!(
        const { accumulators(WIDTH, usize::MAX) } => ACCUMULATORS in [8, 4, 3, 2] or 1,
        accumulate_in::<S, T, WIDTH, ACCUMULATORS>(simd, a, b, columns, sums)
    )
}

#[inline(always)]
fn accumulate_in<S: Simd, T: Real, const WIDTH: usize, const ACCUMULATORS: usize>(
    simd: S,
    mut a: Strided<'_, T>,
    mut b: Rows<'_, T>,
    columns: RegisterColumns,
    mut sums: [T::Lanes<S>; WIDTH],
) -> [T::Lanes<S>; WIDTH] {
    debug_assert!(a.depth() <= b.count(), "a row for each element");
    let depth = a.depth().min(b.count());
    if depth >= ACCUMULATORS {
        let mut accumulators = [[T::Lanes::<S>::splat(simd, T::zero()); WIDTH]; ACCUMULATORS];
        accumulators[0] = sums;
        for _ in 0..depth / ACCUMULATORS {
            for accumulator in &mut accumulators {
                // SAFETY: there are as many rows left.
                *accumulator = unsafe { add_row(simd, &a, &b, columns, *accumulator) };
                a.advance();
                b.advance();
            }
        }
        sums = add_accumulators(accumulators);
    }
    for _ in 0..depth % ACCUMULATORS {
        // SAFETY: there are as many rows left.
        sums = unsafe { add_row(simd, &a, &b, columns, sums) };
        a.advance();
        b.advance();
    }
    sums
}

/// Returns the sums plus the first element of `a` times the first row of `b`.
///
/// # Safety
///
/// Both `a` and `b` have a row, and `a` an element in it.
#[inline(always)]
unsafe fn add_row<S: Simd, T: Real, const WIDTH: usize>(
    simd: S,
    a: &Strided<'_, T>,
    b: &Rows<'_, T>,
    columns: RegisterColumns,
    mut sums: [T::Lanes<S>; WIDTH],
) -> [T::Lanes<S>; WIDTH] {
    // SAFETY: by the caller's word there is an element.
    let factor = T::Lanes::<S>::splat(simd, unsafe { a.first_of(0) });
    for (register, sum) in sums.iter_mut().enumerate() {
        let column = columns.column::<T::Lanes<S>>(register, WIDTH);
        // SAFETY: by the caller's word there is a row, and the registers of a block lie within it.
        let values: T::Lanes<S> = unsafe { b.load(simd, 0, column) };
        *sum = values.mul_add(factor, *sum);
    }
    sums
}

/// Adds the accumulators of each sum.
#[inline(always)]
pub(super) fn add_accumulators<L: Lanes, const WIDTH: usize, const ACCUMULATORS: usize>(
    accumulators: [[L; WIDTH]; ACCUMULATORS],
) -> [L; WIDTH] {
    let mut sums = accumulators[0];
    for accumulator in &accumulators[1..] {
        for (sum, &other) in sums.iter_mut().zip(accumulator) {
            *sum = *sum + other;
        }
    }
    sums
}
