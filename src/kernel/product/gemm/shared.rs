//! Products that several threads share.

use super::Gemm;
#[cfg(any(feature = "train", test))]
use crate::kernel::product::Addend;
use crate::kernel::scalar::Real;
use crate::kernel::simd::Simd;
use crate::kernel::threads;

impl<T: Real> Gemm<'_, T> {
    /// Computes the product: by parts of the depth, by its halves, or by rows of the result.
    #[cfg_attr(not(any(feature = "train", test)), allow(unused_mut))]
    pub(super) fn share<S: Simd>(mut self, simd: S) {
        #[cfg(any(feature = "train", test))]
        if matches!(self.addend, Addend::Output) && self.share_depth(simd) {
            return;
        }
        if self.has_halves() {
            self.share_halves(simd);
        } else {
            self.share_rows(simd);
        }
    }

    fn share_rows<S: Simd>(self, simd: S) {
        let Some(rows) = threads::share(self.a.rows(), self.a.depth() * self.columns, 1) else {
            return T::gemm(simd.isa(), self);
        };
        let Gemm { a, b, b_stride, columns, addend, c, .. } = self;
        threads::for_each(c.chunks_mut(rows * columns).enumerate(), |(chunk, c)| {
            let a = a.part(&(chunk * rows..(chunk + 1) * rows), &(0..a.depth()));
            T::gemm(simd.isa(), Gemm { a, b, b_stride, columns, addend, c, is_slice: true });
        });
    }
}
