//! The exponential function.

use super::polynomial;
use crate::kernel::simd::Lanes;

/// What the exponential function takes in one precision.
pub(super) trait Exponential: Sized {
    /// Below, the result is 0.
    const LOW: f64;
    /// Above, the result is infinite.
    const HIGH: f64;
    /// `ln 2` in two parts, of which the first has so few bits that its products with the exponents are exact.
    const LN2: (f64, f64);
    /// The least exponent of 2 whose product with `exp(r)` is normal for all `r`.
    const LEAST_EXPONENT: f64;

    /// `(exp(r) - 1 - r) / r²` for `|r| <= ln 2 / 2`, of least largest error relative to `exp(r) - 1`, at `r = x`; or, if asked for, twice its value at
    /// `r = 2x`, with no more instructions.
    fn series<L: Lanes<Scalar = Self>>(x: L, twice: bool) -> L;
}

impl Exponential for f32 {
    const LOW: f64 = -104.0;
    const HIGH: f64 = 89.0;
    const LN2: (f64, f64) = (0.693_359_375, -2.121_944_400_546_905_8e-4);
    const LEAST_EXPONENT: f64 = -125.0;

    /// Error 2^-31.9.
    #[inline(always)]
    fn series<L: Lanes<Scalar = Self>>(x: L, twice: bool) -> L {
        let coefficients =
            [0.5, 1.666_666_567e-1, 4.166_636_243e-2, 8.333_390_579e-3, 1.394_062_769e-3, 1.984_529_226e-4];
        polynomial(x, of_twice(coefficients, twice))
    }
}

impl Exponential for f64 {
    const LOW: f64 = -746.0;
    const HIGH: f64 = 710.0;
    const LN2: (f64, f64) = (0.693_145_751_953_125, 1.428_606_820_309_417_3e-6);
    const LEAST_EXPONENT: f64 = -1021.0;

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

/// The coefficients of a polynomial as they are, or those of twice its value at twice the argument, which are as exact.
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
pub(super) fn exponential<L: Lanes<Scalar: Exponential>>(x: L) -> L {
    exponential_between(x, L::Scalar::LOW, L::Scalar::HIGH)
}

/// `exp(x)`, where `x` is taken as `low` if it is less, and as `high` if it is greater.
#[inline(always)]
pub(super) fn exponential_between<L: Lanes<Scalar: Exponential>>(x: L, low: f64, high: f64) -> L {
    exponential_below(x.constant(high).smaller(x), low)
}

/// `exp(x)` for `x` that does not overflow by more than a factor of 2, and is taken as `low` if it is less.
#[inline(always)]
fn exponential_below<L: Lanes<Scalar: Exponential>>(x: L, low: f64) -> L {
    let x = x.constant(low).larger(x);
    // 2^n in two factors, since neither 2^128 nor 2^-140 is a number of single precision by itself: the first with exponent n - 1, or the least if that is more,
    // so that the product with it is normal, and the second with what is left.
    let (sum, shifted) = reduced(x, -1.0);
    let first = shifted.larger(x.constant(L::POWER_SHIFT + L::Scalar::LEAST_EXPONENT));
    let second = (shifted - first) + x.constant(L::POWER_SHIFT + 1.0);
    sum * first.power_of_shifted() * second.power_of_shifted()
}

/// `exp(x)` for `x` whose exponential is a normal number and no more than half of the largest.
#[inline(always)]
pub(super) fn exponential_inside<L: Lanes<Scalar: Exponential>>(x: L) -> L {
    let (sum, shifted) = reduced(x, 0.0);
    sum * shifted.power_of_shifted()
}

/// `exp(r)` with `x = n·ln 2 + r`, and `n + offset`, shifted as for a power of 2.
#[inline(always)]
fn reduced<L: Lanes<Scalar: Exponential>>(x: L, offset: f64) -> (L, L) {
    let shift = x.constant(L::POWER_SHIFT + offset);
    let shifted = x.mul_add(x.constant(core::f64::consts::LOG2_E), shift);
    let n = shifted - shift;
    let (high, low) = L::Scalar::LN2;
    let r = n.mul_add(x.constant(-low), n.mul_add(x.constant(-high), x));
    // The large terms come last, so that there is one rounding of the result's size.
    (L::Scalar::series(r, false).mul_add(r * r, r) + x.constant(1.0), shifted)
}
