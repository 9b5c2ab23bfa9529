//! `Relu`: what is negative becomes zero.

use crate::kernel::simd::{Lanes, Vectorized};
use crate::layer::Activation;
use crate::scalar::Real;

/// `y = max(0, x)`, with the derivative 1 for `x > 0` and 0 elsewhere, also at the kink `x = 0`, as
/// in PyTorch.
///
/// Any shape to the same shape. NaN stays NaN.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Positive {
///     relu: Relu,
/// }
/// assert_eq!(Positive::zeros().predict(&[-1.0, 0.0, 2.0]).as_slice(), [0.0, 0.0, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relu;

impl Activation for Relu {
    #[inline(always)]
    fn value<T: Real>(x: T) -> T {
        // The comparison is false for NaN, which passes.
        if x <= T::zero() { T::zero() } else { x }
    }

    #[inline(always)]
    fn derivative<T: Real>(x: T, _: T) -> T {
        if x <= T::zero() { T::zero() } else { T::one() }
    }

    #[inline(always)]
    fn values<L: Lanes>(x: L) -> L {
        // NaN, the second of the two, passes.
        x.splat_f64(0.0).max(x)
    }

    #[inline(always)]
    fn derivatives<L: Lanes>(y: L) -> L {
        // Outputs are not negative: 0 is what is less than the least positive number, and NaN is
        // not.
        let least = y.splat_f64(L::Scalar::MIN_POSITIVE);
        y.select_less(least, y.splat_f64(0.0), y.splat_f64(1.0))
    }
}
