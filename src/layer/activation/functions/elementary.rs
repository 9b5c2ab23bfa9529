//! Elementary functions: `Exp`, `Log`, `Sqrt`, `Square` and `Abs`, with the names of PyTorch's
//! functions.

use super::{if_positive, over_registers};
use crate::kernel::math::Elementary;

/// `y = eˣ`, with the derivative `y`.
///
/// Any shape to the same shape; the values are not negative, and infinite above the range.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Powers {
///     exp: Exp,
/// }
/// assert_eq!(Powers::zeros().predict(&[-1e4, 0.0, 1.0]).as_slice(), [0.0, 1.0, 2.718_281_7]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exp;

over_registers! {
    Exp:
    |x| L::Scalar::exp_lanes(x),
    |_, y| y
}

/// `y = ln x`, the natural logarithm, with the derivative `1/x`.
///
/// Any shape to the same shape. Of 0 it is `-∞`, and of negative numbers NaN, as in PyTorch: put a
/// step in front of it whose values are positive, as those of [`Softplus`](crate::layer::Softplus)
/// are.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Logarithms {
///     log: Log,
/// }
/// assert_eq!(Logarithms::zeros().predict(&[0.0, 1.0, 2.0]).as_slice(), [f32::NEG_INFINITY, 0.0, 2.0_f32.ln()]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log;

over_registers! {
    Log:
    |x| L::Scalar::ln_lanes(x),
    |x, _| x.splat_f64(1.0) / x
}

/// `y = √x`, with the derivative `1 / (2·y)`, which is infinite at 0.
///
/// Any shape to the same shape. Of negative numbers it is NaN, as in PyTorch.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Roots {
///     sqrt: Sqrt,
/// }
/// assert_eq!(Roots::zeros().predict(&[0.0, 2.25, 4.0]).as_slice(), [0.0, 1.5, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sqrt;

over_registers! {
    Sqrt:
    |x| x.sqrt(),
    |_, y| y.splat_f64(0.5) / y
}

/// `y = x²`, with the derivative `2·x`.
///
/// Any shape to the same shape.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Squares {
///     square: Square,
/// }
/// assert_eq!(Squares::zeros().predict(&[-3.0, 0.0, 1.5]).as_slice(), [9.0, 0.0, 2.25]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Square;

over_registers! {
    Square:
    |x| x * x,
    |x, _| x + x
}

/// `y = |x|`, with the sign of `x` as the derivative: 0 at the kink `x = 0`, as in PyTorch.
///
/// Any shape to the same shape.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Sizes {
///     abs: Abs,
/// }
/// assert_eq!(Sizes::zeros().predict(&[-3.0, 0.0, 1.5]).as_slice(), [3.0, 0.0, 1.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abs;

over_registers! {
    Abs:
    |x| x.abs(),
    |x, _| {
        let (zero, one) = (x.splat_f64(0.0), x.splat_f64(1.0));
        if_positive(x, one, x.select_less(zero, zero - one, zero))
    }
}
