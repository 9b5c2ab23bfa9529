//! `Tanh`: the hyperbolic tangent.

use super::over_registers;
use crate::kernel::math::Elementary;

/// `y = tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)`, with the derivative `1 - y²`.
///
/// Any shape to the same shape; the values lie between -1 and 1.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Squashed {
///     tanh: Tanh,
/// }
/// assert_eq!(Squashed::zeros().predict(&[0.0, 1.0]).as_slice(), [0.0, 1.0_f32.tanh()]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tanh;

over_registers! {
    Tanh:
    |x| L::Scalar::tanh_lanes(x),
    |_, y| y.splat_f64(1.0) - y * y
}
