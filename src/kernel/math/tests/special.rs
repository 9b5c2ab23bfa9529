//! Infinities, NaN, zeroes, the smallest and the largest numbers, in every lane of a register.

use super::{Elementary, FUNCTIONS, Function, Isa, apply};
use crate::kernel::scalar::Real;
use crate::kernel::simd::MAX_LANES;
use std::vec;

/// Arguments and results in both precisions.
const RESULTS: [(Function, f64, f64); 47] = {
    use Function::{Error, Exponential, ExponentialLessOne, Logarithm, LogarithmOfOnePlus, Logistic, Tangent};
    const INFINITY: f64 = f64::INFINITY;
    [
        (Exponential, 0.0, 1.0),
        (Exponential, -0.0, 1.0),
        (Exponential, INFINITY, INFINITY),
        (Exponential, -INFINITY, 0.0),
        (Exponential, 711.0, INFINITY),
        (Exponential, 1e30, INFINITY),
        (Exponential, -746.0, 0.0),
        (Exponential, -1e30, 0.0),
        (ExponentialLessOne, 0.0, 0.0),
        (ExponentialLessOne, -0.0, -0.0),
        (ExponentialLessOne, INFINITY, INFINITY),
        (ExponentialLessOne, -INFINITY, -1.0),
        (ExponentialLessOne, 711.0, INFINITY),
        (ExponentialLessOne, 1e30, INFINITY),
        (ExponentialLessOne, -746.0, -1.0),
        (ExponentialLessOne, -1e30, -1.0),
        (Logarithm, 1.0, 0.0),
        (Logarithm, 0.0, -INFINITY),
        (Logarithm, -0.0, -INFINITY),
        (Logarithm, INFINITY, INFINITY),
        (Logarithm, -1.0, f64::NAN),
        (Logarithm, -1e-40, f64::NAN),
        (Logarithm, -INFINITY, f64::NAN),
        (LogarithmOfOnePlus, 0.0, 0.0),
        (LogarithmOfOnePlus, -0.0, -0.0),
        (LogarithmOfOnePlus, INFINITY, INFINITY),
        (LogarithmOfOnePlus, -1.0, -INFINITY),
        (LogarithmOfOnePlus, -1.5, f64::NAN),
        (LogarithmOfOnePlus, -2.0, f64::NAN),
        (LogarithmOfOnePlus, -1e30, f64::NAN),
        (LogarithmOfOnePlus, -INFINITY, f64::NAN),
        (Tangent, 0.0, 0.0),
        (Tangent, -0.0, -0.0),
        (Tangent, INFINITY, 1.0),
        (Tangent, -INFINITY, -1.0),
        (Tangent, 1e30, 1.0),
        (Tangent, -20.0, -1.0),
        (Logistic, 0.0, 0.5),
        (Logistic, -0.0, 0.5),
        (Logistic, INFINITY, 1.0),
        (Logistic, -INFINITY, 0.0),
        (Logistic, 1e30, 1.0),
        (Error, 0.0, 0.0),
        (Error, -0.0, -0.0),
        (Error, INFINITY, 1.0),
        (Error, -INFINITY, -1.0),
        (Error, 1e30, 1.0),
    ]
};

fn same<T: Real>(found: T, expected: T) -> bool {
    let (found, expected) = (found.to_double(), expected.to_double());
    found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan())
}

/// The function of `x` in every lane among other numbers, in registers that are full and not.
fn check<T: Real>(function: Function, x: T, expected: T) {
    for isa in Isa::all() {
        let other = T::from_double(0.75);
        let neighbour = apply(isa, function, &[other])[0];
        for length in 1..=MAX_LANES + 1 {
            for position in 0..length {
                let mut numbers = vec![other; length];
                numbers[position] = x;
                for (i, &found) in apply(isa, function, &numbers).iter().enumerate() {
                    let expected = if i == position { expected } else { neighbour };
                    assert!(same(found, expected), "{isa:?} {function:?}({x}): {found} at {i}, {position} of {length}");
                }
            }
        }
    }
}

#[test]
fn results_are_right_at_every_place() {
    for (function, x, expected) in RESULTS {
        check(function, x, expected);
        check(function, f32::from_double(x), f32::from_double(expected));
    }
    for function in FUNCTIONS {
        check(function, f64::NAN, f64::NAN);
        check(function, -f32::NAN, f32::NAN);
    }
}

#[test]
fn least_numbers_stay_what_they_are() {
    for function in [Function::Tangent, Function::ExponentialLessOne, Function::LogarithmOfOnePlus] {
        for x in [f64::from_bits(1), -f64::MIN_POSITIVE, f64::MIN_POSITIVE * 3.75] {
            check(function, x, x);
        }
        for x in [f32::from_bits(1), -f32::MIN_POSITIVE, f32::MIN_POSITIVE * 3.75] {
            check(function, x, x);
        }
    }
}

#[test]
fn least_numbers_have_logarithms() {
    let unit = core::f64::consts::LN_2;
    for isa in Isa::all() {
        for bits in [1, 2, 1 << 19, 1 << 22] {
            let exact = (f64::from(bits).log2() - 149.0) * unit;
            let found = apply(isa, Function::Logarithm, &[f32::from_bits(bits)])[0];
            assert!((f64::from(found) - exact).abs() < 1e-5, "{isa:?}: {found} is not {exact}");
            let exact = (f64::from(bits).log2() - 1074.0) * unit;
            let found = apply(isa, Function::Logarithm, &[f64::from_bits(bits.into())])[0];
            assert!((found - exact).abs() < 3e-13, "{isa:?}: {found} is not {exact}");
        }
    }
}

#[test]
fn one_number_is_a_register_of_one() {
    for x in [-3.5_f32, -0.25, 0.5, 7.0] {
        let found = [
            x.exponential(),
            x.exponential_less_one(),
            x.logarithm(),
            x.logarithm_of_one_plus(),
            x.hyperbolic_tangent(),
            x.logistic(),
            x.error_function(),
        ];
        for (function, found) in FUNCTIONS.into_iter().zip(found) {
            assert!(same(found, apply(Isa::OneLane, function, &[x])[0]), "{function:?}({x})");
        }
    }
}
