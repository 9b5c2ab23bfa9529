//! `C = start + A·Bᵀ`, where each element of `C` is the dot product of a line of `A` and a line of `B`.
//!
//! Sums run along the lines, a register wide, for some lines of `A` and some of `B` at a time: each register that is read serves several sums.

use super::Start;
use super::matrix::Lines;
use crate::kernel::simd::{Lanes, Simd, Work};
use crate::kernel::threads;
use crate::scalar::Real;

/// The most lines of `A` and of `B` at a time.
const ROWS: usize = 3;
const WIDTH: usize = 4;

/// `C = start + A·Bᵀ` over lines of `depth` elements.
pub struct Dots<'a, T> {
    pub(super) a: &'a [T],
    pub(super) b: &'a [T],
    pub(super) depth: usize,
    pub(super) start: Start<'a, T>,
    pub(super) c: &'a mut [T],
}

impl<T: Real> Dots<'_, T> {
    pub(super) fn run<S: Simd>(self, simd: S) {
        let Dots { a, b, depth, start, c } = self;
        let Some(rows) = threads::share(a.len() / depth, b.len()) else {
            return T::dots(simd.instructions(), Dots { a, b, depth, start, c });
        };
        threads::each_chunk(c, rows * (b.len() / depth), |chunk, c| {
            let a = &a[chunk * rows * depth..];
            let a = &a[..a.len().min(rows * depth)];
            T::dots(simd.instructions(), Dots { a, b, depth, start, c });
        });
    }
}

impl<T: Real> Work for Dots<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        simd.run(
            #[inline(always)]
            || self.compute(simd),
        );
    }
}

impl<T: Real> Dots<'_, T> {
    #[inline(always)]
    fn compute<S: Simd>(self, simd: S) {
        let Dots { a, b, depth, start, c } = self;
        let (rows, columns) = (a.len() / depth, b.len() / depth);
        assert!(rows * columns == c.len(), "an element for each pair of lines");
        let pass = Pass { simd, a: Lines::new(a, rows, depth), b: Lines::new(b, columns, depth), depth };
        for (row, c) in c.chunks_mut(ROWS * columns).enumerate() {
            match c.len() / columns {
                1 => pass.strip::<1>(row * ROWS, c, columns, start),
                2 => pass.strip::<2>(row * ROWS, c, columns, start),
                _ => pass.strip::<ROWS>(row * ROWS, c, columns, start),
            }
        }
    }
}

struct Pass<'a, S, T> {
    simd: S,
    a: Lines<'a, T>,
    b: Lines<'a, T>,
    depth: usize,
}

impl<S: Simd, T: Real> Pass<'_, S, T> {
    /// Some lines of `A` with all of `B`.
    #[inline(always)]
    fn strip<const ROWS: usize>(&self, row: usize, c: &mut [T], columns: usize, start: Start<'_, T>) {
        let mut column = 0;
        while column + WIDTH <= columns {
            self.block::<ROWS, WIDTH>(row, column, c, columns, start);
            column += WIDTH;
        }
        match columns - column {
            1 => self.block::<ROWS, 1>(row, column, c, columns, start),
            2 => self.block::<ROWS, 2>(row, column, c, columns, start),
            3 => self.block::<ROWS, 3>(row, column, c, columns, start),
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
        start: Start<'_, T>,
    ) {
        self.simd.run(
            #[inline(always)]
            || self.sum_block::<ROWS, WIDTH>(row, column, c, columns, start),
        );
    }

    #[inline(always)]
    fn sum_block<const ROWS: usize, const WIDTH: usize>(
        &self,
        row: usize,
        column: usize,
        c: &mut [T],
        columns: usize,
        start: Start<'_, T>,
    ) {
        let mut sums = [[T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH]; ROWS];
        let whole = self.depth - self.depth % T::Lanes::<S>::COUNT;
        for place in (0..whole).step_by(T::Lanes::<S>::COUNT) {
            self.add_products(
                &mut sums,
                row,
                column,
                #[inline(always)]
                // SAFETY: the lines are those that the caller has counted, and a register fits behind the place.
                |lines, line| unsafe { lines.load(self.simd, line, place) },
            );
        }
        if whole < self.depth {
            self.add_products(
                &mut sums,
                row,
                column,
                #[inline(always)]
                |lines, line| T::Lanes::<S>::load_last(self.simd, lines.line(line), self.depth - whole),
            );
        }
        for (i, sums) in sums.into_iter().enumerate() {
            for (j, sum) in sums.into_iter().enumerate() {
                let (element, sum) = (&mut c[i * columns + column + j], sum.sum());
                *element = match start {
                    Start::Zero => sum,
                    Start::Add => *element + sum,
                    Start::Line(bias) => bias[column + j] + sum,
                };
            }
        }
    }

    /// Adds the products of one register of each line, as `load` reads it.
    #[inline(always)]
    fn add_products<const ROWS: usize, const WIDTH: usize>(
        &self,
        sums: &mut [[T::Lanes<S>; WIDTH]; ROWS],
        row: usize,
        column: usize,
        load: impl Fn(&Lines<'_, T>, usize) -> T::Lanes<S>,
    ) {
        let mut b = [sums[0][0]; WIDTH];
        for (j, b) in b.iter_mut().enumerate() {
            *b = load(&self.b, column + j);
        }
        for (i, sums) in sums.iter_mut().enumerate() {
            let a = load(&self.a, row + i);
            for (sum, b) in sums.iter_mut().zip(b) {
                *sum = a.mul_add(b, *sum);
            }
        }
    }
}
