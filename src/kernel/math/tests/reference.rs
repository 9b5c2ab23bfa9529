//! The functions in numbers of twice the precision of `f64`.

use super::Function;
use core::ops::{Add, Div, Mul, Sub};

/// A number of twice the precision, as a sum of two. (T. J. Dekker, "A floating-point technique for
/// extending the available precision", 1971.)
#[derive(Clone, Copy)]
pub(super) struct DoubleDouble(pub(super) f64, f64);

impl DoubleDouble {
    fn sum(a: f64, b: f64) -> Self {
        let sum = a + b;
        let part = sum - a;
        DoubleDouble(sum, (a - (sum - part)) + (b - part))
    }

    pub(super) fn of(x: f64) -> Self {
        DoubleDouble(x, 0.0)
    }

    /// The number, rounded.
    pub(super) fn rounded(self) -> f64 {
        self.0 + self.1
    }

    /// The exponent `e` of `2^e <= |x| < 2^(e + 1)`, for `x` whose larger part is a normal number.
    pub(super) fn exponent(self) -> i32 {
        let exponent = |x: f64| (x.abs().to_bits() >> 52) as i32 - 1023;
        // A power of 2 from which something is taken away is below it.
        let is_power = self.0.to_bits() << 12 == 0;
        exponent(self.0) - i32::from(is_power && self.0 * self.1 < 0.0)
    }
}

impl Add for DoubleDouble {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let DoubleDouble(high, low) = DoubleDouble::sum(self.0, other.0);
        DoubleDouble::sum(high, low + self.1 + other.1)
    }
}

impl Sub for DoubleDouble {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + DoubleDouble(-other.0, -other.1)
    }
}

impl Mul for DoubleDouble {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let high = self.0 * other.0;
        let low = self.0.mul_add(other.0, -high) + self.0 * other.1 + self.1 * other.0;
        DoubleDouble::sum(high, low)
    }
}

impl Div for DoubleDouble {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let first = self.0 / other.0;
        let rest = self - other * DoubleDouble::of(first);
        DoubleDouble::sum(first, rest.0 / other.0)
    }
}

/// `2^exponent`, in two factors, since 2 to the power of a least exponent is found by way of its
/// inverse.
pub(super) fn power_of_two(exponent: i32) -> f64 {
    2.0_f64.powi(exponent / 2) * 2.0_f64.powi(exponent - exponent / 2)
}

const LN_2: DoubleDouble = DoubleDouble(core::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);

/// `2 / sqrt(pi)`.
const TWO_OVER_ROOT_PI: DoubleDouble = DoubleDouble(core::f64::consts::FRAC_2_SQRT_PI, 1.533_545_961_316_588e-17);

/// `exp(x) - 1` for `|x| <= 0.5`, by its series.
fn small_exponential(x: DoubleDouble) -> DoubleDouble {
    let horner = |sum: DoubleDouble, k: i32| DoubleDouble::of(1.0) + sum * x / DoubleDouble::of(f64::from(k));
    x * (2..28).rev().fold(DoubleDouble::of(1.0), horner)
}

/// `exp(x)` as a number near 1 and an exponent of 2.
pub(super) fn exponential(x: DoubleDouble) -> (DoubleDouble, i32) {
    let n = (x.0 / core::f64::consts::LN_2).round();
    (DoubleDouble::of(1.0) + small_exponential(x - DoubleDouble::of(n) * LN_2), n as i32)
}

/// `exp(x)` as far as it is a normal number.
fn plain_exponential(x: DoubleDouble) -> DoubleDouble {
    let (mantissa, power) = exponential(x);
    mantissa * DoubleDouble::of(2.0_f64.powi(power))
}

/// `exp(x) - 1`, by the series where that would cancel.
fn exponential_less_one(x: f64) -> DoubleDouble {
    if x < -60.0 {
        return DoubleDouble::of(-1.0);
    }
    let (x, one) = (DoubleDouble::of(x), DoubleDouble::of(1.0));
    if x.0.abs() < 0.5 { small_exponential(x) } else { plain_exponential(x) - one }
}

/// `ln(1 + x)`: by the series of `2·artanh(x / (x + 2))` for a small `x`, and by a correction of
/// the logarithm of the rounded sum for all others.
fn logarithm_of_one_plus(x: f64) -> DoubleDouble {
    let x = DoubleDouble::of(x);
    let sum = DoubleDouble::of(1.0) + x;
    if x.0.abs() < 0.25 {
        return twice_artanh(x / (sum + DoubleDouble::of(1.0)));
    }
    // Of the series of ln(1 + c/u) one term is enough: the next one is 2^-106.
    logarithm(sum.0) + DoubleDouble::of(sum.1) / DoubleDouble::of(sum.0)
}

/// `2·artanh(s)` by its series, for `|s|` up to `(sqrt(2) - 1) / (sqrt(2) + 1)`.
fn twice_artanh(s: DoubleDouble) -> DoubleDouble {
    let term =
        |sum: DoubleDouble, k: i32| DoubleDouble::of(1.0) / DoubleDouble::of(f64::from(2 * k + 1)) + sum * (s * s);
    let series = (0..36).rev().fold(DoubleDouble::of(0.0), term);
    s * (series + series)
}

/// `ln(x)`: by the series of `2·artanh((f - 1) / (f + 1))`, with `x = f·2^n`.
fn logarithm(x: f64) -> DoubleDouble {
    let (x, offset) = if x < f64::MIN_POSITIVE { (x * 2.0_f64.powi(54), -54.0) } else { (x, 0.0) };
    let n = (x * core::f64::consts::FRAC_1_SQRT_2).log2().round();
    let n = if x > 1e300 { n.min(1023.0) } else { n };
    let f = x * 2.0_f64.powi(-(n as i32) / 2) * 2.0_f64.powi(-(n as i32) - (-(n as i32) / 2));
    let s = (DoubleDouble::of(f) - DoubleDouble::of(1.0)) / (DoubleDouble::of(f) + DoubleDouble::of(1.0));
    DoubleDouble::of(n + offset) * LN_2 + twice_artanh(s)
}

/// `(e^2x - 1) / (e^2x + 1)`, by the series where that would cancel.
fn tangent(x: f64) -> DoubleDouble {
    let (one, twice) = (DoubleDouble::of(1.0), DoubleDouble::of(2.0 * x));
    if x.abs() > 30.0 {
        DoubleDouble::of(x.signum())
    } else if x.abs() < 0.25 {
        small_exponential(twice) / (small_exponential(twice) + one + one)
    } else {
        let power = plain_exponential(twice);
        (power - one) / (power + one)
    }
}

fn logistic(x: f64) -> DoubleDouble {
    let (one, power) = (DoubleDouble::of(1.0), plain_exponential(DoubleDouble::of(x.min(80.0))));
    power / (one + power)
}

/// `erf(x) = 2/sqrt(pi) · exp(-x²) · Σ x·(2x²)^n / (1·3·..·(2n+1))`, whose terms have one sign.
fn error_function(x: f64) -> DoubleDouble {
    if x.abs() > 6.2 {
        return DoubleDouble::of(x.signum());
    }
    let x = DoubleDouble::of(x);
    let square = x * x;
    let (mut term, mut sum, mut k) = (x, x, 1.0);
    while (term.0 / sum.0).abs() > 1e-33 {
        k += 2.0;
        term = term * (square + square) / DoubleDouble::of(k);
        sum = sum + term;
    }
    TWO_OVER_ROOT_PI * plain_exponential(DoubleDouble::of(0.0) - square) * sum
}

/// The function at `x`, where its value is a normal number.
pub(super) fn exact(function: Function, x: f64) -> DoubleDouble {
    match function {
        Function::Exponential => plain_exponential(DoubleDouble::of(x)),
        Function::ExponentialLessOne => exponential_less_one(x),
        Function::Logarithm => logarithm(x),
        Function::LogarithmOfOnePlus => logarithm_of_one_plus(x),
        Function::Tangent => tangent(x),
        Function::Logistic => logistic(x),
        Function::Error => error_function(x),
    }
}
