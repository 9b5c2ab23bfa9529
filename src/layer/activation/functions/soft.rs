//! `Softplus` and `Softsign`: smooth relatives of `Relu` and of the sign.

use super::over_registers;
use crate::kernel::math::Elementary;

/// `y = ln(1 + e^(b·x)) / b`, and `y = x` where `b·x > t`; in a declaration `Softplus`, with
/// `b = 1` and the threshold `t = 20`, `Softplus<2.0>` or `Softplus<2.0, 30.0>`. `BETA` and
/// `THRESHOLD` hold the bits of `b`, which is positive, and of `t` as `f64`.
///
/// Any shape to the same shape. The derivative is the logistic function of `b·x`, and 1 where
/// `b·x > t`. No exponential overflows, whatever the threshold:
/// `ln(1 + eᶻ) = max(z, 0) + ln(1 + e^-|z|)`.
///
/// Source: C. Dugas et al., "Incorporating second-order functional knowledge for better option
/// pricing", 2001.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Positive {
///     softplus: Softplus,
/// }
/// assert_eq!(Positive::zeros().predict(&[-1e4, 0.0, 1e4]).as_slice(), [0.0, 2.0_f32.ln(), 1e4]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Softplus<const BETA: u64 = { 1.0_f64.to_bits() }, const THRESHOLD: u64 = { 20.0_f64.to_bits() }>;

over_registers! {
    Softplus<BETA, THRESHOLD>:
    |x| {
        let (beta, zero) = (x.splat_f64(f64::from_bits(BETA)), x.splat_f64(0.0));
        let z = beta * x;
        let soft = zero.max(z) + L::Scalar::ln_1p_lanes(L::Scalar::exp_lanes(zero - z.abs()));
        x.splat_f64(f64::from_bits(THRESHOLD)).select_less(z, x, soft / beta)
    },
    |x, _| {
        let z = x.splat_f64(f64::from_bits(BETA)) * x;
        x.splat_f64(f64::from_bits(THRESHOLD)).select_less(z, x.splat_f64(1.0), L::Scalar::logistic_lanes(z))
    }
}

/// `y = x / (1 + |x|)`, with the derivative `1 / (1 + |x|)²`.
///
/// Any shape to the same shape; the values lie between -1 and 1.
///
/// Source: J. Bergstra et al., "Quadratic polynomials learn better image features", 2009.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Bounded {
///     softsign: Softsign,
/// }
/// assert_eq!(Bounded::zeros().predict(&[-3.0, 0.0, 1.0]).as_slice(), [-0.75, 0.0, 0.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Softsign;

over_registers! {
    Softsign:
    |x| x / (x.splat_f64(1.0) + x.abs()),
    |x, _| {
        let (one, sum) = (x.splat_f64(1.0), x.splat_f64(1.0) + x.abs());
        one / (sum * sum)
    }
}
