//! `Sigmoid`: the logistic function.

use crate::kernel::math::Elementary;
use crate::kernel::simd::Lanes;
use crate::layer::Activation;
use crate::scalar::Real;

/// `y = 1 / (1 + e⁻ˣ)`, with the derivative `y·(1 - y)`.
///
/// Any shape to the same shape; the values lie between 0 and 1.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Shares {
///     sigmoid: Sigmoid,
/// }
/// assert_eq!(Shares::zeros().predict(&[-1e4, 0.0, 1e4]).as_slice(), [0.0, 0.5, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sigmoid;

impl Activation for Sigmoid {
    #[inline(always)]
    fn value<T: Real>(x: T) -> T {
        x.logistic()
    }

    #[inline(always)]
    fn derivative<T: Real>(_: T, y: T) -> T {
        y * (T::one() - y)
    }

    #[inline(always)]
    fn values<L: Lanes>(x: L) -> L {
        L::Scalar::logistic_lanes(x)
    }

    #[inline(always)]
    fn derivatives<L: Lanes>(y: L) -> L {
        y * (y.splat_f64(1.0) - y)
    }
}
