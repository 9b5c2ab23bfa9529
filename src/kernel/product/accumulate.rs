//! Sums of lines that stay in registers while all lines pass by: `sums += Σ a_k·B_k`.

use super::views::{RegisterColumns, Rows, Strided};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// How many chains the sums of `width` registers over `steps` steps are split into. A processor begins two multiplications a cycle that take four each: eight must be under way.
pub(super) const fn accumulators(width: usize, steps: usize) -> usize {
    let chains = match width {
        1 => 8,
        2 => 4,
        3 => 3,
        4..=6 => 2,
        _ => 1,
    };
    if steps < 2 * chains { 1 } else { chains }
}

/// `sums + Σ a_k·B_k` in the registers at `columns`, where `a` is the only row of `grid`; there is a line for each of its elements.
///
/// Where there are few registers they are split into chains, each over a share of the lines, so that one sum need not wait for the other.
#[inline(always)]
pub(super) fn accumulate<S: Simd, T: Real, const WIDTH: usize>(
    simd: S,
    grid: Strided<'_, T>,
    lines: Rows<'_, T>,
    columns: RegisterColumns,
    sums: [T::Lanes<S>; WIDTH],
) -> [T::Lanes<S>; WIDTH] {
    let held = Held { simd, grid, lines, columns };
    match const { accumulators(WIDTH, usize::MAX) } {
        8 => held.in_chains::<WIDTH, 8>(sums),
        4 => held.in_chains::<WIDTH, 4>(sums),
        3 => held.in_chains::<WIDTH, 3>(sums),
        2 => held.in_chains::<WIDTH, 2>(sums),
        _ => held.in_chains::<WIDTH, 1>(sums),
    }
}

struct Held<'a, S, T> {
    simd: S,
    grid: Strided<'a, T>,
    lines: Rows<'a, T>,
    columns: RegisterColumns,
}

impl<S: Simd, T: Real> Held<'_, S, T> {
    #[inline(always)]
    fn in_chains<const WIDTH: usize, const ACCUMULATORS: usize>(
        self,
        mut sums: [T::Lanes<S>; WIDTH],
    ) -> [T::Lanes<S>; WIDTH] {
        let Held { simd, mut grid, mut lines, columns } = self;
        debug_assert!(grid.depth() <= lines.count(), "a line for each element");
        let depth = grid.depth().min(lines.count());
        if depth >= ACCUMULATORS {
            let mut chains = [[T::Lanes::<S>::splat(simd, T::zero()); WIDTH]; ACCUMULATORS];
            chains[0] = sums;
            for _ in 0..depth / ACCUMULATORS {
                for chain in &mut chains {
                    // SAFETY: there are as many lines left.
                    *chain = unsafe { with_line(simd, &grid, &lines, columns, *chain) };
                    grid.advance();
                    lines.advance();
                }
            }
            sums = joined(chains);
        }
        for _ in 0..depth % ACCUMULATORS {
            // SAFETY: there are as many lines left.
            sums = unsafe { with_line(simd, &grid, &lines, columns, sums) };
            grid.advance();
            lines.advance();
        }
        sums
    }
}

/// The sums with the first line, times the first element.
///
/// # Safety
///
/// There is a line, and an element that belongs to it.
#[inline(always)]
unsafe fn with_line<S: Simd, T: Real, const WIDTH: usize>(
    simd: S,
    grid: &Strided<'_, T>,
    lines: &Rows<'_, T>,
    columns: RegisterColumns,
    mut sums: [T::Lanes<S>; WIDTH],
) -> [T::Lanes<S>; WIDTH] {
    // SAFETY: by the caller's word there is an element.
    let factor = T::Lanes::<S>::splat(simd, unsafe { grid.at(0) });
    for (register, sum) in sums.iter_mut().enumerate() {
        // SAFETY: by the caller's word there is a line, and the registers of a block lie within it.
        let numbers: T::Lanes<S> = unsafe { lines.load(simd, 0, columns.place::<T::Lanes<S>>(register, WIDTH)) };
        *sum = numbers.mul_add(factor, *sum);
    }
    sums
}

/// The sums of the chains.
#[inline(always)]
pub(super) fn joined<L: Lanes, const WIDTH: usize, const ACCUMULATORS: usize>(
    chains: [[L; WIDTH]; ACCUMULATORS],
) -> [L; WIDTH] {
    let mut sums = chains[0];
    for chain in &chains[1..] {
        for (sum, &other) in sums.iter_mut().zip(chain) {
            *sum = *sum + other;
        }
    }
    sums
}
