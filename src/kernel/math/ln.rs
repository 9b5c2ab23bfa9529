//! The natural logarithm, of a number and of one more than a number.

use super::exp::ExpConstants;
use super::polynomial;
use crate::kernel::simd::{Lanes, Vectorized};

/// The constants and the polynomial of the logarithm in one precision. `ln 2` is split as for the
/// exponential function.
pub(super) trait LnConstants: ExpConstants {
    /// The least normal number, and the power of 2 by which a number below it is multiplied to be
    /// normal.
    const NORMAL: (f64, i32);

    /// A minimax approximation of `(2·artanh(s)/s - 2) / s²` as a polynomial in `s²`, relative to
    /// `artanh(s)`, for `s` up to `(sqrt(2) - 1) / (sqrt(2) + 1)`.
    fn series<L: Lanes<Scalar = Self>>(square: L) -> L;
}

impl LnConstants for f32 {
    const NORMAL: (f64, i32) = (f32::MIN_POSITIVE as f64, 24);

    /// Error 2^-30.2.
    #[inline(always)]
    fn series<L: Lanes<Scalar = Self>>(square: L) -> L {
        polynomial(square, [6.666_677_594e-1, 3.997_757_435e-1, 2.987_094_223e-1])
    }
}

impl LnConstants for f64 {
    const NORMAL: (f64, i32) = (f64::MIN_POSITIVE, 54);

    /// Error 2^-59.5.
    #[inline(always)]
    fn series<L: Lanes<Scalar = Self>>(square: L) -> L {
        let coefficients = [
            0.666_666_666_666_673_4,
            0.399_999_999_994_163_8,
            0.285_714_287_420_137_2,
            0.222_221_986_109_573_08,
            0.181_835_623_964_884_37,
            0.153_140_990_458_661_1,
            0.147_954_731_774_175,
        ];
        polynomial(square, coefficients)
    }
}

/// `ln(x)`.
///
/// With `g = f - 1` and `s = g / (g + 2)`, `ln(f) = 2·artanh(s) = 2s + s·R(s²)`. As `2s = g - s·g`
/// and `s·g = g²/2 - s·g²/2`, that is `g - (g²/2 - s·(g²/2 + R))`, whose large terms carry no error
/// of the division.
#[inline(always)]
pub(super) fn ln<L: Lanes<Scalar: LnConstants>>(x: L) -> L {
    corrected(x, None)
}

/// `ln(1 + x)`.
///
/// The sum `u = 1 + x` is rounded, and the rest `c` that is lost follows from the smaller term;
/// then `ln(1 + x) = ln(u + c)` is nearly `ln(u) + c/u`. (As `log1p` in FreeBSD's `msun`.)
#[inline(always)]
pub(super) fn ln_1p<L: Lanes<Scalar: LnConstants>>(x: L) -> L {
    let one = x.splat_f64(1.0);
    let sum = x + one;
    let rest = one.select_less(x, one - (sum - x), x - (sum - one));
    // The sum hides the sign of zero; that of NaN does not matter.
    corrected(sum, Some(rest / sum)).copysign(x)
}

/// `ln(x) + addend`, where `addend` is small beside the result, or beside `x - 1` where that is
/// nearly 0.
#[inline(always)]
fn corrected<L: Lanes<Scalar: LnConstants>>(x: L, addend: Option<L>) -> L {
    let (normal, scale) = L::Scalar::NORMAL;
    let (zero, half, one, two) = (x.splat_f64(0.0), x.splat_f64(0.5), x.splat_f64(1.0), x.splat_f64(2.0));

    let normal = x.splat_f64(normal);
    let up = x.splat_f64(f64::from_bits((1023 + scale as u64) << 52));
    let offset = x.select_less(normal, x.splat_f64(f64::from(-scale)), zero);
    let (f, n) = x.select_less(normal, x * up, x).split_exponent();
    let middle = x.splat_f64(core::f64::consts::SQRT_2);
    let n = middle.select_less(f, n + one, n) + offset;
    let g = middle.select_less(f, f * half, f) - one;

    let s = g / (g + two);
    let square = s * s;
    let rest = square * <L::Scalar as LnConstants>::series(square);
    let parabola = half * g * g;
    let (high, low) = L::Scalar::LN2;
    let low = n * x.splat_f64(low);
    let low = addend.map_or(low, |addend| low + addend);
    let result = n.mul_add(x.splat_f64(high), g - (parabola - s.mul_add(parabola + rest, low)));

    // Special cases: infinity and NaN are their own logarithms, then zero of either sign, then
    // negative numbers.
    let result = x.select_less(x.splat_f64(f64::INFINITY), result, x);
    let result = x.select_less(x.splat_f64(L::Scalar::MIN_POSITIVE), x.splat_f64(f64::NEG_INFINITY), result);
    x.select_less(zero, x.splat_f64(f64::NAN), result)
}
