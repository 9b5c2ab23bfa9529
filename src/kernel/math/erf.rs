//! The error function.

use super::exp::{ExpConstants, exp_normal};
use super::polynomial;
use crate::kernel::simd::Lanes;

/// The constants and the approximations of the error function in one precision.
pub(super) trait ErfConstants: ExpConstants {
    /// `erf` of more is 1.
    const HIGH: f64;

    /// A minimax approximation of `erf(x)/x - 1` as a polynomial in `x²`, relative to `erf(x)/x`,
    /// for `|x| <= 1`.
    fn small<L: Lanes<Scalar = Self>>(square: L) -> L;

    /// A minimax approximation of `1 - erf(x)` for `x` from 1 to `HIGH`, relative to `erf(x)`.
    fn complement<L: Lanes<Scalar = Self>>(x: L) -> L;
}

impl ErfConstants for f32 {
    const HIGH: f64 = 4.0;

    /// Error 2^-29.6.
    #[inline(always)]
    fn small<L: Lanes<Scalar = Self>>(square: L) -> L {
        let coefficients = [
            1.283_791_661e-1,
            -3.761_262_596e-1,
            1.128_358_543e-1,
            -2.685_381_286e-2,
            5.188_328_68e-3,
            -8.010_200_108e-4,
            7.853_882_562e-5,
        ];
        polynomial(square, coefficients)
    }

    /// The exponential of a polynomial for `ln(1 - erf(x))`; error 2^-29.8.
    #[inline(always)]
    fn complement<L: Lanes<Scalar = Self>>(x: L) -> L {
        let coefficients = [
            -3.416_156_396e-4,
            -1.127_088_785,
            -6.381_455_66e-1,
            -1.031_060_889e-1,
            2.183_772_437e-2,
            -2.947_568_428e-3,
            1.863_695_361e-4,
        ];
        exp_normal(polynomial(x, coefficients))
    }
}

impl ErfConstants for f64 {
    const HIGH: f64 = 6.0;

    /// Error 2^-56.9.
    #[inline(always)]
    fn small<L: Lanes<Scalar = Self>>(square: L) -> L {
        let coefficients = [
            0.128_379_167_095_512_56,
            -0.376_126_389_031_835_2,
            0.112_837_916_709_441_85,
            -0.026_866_170_643_111_593,
            0.005_223_977_606_119_575,
            -0.000_854_832_592_936_842_1,
            0.000_120_552_935_785_130_03,
            -1.492_471_233_254_171e-5,
            1.644_713_193_896_164e-6,
            -1.620_631_648_717_851_6e-7,
            1.371_099_177_542_364_5e-8,
            -7.779_488_882_451_427e-10,
        ];
        polynomial(square, coefficients)
    }

    /// `exp(-x²)·u·P(u)` with `u = 1 / (1 + x/2)`; error 2^-58.3. Polynomials in `x` converge
    /// slowly here.
    #[inline(always)]
    fn complement<L: Lanes<Scalar = Self>>(x: L) -> L {
        let coefficients = [
            0.282_117_808_427_843_56,
            0.281_549_775_138_000_17,
            0.252_727_833_884_411_5,
            0.137_869_012_348_560_94,
            0.251_530_041_290_096_26,
            -0.517_932_446_480_122_1,
            1.061_895_023_387_002_8,
            -1.767_266_142_637_532,
            1.756_254_794_648_005,
            -1.023_173_990_490_921,
            0.331_009_096_661_125,
            -0.046_581_108_884_624_66,
        ];
        let one = x.splat_f64(1.0);
        let u = one / x.mul_add(x.splat_f64(0.5), one);
        exp_normal(x.splat_f64(0.0) - x * x) * (u * polynomial(u, coefficients))
    }
}

/// `erf(x)`: `x + x·P(x²)` below 1, and `1 - (1 - erf(x))` above, where an error of the difference
/// weighs little.
#[inline(always)]
pub(super) fn erf<L: Lanes<Scalar: ErfConstants>>(x: L) -> L {
    let (size, one) = (x.abs(), x.splat_f64(1.0));
    let small = x.mul_add(L::Scalar::small(x * x), x);
    let complement = L::Scalar::complement(x.splat_f64(<L::Scalar as ErfConstants>::HIGH).min(size));
    size.select_less(one, small, (one - complement).copysign(x))
}
