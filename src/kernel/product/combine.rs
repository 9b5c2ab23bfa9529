//! `C = start + A·B`, where each line of `C` is a combination of lines of `B`.
//!
//! The sums of a block, some rows by some registers, stay in registers while the lines of `B` pass by: each number of `B` that is read serves all rows, each of `A`
//! all registers. Twelve sums keep two units of fused multiplication with a delay of four cycles busy, and leave room for their operands among 16
//! registers. (K. Goto and R. van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.)

use super::Start;
use super::matrix::{Columns, Grid, Lines, LinesMut};
use crate::kernel::simd::{Lanes, Simd, Single, Work};
use crate::kernel::threads;
use crate::scalar::Real;
use core::ops::Range;

/// The most rows of a block.
const ROWS: usize = 6;

/// How many elements of `B` stay in the nearest cache while block after block uses them.
const NEAR: usize = 4096;

/// From so many rows on, `B` is copied into panels: the copy serves all of them.
const ROWS_FOR_PANELS: usize = 24;

/// The most rows that use a panel, whose part of `A` stays in the second cache: a multiple of [`ROWS`].
const PANEL_ROWS: usize = 96;

/// The most elements, and lines, of a panel.
const PANEL: usize = 4096;
const PANEL_DEPTH: usize = 256;

/// `C = start + A·B`, with `C` and `B` as lines of `columns` elements.
pub struct Combine<'a, T> {
    pub(super) a: Grid<'a, T>,
    pub(super) b: &'a [T],
    pub(super) columns: usize,
    pub(super) start: Start<'a, T>,
    pub(super) c: &'a mut [T],
}

impl<T: Real> Combine<'_, T> {
    pub(super) fn run<S: Simd>(self, simd: S) {
        let Combine { a, b, columns, start, c } = self;
        let Some(rows) = threads::share(a.rows(), a.depth() * columns) else {
            return T::combine(simd.instructions(), Combine { a, b, columns, start, c });
        };
        threads::each_chunk(c, rows * columns, |chunk, c| {
            T::combine(simd.instructions(), Combine { a: a.some(chunk * rows, rows), b, columns, start, c });
        });
    }
}

impl<T: Real> Work for Combine<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        simd.run(
            #[inline(always)]
            || self.compute(simd),
        );
    }
}

impl<T: Real> Combine<'_, T> {
    #[inline(always)]
    fn compute<S: Simd>(self, simd: S) {
        let Combine { a, b, columns, start, c } = self;
        if a.rows() == 0 || a.depth() == 0 {
            return;
        }
        let lines = Lines::new(b, a.depth(), columns);
        assert!(a.rows() * columns <= c.len(), "a line for each row");
        if let Start::Line(bias) = start {
            assert!(bias.len() == columns, "a bias for each column");
        }
        let c = LinesMut::new(c, columns);
        if columns < T::Lanes::<S>::COUNT {
            // Lines that are shorter than a register: one number at a time.
            return Pass { simd: Single, a, columns, start, c }.by_rows(lines, 0);
        }
        let mut pass = Pass { simd, a, columns, start, c };
        let by_panels = a.rows() >= ROWS_FOR_PANELS && a.depth() * columns > NEAR;
        let done = if by_panels { pass.by_panels(lines) } else { 0 };
        pass.by_rows(lines, done);
    }
}

/// Some of the depth: all blocks are summed over it before the next part begins.
#[derive(Clone, Copy)]
struct Part {
    from: usize,
    to: usize,
}

/// The parts of a depth, each of `size` at most.
fn parts(depth: usize, size: usize) -> impl Iterator<Item = Part> {
    let part = move |from| Part { from, to: depth.min(from + size) };
    (0..depth).step_by(size).map(part)
}

struct Pass<'a, S, T> {
    simd: S,
    a: Grid<'a, T>,
    columns: usize,
    start: Start<'a, T>,
    c: LinesMut<'a, T>,
}

/// Where the registers of a block lie in lines of `B`, or of a panel.
struct Source<'a, T> {
    lines: Lines<'a, T>,
    /// The step that belongs to the first line.
    first: usize,
    columns: Columns,
}

/// The numbers of registers, and the columns, of blocks with `most` registers at most that cover lines of `columns`. They differ by one at most, and the last
/// has two or more, unless the columns are one register.
#[inline(always)]
fn blocks<L: Lanes>(columns: usize, most: usize) -> impl Iterator<Item = (usize, usize)> {
    let registers = columns.div_ceil(L::COUNT);
    let count = registers.div_ceil(most);
    let (width, wide) = (registers / count, registers % count);
    (0..count).map(move |block| {
        let wider = block.saturating_sub(count - wide);
        (width + usize::from(block >= count - wide), (block * width + wider) * L::COUNT)
    })
}

impl<S: Simd, T: Real> Pass<'_, S, T> {
    /// Row after row, from `done` on: all of a part of `B` stays near.
    #[inline(always)]
    fn by_rows(&mut self, b: Lines<'_, T>, done: usize) {
        let rows = self.a.rows();
        for part in parts(self.a.depth(), (NEAR / self.columns).max(8)) {
            let mut row = done;
            while row + ROWS <= rows {
                self.strip::<ROWS, 2>(b, part, row);
                row += ROWS;
            }
            // Fewer rows have room for more registers beside each other.
            while row + 2 <= rows {
                self.strip::<2, 4>(b, part, row);
                row += 2;
            }
            if row < rows {
                self.strip::<1, 8>(b, part, row);
            }
        }
    }

    /// All columns of some rows, in blocks of `MOST` registers at most; in a function of its own, as [`block`](Self::block) is.
    #[inline(always)]
    fn strip<const ROWS: usize, const MOST: usize>(&mut self, b: Lines<'_, T>, part: Part, row: usize) {
        self.simd.run(
            #[inline(always)]
            || self.blocks_of_strip::<ROWS, MOST>(b, part, row),
        );
    }

    #[inline(always)]
    fn blocks_of_strip<const ROWS: usize, const MOST: usize>(&mut self, b: Lines<'_, T>, part: Part, row: usize) {
        for (width, column) in blocks::<T::Lanes<S>>(self.columns, MOST) {
            match width {
                1 => self.beside::<ROWS, 1>(b, part, row, column),
                2 if const { MOST >= 2 } => self.beside::<ROWS, 2>(b, part, row, column),
                3 if const { MOST >= 3 } => self.beside::<ROWS, 3>(b, part, row, column),
                4 if const { MOST >= 4 } => self.beside::<ROWS, 4>(b, part, row, column),
                5 if const { MOST >= 5 } => self.beside::<ROWS, 5>(b, part, row, column),
                6 if const { MOST >= 6 } => self.beside::<ROWS, 6>(b, part, row, column),
                7 if const { MOST >= 7 } => self.beside::<ROWS, 7>(b, part, row, column),
                8 if const { MOST >= 8 } => self.beside::<ROWS, 8>(b, part, row, column),
                _ => {}
            }
        }
    }

    #[inline(always)]
    fn beside<const ROWS: usize, const WIDTH: usize>(
        &mut self,
        b: Lines<'_, T>,
        part: Part,
        row: usize,
        column: usize,
    ) {
        let columns = Columns::new::<T::Lanes<S>>(column, WIDTH, self.columns);
        self.block::<ROWS, WIDTH>(&Source { lines: b, first: 0, columns }, part, row, columns);
    }

    /// Some rows after the other, and for each of them column after column: a few registers of each line of `B` are copied into a panel, which stays near while the
    /// rows use it. Returns how many rows are done.
    ///
    /// In place, lines that lie a power of two apart would drive each other out of the cache.
    #[inline(always)]
    fn by_panels(&mut self, b: Lines<'_, T>) -> usize {
        let mut panel = [T::zero(); PANEL];
        let whole = self.a.rows() - self.a.rows() % ROWS;
        for part in parts(self.a.depth(), PANEL_DEPTH.min(PANEL / (2 * T::Lanes::<S>::COUNT))) {
            for first in (0..whole).step_by(PANEL_ROWS) {
                let rows = first..whole.min(first + PANEL_ROWS);
                for (width, column) in blocks::<T::Lanes<S>>(self.columns, 2) {
                    match width {
                        1 => self.panel::<1>(b, part, rows.clone(), column, &mut panel),
                        _ => self.panel::<2>(b, part, rows.clone(), column, &mut panel),
                    }
                }
            }
        }
        whole
    }

    #[inline(always)]
    fn panel<const WIDTH: usize>(
        &mut self,
        b: Lines<'_, T>,
        part: Part,
        rows: Range<usize>,
        column: usize,
        panel: &mut [T],
    ) {
        let count = T::Lanes::<S>::COUNT;
        let columns = Columns::new::<T::Lanes<S>>(column, WIDTH, self.columns);
        let mut copy = LinesMut::new(panel, WIDTH * count);
        for k in part.from..part.to {
            for register in 0..WIDTH {
                // SAFETY: `k` is one of the lines of `B`, and the registers lie within a line.
                let numbers = unsafe { b.load(self.simd, k, columns.place::<T::Lanes<S>>(register, WIDTH)) };
                // SAFETY: a part has no more lines than fit into the panel, and each has room for `WIDTH` registers.
                unsafe { copy.store::<T::Lanes<S>>(k - part.from, register * count, numbers) };
            }
        }
        let lines = Lines::new(panel, part.to - part.from, WIDTH * count);
        let inner = Columns::new::<T::Lanes<S>>(0, WIDTH, WIDTH * count);
        let source = Source { lines, first: part.from, columns: inner };
        for row in rows.step_by(ROWS) {
            self.block::<ROWS, WIDTH>(&source, part, row, columns);
        }
    }

    /// One block of `C`, in a function of its own: in a build without optimisation all that is inlined adds to the stack of a function.
    #[inline(always)]
    fn block<const ROWS: usize, const WIDTH: usize>(
        &mut self,
        b: &Source<'_, T>,
        part: Part,
        row: usize,
        columns: Columns,
    ) {
        self.simd.run(
            #[inline(always)]
            || self.sum_block::<ROWS, WIDTH>(b, part, row, columns),
        );
    }

    #[inline(always)]
    fn sum_block<const ROWS: usize, const WIDTH: usize>(
        &mut self,
        b: &Source<'_, T>,
        part: Part,
        row: usize,
        columns: Columns,
    ) {
        let mut sums = self.begin::<ROWS, WIDTH>(part, row, columns);
        let mut registers = [T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH];
        let (mut a, mut lines) = (self.a.from(row, part.from), b.lines.from(part.from - b.first));
        for _ in part.from..part.to {
            for (register, numbers) in registers.iter_mut().enumerate() {
                // SAFETY: there is a line for each step of the part, and the register lies within it.
                *numbers = unsafe { lines.load(self.simd, 0, b.columns.place::<T::Lanes<S>>(register, WIDTH)) };
            }
            for (i, sums) in sums.iter_mut().enumerate() {
                // SAFETY: `row + i` is one of the rows, and the part lies within the depth.
                let factor = T::Lanes::<S>::splat(self.simd, unsafe { a.at(i) });
                for (sum, register) in sums.iter_mut().zip(registers) {
                    *sum = register.mul_add(factor, *sum);
                }
            }
            a.advance();
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
        columns: Columns,
    ) -> [[T::Lanes<S>; WIDTH]; ROWS] {
        let mut sums = [[T::Lanes::<S>::splat(self.simd, T::zero()); WIDTH]; ROWS];
        let start = if part.from == 0 { self.start } else { Start::Add };
        let (lines, row, step) = match start {
            Start::Zero => return sums,
            // The same line for every row.
            Start::Line(bias) => (Lines::new(bias, 1, self.columns), 0, 0),
            Start::Add => (self.c.as_lines(), row, 1),
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
