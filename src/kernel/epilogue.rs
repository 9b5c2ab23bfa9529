//! Epilogues: the function that is applied to accumulators before they are written.

use crate::kernel::scalar::Real;
use crate::kernel::simd::Lanes;

/// A function of whole registers of accumulators, each of which belongs to a place of the result.
pub trait Epilogue<T: Real>: Copy + Send + Sync {
    /// Returns `true` if it changes nothing.
    #[inline(always)]
    fn is_identity(self) -> bool {
        false
    }

    /// Returns `true` if the function is the same at all places and never decreases, so that the
    /// greatest of its values is its value at the greatest element.
    #[inline(always)]
    fn keeps_order(self) -> bool {
        false
    }

    /// Returns the number that lesser ones are raised to, if that is all that the function does,
    /// `max(floor, x)` of registers: sums can end with it.
    #[inline(always)]
    fn floor(self) -> Option<T> {
        None
    }

    /// Applies the function to the elements of the result from `place` on.
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, place: usize) -> L;

    /// Returns the function for a result that begins `count` elements later.
    #[inline(always)]
    #[must_use]
    fn offset_by(self, count: usize) -> Self {
        let _ = count;
        self
    }

    /// Applies the function to the first `count` elements of a register.
    #[inline(always)]
    fn apply_part<L: Lanes<Scalar = T>>(self, sums: L, place: usize, count: usize) -> L {
        let _ = count;
        self.apply(sums, place)
    }
}

/// No epilogue: accumulators are written as they are.
#[derive(Clone, Copy)]
pub(crate) struct Identity;

impl<T: Real> Epilogue<T> for Identity {
    #[inline(always)]
    fn is_identity(self) -> bool {
        true
    }

    #[inline(always)]
    fn keeps_order(self) -> bool {
        true
    }

    #[inline(always)]
    fn apply<L: Lanes<Scalar = T>>(self, sums: L, _: usize) -> L {
        sums
    }
}
