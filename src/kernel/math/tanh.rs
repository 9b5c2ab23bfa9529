//! The hyperbolic tangent, and the logistic function, which is one too:
//! `logistic(x) = (1 + tanh(x/2)) / 2`.

use super::exp::{ExpConstants, exp_clamped};
use crate::kernel::simd::Lanes;

/// The arguments from which on the functions are 1 in one precision.
pub(super) trait TanhConstants: ExpConstants {
    /// `tanh` of more is 1.
    const TANGENT: f64;
    /// The logistic function of more is 1.
    const LOGISTIC: f64;
}

impl TanhConstants for f32 {
    const TANGENT: f64 = 9.1;
    const LOGISTIC: f64 = 18.0;
}

impl TanhConstants for f64 {
    const TANGENT: f64 = 19.1;
    const LOGISTIC: f64 = 40.0;
}

/// The argument below which `h - h·y` is used for the hyperbolic tangent: there the rounding of the
/// denominator, 1 and something small, weighs as much as that of the result. At this argument the
/// result is 1/4, from where on a unit in its last place is twice as large.
const SMALL_TANGENT: f64 = 0.256;

/// The argument below which `e - e·y` is used for the logistic function, for the same reason.
const SMALL_LOGISTIC: f64 = -1.09;

/// `tanh(x)`, for positive `x` and with the sign put back: `y = h / (h + 1)` with `h = (exp(2x) -
/// 1) / 2`.
///
/// With `x = n·(ln 2)/2 + r` and `p = (exp(2r) - 1) / 2` that is `h = 2^n·p + (2^n - 1)/2`, in
/// which nothing cancels: `p` is small where it is negative, and `h = p` for the small `x` with `n
/// = 0`. An error of the reduced `r`, which grows with `n`, weighs the less the nearer the result
/// is to 1, so that one number for `ln 2` suffices. The result is also `h - h·y`, in which an error
/// of a small `y` weighs little.
#[inline(always)]
pub(super) fn tanh<L: Lanes<Scalar: TanhConstants>>(x: L) -> L {
    use core::f64::consts::{LN_2, LOG2_E};

    let size = x.splat_f64(L::Scalar::TANGENT).min(x.abs());
    let shift = x.splat_f64(L::EXP2_SHIFT);
    let shifted = size.mul_add(x.splat_f64(2.0 * LOG2_E), shift);
    let r = (shifted - shift).mul_add(x.splat_f64(-0.5 * LN_2), size);
    let power = shifted.exp2_shifted();
    let p = L::Scalar::series(r, true).mul_add(r * r, r);
    let h = power.mul_add(p, power.mul_add(x.splat_f64(0.5), x.splat_f64(-0.5)));
    // The denominator is made of the rounded `h`, since the errors of both cancel where they are
    // large.
    let y = h / (h + x.splat_f64(1.0));
    size.select_less(x.splat_f64(SMALL_TANGENT), h.neg_mul_add(y, h), y).copysign(x)
}

/// `y = e / (1 + e)` with `e = exp(x)`, which is also `e - e·y`, in which an error of a small `y`
/// weighs little.
///
/// For negative `x` it is as exact as the exponential; for positive ones an error of the
/// exponential is divided by it.
#[inline(always)]
pub(super) fn logistic<L: Lanes<Scalar: TanhConstants>>(x: L) -> L {
    let power = exp_clamped(x, L::Scalar::LOW, L::Scalar::LOGISTIC);
    let share = power / (power + x.splat_f64(1.0));
    x.select_less(x.splat_f64(SMALL_LOGISTIC), power.neg_mul_add(share, power), share)
}
