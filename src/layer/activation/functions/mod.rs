//! The built-in functions of one number: one file for each, or for a family.
//!
//! Each is described once, over registers, by [`over_registers!`].

mod elementary;
mod exponential_units;
mod gates;
mod hard;
mod rectifiers;
mod relu;
mod sigmoid;
mod soft;
mod tanh;

pub use elementary::{Abs, Exp, Log, Sqrt, Square};
pub use exponential_units::{Celu, Elu, Selu};
pub use gates::{Gelu, GeluTanh, Mish, Silu};
pub use hard::{HardSigmoid, HardSwish, HardTanh, Relu6};
pub use rectifiers::{LeakyRelu, ThresholdedRelu};
pub use relu::Relu;
pub use sigmoid::Sigmoid;
pub use soft::{Softplus, Softsign};
pub use tanh::Tanh;

use crate::kernel::simd::Lanes;

/// Implements [`Activation`](crate::layer::Activation) by a value and a derivative over registers:
/// `over_registers!(Softsign: |x| .., |x, y| ..)`. Those of one number follow, as registers of one
/// lane.
///
/// Settings are the bits of numbers of double precision in the type, since a number with a point
/// cannot stand in a type itself: `over_registers!(LeakyRelu<SLOPE>: ..)`.
macro_rules! over_registers {
    (
        $function:ident $(<$($setting:ident),+>)?:
        $(keeps_order = $keeps_order:expr,)?
        $(floor = $floor:expr,)?
        |$x:ident| $value:expr,
        |$at:tt, $y:tt| $derivative:expr
    ) => {
        impl $(<$(const $setting: u64),+>)? $crate::layer::Activation for $function $(<$($setting),+>)? {
            $(const KEEPS_ORDER: bool = $keeps_order;)?
            $(const FLOOR: Option<f64> = Some($floor);)?

            #[inline(always)]
            fn value<T: $crate::scalar::Real>(x: T) -> T {
                $crate::kernel::math::scalar(x, <Self as $crate::layer::Activation>::values)
            }

            #[inline(always)]
            fn derivative<T: $crate::scalar::Real>(x: T, y: T) -> T {
                $crate::kernel::math::scalar(x, |x| {
                    let y = $crate::kernel::simd::Lanes::splat($crate::kernel::simd::Lanes::simd(x), y);
                    <Self as $crate::layer::Activation>::derivatives(x, y)
                })
            }

            #[inline(always)]
            fn values<L: $crate::kernel::simd::Lanes>($x: L) -> L {
                $value
            }

            #[inline(always)]
            fn derivatives<L: $crate::kernel::simd::Lanes>($at: L, $y: L) -> L {
                $derivative
            }
        }
    };
}
use over_registers;

/// Returns `yes` where `x > 0`, and `no` elsewhere, also for NaN.
#[inline(always)]
fn if_positive<L: Lanes>(x: L, yes: L, no: L) -> L {
    x.splat_f64(0.0).select_less(x, yes, no)
}

/// Returns the numbers, raised to `low` and lowered to `high`. NaN stays NaN.
#[inline(always)]
fn clamped<L: Lanes>(x: L, low: f64, high: f64) -> L {
    x.splat_f64(high).min(x.splat_f64(low).max(x))
}

/// Returns `yes` where `low < x < high`, and 0 elsewhere.
#[inline(always)]
fn if_between<L: Lanes>(x: L, low: f64, high: f64, yes: f64) -> L {
    let (zero, yes) = (x.splat_f64(0.0), x.splat_f64(yes));
    x.splat_f64(low).select_less(x, x.select_less(x.splat_f64(high), yes, zero), zero)
}
