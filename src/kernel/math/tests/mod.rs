//! The functions with every instruction set that there is here, against numbers of more precision.

extern crate std;

mod double_precision;
mod reference;
mod single_precision;
mod special;

use super::Elementary;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd};
use reference::{DoubleDouble, power_of_two};
use std::vec::Vec;
use std::{println, vec};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Exponential,
    ExponentialLessOne,
    Logarithm,
    LogarithmOfOnePlus,
    Tangent,
    Logistic,
    Error,
}

const FUNCTIONS: [Function; 7] = [
    Function::Exponential,
    Function::ExponentialLessOne,
    Function::Logarithm,
    Function::LogarithmOfOnePlus,
    Function::Tangent,
    Function::Logistic,
    Function::Error,
];

/// Computes `y_i = f(x_i)`, the last ones in a register that is not full.
struct Apply<'a, T>(Function, &'a [T], &'a mut [T]);

impl<T: Real> WithSimd for Apply<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let Apply(function, x, y) = self;
        let count = T::Lanes::<S>::LANES;
        for (x, y) in x.chunks(count).zip(y.chunks_mut(count)) {
            let x = T::Lanes::<S>::load_partial(simd, x);
            let result = match function {
                Function::Exponential => T::exp_lanes(x),
                Function::ExponentialLessOne => T::exp_m1_lanes(x),
                Function::Logarithm => T::ln_lanes(x),
                Function::LogarithmOfOnePlus => T::ln_1p_lanes(x),
                Function::Tangent => T::tanh_lanes(x),
                Function::Logistic => T::logistic_lanes(x),
                Function::Error => T::erf_lanes(x),
            };
            result.store_partial(y);
        }
    }
}

fn apply<T: Real>(isa: Isa, function: Function, x: &[T]) -> Vec<T> {
    let mut y = vec![T::zero(); x.len()];
    isa.run(Apply(function, x, &mut y));
    y
}

/// The unit in the last place of an exact result `x`: `2^(max(e, e_min) - p + 1)` with
/// `2^e <= |x| < 2^(e + 1)`, in a format with `p` bits of precision whose least normal number is
/// `2^e_min`. It is the distance of the numbers around `x`, also where `x` is rounded to a power of
/// 2, above which they are twice as far apart.
///
/// Source: J.-M. Muller et al., "Handbook of floating-point arithmetic", 2nd edition, 2018, section
/// 2.3.2: the definition of D. Goldberg (1991), extended to real numbers.
fn unit_in_the_last_place<T: Real>(exact: DoubleDouble) -> f64 {
    let (precision, least) = if size_of::<T>() == 4 { (24, -126) } else { (53, -1022) };
    // The exponent of zero is less than the least.
    power_of_two(exact.exponent().max(least) - precision + 1)
}

/// The error of a result, in units in the last place of the exact one.
fn units<T: Real>(found: T, exact: DoubleDouble) -> f64 {
    let error = DoubleDouble::of(found.to_double()) - exact;
    error.rounded().abs() / unit_in_the_last_place::<T>(exact)
}

#[test]
fn a_unit_is_that_of_the_binade() {
    let below_two = DoubleDouble::of(2.0) - DoubleDouble::of(1e-20);
    assert_eq!(unit_in_the_last_place::<f64>(DoubleDouble::of(1.0)), f64::EPSILON);
    assert_eq!(unit_in_the_last_place::<f64>(DoubleDouble::of(1.999)), f64::EPSILON);
    assert_eq!(unit_in_the_last_place::<f64>(below_two), f64::EPSILON);
    assert_eq!(unit_in_the_last_place::<f64>(DoubleDouble::of(-2.0)), 2.0 * f64::EPSILON);
    assert_eq!(unit_in_the_last_place::<f64>(DoubleDouble::of(0.5) + DoubleDouble::of(1e-20)), f64::EPSILON / 2.0);
    assert_eq!(unit_in_the_last_place::<f64>(DoubleDouble::of(f64::MIN_POSITIVE)), f64::from_bits(1));
    assert_eq!(unit_in_the_last_place::<f32>(below_two), f64::from(f32::EPSILON));
    for subnormal in [0.0, 1e-45, 1e-40] {
        assert_eq!(unit_in_the_last_place::<f32>(DoubleDouble::of(subnormal)), f64::from(f32::from_bits(1)));
    }
    // Half a unit of rounding below a power of 2, of which the result is one unit away.
    assert!((units(1.0_f32, DoubleDouble::of(1.0 - 2.0_f64.powi(-25))) - 0.5).abs() < 1e-12);
    assert!((units(1.0_f64, DoubleDouble::of(1.0) - DoubleDouble::of(2.0_f64.powi(-53))) - 1.0).abs() < 1e-12);
}

/// The largest error and its argument.
struct Worst {
    error: f64,
    at: f64,
}

impl Worst {
    fn new() -> Self {
        Worst { error: 0.0, at: 0.0 }
    }

    fn see(&mut self, error: f64, at: f64) {
        // NaN is an error too.
        let error = if error.is_nan() { f64::INFINITY } else { error };
        if error > self.error {
            *self = Worst { error, at };
        }
    }

    /// Shown with `cargo test -- --nocapture`, for the table in the documentation.
    fn is_at_most(&self, bound: f64, function: Function, isa: Isa) {
        println!("{function:?} {isa:?}: {:.2} units at {:e}", self.error, self.at);
        assert!(self.error <= bound, "{function:?} {isa:?}: {} units at {:e}", self.error, self.at);
    }
}
