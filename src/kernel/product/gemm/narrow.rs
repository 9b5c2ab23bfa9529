//! `C = addend + A·B` for lines that are shorter than a register: a part of one holds a whole line.

use crate::kernel::product::Addend;
use crate::kernel::product::views::{Rows, Strided};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// How many chains the sums of a row are split into, so that one need not wait for the other.
const ACCUMULATORS: usize = 4;

/// Each row of `C`, `columns` numbers, from all lines of `B`.
#[inline(always)]
pub(super) fn narrow<S: Simd, T: Real>(
    simd: S,
    grid: Strided<'_, T>,
    lines: Rows<'_, T>,
    (addend, columns): (Addend<'_, T>, usize),
    c: &mut [T],
) {
    for (row, c) in c.chunks_exact_mut(columns.max(1)).take(grid.rows()).enumerate() {
        let mut chains = [T::Lanes::<S>::splat(simd, T::zero()); ACCUMULATORS];
        match addend {
            Addend::Zero => {}
            Addend::Row(bias) => chains[0] = T::Lanes::<S>::load_partial(simd, bias),
            Addend::Output => chains[0] = T::Lanes::<S>::load_partial(simd, c),
        }
        let (whole, depth) = (grid.depth() - grid.depth() % ACCUMULATORS, grid.depth());
        for first in (0..whole).step_by(ACCUMULATORS) {
            for (chain, sum) in chains.iter_mut().enumerate() {
                *sum = with_line(simd, grid, lines, (row, first + chain), *sum);
            }
        }
        for line in whole..depth {
            chains[0] = with_line(simd, grid, lines, (row, line), chains[0]);
        }
        let [first, second, third, fourth] = chains;
        ((first + second) + (third + fourth)).store_partial(c);
    }
}

/// A sum with a line, times the number of the row that belongs to it.
#[inline(always)]
fn with_line<S: Simd, T: Real>(
    simd: S,
    grid: Strided<'_, T>,
    lines: Rows<'_, T>,
    (row, line): (usize, usize),
    sum: T::Lanes<S>,
) -> T::Lanes<S> {
    let (Some(factor), Some(line)) = (grid.get(row, line), lines.line(line)) else {
        debug_assert!(false, "a line for each number of a row");
        return sum;
    };
    T::Lanes::<S>::load_partial(simd, line).mul_add(T::Lanes::<S>::splat(simd, factor), sum)
}
