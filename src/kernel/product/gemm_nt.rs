//! `C = addend + A·Bᵀ`, where each element of `C` is the dot product of a line of `A` and a line of `B`.
//!
//! Sums run along the lines, a register wide, for some lines of `A` and some of `B` at a time: each register that is read serves several sums.

use super::accumulate::{accumulators, joined};
use super::views::Rows;
use super::{Addend, ROWS_OF_SHARE};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, WithSimd, vectorize};
use crate::kernel::threads;

/// The most lines of `A` and of `B` at a time.
const ROWS: usize = 3;
const WIDTH: usize = 4;

/// The most lines of `B` at a time with a single one of `A`.
const WIDTH_OF_LINE: usize = 8;

/// `C = addend + A·Bᵀ` over lines of `depth` elements.
pub struct GemmNt<'a, T> {
    pub(super) a: &'a [T],
    pub(super) b: &'a [T],
    pub(super) depth: usize,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: &'a mut [T],
}

impl<T: Real> GemmNt<'_, T> {
    pub(super) fn run<S: Simd>(self, simd: S) {
        let GemmNt { a, b, depth, addend, c } = self;
        return_unless!(depth > 0, "lines have elements");
        let Some(rows) = threads::share(a.len() / depth, b.len(), ROWS_OF_SHARE) else {
            return T::gemm_nt(simd.isa(), GemmNt { a, b, depth, addend, c });
        };
        threads::for_each(c.chunks_mut(rows * (b.len() / depth)).enumerate(), |(chunk, c)| {
            let a = &a[chunk * rows * depth..];
            let a = &a[..a.len().min(rows * depth)];
            T::gemm_nt(simd.isa(), GemmNt { a, b, depth, addend, c });
        });
    }
}

impl<T: Real> WithSimd for GemmNt<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, self.compute(simd));
    }
}

impl<T: Real> GemmNt<'_, T> {
    #[inline(always)]
    fn compute<S: Simd>(self, simd: S) {
        let GemmNt { a, b, depth, addend, c } = self;
        return_unless!(depth > 0, "lines have elements");
        let (rows, columns) = (a.len() / depth, b.len() / depth);
        return_unless!(columns > 0 && rows * columns == c.len(), "an element for each pair of lines");
        let (a, b) = (or_return!(Rows::new(a, rows, depth)), or_return!(Rows::new(b, columns, depth)));
        let pass = Pass { simd, a, b, depth };
        for (row, c) in c.chunks_mut(ROWS * columns).enumerate() {
            match c.len() / columns {
                ROWS if const { !S::IS_LEAN } => pass.strip::<ROWS>(row * ROWS, c, columns, addend),
                _ => pass.lines(row * ROWS, c, columns, addend),
            }
        }
    }
}

struct Pass<'a, S, T> {
    simd: S,
    a: Rows<'a, T>,
    b: Rows<'a, T>,
    depth: usize,
}

impl<S: Simd, T: Real> Pass<'_, S, T> {
    /// Line by line.
    #[inline(always)]
    fn lines(&self, first: usize, c: &mut [T], columns: usize, addend: Addend<'_, T>) {
        for (row, c) in c.chunks_mut(columns).enumerate() {
            self.line(first + row, c, columns, addend);
        }
    }

    /// One line of `A` with all of `B`: more of these at a time, since each register of the line serves fewer sums.
    #[inline(always)]
    fn line(&self, row: usize, c: &mut [T], columns: usize, addend: Addend<'_, T>) {
        let blocks = columns.div_ceil(if S::IS_LEAN { WIDTH } else { WIDTH_OF_LINE }).max(1);
        let (width, wider) = (columns / blocks, columns % blocks);
        let mut column = 0;
        for block in 0..blocks {
            let width = width + usize::from(block < wider);
            match width {
                1 => self.block::<1, 1>(row, column, c, columns, addend),
                2 => self.block::<1, 2>(row, column, c, columns, addend),
                3 => self.block::<1, 3>(row, column, c, columns, addend),
                4 => self.block::<1, 4>(row, column, c, columns, addend),
                5 if const { !S::IS_LEAN } => self.block::<1, 5>(row, column, c, columns, addend),
                6 if const { !S::IS_LEAN } => self.block::<1, 6>(row, column, c, columns, addend),
                7 if const { !S::IS_LEAN } => self.block::<1, 7>(row, column, c, columns, addend),
                WIDTH_OF_LINE if const { !S::IS_LEAN } => {
                    self.block::<1, WIDTH_OF_LINE>(row, column, c, columns, addend)
                }
                _ => {}
            }
            column += width;
        }
    }

    /// Some lines of `A` with all of `B`.
    #[inline(always)]
    fn strip<const ROWS: usize>(&self, row: usize, c: &mut [T], columns: usize, addend: Addend<'_, T>) {
        let mut column = 0;
        while column + WIDTH <= columns {
            self.block::<ROWS, WIDTH>(row, column, c, columns, addend);
            column += WIDTH;
        }
        match columns - column {
            1 => self.block::<ROWS, 1>(row, column, c, columns, addend),
            2 => self.block::<ROWS, 2>(row, column, c, columns, addend),
            3 => self.block::<ROWS, 3>(row, column, c, columns, addend),
            _ => {}
        }
    }

    /// Some lines with some others, in a function of its own: in a build without optimisation all that is inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const ROWS: usize, const WIDTH: usize>(
        &self,
        row: usize,
        column: usize,
        c: &mut [T],
        columns: usize,
        addend: Addend<'_, T>,
    ) {
        vectorize!(
            self.simd,
            match const { accumulators(ROWS * WIDTH, usize::MAX) } {
                8 => self.sum_block::<ROWS, WIDTH, 8>(row, column, c, columns, addend),
                4 => self.sum_block::<ROWS, WIDTH, 4>(row, column, c, columns, addend),
                3 => self.sum_block::<ROWS, WIDTH, 3>(row, column, c, columns, addend),
                2 => self.sum_block::<ROWS, WIDTH, 2>(row, column, c, columns, addend),
                _ => self.sum_block::<ROWS, WIDTH, 1>(row, column, c, columns, addend),
            }
        );
    }

    #[inline(always)]
    fn sum_block<const ROWS: usize, const WIDTH: usize, const ACCUMULATORS: usize>(
        &self,
        row: usize,
        column: usize,
        c: &mut [T],
        columns: usize,
        addend: Addend<'_, T>,
    ) {
        let mut chains = [[[T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH]; ROWS]; ACCUMULATORS];
        let count = T::Lanes::<S>::LANES;
        let whole = self.depth - self.depth % count;
        let even = whole - whole % (count * ACCUMULATORS);
        for first in (0..even).step_by(count * ACCUMULATORS) {
            for (chain, sums) in chains.iter_mut().enumerate() {
                self.add_registers(sums, row, column, first + chain * count);
            }
        }
        for place in (even..whole).step_by(count) {
            self.add_registers(&mut chains[0], row, column, place);
        }
        if whole < self.depth {
            self.add_products(
                &mut chains[0],
                row,
                column,
                #[inline(always)]
                |lines, line| {
                    let line = lines.line(line).unwrap_or_default();
                    T::Lanes::<S>::load_tail(self.simd, line, self.depth - whole)
                },
            );
        }
        let mut sums = chains[0];
        for chain in &chains[1..] {
            for (sums, chain) in sums.iter_mut().zip(chain) {
                *sums = joined([*sums, *chain]);
            }
        }
        for (i, sums) in sums.into_iter().enumerate() {
            for (j, sum) in sums.into_iter().enumerate() {
                let (element, sum) = (or_return!(c.get_mut(i * columns + column + j)), sum.reduce_sum());
                *element = match addend {
                    Addend::Zero => sum,
                    Addend::Output => *element + sum,
                    Addend::Row(bias) => *or_return!(bias.get(column + j)) + sum,
                };
            }
        }
    }

    /// Adds the products of the register at `place` of each line, which fits there.
    #[inline(always)]
    fn add_registers<const ROWS: usize, const WIDTH: usize>(
        &self,
        sums: &mut [[T::Lanes<S>; WIDTH]; ROWS],
        row: usize,
        column: usize,
        place: usize,
    ) {
        self.add_products(
            sums,
            row,
            column,
            #[inline(always)]
            // SAFETY: the lines are those that the caller has counted, and a register fits behind the place.
            |lines, line| unsafe { lines.load(self.simd, line, place) },
        );
    }

    /// Adds the products of one register of each line, as `load` reads it.
    #[inline(always)]
    fn add_products<const ROWS: usize, const WIDTH: usize>(
        &self,
        sums: &mut [[T::Lanes<S>; WIDTH]; ROWS],
        row: usize,
        column: usize,
        load: impl Fn(&Rows<'_, T>, usize) -> T::Lanes<S>,
    ) {
        // The fewer of the two are held, which leaves room for the sums.
        let mut a = [sums[0][0]; ROWS];
        for (i, a) in a.iter_mut().enumerate() {
            *a = load(&self.a, row + i);
        }
        for j in 0..WIDTH {
            let b = load(&self.b, column + j);
            for (sums, a) in sums.iter_mut().zip(a) {
                sums[j] = a.mul_add(b, sums[j]);
            }
        }
    }
}
