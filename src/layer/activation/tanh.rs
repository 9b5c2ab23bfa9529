//! `Tanh`: the hyperbolic tangent.

use crate::kernel::math::Elementary;
use crate::kernel::simd::Lanes;
use crate::layer::Activation;
use crate::scalar::Real;

/// `y = tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`, with the derivative `1 - y²`.
///
/// Any shape to the same shape; the values lie between -1 and 1.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Squashed {
///     tanh: Tanh,
/// }
/// assert_eq!(Squashed::zeros().predict(&[0.0, 1.0]).as_slice(), [0.0, 1.0_f32.tanh()]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tanh;

impl Activation for Tanh {
    #[inline(always)]
    fn value<T: Real>(x: T) -> T {
        x.hyperbolic_tangent()
    }

    #[inline(always)]
    fn derivative<T: Real>(_: T, y: T) -> T {
        T::one() - y * y
    }

    #[inline(always)]
    fn values<L: Lanes>(x: L) -> L {
        L::Scalar::tanh_lanes(x)
    }

    #[inline(always)]
    fn derivatives<L: Lanes>(y: L) -> L {
        y.splat_f64(1.0) - y * y
    }
}
