//! Functions of one number, and of all features of a sample.

use netwright::layer::{Activation, ColumnFunction};
use netwright::meaning::Values;
use netwright::scalar::Real;

/// `y = ln(1 + exp(x))`.
pub(crate) struct Softplus;

impl Activation for Softplus {
    fn value<T: Real>(x: T) -> T {
        x.exp().ln_1p()
    }

    fn derivative<T: Real>(x: T, _: T) -> T {
        T::one() / (T::one() + (-x).exp())
    }
}

/// `y = x / |x|`.
pub(crate) struct Normalized;

impl ColumnFunction for Normalized {
    type Meaning = Values;

    fn value<T: Real>(x: &[T], y: &mut [T]) {
        let length = x.iter().fold(T::zero(), |sum, &x| sum + x * x).sqrt();
        y.iter_mut().zip(x).for_each(|(y, &x)| *y = x / length);
    }

    // dE/dx [1×n] = dE/dy [1×n] · (I - y·yᵀ)/|x| [n×n]
    fn backward<T: Real>(x: &[T], y: &[T], dy: &[T], dx: &mut [T]) {
        let length = x.iter().fold(T::zero(), |sum, &x| sum + x * x).sqrt();
        let along = y.iter().zip(dy).fold(T::zero(), |sum, (&y, &dy)| sum + y * dy);
        dx.iter_mut().zip(y.iter().zip(dy)).for_each(|(dx, (&y, &dy))| *dx = (dy - along * y) / length);
    }
}
