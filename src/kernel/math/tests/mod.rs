//! The functions with every instruction set that there is here, against numbers of more precision.

extern crate std;

mod double_precision;
mod reference;
mod single_precision;
mod special;

use super::Elementary;
use crate::kernel::simd::{Lanes, Portable, Simd, Single, Work, dispatch};
use crate::scalar::Real;
use std::vec::Vec;
use std::{println, vec};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Exponential,
    Logarithm,
    Tangent,
    Logistic,
    Error,
}

const FUNCTIONS: [Function; 5] =
    [Function::Exponential, Function::Logarithm, Function::Tangent, Function::Logistic, Function::Error];

/// Where functions are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Set {
    Best,
    Portable,
    Single,
}

const SETS: [Set; 3] = [Set::Best, Set::Portable, Set::Single];

/// `y_i = f(x_i)`, the last ones in a register that is not full.
struct Apply<'a, T>(Function, &'a [T], &'a mut [T]);

impl<T: Real> Work for Apply<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Apply(function, x, y) = self;
        let count = T::Lanes::<S>::COUNT;
        for (x, y) in x.chunks(count).zip(y.chunks_mut(count)) {
            let x = T::Lanes::<S>::load_part(simd, x);
            let result = match function {
                Function::Exponential => T::exponential_of(x),
                Function::Logarithm => T::logarithm_of(x),
                Function::Tangent => T::hyperbolic_tangent_of(x),
                Function::Logistic => T::logistic_of(x),
                Function::Error => T::error_function_of(x),
            };
            result.store_part(y);
        }
    }
}

fn apply<T: Real>(set: Set, function: Function, x: &[T]) -> Vec<T> {
    let mut y = vec![T::zero(); x.len()];
    let work = Apply(function, x, &mut y);
    match set {
        Set::Best => dispatch(work),
        Set::Portable => work.run(Portable),
        Set::Single => work.run(Single),
    }
    y
}

/// The largest error and where it is.
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
    fn is_at_most(&self, bound: f64, function: Function, set: Set) {
        println!("{function:?} {set:?}: {:.2} units at {:e}", self.error, self.at);
        assert!(self.error <= bound, "{function:?} {set:?}: {} units at {:e}", self.error, self.at);
    }
}
