//! What is done to a sum before it is written: nothing, a pointwise function, or a factor.

use crate::kernel::scalar::Real;
use crate::kernel::simd::Lanes;

/// A function that is applied to whole registers of sums, which lie at some place of the result.
pub trait Finish<T: Real>: Copy + Send + Sync {
    /// Whether it changes anything.
    #[inline(always)]
    fn changes(self) -> bool {
        true
    }

    /// What becomes of the sums that belong to the elements of the result from `place` on.
    fn finish<L: Lanes<Scalar = T>>(self, sums: L, place: usize) -> L;

    /// The function for a result that begins `count` elements later.
    #[inline(always)]
    #[must_use]
    fn after(self, count: usize) -> Self {
        let _ = count;
        self
    }

    /// The same for the first `count` sums of a register alone.
    #[inline(always)]
    fn finish_part<L: Lanes<Scalar = T>>(self, sums: L, place: usize, count: usize) -> L {
        let _ = count;
        self.finish(sums, place)
    }
}

/// The numbers as they are.
#[derive(Clone, Copy)]
pub(crate) struct Nothing;

impl<T: Real> Finish<T> for Nothing {
    #[inline(always)]
    fn changes(self) -> bool {
        false
    }

    #[inline(always)]
    fn finish<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        sums
    }
}
