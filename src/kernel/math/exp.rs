//! The exponential function, and the exponential less one.

use super::polynomial;
use crate::kernel::simd::Lanes;

/// The constants and the polynomial of the exponential function in one precision.
pub(super) trait ExpConstants: Sized {
    /// Below, the result is 0.
    const LOW: f64;
    /// Above, the result is infinite.
    const HIGH: f64;
    /// `ln 2` in two parts, of which the first has so few bits that its products with the exponents
    /// are exact.
    const LN2: (f64, f64);
    /// The least `n` for which `2^n · exp(r)` is normal for all `r`.
    const MIN_EXPONENT: f64;
    /// The exponential less one of anything below is -1.
    const LOW_LESS_ONE: f64;

    /// A minimax approximation of `(exp(r) - 1 - r) / r²` for `|r| <= ln 2 / 2`, relative to
    /// `exp(r) - 1`, at `r = x`; or, if `twice`, double its value at `r = 2x`, with no more
    /// instructions.
    fn series<L: Lanes<Scalar = Self>>(x: L, twice: bool) -> L;
}

impl ExpConstants for f32 {
    const LOW: f64 = -104.0;
    const HIGH: f64 = 89.0;
    const LN2: (f64, f64) = (0.693_359_375, -2.121_944_400_546_905_8e-4);
    const MIN_EXPONENT: f64 = -125.0;
    const LOW_LESS_ONE: f64 = -18.0;

    /// Error 2^-31.9.
    #[inline(always)]
    fn series<L: Lanes<Scalar = Self>>(x: L, twice: bool) -> L {
        let coefficients =
            [0.5, 1.666_666_567e-1, 4.166_636_243e-2, 8.333_390_579e-3, 1.394_062_769e-3, 1.984_529_226e-4];
        polynomial(x, of_twice(coefficients, twice))
    }
}

impl ExpConstants for f64 {
    const LOW: f64 = -746.0;
    const HIGH: f64 = 710.0;
    const LN2: (f64, f64) = (0.693_145_751_953_125, 1.428_606_820_309_417_3e-6);
    const MIN_EXPONENT: f64 = -1021.0;
    const LOW_LESS_ONE: f64 = -40.0;

    /// Error 2^-61.7.
    #[inline(always)]
    fn series<L: Lanes<Scalar = Self>>(x: L, twice: bool) -> L {
        let coefficients = [
            0.5,
            0.166_666_666_666_666_77,
            0.041_666_666_666_666_51,
            0.008_333_333_333_321_691,
            0.001_388_888_888_896_226_2,
            0.000_198_412_698_859_660_46,
            2.480_158_717_277_494e-5,
            2.755_724_437_410_914e-6,
            2.755_740_242_885_588_3e-7,
            2.510_897_889_428_444_5e-8,
            2.087_539_867_074_135e-9,
        ];
        polynomial(x, of_twice(coefficients, twice))
    }
}

/// The coefficients of a polynomial; or, if `twice`, those of double its value at double the
/// argument, which are as exact.
#[inline(always)]
fn of_twice<const N: usize>(mut coefficients: [f64; N], twice: bool) -> [f64; N] {
    if twice {
        let mut power = 2.0;
        for coefficient in &mut coefficients {
            *coefficient *= power;
            power += power;
        }
    }
    coefficients
}

/// `exp(x)`.
#[inline(always)]
pub(super) fn exp<L: Lanes<Scalar: ExpConstants>>(x: L) -> L {
    exp_clamped(x, L::Scalar::LOW, L::Scalar::HIGH)
}

/// `exp(x)` of `x` clamped between `low` and `high`.
#[inline(always)]
pub(super) fn exp_clamped<L: Lanes<Scalar: ExpConstants>>(x: L, low: f64, high: f64) -> L {
    exp_below(x.splat_f64(high).min(x), low)
}

/// `exp(x)` of `x`, raised to `low` if it is less, that overflows by a factor of 2 at most.
#[inline(always)]
fn exp_below<L: Lanes<Scalar: ExpConstants>>(x: L, low: f64) -> L {
    let x = x.splat_f64(low).max(x);
    // 2^n in two factors, since neither 2^128 nor 2^-140 is a number of single precision: the first
    // with exponent n - 1, or the least one if that is more, so that the product with it is normal,
    // and the second with the rest.
    let (sum, shifted) = reduced(x, -1.0);
    let first = shifted.max(x.splat_f64(L::EXP2_SHIFT + L::Scalar::MIN_EXPONENT));
    let second = (shifted - first) + x.splat_f64(L::EXP2_SHIFT + 1.0);
    sum * first.exp2_shifted() * second.exp2_shifted()
}

/// `exp(x)` of `x` whose exponential is a normal number and no more than half of the largest.
#[inline(always)]
pub(super) fn exp_normal<L: Lanes<Scalar: ExpConstants>>(x: L) -> L {
    let (sum, shifted) = reduced(x, 0.0);
    sum * shifted.exp2_shifted()
}

/// `exp(x) - 1`: `2^n·p + (2^n - 1)` with `x = n·ln 2 + r` and `p = exp(r) - 1`, in which nothing
/// cancels, since `p` is the small one of the two, or alone.
#[inline(always)]
pub(super) fn exp_m1<L: Lanes<Scalar: ExpConstants>>(x: L) -> L {
    let (one, two) = (x.splat_f64(1.0), x.splat_f64(2.0));
    let clamped = x.splat_f64(L::Scalar::LOW_LESS_ONE).max(x.splat_f64(L::Scalar::HIGH).min(x));
    let (p, shifted) = reduced_less_one(clamped, 0.0);
    // Half of it where the power of 2 may be too large; elsewhere the half could be too small.
    let is_large = x.splat_f64(L::Scalar::HIGH / 2.0);
    let unit = is_large.select_less(x, x.splat_f64(0.5), one);
    let power = (shifted - (one - unit) * two).exp2_shifted();
    let result = power.mul_add(p, power - unit) * is_large.select_less(x, two, one);
    // The difference of the powers hides the sign of zero.
    result.copysign(x)
}

/// `exp(r)` with `x = n·ln 2 + r`, and `n + offset` plus [`EXP2_SHIFT`](Lanes::EXP2_SHIFT).
#[inline(always)]
fn reduced<L: Lanes<Scalar: ExpConstants>>(x: L, offset: f64) -> (L, L) {
    let (power, shifted) = reduced_less_one(x, offset);
    // The large terms are added last, so that there is one rounding of the result's size.
    (power + x.splat_f64(1.0), shifted)
}

/// [`reduced`], less one.
#[inline(always)]
fn reduced_less_one<L: Lanes<Scalar: ExpConstants>>(x: L, offset: f64) -> (L, L) {
    let shift = x.splat_f64(L::EXP2_SHIFT + offset);
    let shifted = x.mul_add(x.splat_f64(core::f64::consts::LOG2_E), shift);
    let n = shifted - shift;
    let (high, low) = L::Scalar::LN2;
    let r = n.mul_add(x.splat_f64(-low), n.mul_add(x.splat_f64(-high), x));
    (L::Scalar::series(r, false).mul_add(r * r, r), shifted)
}
