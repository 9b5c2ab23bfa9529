//! Register-blocked gemm: `C = addend + A·B` for several rows.
//!
//! The accumulators of a block of `C`, 6 rows by 2 registers, stay in registers through a part of
//! the depth, the k-loop: each register of `B` that is loaded serves all rows of the block, and
//! each element of `A` that is broadcast serves all its registers. Twelve independent accumulators
//! hide the latency of the multiply-adds, which is four cycles at two a cycle, and leave four of 16
//! registers for their operands. A step of the k-loop is twelve multiply-adds with two loads and
//! six broadcasts: 6 cycles with AVX2.
//!
//! Tiles are chosen so that what is used again stays near: a part of the depth is as long as the
//! rows of `B` in it fit into the L1 cache. Larger products copy two registers of up to 256 rows of
//! `B` into a panel of 16 KB, which serves the blocks of 96 rows, whose part of `A` stays in the L2
//! cache. (K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.)

use crate::kernel::product::Addend;
use crate::kernel::product::cache::{CacheAligned, L1_ELEMENTS};
use crate::kernel::product::views::{RegisterColumns, Rows, RowsMut, Strided, column_blocks};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};
use crate::kernel::tiling::EvenParts;
use core::hint::black_box;

/// The rows of a block.
const ROWS: usize = 6;

/// Half of them, which share a base address.
const HALF: usize = ROWS / 2;

/// The registers of a row of such a block.
const WIDTH: usize = 2;

/// The rows of the smaller ones of even blocks that share a panel.
const FEWER_ROWS: usize = ROWS - 1;

/// The fewest steps of the depth between loading and storing the accumulators.
const MIN_STEPS: usize = 8;

/// The fewest rows that a panel is packed for.
const MIN_PANEL_ROWS: usize = 24;

/// The most rows that share a panel.
const MAX_PANEL_ROWS: usize = 96;

/// The elements of a panel at most, and its rows.
const PANEL_ELEMENTS: usize = 4096;
const MAX_PANEL_STEPS: usize = 256;

/// A part of the depth.
#[derive(Clone, Copy)]
struct Steps {
    start: usize,
    count: usize,
}

/// Cuts a depth into even parts of `max` steps at most.
#[inline(always)]
fn parts_of_depth(depth: usize, max: usize) -> impl Iterator<Item = Steps> {
    EvenParts::new(depth, max).map(|steps| Steps { start: steps.start, count: steps.len() })
}

/// Rows that share a panel, in even blocks: one of only a few rows would not hide the latency.
///
/// The blocks are counted once, and a panel counts down: the optimiser moves a division to where
/// its result is used, and each panel would divide.
#[derive(Clone, Copy)]
struct Group {
    first_row: usize,
    /// The blocks of [`ROWS`] rows, which come first.
    whole: usize,
    /// The blocks of [`FEWER_ROWS`] rows.
    smaller: usize,
}

impl Group {
    /// Cuts [`MIN_PANEL_ROWS`] rows or more into blocks.
    #[inline(always)]
    const fn new(first_row: usize, rows: usize) -> Self {
        let blocks = EvenParts::new(rows, ROWS);
        Group { first_row, whole: blocks.count_of(ROWS), smaller: blocks.count_of(FEWER_ROWS) }
    }
}

// The blocks of a group have its rows, no more and no fewer, and the rows of a large product are
// cut into groups that are no smaller than half of the largest.
const _: () = {
    assert!(MAX_PANEL_ROWS / 2 >= MIN_PANEL_ROWS);
    let mut rows = MIN_PANEL_ROWS;
    while rows <= MAX_PANEL_ROWS {
        let Group { whole, smaller, .. } = Group::new(0, rows);
        assert!(whole <= rows && whole * ROWS + smaller * FEWER_ROWS == rows);
        rows += 1;
    }
};

/// A product of several rows.
pub(super) struct Blocked<'a, S, T> {
    pub(super) simd: S,
    pub(super) a: Strided<'a, T>,
    pub(super) columns: usize,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: RowsMut<'a, T>,
}

/// The registers of `B`, or of a panel of it, that a block is multiplied by.
struct BlockSource<'a, T> {
    rows: Rows<'a, T>,
    /// The step of the depth that the first row belongs to.
    first_step: usize,
    columns: RegisterColumns,
}

/// The most registers of a block with so many rows: fewer rows leave room for more.
const fn max_width<S: Simd>(rows: usize) -> usize {
    if rows == ROWS { WIDTH } else { S::BLOCKING.gemm_remainder.1 }
}

impl<S: Simd, T: Real> Blocked<'_, S, T> {
    /// Computes all rows.
    #[inline(always)]
    pub(super) fn compute(mut self, b: Rows<'_, T>) {
        let is_large = self.a.rows() >= MIN_PANEL_ROWS && self.a.depth() * self.columns > L1_ELEMENTS;
        if const { S::BLOCKING.gemm_panels } && is_large {
            self.by_panels(b);
        } else {
            self.by_rows(b);
        }
    }

    /// Block of rows after block of rows, for one part of the depth after the other: the rows of
    /// `B` that belong to it stay in the L1 cache.
    #[inline(always)]
    fn by_rows(&mut self, b: Rows<'_, T>) {
        let rows = self.a.rows();
        let whole = column_blocks::<T::Lanes<S>>(self.columns, WIDTH);
        let remainder = column_blocks::<T::Lanes<S>>(self.columns, S::BLOCKING.gemm_remainder.1);
        for steps in parts_of_depth(self.a.depth(), (L1_ELEMENTS / self.columns.max(1)).max(MIN_STEPS)) {
            let mut row = 0;
            while row + ROWS <= rows {
                self.strip::<ROWS>(b, steps, row, whole.clone());
                row += ROWS;
            }
            while const { S::BLOCKING.gemm_remainder.0 >= 2 } && row + 2 <= rows {
                self.strip::<2>(b, steps, row, remainder.clone());
                row += 2;
            }
            while row < rows {
                self.strip::<1>(b, steps, row, remainder.clone());
                row += 1;
            }
        }
    }

    /// Computes all columns of some rows, block after block. It is a function of its own, as
    /// [`block`](Self::block) is.
    #[inline(always)]
    fn strip<const ROWS: usize>(
        &mut self,
        b: Rows<'_, T>,
        steps: Steps,
        row: usize,
        blocks: impl Iterator<Item = (usize, usize)>,
    ) {
        vectorize!(self.simd, {
            for (width, column) in blocks {
                with_const!(
                    width => WIDTH in 1..=4 if WIDTH <= max_width::<S>(ROWS),
                    self.in_place::<ROWS, WIDTH>(b, steps, row, column)
                );
            }
        });
    }

    /// Computes a block from `B` where it lies, without a panel.
    #[inline(always)]
    fn in_place<const ROWS: usize, const WIDTH: usize>(
        &mut self,
        b: Rows<'_, T>,
        steps: Steps,
        row: usize,
        column: usize,
    ) {
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, WIDTH, self.columns);
        let source = BlockSource { rows: b, first_step: 0, columns };
        self.block::<ROWS, WIDTH, false>(&source, steps, row, columns, RowsMut::none());
    }

    /// Group of rows after group of rows, and for each of them column after column: a few registers
    /// of each row of `B` are packed into a panel, which stays in the L1 cache while the rows of
    /// the group use it.
    ///
    /// In place, rows of `B` that lie a power of two apart would evict each other from the cache.
    #[inline(always)]
    fn by_panels(&mut self, b: Rows<'_, T>) {
        let mut panel = CacheAligned([T::zero(); PANEL_ELEMENTS]);
        let groups = EvenParts::new(self.a.rows(), MAX_PANEL_ROWS).map(|rows| Group::new(rows.start, rows.len()));
        let blocks = column_blocks::<T::Lanes<S>>(self.columns, WIDTH);
        let max_steps = const { PANEL_ELEMENTS / (WIDTH * <T::Lanes<S> as Lanes>::LANES) };
        for steps in parts_of_depth(self.a.depth(), MAX_PANEL_STEPS.min(max_steps)) {
            for group in groups.clone() {
                for (width, column) in blocks.clone() {
                    with_const!(
                        width => WIDTH in [1] or 2,
                        self.panel::<WIDTH>(b, steps, group, column, &mut panel.0)
                    );
                }
            }
        }
    }

    /// Computes some columns of a group of rows. The first block packs the panel on its way.
    #[inline(always)]
    fn panel<const WIDTH: usize>(
        &mut self,
        b: Rows<'_, T>,
        steps: Steps,
        group: Group,
        column: usize,
        panel: &mut [T],
    ) {
        let length = const { WIDTH * <T::Lanes<S> as Lanes>::LANES };
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, WIDTH, self.columns);
        let source = BlockSource { rows: b, first_step: 0, columns };
        let Group { first_row: mut row, mut whole, mut smaller } = group;
        let packing = RowsMut::new(panel, length);
        if whole > 0 {
            self.block::<ROWS, WIDTH, true>(&source, steps, row, columns, packing);
            (row, whole) = (row + ROWS, whole - 1);
        } else {
            self.block::<FEWER_ROWS, WIDTH, true>(&source, steps, row, columns, packing);
            (row, smaller) = (row + FEWER_ROWS, smaller - 1);
        }
        let packed = or_return!(Rows::new(panel, steps.count, length));
        let packed_columns = RegisterColumns::new::<T::Lanes<S>>(0, WIDTH, length);
        let source = BlockSource { rows: packed, first_step: steps.start, columns: packed_columns };
        for _ in 0..whole {
            self.block::<ROWS, WIDTH, false>(&source, steps, row, columns, RowsMut::none());
            row += ROWS;
        }
        for _ in 0..smaller {
            self.block::<FEWER_ROWS, WIDTH, false>(&source, steps, row, columns, RowsMut::none());
            row += FEWER_ROWS;
        }
    }

    /// Computes one block of `C`, in a function of its own: in a build without optimisation all
    /// that is inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const ROWS: usize, const WIDTH: usize, const PACK: bool>(
        &mut self,
        b: &BlockSource<'_, T>,
        steps: Steps,
        row: usize,
        columns: RegisterColumns,
        panel: RowsMut<'_, T>,
    ) {
        vectorize!(self.simd, self.micro_kernel::<ROWS, WIDTH, PACK>(b, steps, row, columns, panel));
    }

    /// The k-loop of a block.
    #[inline(always)]
    fn micro_kernel<const ROWS: usize, const WIDTH: usize, const PACK: bool>(
        &mut self,
        b: &BlockSource<'_, T>,
        steps: Steps,
        row: usize,
        columns: RegisterColumns,
        mut panel: RowsMut<'_, T>,
    ) {
        let mut sums = self.initial::<ROWS, WIDTH>(steps, row, columns);
        let mut registers = [T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH];
        let mut source = b.rows.skip(steps.start - b.first_step);
        // Two bases, each for half of the rows: an address adds once or twice a stride to its base,
        // not three times. The compiler would make one of them if it knew their distance.
        let mut upper = self.a.skip(row, steps.start);
        let mut lower = self.a.skip(row + black_box(HALF), steps.start);
        for step in 0..steps.count {
            for (register, values) in registers.iter_mut().enumerate() {
                let column = b.columns.column::<T::Lanes<S>>(register, WIDTH);
                // SAFETY: there is a row for each step, and the register lies within it.
                *values = unsafe { source.load(self.simd, 0, column) };
                if PACK {
                    // SAFETY: there are no more steps than rows fit into the panel, and each has
                    // room for `WIDTH` registers.
                    unsafe { panel.store(step, register * T::Lanes::<S>::LANES, *values) };
                }
            }
            for (i, sums) in sums.iter_mut().enumerate() {
                let (base, i) = if i < HALF { (&upper, i) } else { (&lower, i - HALF) };
                // SAFETY: it is one of the rows, and the steps lie within the depth.
                let factor = unsafe { base.first_of(i) };
                let factor = T::Lanes::<S>::splat(self.simd, factor);
                for (sum, register) in sums.iter_mut().zip(registers) {
                    *sum = register.mul_add(factor, *sum);
                }
            }
            upper.advance();
            lower.advance();
            source.advance();
        }
        for (i, sums) in sums.into_iter().enumerate() {
            for (register, sum) in sums.into_iter().enumerate() {
                let column = columns.column::<T::Lanes<S>>(register, WIDTH);
                // SAFETY: `row + i` is one of the rows, and the register lies within it.
                unsafe { self.c.store(row + i, column, sum) };
            }
        }
    }

    /// The accumulators of a block before the first of these steps: the addend, or what the steps
    /// before them have left in `C`.
    #[inline(always)]
    fn initial<const ROWS: usize, const WIDTH: usize>(
        &self,
        steps: Steps,
        row: usize,
        columns: RegisterColumns,
    ) -> [[T::Lanes<S>; WIDTH]; ROWS] {
        let mut sums = [[T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH]; ROWS];
        let addend = if steps.start == 0 { self.addend } else { Addend::Output };
        let (rows, row, stride) = match addend {
            Addend::Zero => return sums,
            // One row for all.
            Addend::Row(bias) => (Rows::new(bias, 1, self.columns), 0, 0),
            Addend::Output => (Some(self.c.as_rows()), row, 1),
        };
        let Some(rows) = rows else {
            debug_assert!(false, "a bias for each column");
            return sums;
        };
        for (i, sums) in sums.iter_mut().enumerate() {
            for (register, sum) in sums.iter_mut().enumerate() {
                let column = columns.column::<T::Lanes<S>>(register, WIDTH);
                // SAFETY: it is one of the rows, or the only one, and the register lies within it.
                *sum = unsafe { rows.load(self.simd, row + i * stride, column) };
            }
        }
        sums
    }
}
