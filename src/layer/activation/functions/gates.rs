//! Functions that multiply `x` by a share between 0 and 1 that grows with it: `Gelu`, `Silu` and
//! `Mish`.

use super::over_registers;
use crate::kernel::math::Elementary;
use crate::kernel::simd::Lanes;
use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

/// `y = x·Φ(x)` with the distribution function of the normal distribution,
/// `Φ(x) = (1 + erf(x/√2)) / 2`; in a declaration `Gelu`, or `Gelu<Tanh>` for the approximation
/// [`GeluTanh`].
///
/// Any shape to the same shape. The derivative is `Φ(x) + x·φ(x)`, with the density
/// `φ(x) = exp(-x²/2) / √(2π)`.
///
/// Source: D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016.
///
/// ```
/// use netwright::approx::assert_abs_diff_eq;
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Gated {
///     gelu: Gelu,
/// }
/// let gated = Gated::zeros().predict(&[-1e4, 0.0, 1.0]);
/// assert_abs_diff_eq!(gated.as_slice()[..], [0.0, 0.0, 0.841_344_77][..], epsilon = 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gelu;

over_registers! {
    Gelu:
    |x| x * normal_distribution(x),
    |x, _| {
        let half = x.splat_f64(-0.5) * x * x;
        let density = L::Scalar::exp_lanes(half) * x.splat_f64(0.5 * FRAC_2_SQRT_PI * FRAC_1_SQRT_2);
        normal_distribution(x) + x * density
    }
}

/// `Φ(x)`.
#[inline(always)]
fn normal_distribution<L: Lanes>(x: L) -> L {
    let half = x.splat_f64(0.5);
    half + half * L::Scalar::erf_lanes(x * x.splat_f64(FRAC_1_SQRT_2))
}

/// `y = x·(1 + tanh u) / 2` with `u = √(2/π)·(x + 0.044715·x³)`: [`Gelu`] without the error
/// function, up to 0.0005; in a declaration `Gelu<Tanh>`.
///
/// Any shape to the same shape. The derivative is
/// `(1 + tanh u) / 2 + x·(1 - tanh² u)/2·√(2/π)·(1 + 3·0.044715·x²)`.
///
/// Source: D. Hendrycks and K. Gimpel, "Gaussian error linear units", 2016.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Gated {
///     gelu: Gelu<Tanh>,
/// }
/// assert_eq!(Gated::zeros().predict(&[-1e4, 0.0, 1.0]).as_slice(), [0.0, 0.0, 0.841_192]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeluTanh;

impl GeluTanh {
    const ROOT: f64 = FRAC_2_SQRT_PI * FRAC_1_SQRT_2;
    const CUBE: f64 = 0.044_715;
    /// From here on the hyperbolic tangent is -1 or 1, so that a square need not be greater.
    const LARGEST_SQUARE: f64 = 1e4;
}

over_registers! {
    GeluTanh:
    |x| {
        let half = x.splat_f64(0.5);
        x * (half + half * tangent(x))
    },
    |x, _| {
        let (half, one) = (x.splat_f64(0.5), x.splat_f64(1.0));
        let tangent = tangent(x);
        let square = x.splat_f64(Self::LARGEST_SQUARE).min(x * x);
        let inner = x.splat_f64(Self::ROOT) + x.splat_f64(3.0 * Self::ROOT * Self::CUBE) * square;
        half + half * tangent + half * x * (one - tangent * tangent) * inner
    }
}

/// `tanh u`.
#[inline(always)]
fn tangent<L: Lanes>(x: L) -> L {
    let (root, cube) = (x.splat_f64(GeluTanh::ROOT), x.splat_f64(GeluTanh::CUBE));
    L::Scalar::tanh_lanes(root * (x + cube * x * x * x))
}

/// `y = x·σ(x)` with the logistic function `σ(x) = 1 / (1 + e⁻ˣ)`; also known as swish.
///
/// Any shape to the same shape. The derivative is `σ(x)·(1 + x·(1 - σ(x)))`.
///
/// Source: S. Elfwing et al., "Sigmoid-weighted linear units for neural network function
/// approximation in reinforcement learning", 2017.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Gated {
///     silu: Silu,
/// }
/// assert_eq!(Gated::zeros().predict(&[-1e4, 0.0, 1.0]).as_slice(), [0.0, 0.0, 0.731_058_6]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silu;

over_registers! {
    Silu:
    |x| x * L::Scalar::logistic_lanes(x),
    |x, _| {
        let (share, one) = (L::Scalar::logistic_lanes(x), x.splat_f64(1.0));
        share * (one + x * (one - share))
    }
}

/// `y = x·tanh(ln(1 + eˣ))`.
///
/// Any shape to the same shape. With `e = eˣ` and `n = e·(e + 2)` that is `y = x·n / (n + 2)`,
/// which needs one exponential and cancels nowhere; the derivative is
/// `n / (n + 2) + 4·x·e·(e + 1) / (n + 2)²`.
///
/// Source: D. Misra, "Mish: a self regularized non-monotonic activation function", 2019.
///
/// ```
/// use netwright::approx::assert_abs_diff_eq;
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Gated {
///     mish: Mish,
/// }
/// let gated = Gated::zeros().predict(&[-1e4, 0.0, 1.0]);
/// assert_abs_diff_eq!(gated.as_slice()[..], [0.0, 0.0, 0.865_098_4][..], epsilon = 1e-6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mish;

impl Mish {
    /// From here on the function is `x`.
    const LINEAR: f64 = 40.0;
}

over_registers! {
    Mish:
    |x| {
        let (_, n) = powers(x);
        x * (n / (n + x.splat_f64(2.0)))
    },
    |x, _| {
        let (e, n) = powers(x);
        let sum = n + x.splat_f64(2.0);
        // Divided twice, since the square of the sum is too large for single precision.
        let slope = x.splat_f64(4.0) * e * (e + x.splat_f64(1.0)) * (x.splat_f64(Self::LINEAR).min(x) / sum);
        (n + slope) / sum
    }
}

/// `e = eˣ` and `n = e·(e + 2)`, of no more than what makes a difference.
#[inline(always)]
fn powers<L: Lanes>(x: L) -> (L, L) {
    let e = L::Scalar::exp_lanes(x.splat_f64(Mish::LINEAR).min(x));
    (e, e * (e + x.splat_f64(2.0)))
}
