//! The Euclidean norm of all numbers of several tensors.

use crate::kernel::threads;
use crate::kernel::vectors::scaled_dot;
use crate::scalar::Real;
use nalgebra::ComplexField;

/// The norm of all numbers of several slices. Where their squares leave the range of numbers they
/// are scaled by a power of 2, which rounds nothing.
pub(super) fn norm<'a, T: Real, I: Iterator<Item = &'a [T]>>(slices: &dyn Fn() -> I) -> f64 {
    const LARGE: f64 = f64::from_bits((1023 + 600) << 52); // 2^600
    let scaled = |factor: f64| {
        let square = |values: &[T]| scaled_dot(factor, values, values);
        let sum: f64 = slices().map(|values| threads::sum(values, square)).sum();
        ComplexField::sqrt(sum) / factor
    };
    match scaled(1.0) {
        norm if norm == f64::INFINITY => scaled(1.0 / LARGE),
        norm if norm < 1e-140 => scaled(LARGE),
        norm => norm,
    }
}
