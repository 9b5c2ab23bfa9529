//! `C = start + A·B` for lines that are shorter than a register: a part of one holds a whole line.

use crate::kernel::product::Start;
use crate::kernel::product::matrix::{Grid, Lines};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// How many chains the sums of a row are split into, so that one need not wait for the other.
const CHAINS: usize = 4;

/// Each row of `C`, `columns` numbers, from all lines of `B`.
#[inline(always)]
pub(super) fn narrow<S: Simd, T: Real>(
    simd: S,
    grid: Grid<'_, T>,
    lines: Lines<'_, T>,
    (start, columns): (Start<'_, T>, usize),
    c: &mut [T],
) {
    for (row, c) in c.chunks_exact_mut(columns.max(1)).take(grid.rows()).enumerate() {
        let mut chains = [T::Lanes::<S>::splat(simd, T::zero()); CHAINS];
        match start {
            Start::Zero => {}
            Start::Line(bias) => chains[0] = T::Lanes::<S>::load_part(simd, bias),
            Start::Add => chains[0] = T::Lanes::<S>::load_part(simd, c),
        }
        let (whole, depth) = (grid.depth() - grid.depth() % CHAINS, grid.depth());
        for first in (0..whole).step_by(CHAINS) {
            for (chain, sum) in chains.iter_mut().enumerate() {
                *sum = with_line(simd, grid, lines, (row, first + chain), *sum);
            }
        }
        for line in whole..depth {
            chains[0] = with_line(simd, grid, lines, (row, line), chains[0]);
        }
        let [first, second, third, fourth] = chains;
        ((first + second) + (third + fourth)).store_part(c);
    }
}

/// A sum with a line, times the number of the row that belongs to it.
#[inline(always)]
fn with_line<S: Simd, T: Real>(
    simd: S,
    grid: Grid<'_, T>,
    lines: Lines<'_, T>,
    (row, line): (usize, usize),
    sum: T::Lanes<S>,
) -> T::Lanes<S> {
    let (Some(factor), Some(line)) = (grid.get(row, line), lines.line(line)) else {
        debug_assert!(false, "a line for each number of a row");
        return sum;
    };
    T::Lanes::<S>::load_part(simd, line).mul_add(T::Lanes::<S>::splat(simd, factor), sum)
}
