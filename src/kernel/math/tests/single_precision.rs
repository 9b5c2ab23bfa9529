//! Single precision against functions of double precision: those of the standard library and, for
//! `erf`, ours, which is tested by itself.

use super::reference::DoubleDouble;
use super::{Elementary, FUNCTIONS, Function, Isa, Worst, apply, units};
use std::vec::Vec;

/// Fewer points where the compiler does not optimise.
const STRIDE: usize = if cfg!(debug_assertions) { 19_997 } else { 331 };

fn exact(function: Function, x: f64) -> f64 {
    match function {
        Function::Exponential => x.exp(),
        Function::ExponentialLessOne => x.exp_m1(),
        Function::Logarithm => x.ln(),
        Function::LogarithmOfOnePlus => x.ln_1p(),
        Function::Tangent => x.tanh(),
        Function::Logistic => {
            if x > 700.0 {
                1.0
            } else {
                x.exp() / (1.0 + x.exp())
            }
        }
        Function::Error => x.error_function(),
    }
}

/// The error in units in the last place, where the result is finite. What rounds to infinity or is
/// NaN must be just that.
fn units_or_wrong(found: f32, exact: f64) -> f64 {
    let nearest = exact as f32;
    // Most results are as they should be, and need not be measured: off by half a unit at most.
    if found == nearest || (found.is_nan() && nearest.is_nan()) {
        0.0
    } else if nearest.is_finite() {
        units(found, DoubleDouble::of(exact))
    } else {
        f64::INFINITY
    }
}

fn check(points: &[f32]) {
    for function in FUNCTIONS {
        let exact: Vec<f64> = points.iter().map(|&x| exact(function, f64::from(x))).collect();
        for isa in Isa::all() {
            let mut worst = Worst::new();
            for ((&x, found), &exact) in points.iter().zip(apply(isa, function, points)).zip(&exact) {
                worst.see(units_or_wrong(found, exact), f64::from(x));
            }
            // Without fused multiplications, 2.002 units are in reach of the hyperbolic tangent.
            let bound = if function == Function::Tangent && !isa.is_fused() { 2.01 } else { 2.0 };
            worst.is_at_most(bound, function, isa);
        }
    }
}

#[test]
fn numbers_of_all_exponents() {
    // Both signs, infinities and NaN, evenly through their bits: 13 million of them if optimised.
    check(&(0..=u32::MAX).step_by(STRIDE).map(f32::from_bits).collect::<Vec<_>>());
}

#[test]
fn results_around_powers_of_two() {
    // Below a power of 2 a unit in the last place is half of that above, and equal errors are twice
    // as many units.
    let count = 10_000_000 / STRIDE;
    let around = |x: f64| (0..count).map(move |i| (x * (0.99 + 0.02 * i as f64 / count as f64)) as f32);
    let share = |k: i32| 2.0_f64.powi(-k);
    check(&(2..10).flat_map(|k| around((share(k) / (1.0 - share(k))).ln())).collect::<Vec<_>>());
    check(&(1..10).flat_map(|k| around(share(k).atanh())).collect::<Vec<_>>());
    check(&(1..10).flat_map(|k| around(share(k).ln_1p()).chain(around((-share(k)).ln_1p()))).collect::<Vec<_>>());
    check(&(1..10).flat_map(|k| around(share(k).exp_m1()).chain(around((-share(k)).exp_m1()))).collect::<Vec<_>>());
}

#[test]
fn numbers_of_usual_size() {
    // Evenly from -20 to 20, and from -1.5 to 1.5, where the parts of the functions meet: few of
    // the above are there.
    let count = 500_000_000 / STRIDE;
    for size in [20.0, 1.5] {
        let point = |i: usize| (size * (2.0 * i as f64 / count as f64 - 1.0)) as f32;
        check(&(0..=count).map(point).collect::<Vec<_>>());
    }
}
