//! Functions of straight pieces that end in constants: `Relu6`, `HardTanh`, `HardSigmoid`, and
//! `HardSwish`, which is made of one.

use super::{clamped, if_between, over_registers};

/// `y = min(max(x, 0), 6)`, with the derivative 1 for `0 < x < 6` and 0 elsewhere.
///
/// Any shape to the same shape. NaN stays NaN.
///
/// Source: A. Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Capped {
///     capped: Relu6,
/// }
/// assert_eq!(Capped::zeros().predict(&[-1.0, 2.0, 8.0]).as_slice(), [0.0, 2.0, 6.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relu6;

over_registers! {
    Relu6:
    |x| clamped(x, 0.0, 6.0),
    |x, _| if_between(x, 0.0, 6.0, 1.0)
}

/// `y = min(max(x, a), b)`; in a declaration `HardTanh`, with the bounds `a = -1` and `b = 1`, or
/// `HardTanh<-2.0, 2.0>`. `LOW` and `HIGH` hold the bits of `a` and `b` as `f64`.
///
/// Any shape to the same shape. The derivative is 1 for `a < x < b` and 0 elsewhere, also at the
/// bounds.
///
/// Source: R. Collobert, "Large scale machine learning", 2004.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Bounded {
///     bounded: HardTanh<0.0, 2.0>,
/// }
/// assert_eq!(Bounded::zeros().predict(&[-3.0, 0.5, 3.0]).as_slice(), [0.0, 0.5, 2.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardTanh<const LOW: u64 = { (-1.0_f64).to_bits() }, const HIGH: u64 = { 1.0_f64.to_bits() }>;

over_registers! {
    HardTanh<LOW, HIGH>:
    |x| clamped(x, f64::from_bits(LOW), f64::from_bits(HIGH)),
    |x, _| if_between(x, f64::from_bits(LOW), f64::from_bits(HIGH), 1.0)
}

/// `y = min(max(x + 3, 0), 6) / 6`, with the derivative 1/6 for `-3 < x < 3` and 0 elsewhere.
///
/// Any shape to the same shape; the values lie between 0 and 1.
///
/// Source: A. Howard et al., "Searching for MobileNetV3", 2019; the slope and the bounds are
/// PyTorch's (those of M. Courbariaux et al., 2015, are 1/5 and 2.5).
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Shares {
///     share: HardSigmoid,
/// }
/// assert_eq!(Shares::zeros().predict(&[-4.0, 0.0, 4.0]).as_slice(), [0.0, 0.5, 1.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardSigmoid;

over_registers! {
    HardSigmoid:
    |x| clamped(x + x.splat_f64(3.0), 0.0, 6.0) / x.splat_f64(6.0),
    |x, _| if_between(x, -3.0, 3.0, 1.0 / 6.0)
}

/// `y = x·min(max(x + 3, 0), 6) / 6`: `x` times its [`HardSigmoid`].
///
/// Any shape to the same shape. The derivative is 0 for `x < -3`, `x/3 + 1/2` for `-3 <= x < 3`,
/// and 1 for `x >= 3`: at the kinks as in PyTorch's vectorised code (its other code differs at 3,
/// and its later versions at -3).
///
/// Source: A. Howard et al., "Searching for MobileNetV3", 2019.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Gated {
///     gate: HardSwish,
/// }
/// assert_eq!(Gated::zeros().predict(&[-4.0, 0.0, 4.0]).as_slice(), [0.0, 0.0, 4.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HardSwish;

over_registers! {
    HardSwish:
    |x| x * clamped(x + x.splat_f64(3.0), 0.0, 6.0) / x.splat_f64(6.0),
    |x, _| {
        let (three, middle) = (x.splat_f64(3.0), x / x.splat_f64(3.0) + x.splat_f64(0.5));
        let below_three = x.select_less(x.splat_f64(-3.0), x.splat_f64(0.0), middle);
        x.select_less(three, below_three, x.splat_f64(1.0))
    }
}
