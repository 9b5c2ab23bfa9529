//! `C = addend + A·B` for rows of `C` that are shorter than a register.
//!
//! A row of `B` is loaded as part of a register, with zeroes behind it.

use crate::kernel::product::Addend;
use crate::kernel::product::views::{Rows, Strided};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// The accumulators of a row, to hide the latency of the multiply-adds.
const ACCUMULATORS: usize = 4;

/// Computes each row of `C`, `columns` elements, from all rows of `B`.
#[inline(always)]
pub(super) fn narrow<S: Simd, T: Real>(
    simd: S,
    a: Strided<'_, T>,
    b: Rows<'_, T>,
    (addend, columns): (Addend<'_, T>, usize),
    c: &mut [T],
) {
    for (row, c) in c.chunks_exact_mut(columns.max(1)).take(a.rows()).enumerate() {
        let mut accumulators = [T::Lanes::<S>::splat(simd, T::zero()); ACCUMULATORS];
        match addend {
            Addend::Zero => {}
            Addend::Row(bias) => accumulators[0] = T::Lanes::<S>::load_partial(simd, bias),
            Addend::Output => accumulators[0] = T::Lanes::<S>::load_partial(simd, c),
        }
        let (even, depth) = (a.depth() - a.depth() % ACCUMULATORS, a.depth());
        for first in (0..even).step_by(ACCUMULATORS) {
            for (offset, accumulator) in accumulators.iter_mut().enumerate() {
                *accumulator = add_step(simd, a, b, (row, first + offset), *accumulator);
            }
        }
        for k in even..depth {
            accumulators[0] = add_step(simd, a, b, (row, k), accumulators[0]);
        }
        let [first, second, third, fourth] = accumulators;
        ((first + second) + (third + fourth)).store_partial(c);
    }
}

/// Returns an accumulator plus the element (row, k) of `A` times row `k` of `B`.
#[inline(always)]
fn add_step<S: Simd, T: Real>(
    simd: S,
    a: Strided<'_, T>,
    b: Rows<'_, T>,
    (row, k): (usize, usize),
    accumulator: T::Lanes<S>,
) -> T::Lanes<S> {
    let (Some(factor), Some(values)) = (a.get(row, k), b.get(k)) else {
        debug_assert!(false, "a row of B for each element of a row of A");
        return accumulator;
    };
    T::Lanes::<S>::load_partial(simd, values).mul_add(T::Lanes::<S>::splat(simd, factor), accumulator)
}
