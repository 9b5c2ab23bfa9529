//! The functions against double precision, and against numbers of twice that precision.

use super::Elementary;
use core::ops::{Add, Div, Mul, Sub};

/// Fewer points where the compiler does not optimise.
const STRIDE: usize = if cfg!(debug_assertions) { 1499 } else { 331 };
const POINTS: usize = if cfg!(debug_assertions) { 60_000 } else { 2_000_000 };

/// The distance in units of the last place of `exact`, rounded to single precision.
fn units(found: f32, exact: f64) -> f64 {
    let nearest = (exact as f32).abs();
    if !nearest.is_finite() {
        return if found == exact as f32 || (found.is_nan() && nearest.is_nan()) { 0.0 } else { f64::INFINITY };
    }
    let unit = f64::from(f32::from_bits(nearest.to_bits() + 1)) - f64::from(nearest);
    (f64::from(found) - exact).abs() / if unit.is_finite() { unit } else { f64::from(f32::MAX) * 2.0_f64.powi(-23) }
}

#[test]
fn single_precision_is_within_two_units() {
    // Numbers of all exponents and both signs, infinities and NaN, evenly through their bits: 13 million of them if optimised.
    for bits in (0..=u32::MAX).step_by(STRIDE) {
        let x = f32::from_bits(bits);
        let wide = f64::from(x);
        let exact = [wide.exp(), wide.tanh(), 1.0 / (1.0 + (-wide).exp())];
        let found = [x.exponential(), x.hyperbolic_tangent(), x.logistic()];
        for (found, exact) in found.into_iter().zip(exact) {
            let error = units(found, exact);
            assert!(error <= 2.0, "{error} units at {x:e}: {found:e} instead of {exact:e}");
        }
    }
}

/// A number of twice the precision, as a sum of two. (T. J. Dekker, "A floating-point technique for extending the available
/// precision", 1971.)
#[derive(Clone, Copy)]
struct Double(f64, f64);

impl Double {
    fn sum(a: f64, b: f64) -> Self {
        let sum = a + b;
        let part = sum - a;
        Double(sum, (a - (sum - part)) + (b - part))
    }

    fn of(x: f64) -> Self {
        Double(x, 0.0)
    }
}

impl Add for Double {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let Double(high, low) = Double::sum(self.0, other.0);
        Double::sum(high, low + self.1 + other.1)
    }
}

impl Sub for Double {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + Double(-other.0, -other.1)
    }
}

impl Mul for Double {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let high = self.0 * other.0;
        let low = self.0.mul_add(other.0, -high) + self.0 * other.1 + self.1 * other.0;
        Double::sum(high, low)
    }
}

impl Div for Double {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let first = self.0 / other.0;
        let rest = self - other * Double::of(first);
        Double::sum(first, rest.0 / other.0)
    }
}

/// `exp(x) - 1` for `|x| <= 0.5`, by its series.
fn small_exponential(x: Double) -> Double {
    let horner = |sum: Double, k: i32| Double::of(1.0) + sum * x / Double::of(f64::from(k));
    x * (2..32).rev().fold(Double::of(1.0), horner)
}

/// `exp(x)` as a number near 1 and an exponent of 2.
fn exponential(x: Double) -> (Double, i32) {
    let n = (x.0 / core::f64::consts::LN_2).round();
    let ln2 = Double(core::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);
    (Double::of(1.0) + small_exponential(x - Double::of(n) * ln2), n as i32)
}

/// The error relative to `exact`, in units of 2^-52: at least as large as the units in the last place.
fn relative(found: f64, exact: Double) -> f64 {
    ((Double::of(found) - exact) / exact).0.abs() * 2.0_f64.powi(52)
}

fn points() -> impl Iterator<Item = f64> {
    // From -700 to 700, denser around 0, where the functions change.
    (0..POINTS).map(|point| {
        let position = 2.0 * (point as f64 + 0.37) / POINTS as f64 - 1.0;
        700.0 * position * position * position
    })
}

#[test]
fn double_precision_is_within_four_units() {
    let one = Double::of(1.0);
    for x in points() {
        let (mantissa, power) = exponential(Double::of(x));
        let found = x.exponential() * 2.0_f64.powi(-power);
        let error = relative(found, mantissa);
        assert!(error <= 4.0, "exp({x:e}): {error}");

        let scale = Double::of(2.0_f64.powi(power));
        let error = relative(x.logistic(), mantissa * scale / (one + mantissa * scale));
        assert!(error <= 4.0, "logistic({x:e}): {error}");

        // (e^2x - 1) / (e^2x + 1), by the series where that would cancel.
        let twice = Double::of(2.0 * x);
        let exact = if x.abs() > 30.0 {
            Double::of(x.signum())
        } else if x.abs() < 0.25 {
            small_exponential(twice) / (small_exponential(twice) + one + one)
        } else {
            let (mantissa, power) = exponential(twice);
            let power = mantissa * Double::of(2.0_f64.powi(power));
            (power - one) / (power + one)
        };
        let error = relative(x.hyperbolic_tangent(), exact);
        assert!(error <= 4.0, "tanh({x:e}): {error}");
    }
}

#[test]
fn ends_of_the_range_are_right() {
    for (x, exact) in [(709.0, 8.218_407_461_554_972e307), (-708.0, 3.307_553_003_638_408e-308), (-745.0, 5e-324)] {
        assert!((x.exponential() / exact - 1.0_f64).abs() < 1e-15, "{x}");
    }
    assert_eq!(
        [710.0_f64, f64::INFINITY, -746.0, f64::NEG_INFINITY, 0.0, -0.0].map(Elementary::exponential),
        [f64::INFINITY, f64::INFINITY, 0.0, 0.0, 1.0, 1.0]
    );
    assert_eq!([1e300_f64, f64::INFINITY, f64::NEG_INFINITY].map(Elementary::hyperbolic_tangent), [1.0, 1.0, -1.0]);
    assert_eq!([f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0].map(Elementary::logistic), [1.0, 0.0, 0.5, 0.5]);
    // Zero keeps its sign, and the smallest numbers stay what they are.
    for x in [0.0_f64, -0.0, f64::from_bits(1), -f64::MIN_POSITIVE] {
        assert_eq!(x.hyperbolic_tangent().to_bits(), x.to_bits());
    }
    for function in [f64::exponential, f64::hyperbolic_tangent, f64::logistic] {
        assert!(function(f64::NAN).is_nan());
    }
}
