//! The functions of the elements of a window, as folds.

use crate::kernel::argmax::is_nan;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, MAX_LANES};

/// A function of many numbers that is computed two at a time, in any order.
pub(super) trait Fold<T: Real> {
    /// The result for no number: that of padding.
    const START: f64;

    /// True if the result is divided by the number of elements.
    const IS_AVERAGE: bool;

    /// The result for two numbers.
    fn of(one: T, other: T) -> T;

    /// The results in all lanes.
    fn of_lanes<L: Lanes<Scalar = T>>(one: L, other: L) -> L;

    /// The average of which this is the sum, where the result is an average.
    #[inline(always)]
    fn average(result: T, part: f64) -> T {
        if Self::IS_AVERAGE { result * T::from_double(part) } else { result }
    }

    /// The averages of which these are the sums.
    #[inline(always)]
    fn average_lanes<L: Lanes<Scalar = T>>(result: L, part: f64) -> L {
        if Self::IS_AVERAGE { result * result.splat_f64(part) } else { result }
    }

    /// The result for all lanes.
    #[inline(always)]
    fn reduce<L: Lanes<Scalar = T>>(register: L) -> T {
        let mut numbers = [T::from_double(Self::START); MAX_LANES];
        register.store_slice(&mut numbers);
        numbers.into_iter().take(L::LANES).fold(T::from_double(Self::START), |result, number| Self::of(number, result))
    }
}

/// The greatest number, and NaN if there is one.
pub(super) struct Greatest;

impl<T: Real> Fold<T> for Greatest {
    const START: f64 = f64::NEG_INFINITY;
    const IS_AVERAGE: bool = false;

    #[inline(always)]
    fn of(one: T, other: T) -> T {
        let greater = if one > other { one } else { other };
        if is_nan(one) { one } else { greater }
    }

    #[inline(always)]
    fn of_lanes<L: Lanes<Scalar = T>>(one: L, other: L) -> L {
        one.maximum(other)
    }
}

/// The sum, which becomes an average.
pub(super) struct Sum;

impl<T: Real> Fold<T> for Sum {
    /// With 0 a sum of negative zeros would depend on whether it begins with that or with the first
    /// of them.
    const START: f64 = -0.0;
    const IS_AVERAGE: bool = true;

    #[inline(always)]
    fn of(one: T, other: T) -> T {
        one + other
    }

    #[inline(always)]
    fn of_lanes<L: Lanes<Scalar = T>>(one: L, other: L) -> L {
        one + other
    }
}
