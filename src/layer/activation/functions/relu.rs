//! `Relu`: what is negative becomes zero.

use super::over_registers;
use crate::kernel::simd::Vectorized;

/// `y = max(0, x)`, with the derivative 1 for `x > 0` and 0 elsewhere, also at the kink `x = 0`, as
/// in PyTorch.
///
/// Any shape to the same shape. NaN stays NaN.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Positive {
///     relu: Relu,
/// }
/// assert_eq!(Positive::zeros().predict(&[-1.0, 0.0, 2.0]).as_slice(), [0.0, 0.0, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relu;

over_registers! {
    Relu:
    keeps_order = true,
    floor = 0.0,
    |x| {
        // NaN, the second of the two, passes.
        x.splat_f64(0.0).max(x)
    },
    |_, y| {
        // Outputs are not negative: 0 is what is less than the least positive number, and NaN is
        // not.
        let least = y.splat_f64(L::Scalar::MIN_POSITIVE);
        y.select_less(least, y.splat_f64(0.0), y.splat_f64(1.0))
    }
}
