//! `C = start + A·B` for lines that are shorter than a register: a part of one holds a whole line.

use crate::kernel::product::Start;
use crate::kernel::product::matrix::{Grid, Lines};
use crate::kernel::simd::{Lanes, Simd};
use crate::scalar::Real;

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
    for (row, c) in c.chunks_exact_mut(columns).take(grid.rows()).enumerate() {
        let mut chains = [T::Lanes::<S>::splat(simd, T::zero()); CHAINS];
        match start {
            Start::Zero => {}
            Start::Line(bias) => chains[0] = T::Lanes::<S>::load_part(simd, bias),
            Start::Add => chains[0] = T::Lanes::<S>::load_part(simd, c),
        }
        let (mut numbers, mut line) = (grid.from(row, 0), 0);
        let mut with_next = |sum: T::Lanes<S>| {
            // SAFETY: it is one of the rows, and there is a number for each line.
            let factor = T::Lanes::<S>::splat(simd, unsafe { numbers.at(0) });
            let sum = T::Lanes::<S>::load_part(simd, lines.line(line)).mul_add(factor, sum);
            numbers.advance();
            line += 1;
            sum
        };
        for _ in 0..grid.depth() / CHAINS {
            chains = chains.map(&mut with_next);
        }
        for _ in 0..grid.depth() % CHAINS {
            chains[0] = with_next(chains[0]);
        }
        let [first, second, third, fourth] = chains;
        ((first + second) + (third + fourth)).store_part(c);
    }
}
