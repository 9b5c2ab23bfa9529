//! Products with a large `B`, in two halves of the depth.
//!
//! `B` is a weight that an optimiser has just changed, and the numbers that one core has written
//! reach the other at some bytes a cycle: in a step of 784-128-10 with 64 samples this took as long
//! as the product itself. Where threads share the rows of `B`, each reads those that it has written
//! itself, since gradients and steps are divided the same way.
//!
//! The sizes alone decide, so that results are the same bits for any number of threads.

use super::Gemm;
use crate::kernel::product::Addend;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use crate::kernel::threads;
use std::vec;

/// The bytes of `B` from which it is large: those of four L1 caches.
const LARGE_BYTES: usize = 128 * 1024;

/// The most elements of `C` that are added up from the halves, beside which `B` is large.
const MAX_RESULTS: usize = 16 * 1024;

/// The fewest rows of `C`. With fewer of them a product is bound by reading `B`.
const MIN_ROWS: usize = 24;

impl<T: Real> Gemm<'_, T> {
    /// Returns `true` if the product is computed in halves.
    pub(super) fn has_halves(&self) -> bool {
        let (rows, depth) = (self.a.rows(), self.a.depth());
        !matches!(self.addend, Addend::Output)
            && rows >= MIN_ROWS
            && rows * self.columns <= MAX_RESULTS
            && depth * self.columns * size_of::<T>() >= LARGE_BYTES
            && depth >= 2
    }

    /// Computes the product, each half of the depth on a thread of its own if there are several.
    pub(super) fn share_halves<S: Simd>(self, simd: S) {
        let Gemm { a, b, b_stride, columns, addend, c, .. } = self;
        let (rows, half) = (0..a.rows(), a.depth().div_ceil(2));
        let mut second = vec![T::zero(); rows.len() * columns];
        let (first_b, second_b) = b.split_at(half * b_stride);
        let halves = [
            (a.part(&rows, &(0..half)), first_b, addend, &mut *c),
            (a.part(&rows, &(half..a.depth())), second_b, Addend::Zero, &mut *second),
        ];
        let halves = halves.map(|(a, b, addend, c)| Gemm { a, b, b_stride, columns, addend, c, is_slice: true });
        match threads::share(2, half * rows.len() * columns, 1) {
            Some(_) => threads::for_each(halves.into_iter(), |half| T::gemm(simd.isa(), half)),
            None => halves.into_iter().for_each(|half| T::gemm(simd.isa(), half)),
        }
        vectorize!(simd, c.iter_mut().zip(&second).for_each(|(c, second)| *c += *second));
    }
}
