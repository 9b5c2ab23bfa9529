//! Product of a vector and a matrix: `c = addend + Σ a_k·B_k`, one row of `C`.
//!
//! Each element of `B` is used once, so nothing is gained by keeping it near. What counts is that
//! memory is read in one direction, and that enough independent accumulators hide the latency of
//! the multiply-adds.
//!
//! - A row of up to 12 registers is accumulated in registers through the whole depth.
//! - A wider row is accumulated in blocks of eight registers if `B` fits into the L1 cache: reading
//!   it once for each block costs less than storing accumulators in between.
//! - Otherwise tiles of 32 accumulators wait in memory while four rows of `B` at a time are added
//!   to them, four registers after the other, and the next four rows are prefetched. Reading 784
//!   rows of 128 in two halves each took a tenth longer. The weights of 784-128-10 come from the L2
//!   cache, at about 27 bytes a cycle: 19 cycles for a row of 512 bytes, which is the bound.

use crate::kernel::product::Addend;
use crate::kernel::product::accumulate::accumulate;
use crate::kernel::product::cache::{CacheAligned, L1_BYTES};
use crate::kernel::product::views::{RegisterColumns, Rows, RowsMut, Strided, column_blocks};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};

/// The accumulators of a tile at most.
const TILE: usize = 32;

/// The rows of `B` that are added to a tile at a time: so often an accumulator is added to whenever
/// it is loaded.
const ROWS_OF_GROUP: usize = 4;

/// The accumulators that are loaded at a time.
const WIDTH: usize = 4;

/// A product with one row of `A`, whose rows of `B` are no shorter than a register.
pub(super) struct Gemv<'a, S, T> {
    pub(super) simd: S,
    pub(super) a: Strided<'a, T>,
    pub(super) b: Rows<'a, T>,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: &'a mut [T],
}

impl<S: Simd, T: Real> Gemv<'_, S, T> {
    #[inline(always)]
    pub(super) fn compute(mut self) {
        let (columns, depth) = (self.c.len(), self.a.depth());
        let lanes = T::Lanes::<S>::LANES;
        if columns.div_ceil(lanes) <= S::BLOCKING.gemv {
            return self.by_blocks(S::BLOCKING.gemv);
        }
        if const { S::BLOCKING.gemv_in_l1 > 0 } && columns * depth * size_of::<T>() <= L1_BYTES {
            return self.by_blocks(S::BLOCKING.gemv_in_l1);
        }
        for (count, column) in column_blocks::<T::Lanes<S>>(columns, TILE) {
            let is_even = count % WIDTH == 0 && column + count * lanes <= columns;
            if const { S::BLOCKING.gemv_even_tiles } && is_even {
                self.tile::<true>(column, count);
            } else {
                self.tile::<false>(column, count);
            }
        }
    }

    /// Block after block of columns, each through the whole depth.
    #[inline(always)]
    fn by_blocks(&mut self, max: usize) {
        for (width, column) in column_blocks::<T::Lanes<S>>(self.c.len(), max) {
            with_const!(width => WIDTH in 1..=12 if WIDTH <= S::BLOCKING.gemv, self.block::<WIDTH>(column));
        }
    }

    /// Computes a block, in a function of its own: in a build without optimisation all that is
    /// inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const WIDTH: usize>(&mut self, column: usize) {
        vectorize!(self.simd, {
            let mut sums = [self.zero(); WIDTH];
            self.load_addend(column, &mut sums);
            let columns = RegisterColumns::new::<T::Lanes<S>>(column, WIDTH, self.c.len());
            self.store(column, &accumulate(self.simd, self.a, self.b, columns, sums));
        });
    }

    /// Computes `count` registers from `first` on, group of rows after group of rows. `EVEN` says
    /// that they are a multiple of [`WIDTH`] and none overlaps another: code for a remainder would
    /// slow down what is around it.
    #[inline(always)]
    fn tile<const EVEN: bool>(&mut self, first: usize, count: usize) {
        vectorize!(self.simd, {
            let mut tile = CacheAligned([self.zero(); TILE]);
            let sums = or_return!(tile.0.get_mut(..count));
            self.load_addend(first, sums);
            let (mut a, mut b, mut left) = (self.a, self.b, self.a.depth());
            while left >= ROWS_OF_GROUP {
                self.add_group::<EVEN, ROWS_OF_GROUP>(&mut a, &mut b, first, sums);
                left -= ROWS_OF_GROUP;
            }
            for _ in 0..left {
                self.add_group::<EVEN, 1>(&mut a, &mut b, first, sums);
            }
            self.store(first, sums);
        });
    }

    /// Adds the next rows of `B`, times their factors, to a tile, and skips them.
    #[inline(always)]
    fn add_group<const EVEN: bool, const ROWS: usize>(
        &self,
        a: &mut Strided<'_, T>,
        b: &mut Rows<'_, T>,
        first: usize,
        sums: &mut [T::Lanes<S>],
    ) {
        let mut factors = [self.zero(); ROWS];
        for factor in &mut factors {
            // SAFETY: the caller counts the rows of `B`, which are as many as the row of `A` has
            // elements.
            *factor = T::Lanes::<S>::splat(self.simd, unsafe { a.first_of(0) });
            a.advance();
        }
        let whole = (self.c.len() - first) / T::Lanes::<S>::LANES;
        let (whole, last) = sums.split_at_mut(whole.min(sums.len()));
        let (blocks, rest) = whole.as_chunks_mut::<WIDTH>();
        let mut column = first;
        for sums in blocks {
            self.add_rows(&factors, b, column, sums);
            column += WIDTH * T::Lanes::<S>::LANES;
        }
        if !EVEN {
            for sum in rest {
                self.add_rows(&factors, b, column, core::array::from_mut(sum));
                column += T::Lanes::<S>::LANES;
            }
            // It ends with the row.
            if let [sum] = last {
                let column = self.c.len() - T::Lanes::<S>::LANES;
                self.add_rows(&factors, b, column, core::array::from_mut(sum));
            }
        }
        for _ in 0..ROWS {
            b.advance();
        }
    }

    /// Adds some rows of `B`, times their factors, to some accumulators.
    #[inline(always)]
    fn add_rows<const ROWS: usize, const WIDTH: usize>(
        &self,
        factors: &[T::Lanes<S>; ROWS],
        b: &Rows<'_, T>,
        column: usize,
        sums: &mut [T::Lanes<S>; WIDTH],
    ) {
        let (mut row, mut loaded) = (*b, *sums);
        for &factor in factors {
            // These columns of the next group: the hardware prefetcher does not follow as many
            // streams at once.
            row.prefetch(ROWS, column, WIDTH * T::Lanes::<S>::LANES);
            for (register, sum) in loaded.iter_mut().enumerate() {
                let column = column + register * T::Lanes::<S>::LANES;
                // SAFETY: the caller has so many rows left, and the register lies within the row.
                let values: T::Lanes<S> = unsafe { row.load(self.simd, 0, column) };
                *sum = values.mul_add(factor, *sum);
            }
            row.advance();
        }
        *sums = loaded;
    }

    #[inline(always)]
    fn zero(&self) -> T::Lanes<S> {
        T::Lanes::splat(self.simd, T::zero())
    }

    /// Loads the addend from `column` on into accumulators that are zero.
    #[inline(always)]
    fn load_addend(&self, column: usize, sums: &mut [T::Lanes<S>]) {
        let addend = match self.addend {
            Addend::Zero => return,
            Addend::Row(bias) => bias,
            Addend::Output => &*self.c,
        };
        let (row, width) = (or_return!(Rows::new(addend, 1, self.c.len())), sums.len());
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, width, self.c.len());
        for (register, sum) in sums.iter_mut().enumerate() {
            // SAFETY: the register lies within the row.
            *sum = unsafe { row.load(self.simd, 0, columns.column::<T::Lanes<S>>(register, width)) };
        }
    }

    /// Writes the accumulators from `column` on.
    #[inline(always)]
    fn store(&mut self, column: usize, sums: &[T::Lanes<S>]) {
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, sums.len(), self.c.len());
        let length = self.c.len();
        let mut row = RowsMut::new(self.c, length);
        for (register, &sum) in sums.iter().enumerate() {
            // SAFETY: the register lies within the row.
            unsafe { row.store(0, columns.column::<T::Lanes<S>>(register, sums.len()), sum) };
        }
    }
}
