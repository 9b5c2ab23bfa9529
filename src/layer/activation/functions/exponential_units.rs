//! Exponential linear units: `Elu`, `Selu` and `Celu`.
//!
//! Their derivative is computed from `x`: as `y + a` it would lose all digits where it is small.

use super::{if_positive, over_registers};
use crate::kernel::math::Elementary;
use crate::kernel::simd::Lanes;

/// `y = x` for `x > 0`, and `y = a·(eˣ - 1)` elsewhere; in a declaration `Elu`, with `a = 1`, or
/// `Elu<0.5>`. `ALPHA` holds the bits of `a` as an `f64`.
///
/// Any shape to the same shape. The derivative is 1 for `x > 0` and `a·eˣ` elsewhere, also at 0.
///
/// Source: D.-A. Clevert et al., "Fast and accurate deep network learning by exponential linear
/// units", 2015.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Units {
///     elu: Elu<2.0>,
/// }
/// assert_eq!(Units::zeros().predict(&[-1e4, 0.0, 3.0]).as_slice(), [-2.0, 0.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elu<const ALPHA: u64 = { 1.0_f64.to_bits() }>;

over_registers! {
    Elu<ALPHA>:
    |x| value(x, (1.0, f64::from_bits(ALPHA), 1.0)),
    |x, _| derivative(x, (1.0, f64::from_bits(ALPHA), 1.0))
}

/// `y = s·x` for `x > 0`, and `y = s·a·(eˣ - 1)` elsewhere, with `s = 1.0507..` and `a = 1.6732..`:
/// values of mean 0 and variance 1 stay so through many layers with weights of variance 1/n.
///
/// Any shape to the same shape. The derivative is `s` for `x > 0` and `s·a·eˣ` elsewhere, also at
/// 0.
///
/// Source: G. Klambauer et al., "Self-normalizing neural networks", 2017.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Units {
///     selu: Selu,
/// }
/// assert_eq!(Units::zeros().predict(&[-1e4, 0.0, 2.0]).as_slice(), [-1.758_099_3, 0.0, 2.101_402]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selu;

impl Selu {
    const SCALE: f64 = 1.050_700_987_355_480_5;
    const ALPHA: f64 = 1.673_263_242_354_377_3;
}

over_registers! {
    Selu:
    |x| value(x, (Self::SCALE, Self::SCALE * Self::ALPHA, 1.0)),
    |x, _| derivative(x, (Self::SCALE, Self::SCALE * Self::ALPHA, 1.0))
}

/// `y = x` for `x > 0`, and `y = a·(e^(x/a) - 1)` elsewhere; in a declaration `Celu`, with `a = 1`,
/// or `Celu<0.5>`. `ALPHA` holds the bits of `a`, which is positive, as an `f64`.
///
/// Any shape to the same shape. The derivative, 1 for `x > 0` and `e^(x/a)` elsewhere, has no jump
/// at 0 for any `a`.
///
/// Source: J. T. Barron, "Continuously differentiable exponential linear units", 2017.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Units {
///     celu: Celu<2.0>,
/// }
/// assert_eq!(Units::zeros().predict(&[-1e4, 0.0, 3.0]).as_slice(), [-2.0, 0.0, 3.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Celu<const ALPHA: u64 = { 1.0_f64.to_bits() }>;

over_registers! {
    Celu<ALPHA>:
    |x| value(x, (1.0, f64::from_bits(ALPHA), 1.0 / f64::from_bits(ALPHA))),
    |x, _| derivative(x, (1.0, f64::from_bits(ALPHA), 1.0 / f64::from_bits(ALPHA)))
}

/// `s·x` for `x > 0`, and `a·(e^(r·x) - 1)` elsewhere.
#[inline(always)]
fn value<L: Lanes>(x: L, (slope, alpha, rate): (f64, f64, f64)) -> L {
    let below = x.splat_f64(alpha) * L::Scalar::exp_m1_lanes(x * x.splat_f64(rate));
    if_positive(x, x * x.splat_f64(slope), below)
}

/// `s` for `x > 0`, and `a·r·e^(r·x)` elsewhere.
#[inline(always)]
fn derivative<L: Lanes>(x: L, (slope, alpha, rate): (f64, f64, f64)) -> L {
    let below = x.splat_f64(alpha * rate) * L::Scalar::exp_lanes(x * x.splat_f64(rate));
    if_positive(x, x.splat_f64(slope), below)
}
