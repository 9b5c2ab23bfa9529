//! An activation of which the library does not know how its derivative follows from its output.

use netwright::layer::prelude::*;

/// `y = x / (1 + |x|)`.
pub(crate) struct Softsign;

impl Activation for Softsign {
    fn value<T: Real>(x: T) -> T {
        x / (T::one() + x.abs())
    }

    fn derivative<T: Real>(x: T, _: T) -> T {
        T::one() / ((T::one() + x.abs()) * (T::one() + x.abs()))
    }
}
