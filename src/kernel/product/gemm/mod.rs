//! General matrix multiplication, `C = addend + A·B`, with `B` and `C` by rows.
//!
//! Four kernels share the work:
//!
//! - [`blocked`]: several rows of `A`, by register blocks and packed panels;
//! - [`gemv`]: one row of `A`, which is a product of a vector and a matrix;
//! - [`narrow`]: rows of `C` that are shorter than a register;
//! - [`long`]: a depth of hundreds of steps into gradients, with compensated summation.

mod blocked;
mod gemv;
#[cfg(feature = "rayon")]
mod halves;
#[cfg(any(feature = "train", test))]
mod long;
mod narrow;
#[cfg(feature = "rayon")]
mod shared;

use super::Addend;
use super::views::{Rows, RowsMut, Strided};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, WithSimd, vectorize};
use blocked::Blocked;
use gemv::Gemv;
use narrow::narrow;

/// The product `C = addend + A·B`, where `B` and `C` have rows of `columns` elements.
pub struct Gemm<'a, T> {
    pub(super) a: Strided<'a, T>,
    pub(super) b: &'a [T],
    /// The distance from row to row of `B`.
    pub(super) b_stride: usize,
    pub(super) columns: usize,
    pub(super) addend: Addend<'a, T>,
    pub(super) c: &'a mut [T],
    /// These are some of the rows of a larger product, and are summed in the order in which all of
    /// its rows are, even if there is only one.
    pub(super) is_slice: bool,
}

impl<T: Real> Gemm<'_, T> {
    /// Computes the product, on several threads if it is large enough.
    pub(super) fn compute_on_threads<S: Simd>(self, simd: S) {
        #[cfg(feature = "rayon")]
        self.share(simd);
        #[cfg(not(feature = "rayon"))]
        T::gemm(simd.isa(), self);
    }
}

impl<T: Real> WithSimd for Gemm<'_, T> {
    type Output = ();

    /// Chooses the kernel.
    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (rows, depth, columns) = (self.a.rows(), self.a.depth(), self.columns);
        if rows == 0 || depth == 0 {
            return;
        }
        return_unless!(columns > 0 && rows * columns <= self.c.len(), "a row of C for each row of A");
        if let Addend::Row(bias) = self.addend {
            return_unless!(bias.len() == columns, "a bias for each column");
        }
        // Products are added to gradients alone, and then the depth is a batch.
        #[cfg(any(feature = "train", test))]
        if matches!(self.addend, Addend::Output) && depth > long::PART {
            return self.compute_in_parts(simd);
        }
        if columns < T::Lanes::<S>::LANES {
            vectorize!(simd, self.compute_narrow(simd));
        } else if rows == 1 && !self.is_slice {
            vectorize!(simd, self.compute_gemv(simd));
        } else {
            vectorize!(simd, self.compute_blocked(simd));
        }
    }
}

impl<T: Real> Gemm<'_, T> {
    #[inline(always)]
    fn compute_blocked<S: Simd>(self, simd: S) {
        let Gemm { a, b, b_stride, columns, addend, c, .. } = self;
        let b = or_return!(Rows::with_stride(b, a.depth(), columns, b_stride));
        Blocked { simd, a, columns, addend, c: RowsMut::new(c, columns) }.compute(b);
    }

    #[inline(always)]
    fn compute_narrow<S: Simd>(self, simd: S) {
        let Gemm { a, b, b_stride, columns, addend, c, .. } = self;
        let b = or_return!(Rows::with_stride(b, a.depth(), columns, b_stride));
        narrow(simd, a, b, (addend, columns), c);
    }

    #[inline(always)]
    fn compute_gemv<S: Simd>(self, simd: S) {
        let Gemm { a, b, b_stride, columns, addend, c, .. } = self;
        let b = or_return!(Rows::with_stride(b, a.depth(), columns, b_stride));
        Gemv { simd, a, b, addend, c: or_return!(c.get_mut(..columns)) }.compute();
    }
}
