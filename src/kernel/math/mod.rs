//! Elementary functions of vector registers, without branches and tables: the same code for every
//! instruction set.
//!
//! Multiplications that are followed by an addition are fused where the set has that; the functions
//! are correct without, too. The errors are tested over the whole range, infinities, NaN and
//! subnormal numbers included. The largest, in units in the last place of the exact result:
//!
//! | function            | `f32`, at most    | found, fused and not | `f64`, at most | found, fused and not |
//! |---------------------|-------------------|----------------------|----------------|----------------------|
//! | `exp(x)`            | 2                 | 0.99, 0.97           | 4              | 0.99, 0.97           |
//! | `exp(x) - 1`        | 2                 | 1.77, 1.78           | 4              | 1.77, 1.78           |
//! | `ln(x)`             | 2                 | 0.84, 0.84           | 4              | 0.86, 0.86           |
//! | `ln(1 + x)`         | 2                 | 1.00, 1.00           | 4              | 1.00, 1.00           |
//! | `tanh(x)`           | 2, not fused 2.01 | 1.86, 2.0012         | 4              | 2.27, 2.36           |
//! | `1 / (1 + exp(-x))` | 2                 | 1.65, 1.83           | 4              | 1.68, 1.88           |
//! | `erf(x)`            | 2                 | 1.36, 1.46           | 4              | 1.64, 1.60           |
//!
//! A unit in the last place of `y` is `2^(e - p + 1)` with `2^e <= |y| < 2^(e + 1)` in a format of
//! `p` bits, and that of the least normal number for all below it: the distance of the numbers
//! around `y`. (J.-M. Muller et al., "Handbook of floating-point arithmetic", 2nd edition, 2018,
//! section 2.3.2, after D. Goldberg, "What every computer scientist should know about
//! floating-point arithmetic", 1991.) Relative to `y` it is worth least just below a power of 2,
//! and that is where the errors are the most units.
//!
//! For `f32` every seventh of all numbers was tried, and all of them where errors are largest; for
//! `f64` two million in each of five ranges, three of which lie around the largest errors. What is
//! found of `exp(x) - 1` and `ln(1 + x)` is the largest error in either precision, of the fewer
//! points that the tests take without optimisation.
//!
//! The polynomials are minimax approximations relative to the function. Their coefficients were
//! found by the exchange algorithm of E. Y. Remez (1934) in numbers of 60 digits and rounded to the
//! precision, unless a comment says otherwise.

mod erf;
mod exp;
mod ln;
mod tanh;
#[cfg(test)]
mod tests;

use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, OneLane, Vectorized};

/// Elementary functions of an element type: of vector registers, `T::exp_lanes(x)`, and of one
/// number, `x.exponential()`.
///
/// The functions of one number have long names because `nalgebra::RealField`, which is in scope for
/// every `T: Real`, has functions called `exp`, `ln` and `tanh`. One number is a register of one
/// lane, so that a function is written once; its last bits may differ from those of the same number
/// in a larger register, where multiplications are fused.
pub trait Elementary: Sized {
    /// `exp(x)` of each lane: `2^n · exp(r)` with the whole number `n` nearest to `x / ln 2`, and a
    /// polynomial for `exp(r)`, `|r| <= ln 2 / 2`.
    ///
    /// Source: W. J. Cody and W. Waite, "Software manual for the elementary functions", 1980. At
    /// most 2 units in the last place in single precision and 4 in double precision, among
    /// subnormal results too. Beyond the range it is 0 or infinite.
    #[doc(hidden)]
    #[must_use]
    fn exp_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// `exp(x) - 1` of each lane, also where that is nearly 0: `2^n·p + (2^n - 1)` with the `n` of
    /// the exponential function and the polynomial `p` for `exp(r) - 1`.
    ///
    /// At most 2 units in the last place in single precision and 4 in double precision. Zero keeps
    /// its sign.
    #[doc(hidden)]
    #[must_use]
    fn exp_m1_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// `ln(x)` of each lane: `n · ln 2 + ln(f)` for `x = 2^n · f` with `sqrt(1/2) < f <= sqrt(2)`,
    /// and a polynomial in `(f - 1) / (f + 1)` for `ln(f)`.
    ///
    /// Source: the scheme of `log` in FreeBSD's `msun` (Sun Microsystems, 1993). At most 2 units in
    /// the last place in single precision and 4 in double precision. `ln(0) = -inf` for zero of
    /// either sign, and NaN for negative numbers.
    #[doc(hidden)]
    #[must_use]
    fn ln_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// `ln(1 + x)` of each lane, also where that is nearly 0: the logarithm of the rounded sum, and
    /// what the rounding has taken away.
    ///
    /// Source: `log1p` in FreeBSD's `msun` (Sun Microsystems, 1993). At most 2 units in the last
    /// place in single precision and 4 in double precision. `-inf` for -1, and NaN for less; zero
    /// keeps its sign.
    #[doc(hidden)]
    #[must_use]
    fn ln_1p_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// `tanh(x) = (exp(2x) - 1) / (exp(2x) + 1)` of each lane, with a numerator that is computed
    /// without cancellation.
    ///
    /// At most 2 units in the last place in single precision (2.01 without fused multiplications)
    /// and 4 in double precision. Zero keeps its sign.
    #[doc(hidden)]
    #[must_use]
    fn tanh_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// The logistic function `1 / (1 + exp(-x)) = exp(x) / (1 + exp(x))` of each lane.
    ///
    /// At most 2 units in the last place in single precision and 4 in double precision, also where
    /// it is nearly 0.
    #[doc(hidden)]
    #[must_use]
    fn logistic_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// The error function `erf(x) = 2/sqrt(pi) · ∫ exp(-t²) dt` from 0 to `x`, of each lane: `x`
    /// times a polynomial in `x²` below 1, and one minus an exponential above.
    ///
    /// At most 2 units in the last place in single precision and 4 in double precision. Zero keeps
    /// its sign.
    #[doc(hidden)]
    #[must_use]
    fn erf_lanes<L: Lanes<Scalar = Self>>(x: L) -> L;

    /// `exp(x)`.
    #[inline(always)]
    #[must_use]
    fn exponential(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::exp_lanes(x),
        )
    }

    /// `exp(x) - 1`, exact also where `exp(x)` is nearly 1.
    #[inline(always)]
    #[must_use]
    fn exponential_less_one(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::exp_m1_lanes(x),
        )
    }

    /// `ln(x)`, NaN for negative numbers.
    #[inline(always)]
    #[must_use]
    fn logarithm(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::ln_lanes(x),
        )
    }

    /// `ln(1 + x)`, exact also where `1 + x` is nearly 1.
    #[inline(always)]
    #[must_use]
    fn logarithm_of_one_plus(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::ln_1p_lanes(x),
        )
    }

    /// `tanh(x)`.
    #[inline(always)]
    #[must_use]
    fn hyperbolic_tangent(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::tanh_lanes(x),
        )
    }

    /// `1 / (1 + exp(-x))`.
    #[inline(always)]
    #[must_use]
    fn logistic(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::logistic_lanes(x),
        )
    }

    /// The error function `erf(x)`.
    #[inline(always)]
    #[must_use]
    fn error_function(self) -> Self
    where
        Self: Real,
    {
        scalar(
            self,
            #[inline(always)]
            |x| Self::erf_lanes(x),
        )
    }
}

macro_rules! elementary {
    ($($float:ident)*) => {
        $(
            impl Elementary for $float {
                #[inline(always)]
                fn exp_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    exp::exp(x)
                }

                #[inline(always)]
                fn exp_m1_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    exp::exp_m1(x)
                }

                #[inline(always)]
                fn ln_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    ln::ln(x)
                }

                #[inline(always)]
                fn ln_1p_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    ln::ln_1p(x)
                }

                #[inline(always)]
                fn tanh_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    tanh::tanh(x)
                }

                #[inline(always)]
                fn logistic_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    tanh::logistic(x)
                }

                #[inline(always)]
                fn erf_lanes<L: Lanes<Scalar = Self>>(x: L) -> L {
                    erf::erf(x)
                }
            }
        )*
    };
}

elementary!(f32 f64);

/// Computes a function of registers with one lane.
#[inline(always)]
pub(crate) fn scalar<T: Real>(
    x: T,
    f: impl FnOnce(<T as Vectorized>::Lanes<OneLane>) -> <T as Vectorized>::Lanes<OneLane>,
) -> T {
    // The sum of one lane is that lane.
    f(Lanes::splat(OneLane, x)).reduce_sum()
}

/// The polynomial `Σ coefficients[i]·x^i`.
///
/// Neighbouring terms are combined, then these pairs (Estrin's scheme, 1960): hardly more
/// instructions than Horner's scheme, but shorter chains of dependent ones, whose latency decides
/// when there are only a few registers to compute. It is written out, since a loop over levels is
/// not always unrolled.
#[inline(always)]
fn polynomial<L: Lanes, const N: usize>(x: L, coefficients: [f64; N]) -> L {
    const { assert!(3 <= N && N <= 12) };
    let (square, c) = (x * x, &coefficients);
    if N <= 4 {
        return four(x, square, c, 0);
    }
    // Five and six in three steps as well, without the fourth power.
    if N <= 6 {
        return four(x, square, c, 2).mul_add(square, pair(x, c, 0));
    }
    let fourth = square * square;
    let mut last = four(x, square, c, 4);
    if N > 8 {
        last = four(x, square, c, 8).mul_add(fourth, last);
    }
    last.mul_add(fourth, four(x, square, c, 0))
}

/// Two terms from coefficient `i` on, or as many as there are, divided by `x^i`.
#[inline(always)]
fn pair<L: Lanes, const N: usize>(x: L, coefficients: &[f64; N], i: usize) -> L {
    let first = x.splat_f64(coefficients[i]);
    if i + 1 < N { x.splat_f64(coefficients[i + 1]).mul_add(x, first) } else { first }
}

/// Four terms from coefficient `i` on, or as many as there are, divided by `x^i`.
#[inline(always)]
fn four<L: Lanes, const N: usize>(x: L, square: L, coefficients: &[f64; N], i: usize) -> L {
    let first = pair(x, coefficients, i);
    if i + 2 < N { pair(x, coefficients, i + 2).mul_add(square, first) } else { first }
}
