//! `C = addend + A·B` for many rows.
//!
//! The sums of a block, some rows by some registers, stay in registers while the lines of `B` pass by: each number of `B` that is read serves all rows, each of `A`
//! all registers. Twelve sums keep two units of fused multiplication with a delay of four cycles busy, and leave room for their operands among 16
//! registers. (K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.)

use crate::kernel::product::Addend;
use crate::kernel::product::views::{CacheAligned, RegisterColumns, Rows, RowsMut, Shares, Strided, blocks};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};
use core::hint::black_box;

/// The most rows of a block.
const ROWS: usize = 6;

/// Half of them.
const HALF: usize = ROWS / 2;

/// The fewest rows of a block that shares a panel with others.
const FEWEST: usize = ROWS - 1;

/// How many elements of `B` stay in the nearest cache while block after block uses them.
const NEAR: usize = 4096;

/// From so many rows on, `B` is copied into panels: the copy serves all of them.
const ROWS_FOR_PANELS: usize = 24;

/// The most rows that use a panel, whose part of `A` stays in the second cache.
const PANEL_ROWS: usize = 96;

/// The most elements, and lines, of a panel.
const PANEL: usize = 4096;
const PANEL_DEPTH: usize = 256;

/// Some of the depth: all blocks are summed over it before the next part begins.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
}

/// The parts of a depth, each of `most` steps at most. They differ by one at most.
#[inline(always)]
fn parts(depth: usize, most: usize) -> impl Iterator<Item = Part> {
    Shares::new(depth, most).map(|steps| Part { from: steps.start, to: steps.end })
}

/// Rows that share a panel, in blocks of almost equal numbers of rows: a few rows that remain would
/// not keep the processor busy.
///
/// The numbers are found once, and a panel only counts them down: the optimiser moves a division
/// that cannot fail to where its result is used, which is the innermost loop.
#[derive(Clone, Copy)]
struct Group {
    first: usize,
    /// Blocks of `ROWS` rows, which come first.
    large: usize,
    /// Blocks of `FEWEST` rows.
    small: usize,
}

impl Group {
    /// The blocks of `ROWS_FOR_PANELS` rows or more.
    const fn new(first: usize, rows: usize) -> Self {
        debug_assert!(rows >= ROWS_FOR_PANELS, "rows enough for blocks of five and six");
        let blocks = rows.div_ceil(ROWS);
        let small = blocks * ROWS - rows;
        Group { first, large: blocks - small, small }
    }
}

// The blocks of a group have its rows, no more and no fewer, and the groups of many rows are no smaller than half of the largest.
const _: () = {
    assert!(PANEL_ROWS / 2 >= ROWS_FOR_PANELS && FEWEST == ROWS - 1);
    let mut rows = ROWS_FOR_PANELS;
    while rows <= PANEL_ROWS {
        let Group { large, small, .. } = Group::new(0, rows);
        assert!(large <= rows && large * ROWS + small * FEWEST == rows);
        rows += 1;
    }
};

pub(super) struct Blocked<'a, S, T> {
    pub(super) simd: S,
    pub(super) a: Strided<'a, T>,
    pub(super) columns: usize,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: RowsMut<'a, T>,
}

/// Where the registers of a block lie in lines of `B`, or of a panel.
struct Source<'a, T> {
    lines: Rows<'a, T>,
    /// The step that belongs to the first line.
    first: usize,
    columns: RegisterColumns,
}

impl<S: Simd, T: Real> Blocked<'_, S, T> {
    /// Computes all rows.
    #[inline(always)]
    pub(super) fn compute(mut self, b: Rows<'_, T>) {
        if !S::IS_LEAN && self.a.rows() >= ROWS_FOR_PANELS && self.a.depth() * self.columns > NEAR {
            self.by_panels(b);
        } else {
            self.by_rows(b);
        }
    }

    /// Row after row: all of a part of `B` stays near.
    #[inline(always)]
    fn by_rows(&mut self, b: Rows<'_, T>) {
        let rows = self.a.rows();
        let few = blocks::<T::Lanes<S>>(self.columns, 2);
        // Fewer rows have room for more registers beside each other.
        let many = blocks::<T::Lanes<S>>(self.columns, 4);
        for part in parts(self.a.depth(), (NEAR / self.columns.max(1)).max(8)) {
            let mut row = 0;
            while row + ROWS <= rows {
                self.strip::<ROWS, 2>(b, part, row, few.clone());
                row += ROWS;
            }
            while !S::IS_LEAN && row + 2 <= rows {
                self.strip::<2, 4>(b, part, row, many.clone());
                row += 2;
            }
            while row < rows {
                if S::IS_LEAN {
                    self.strip::<1, 2>(b, part, row, few.clone());
                } else {
                    self.strip::<1, 4>(b, part, row, many.clone());
                }
                row += 1;
            }
        }
    }

    /// All columns of some rows, in blocks of `MOST` registers at most; in a function of its own, as [`block`](Self::block) is.
    #[inline(always)]
    fn strip<const ROWS: usize, const MOST: usize>(
        &mut self,
        b: Rows<'_, T>,
        part: Part,
        row: usize,
        blocks: impl Iterator<Item = (usize, usize)>,
    ) {
        vectorize!(self.simd, self.blocks_of_strip::<ROWS, MOST>(b, part, row, blocks));
    }

    #[inline(always)]
    fn blocks_of_strip<const ROWS: usize, const MOST: usize>(
        &mut self,
        b: Rows<'_, T>,
        part: Part,
        row: usize,
        blocks: impl Iterator<Item = (usize, usize)>,
    ) {
        for (width, column) in blocks {
            match width {
                1 => self.beside::<ROWS, 1>(b, part, row, column),
                2 if const { MOST >= 2 } => self.beside::<ROWS, 2>(b, part, row, column),
                3 if const { MOST >= 3 } => self.beside::<ROWS, 3>(b, part, row, column),
                4 if const { MOST >= 4 } => self.beside::<ROWS, 4>(b, part, row, column),
                _ => {}
            }
        }
    }

    #[inline(always)]
    fn beside<const ROWS: usize, const WIDTH: usize>(&mut self, b: Rows<'_, T>, part: Part, row: usize, column: usize) {
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, WIDTH, self.columns);
        let (source, nowhere) = (Source { lines: b, first: 0, columns }, RowsMut::new(&mut [], 1));
        self.block::<ROWS, WIDTH, false>(&source, part, row, columns, nowhere);
    }

    /// Some rows after the other, and for each of them column after column: a few registers of each line of `B` are copied into a panel, which stays near while the
    /// rows use it.
    ///
    /// In place, lines that lie a power of two apart would drive each other out of the cache.
    #[inline(always)]
    fn by_panels(&mut self, b: Rows<'_, T>) {
        let mut panel = CacheAligned([T::zero(); PANEL]);
        let groups = Shares::new(self.a.rows(), PANEL_ROWS).map(|rows| Group::new(rows.start, rows.len()));
        let blocks = blocks::<T::Lanes<S>>(self.columns, 2);
        for part in parts(self.a.depth(), PANEL_DEPTH.min(PANEL / (2 * T::Lanes::<S>::LANES))) {
            for group in groups.clone() {
                for (width, column) in blocks.clone() {
                    match width {
                        1 => self.panel::<1>(b, part, group, column, &mut panel.0),
                        _ => self.panel::<2>(b, part, group, column, &mut panel.0),
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn panel<const WIDTH: usize>(&mut self, b: Rows<'_, T>, part: Part, group: Group, column: usize, panel: &mut [T]) {
        let length = const { WIDTH * T::Lanes::<S>::LANES };
        let columns = RegisterColumns::new::<T::Lanes<S>>(column, WIDTH, self.columns);
        let source = Source { lines: b, first: 0, columns };
        let Group { first: mut row, mut large, mut small } = group;
        // The first block copies the lines that it reads.
        let copy = RowsMut::new(panel, length);
        if large > 0 {
            self.block::<ROWS, WIDTH, true>(&source, part, row, columns, copy);
            (row, large) = (row + ROWS, large - 1);
        } else {
            self.block::<FEWEST, WIDTH, true>(&source, part, row, columns, copy);
            (row, small) = (row + FEWEST, small - 1);
        }
        let lines = or_return!(Rows::new(panel, part.to - part.from, length));
        let inner = RegisterColumns::new::<T::Lanes<S>>(0, WIDTH, length);
        let source = Source { lines, first: part.from, columns: inner };
        for _ in 0..large {
            self.block::<ROWS, WIDTH, false>(&source, part, row, columns, RowsMut::new(&mut [], 1));
            row += ROWS;
        }
        for _ in 0..small {
            self.block::<FEWEST, WIDTH, false>(&source, part, row, columns, RowsMut::new(&mut [], 1));
            row += FEWEST;
        }
    }

    /// One block of `C`, in a function of its own: in a build without optimisation all that is inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const ROWS: usize, const WIDTH: usize, const COPY: bool>(
        &mut self,
        b: &Source<'_, T>,
        part: Part,
        row: usize,
        columns: RegisterColumns,
        copy: RowsMut<'_, T>,
    ) {
        vectorize!(self.simd, self.sum_block::<ROWS, WIDTH, COPY>(b, part, row, columns, copy));
    }

    #[inline(always)]
    fn sum_block<const ROWS: usize, const WIDTH: usize, const COPY: bool>(
        &mut self,
        b: &Source<'_, T>,
        part: Part,
        row: usize,
        columns: RegisterColumns,
        mut copy: RowsMut<'_, T>,
    ) {
        let mut sums = self.begin::<ROWS, WIDTH>(part, row, columns);
        let mut registers = [T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH];
        let (mut near, mut lines) = (self.a.from(row, part.from), b.lines.from(part.from - b.first));
        // A second place to count rows from: an address has room for twice a distance, but not for thrice.
        let mut far = self.a.from(row + black_box(HALF), part.from);
        for step in 0..part.to - part.from {
            for (register, numbers) in registers.iter_mut().enumerate() {
                // SAFETY: there is a line for each step of the part, and the register lies within it.
                *numbers = unsafe { lines.load(self.simd, 0, b.columns.place::<T::Lanes<S>>(register, WIDTH)) };
                if COPY {
                    // SAFETY: a part has no more lines than fit into the panel, and each has room for `WIDTH` registers.
                    unsafe { copy.store(step, register * T::Lanes::<S>::LANES, *numbers) };
                }
            }
            for (i, sums) in sums.iter_mut().enumerate() {
                let (from, i) = if i < HALF { (&near, i) } else { (&far, i - HALF) };
                // SAFETY: it is one of the rows, and the part lies within the depth.
                let factor = unsafe { from.at(i) };
                let factor = T::Lanes::<S>::splat(self.simd, factor);
                for (sum, register) in sums.iter_mut().zip(registers) {
                    *sum = register.mul_add(factor, *sum);
                }
            }
            near.advance();
            far.advance();
            lines.advance();
        }
        for (i, sums) in sums.into_iter().enumerate() {
            for (register, sum) in sums.into_iter().enumerate() {
                let place = columns.place::<T::Lanes<S>>(register, WIDTH);
                // SAFETY: `row + i` is one of the rows, and the register lies within a line.
                unsafe { self.c.store(row + i, place, sum) };
            }
        }
    }

    /// What the sums of a block begin with.
    #[inline(always)]
    fn begin<const ROWS: usize, const WIDTH: usize>(
        &self,
        part: Part,
        row: usize,
        columns: RegisterColumns,
    ) -> [[T::Lanes<S>; WIDTH]; ROWS] {
        let mut sums = [[T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH]; ROWS];
        let addend = if part.from == 0 { self.addend } else { Addend::Output };
        let (lines, row, step) = match addend {
            Addend::Zero => return sums,
            // The same line for every row.
            Addend::Row(bias) => (Rows::new(bias, 1, self.columns), 0, 0),
            Addend::Output => (Some(self.c.as_lines()), row, 1),
        };
        let Some(lines) = lines else {
            debug_assert!(false, "a bias for each column");
            return sums;
        };
        for (i, sums) in sums.iter_mut().enumerate() {
            for (register, sum) in sums.iter_mut().enumerate() {
                let place = columns.place::<T::Lanes<S>>(register, WIDTH);
                // SAFETY: the line is one of the rows, or the only one, and the register lies within it.
                *sum = unsafe { lines.load(self.simd, row + i * step, place) };
            }
        }
        sums
    }
}
