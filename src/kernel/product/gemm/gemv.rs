//! `c = addend + Σ a_k·B_k`: one line, in which the lines of `B` are combined.
//!
//! Each number of `B` is read once, so nothing is gained by keeping it near. What counts is that memory is read in one direction, and that there are sums enough to
//! keep the units of multiplication busy.

use crate::kernel::product::Addend;
use crate::kernel::product::accumulate::accumulate;
use crate::kernel::product::views::{CacheAligned, RegisterColumns, Rows, RowsMut, Strided, blocks};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};

/// The most registers of sums that are held while all lines pass by: they leave room for what they are multiplied by among 16 registers.
const HELD: usize = 12;

/// Rows up to so many bytes in all lie in the nearest cache: reading them once for each block of their columns costs less than writing sums to memory in between.
const NEAREST: usize = 32 * 1024;

/// How many registers a block has then.
const BLOCK: usize = 8;

/// How many registers of sums wait in memory while lines pass by in groups.
const TILE: usize = 32;

/// How many lines a group has: so often a sum is added to whenever it is fetched.
const GROUP: usize = 4;

/// How many registers of sums are fetched at a time.
const FETCHED: usize = 4;

/// `c = addend + Σ a_k·B_k`, where `grid` is the only row of `A`, and no line is shorter than a register.
pub(super) struct Gemv<'a, S, T> {
    pub(super) simd: S,
    pub(super) grid: Strided<'a, T>,
    pub(super) lines: Rows<'a, T>,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: &'a mut [T],
}

impl<S: Simd, T: Real> Gemv<'_, S, T> {
    #[inline(always)]
    pub(super) fn compute(mut self) {
        let (columns, depth) = (self.c.len(), self.grid.depth());
        let registers = columns.div_ceil(T::Lanes::<S>::LANES);
        if S::IS_LEAN {
            self.few_kinds(columns, registers);
        } else if registers <= HELD {
            self.blocks(columns, HELD);
        } else if columns * depth * size_of::<T>() <= NEAREST {
            self.blocks(columns, BLOCK);
        } else {
            for (count, column) in blocks::<T::Lanes<S>>(columns, TILE) {
                if count % FETCHED == 0 && column + count * T::Lanes::<S>::LANES <= columns {
                    self.tile::<true>(column, count);
                } else {
                    self.tile::<false>(column, count);
                }
            }
        }
    }

    /// The same for lean sets.
    #[inline(always)]
    fn few_kinds(&mut self, columns: usize, registers: usize) {
        if registers <= FETCHED {
            return self.blocks(columns, FETCHED);
        }
        for (count, column) in blocks::<T::Lanes<S>>(columns, TILE) {
            self.tile::<false>(column, count);
        }
    }

    /// Block after block of columns, each over all lines.
    #[inline(always)]
    fn blocks(&mut self, columns: usize, most: usize) {
        for (width, column) in blocks::<T::Lanes<S>>(columns, most) {
            match width {
                1 => self.block::<1>(column),
                2 => self.block::<2>(column),
                3 => self.block::<3>(column),
                4 => self.block::<4>(column),
                5 if const { !S::IS_LEAN } => self.block::<5>(column),
                6 if const { !S::IS_LEAN } => self.block::<6>(column),
                7 if const { !S::IS_LEAN } => self.block::<7>(column),
                8 if const { !S::IS_LEAN } => self.block::<8>(column),
                9 if const { !S::IS_LEAN } => self.block::<9>(column),
                10 if const { !S::IS_LEAN } => self.block::<10>(column),
                11 if const { !S::IS_LEAN } => self.block::<11>(column),
                HELD if const { !S::IS_LEAN } => self.block::<HELD>(column),
                _ => {}
            }
        }
    }

    /// In a function of its own, as every kernel: in a build without optimisation all that is inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const WIDTH: usize>(&mut self, column: usize) {
        vectorize!(self.simd, {
            let mut sums = [self.zero(); WIDTH];
            self.begin(column, &mut sums);
            let columns = RegisterColumns::new::<T::Lanes<S>>(column, WIDTH, self.c.len());
            self.end(column, &accumulate(self.simd, self.grid, self.lines, columns, sums));
        });
    }

    /// `count` registers from `first` on over all lines, a group of lines after the other. `EVEN` says that they are fetched without remainder: code for one would
    /// slow down what is around it.
    #[inline(always)]
    fn tile<const EVEN: bool>(&mut self, first: usize, count: usize) {
        vectorize!(self.simd, {
            let mut all = CacheAligned([self.zero(); TILE]);
            let sums = or_return!(all.0.get_mut(..count));
            self.begin(first, sums);
            let (mut grid, mut lines, mut left) = (self.grid, self.lines, self.grid.depth());
            while left >= GROUP {
                self.add_group::<EVEN, GROUP>(&mut grid, &mut lines, first, sums);
                left -= GROUP;
            }
            for _ in 0..left {
                self.add_group::<EVEN, 1>(&mut grid, &mut lines, first, sums);
            }
            self.end(first, sums);
        });
    }

    /// Adds the next lines, and goes behind them.
    #[inline(always)]
    fn add_group<const EVEN: bool, const LINES: usize>(
        &self,
        grid: &mut Strided<'_, T>,
        lines: &mut Rows<'_, T>,
        first: usize,
        sums: &mut [T::Lanes<S>],
    ) {
        let mut factors = [self.zero(); LINES];
        for factor in &mut factors {
            // SAFETY: the caller counts the lines, which are as many as the row of `A` has elements.
            *factor = T::Lanes::<S>::splat(self.simd, unsafe { grid.at(0) });
            grid.advance();
        }
        let whole = (self.c.len() - first) / T::Lanes::<S>::LANES;
        let (whole, last) = sums.split_at_mut(whole.min(sums.len()));
        let (fetched, rest) = whole.as_chunks_mut::<FETCHED>();
        let mut column = first;
        for sums in fetched {
            self.add_lines(&factors, lines, column, sums);
            column += FETCHED * T::Lanes::<S>::LANES;
        }
        if !EVEN {
            for sum in rest {
                self.add_lines(&factors, lines, column, core::array::from_mut(sum));
                column += T::Lanes::<S>::LANES;
            }
            // It ends with the line.
            if let [sum] = last {
                let column = self.c.len() - T::Lanes::<S>::LANES;
                self.add_lines(&factors, lines, column, core::array::from_mut(sum));
            }
        }
        for _ in 0..LINES {
            lines.advance();
        }
    }

    /// Adds some lines to some registers of sums.
    #[inline(always)]
    fn add_lines<const LINES: usize, const WIDTH: usize>(
        &self,
        factors: &[T::Lanes<S>; LINES],
        lines: &Rows<'_, T>,
        column: usize,
        sums: &mut [T::Lanes<S>; WIDTH],
    ) {
        let (mut line, mut fetched) = (*lines, *sums);
        for &factor in factors {
            // The same place of the next group: several streams at once are more than the processor foresees.
            line.prefetch(LINES, column, WIDTH * T::Lanes::<S>::LANES);
            for (register, sum) in fetched.iter_mut().enumerate() {
                // SAFETY: the caller has so many lines left, and the register lies within the line.
                let numbers: T::Lanes<S> = unsafe { line.load(self.simd, 0, column + register * T::Lanes::<S>::LANES) };
                *sum = numbers.mul_add(factor, *sum);
            }
            line.advance();
        }
        *sums = fetched;
    }

    #[inline(always)]
    fn zero(&self) -> T::Lanes<S> {
        T::Lanes::splat(self.simd, T::zero())
    }

    /// What the sums from `column` on begin with, in registers of zeroes.
    #[inline(always)]
    fn begin(&self, column: usize, sums: &mut [T::Lanes<S>]) {
        let from = match self.addend {
            Addend::Zero => return,
            Addend::Row(bias) => bias,
            Addend::Output => &*self.c,
        };
        let (line, count) = (or_return!(Rows::new(from, 1, self.c.len())), sums.len());
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, count, self.c.len());
        for (register, sum) in sums.iter_mut().enumerate() {
            // SAFETY: the register lies within the line.
            *sum = unsafe { line.load(self.simd, 0, columns.place::<T::Lanes<S>>(register, count)) };
        }
    }

    /// Writes the sums from `column` on.
    #[inline(always)]
    fn end(&mut self, column: usize, sums: &[T::Lanes<S>]) {
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, sums.len(), self.c.len());
        let length = self.c.len();
        let mut line = RowsMut::new(self.c, length);
        for (register, &sum) in sums.iter().enumerate() {
            // SAFETY: the register lies within the line.
            unsafe { line.store(0, columns.place::<T::Lanes<S>>(register, sums.len()), sum) };
        }
    }
}
