//! A function of all features of a sample, for inference.

use netwright::layer::prelude::*;

/// `y = x / (1 + Σ |x|)`, without a gradient.
pub(crate) struct Share;

impl ColumnFunction for Share {
    type Meaning = Values;

    fn value<T: Real>(x: &[T], y: &mut [T]) {
        let sum = x.iter().fold(T::one(), |sum, x| sum + x.abs());
        for (y, x) in y.iter_mut().zip(x) {
            *y = *x / sum;
        }
    }

    fn backward<T: Real>(_: &[T], _: &[T], _: &[T], dx: &mut [T]) {
        dx.fill(T::zero());
    }
}
