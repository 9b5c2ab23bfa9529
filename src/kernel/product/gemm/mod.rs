//! `C = addend + A·B`, where each line of `C` is a combination of lines of `B`.

mod blocked;
mod gemv;
#[cfg(any(feature = "train", test))]
mod long;
mod narrow;

use super::views::{Rows, RowsMut, Strided};
use super::{Addend, ROWS_OF_SHARE};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, WithSimd, vectorize};
use crate::kernel::threads;
use blocked::Blocked;
use gemv::Gemv;
use narrow::narrow;

/// `C = addend + A·B`, with `C` and `B` as lines of `columns` elements.
pub struct Gemm<'a, T> {
    pub(super) a: Strided<'a, T>,
    pub(super) b: &'a [T],
    /// From where a line of `B` begins to where the next one does.
    pub(super) stride: usize,
    pub(super) columns: usize,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: &'a mut [T],
    /// Whether these are some of the rows of a larger batch, all of which are summed in the same order.
    pub(super) is_part: bool,
}

impl<T: Real> Gemm<'_, T> {
    pub(super) fn run<S: Simd>(self, simd: S) {
        let Some(rows) = threads::share(self.a.rows(), self.a.depth() * self.columns, ROWS_OF_SHARE) else {
            return T::gemm(simd.isa(), self);
        };
        let Gemm { a, b, stride, columns, addend, c, .. } = self;
        threads::for_each(c.chunks_mut(rows * columns).enumerate(), |(chunk, c)| {
            let part = Gemm { a: a.some(chunk * rows, rows), b, stride, columns, addend, c, is_part: true };
            T::gemm(simd.isa(), part);
        });
    }
}

impl<T: Real> WithSimd for Gemm<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (rows, depth, columns) = (self.a.rows(), self.a.depth(), self.columns);
        if rows == 0 || depth == 0 {
            return;
        }
        return_unless!(columns > 0 && rows * columns <= self.c.len(), "a line for each row");
        if let Addend::Row(bias) = self.addend {
            return_unless!(bias.len() == columns, "a bias for each column");
        }
        // What is added to is a gradient, and the depth is a batch.
        #[cfg(any(feature = "train", test))]
        if matches!(self.addend, Addend::Output) && depth > long::PART {
            return self.in_parts(simd);
        }
        if columns < T::Lanes::<S>::LANES {
            vectorize!(simd, self.narrow(simd));
        } else if rows == 1 && !self.is_part {
            vectorize!(simd, self.single(simd));
        } else {
            vectorize!(simd, self.many(simd));
        }
    }
}

impl<T: Real> Gemm<'_, T> {
    #[inline(always)]
    fn many<S: Simd>(self, simd: S) {
        let Gemm { a, b, stride, columns, addend, c, .. } = self;
        let lines = or_return!(Rows::beginnings(b, a.depth(), columns, stride));
        Blocked { simd, a, columns, addend, c: RowsMut::new(c, columns) }.compute(lines);
    }

    #[inline(always)]
    fn narrow<S: Simd>(self, simd: S) {
        let Gemm { a: grid, b, stride, columns, addend, c, .. } = self;
        let lines = or_return!(Rows::beginnings(b, grid.depth(), columns, stride));
        narrow(simd, grid, lines, (addend, columns), c);
    }

    #[inline(always)]
    fn single<S: Simd>(self, simd: S) {
        let Gemm { a: grid, b, stride, columns, addend, c, .. } = self;
        let lines = or_return!(Rows::beginnings(b, grid.depth(), columns, stride));
        Gemv { simd, grid, lines, addend, c: or_return!(c.get_mut(..columns)) }.compute();
    }
}
