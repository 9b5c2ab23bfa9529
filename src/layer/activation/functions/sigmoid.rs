//! `Sigmoid`: the logistic function.

use super::over_registers;
use crate::kernel::math::Elementary;

/// `y = 1 / (1 + e⁻ˣ)`, with the derivative `y·(1 - y)`.
///
/// Any shape to the same shape; the values lie between 0 and 1.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Shares {
///     sigmoid: Sigmoid,
/// }
/// assert_eq!(Shares::zeros().predict(&[-1e4, 0.0, 1e4]).as_slice(), [0.0, 0.5, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sigmoid;

over_registers! {
    Sigmoid:
    |x| L::Scalar::logistic_lanes(x),
    |_, y| y * (y.splat_f64(1.0) - y)
}
