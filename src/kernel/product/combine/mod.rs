//! `C = start + A·B`, where each line of `C` is a combination of lines of `B`.

#[cfg(any(feature = "train", test))]
mod long;
mod many;
mod narrow;
mod single;

use super::matrix::{Grid, Lines, LinesMut};
use super::{ROWS_OF_SHARE, Start};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, Work};
use crate::kernel::threads;
use many::Many;
use narrow::narrow;
use single::Single;

/// `C = start + A·B`, with `C` and `B` as lines of `columns` elements.
pub struct Combine<'a, T> {
    pub(super) a: Grid<'a, T>,
    pub(super) b: &'a [T],
    /// From where a line of `B` begins to where the next one does.
    pub(super) stride: usize,
    pub(super) columns: usize,
    pub(super) start: Start<'a, T>,
    pub(super) c: &'a mut [T],
    /// Whether these are some of the rows of a larger batch, all of which are summed in the same order.
    pub(super) is_part: bool,
}

impl<T: Real> Combine<'_, T> {
    pub(super) fn run<S: Simd>(self, simd: S) {
        let Some(rows) = threads::share(self.a.rows(), self.a.depth() * self.columns, ROWS_OF_SHARE) else {
            return T::combine(simd.instructions(), self);
        };
        let Combine { a, b, stride, columns, start, c, .. } = self;
        threads::for_each(c.chunks_mut(rows * columns).enumerate(), |(chunk, c)| {
            let part = Combine { a: a.some(chunk * rows, rows), b, stride, columns, start, c, is_part: true };
            T::combine(simd.instructions(), part);
        });
    }
}

impl<T: Real> Work for Combine<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let (rows, depth, columns) = (self.a.rows(), self.a.depth(), self.columns);
        if rows == 0 || depth == 0 {
            return;
        }
        ensure!(columns > 0 && rows * columns <= self.c.len(), "a line for each row");
        if let Start::Line(bias) = self.start {
            ensure!(bias.len() == columns, "a bias for each column");
        }
        // What is added to is a gradient, and the depth is a batch.
        #[cfg(any(feature = "train", test))]
        if matches!(self.start, Start::Add) && depth > long::PART {
            return self.in_parts(simd);
        }
        if columns < T::Lanes::<S>::COUNT {
            simd.run(
                #[inline(always)]
                || self.narrow(simd),
            );
        } else if rows == 1 && !self.is_part {
            simd.run(
                #[inline(always)]
                || self.single(simd),
            );
        } else {
            simd.run(
                #[inline(always)]
                || self.many(simd),
            );
        }
    }
}

impl<T: Real> Combine<'_, T> {
    #[inline(always)]
    fn many<S: Simd>(self, simd: S) {
        let Combine { a, b, stride, columns, start, c, .. } = self;
        let lines = known!(Lines::beginnings(b, a.depth(), columns, stride));
        Many { simd, a, columns, start, c: LinesMut::new(c, columns) }.compute(lines);
    }

    #[inline(always)]
    fn narrow<S: Simd>(self, simd: S) {
        let Combine { a: grid, b, stride, columns, start, c, .. } = self;
        let lines = known!(Lines::beginnings(b, grid.depth(), columns, stride));
        narrow(simd, grid, lines, (start, columns), c);
    }

    #[inline(always)]
    fn single<S: Simd>(self, simd: S) {
        let Combine { a: grid, b, stride, columns, start, c, .. } = self;
        let lines = known!(Lines::beginnings(b, grid.depth(), columns, stride));
        Single { simd, grid, lines, start, c: known!(c.get_mut(..columns)) }.compute();
    }
}
