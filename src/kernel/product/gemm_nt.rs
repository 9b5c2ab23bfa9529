//! Matrix multiplication with a transposed operand, `C = addend + A·Bᵀ`: each element of `C` is the
//! dot product of a row of `A` and a row of `B`.
//!
//! Accumulators run along the rows, a register wide, and are reduced at the end. A block has 3 rows
//! of `A` by 4 of `B`: each register that is loaded serves several dot products. A single row of
//! `A` is multiplied with up to eight rows of `B` at a time, since each of its registers serves one
//! dot product with each of them.

use super::accumulate::add_accumulators;
use super::views::Rows;
use super::{Addend, ROWS_OF_SHARE};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, WithSimd, vectorize};
use crate::kernel::threads;
use crate::kernel::tiling::{EvenParts, accumulators};

/// The rows of `A` in a block.
const ROWS: usize = 3;

/// The rows of `B` in a block, which are columns of `C`.
const COLUMNS: usize = 4;

/// The product `C = addend + A·Bᵀ` of matrices with contiguous rows of `depth` elements.
pub struct GemmNt<'a, T> {
    pub(super) a: &'a [T],
    pub(super) b: &'a [T],
    pub(super) depth: usize,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: &'a mut [T],
}

impl<T: Real> GemmNt<'_, T> {
    /// Computes the product, on several threads if it is large enough.
    pub(super) fn compute_on_threads<S: Simd>(self, simd: S) {
        let GemmNt { a, b, depth, addend, c } = self;
        return_unless!(depth > 0, "rows have elements");
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
        return_unless!(depth > 0, "rows have elements");
        let (rows, columns) = (a.len() / depth, b.len() / depth);
        return_unless!(columns > 0 && rows * columns == c.len(), "an element of C for each pair of rows");
        let (a, b) = (or_return!(Rows::new(a, rows, depth)), or_return!(Rows::new(b, columns, depth)));
        let operands = Operands { simd, a, b, depth };
        for (strip, c) in c.chunks_mut(ROWS * columns).enumerate() {
            let row = strip * ROWS;
            if const { S::BLOCKING.gemm_nt_rows >= ROWS } && c.len() == ROWS * columns {
                operands.strip(row, c, columns, addend);
            } else {
                for (offset, c) in c.chunks_mut(columns).enumerate() {
                    operands.row(row + offset, c, columns, addend);
                }
            }
        }
    }
}

struct Operands<'a, S, T> {
    simd: S,
    a: Rows<'a, T>,
    b: Rows<'a, T>,
    depth: usize,
}

impl<S: Simd, T: Real> Operands<'_, S, T> {
    /// Computes a row of `C`.
    #[inline(always)]
    fn row(&self, row: usize, c: &mut [T], columns: usize, addend: Addend<'_, T>) {
        for part in EvenParts::longer_first(columns, S::BLOCKING.gemm_nt_columns) {
            with_const!(
                part.len() => COLUMNS in 1..=8 if COLUMNS <= S::BLOCKING.gemm_nt_columns,
                self.block::<1, COLUMNS>(row, part.start, c, columns, addend)
            );
        }
    }

    /// Computes [`ROWS`] rows of `C`.
    #[inline(always)]
    fn strip(&self, row: usize, c: &mut [T], columns: usize, addend: Addend<'_, T>) {
        let mut column = 0;
        while column + COLUMNS <= columns {
            self.block::<ROWS, COLUMNS>(row, column, c, columns, addend);
            column += COLUMNS;
        }
        if column < columns {
            with_const!(
                columns - column => COLUMNS in [1, 2] or 3,
                self.block::<ROWS, COLUMNS>(row, column, c, columns, addend)
            );
        }
    }

    /// Computes a block, in a function of its own: in a build without optimisation all that is
    /// inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const ROWS: usize, const COLUMNS: usize>(
        &self,
        row: usize,
        column: usize,
        c: &mut [T],
        columns: usize,
        addend: Addend<'_, T>,
    ) {
        vectorize!(
            self.simd,
            with_const!(
                const { accumulators(ROWS * COLUMNS, usize::MAX) } => ACCUMULATORS in [8, 4, 3, 2] or 1,
                self.dot_products::<ROWS, COLUMNS, ACCUMULATORS>(row, column, c, columns, addend)
            )
        );
    }

    #[inline(always)]
    fn dot_products<const ROWS: usize, const COLUMNS: usize, const ACCUMULATORS: usize>(
        &self,
        row: usize,
        column: usize,
        c: &mut [T],
        columns: usize,
        addend: Addend<'_, T>,
    ) {
        let mut accumulators = [[[T::Lanes::<S>::splat(self.simd, T::zero()); COLUMNS]; ROWS]; ACCUMULATORS];
        let lanes = T::Lanes::<S>::LANES;
        let whole = self.depth - self.depth % lanes;
        let even = whole - whole % (lanes * ACCUMULATORS);
        for first in (0..even).step_by(lanes * ACCUMULATORS) {
            for (offset, sums) in accumulators.iter_mut().enumerate() {
                self.add_registers(sums, row, column, first + offset * lanes);
            }
        }
        for k in (even..whole).step_by(lanes) {
            self.add_registers(&mut accumulators[0], row, column, k);
        }
        if whole < self.depth {
            self.add_products(
                &mut accumulators[0],
                row,
                column,
                #[inline(always)]
                |matrix, row| {
                    let row = matrix.get(row).unwrap_or_default();
                    T::Lanes::<S>::load_tail(self.simd, row, self.depth - whole)
                },
            );
        }
        let mut sums = accumulators[0];
        for accumulator in &accumulators[1..] {
            for (sums, accumulator) in sums.iter_mut().zip(accumulator) {
                *sums = add_accumulators([*sums, *accumulator]);
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

    /// Adds the products of the registers at `k` of each row, which are whole.
    #[inline(always)]
    fn add_registers<const ROWS: usize, const COLUMNS: usize>(
        &self,
        sums: &mut [[T::Lanes<S>; COLUMNS]; ROWS],
        row: usize,
        column: usize,
        k: usize,
    ) {
        self.add_products(
            sums,
            row,
            column,
            #[inline(always)]
            // SAFETY: the rows are those that the caller has counted, and have a whole register
            // from `k` on.
            |matrix, row| unsafe { matrix.load(self.simd, row, k) },
        );
    }

    /// Adds the products of one register of each row, as `load` reads it.
    #[inline(always)]
    fn add_products<const ROWS: usize, const COLUMNS: usize>(
        &self,
        sums: &mut [[T::Lanes<S>; COLUMNS]; ROWS],
        row: usize,
        column: usize,
        load: impl Fn(&Rows<'_, T>, usize) -> T::Lanes<S>,
    ) {
        // The operand with fewer rows stays in registers, which leaves room for the accumulators.
        let mut a = [sums[0][0]; ROWS];
        for (i, a) in a.iter_mut().enumerate() {
            *a = load(&self.a, row + i);
        }
        for j in 0..COLUMNS {
            let b = load(&self.b, column + j);
            for (sums, a) in sums.iter_mut().zip(a) {
                sums[j] = a.mul_add(b, sums[j]);
            }
        }
    }
}
