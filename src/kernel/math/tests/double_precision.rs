//! Double precision against numbers of twice that precision.

use super::reference::{DoubleDouble, exact, exponential};
use super::{FUNCTIONS, Function, Isa, Worst, apply, units};
use std::vec::Vec;

/// Fewer points where the compiler does not optimise.
const POINTS: usize = if cfg!(debug_assertions) { 4_000 } else { 400_000 };

/// Numbers at which the function is normal.
fn points(function: Function) -> Vec<f64> {
    (0..POINTS)
        .map(|point| 2.0 * (point as f64 + 0.37) / POINTS as f64 - 1.0)
        .map(|position| match function {
            // Halves near 1, and of all exponents.
            Function::Logarithm if position < 0.0 => 1.0 + position * position * position * 0.9,
            Function::Logarithm => f64::from_bits((position * f64::INFINITY.to_bits() as f64) as u64),
            // Down to nearly -1, and of all exponents.
            Function::LogarithmOfOnePlus if position < 0.0 => position * position * position,
            Function::LogarithmOfOnePlus => f64::from_bits((position * f64::INFINITY.to_bits() as f64) as u64),
            // Denser around 0, where the functions change.
            Function::Error => 7.0 * position * position * position,
            _ => 700.0 * position * position * position,
        })
        .collect()
}

fn check(function: Function, points: &[f64]) {
    let exact: Vec<DoubleDouble> = points.iter().map(|&x| exact(function, x)).collect();
    for isa in Isa::all() {
        let mut worst = Worst::new();
        for ((&x, found), &exact) in points.iter().zip(apply(isa, function, points)).zip(&exact) {
            worst.see(units(found, exact), x);
        }
        worst.is_at_most(4.0, function, isa);
    }
}

#[test]
fn normal_results() {
    for function in FUNCTIONS {
        check(function, &points(function));
    }
}

#[test]
fn numbers_of_usual_size() {
    // Evenly, since few of the above are where the parts of the functions meet.
    for size in [20.0, 1.5] {
        let points: Vec<f64> = (0..POINTS).map(|i| size * (2.0 * (i as f64 + 0.37) / POINTS as f64 - 1.0)).collect();
        for function in FUNCTIONS {
            let is_inside = |x: &f64| match function {
                Function::Logarithm => *x > 0.0,
                Function::LogarithmOfOnePlus => *x > -1.0,
                _ => true,
            };
            check(function, &points.iter().copied().filter(is_inside).collect::<Vec<_>>());
        }
    }
}

#[test]
fn results_around_powers_of_two() {
    // Below a power of 2 a unit in the last place is half of that above, and the same errors are
    // twice as many units.
    let around = |x: f64| (0..POINTS / 8).map(move |i| x * (0.98 + 0.04 * i as f64 / (POINTS / 8) as f64));
    let points = |inverse: fn(f64) -> f64| (1..10).flat_map(|k| around(inverse(2.0_f64.powi(-k)))).collect::<Vec<_>>();
    check(Function::Exponential, &points(f64::ln));
    check(Function::ExponentialLessOne, &points(f64::ln_1p));
    check(Function::ExponentialLessOne, &points(|y| f64::ln_1p(-y)));
    check(Function::Logarithm, &points(f64::exp));
    check(Function::LogarithmOfOnePlus, &points(f64::exp_m1));
    check(Function::LogarithmOfOnePlus, &points(|y| f64::exp_m1(-y)));
    check(Function::Tangent, &points(f64::atanh));
    check(Function::Logistic, &points(|share| (share / (1.0 - share)).ln()));
    // Nearly linear up to there.
    check(Function::Error, &points(|share| share / core::f64::consts::FRAC_2_SQRT_PI));
}

#[test]
fn subnormal_results() {
    // From the least normal result to the least of all. The logistic function is the exponential
    // there.
    let points: Vec<f64> = (0..POINTS / 8).map(|i| -708.4 - 37.0 * i as f64 / (POINTS / 8) as f64).collect();
    for function in [Function::Exponential, Function::Logistic] {
        for isa in Isa::all() {
            let mut worst = Worst::new();
            for (&x, found) in points.iter().zip(apply(isa, function, &points)) {
                let (mantissa, power) = exponential(DoubleDouble::of(x));
                // In units of the last place, 2^-1074, of which both numbers are whole multiples
                // then.
                let found = found * 2.0_f64.powi(1000) * 2.0_f64.powi(74);
                worst.see((found - mantissa.0 * 2.0_f64.powi(power + 1074)).abs(), x);
            }
            worst.is_at_most(1.0, function, isa);
        }
    }
}
