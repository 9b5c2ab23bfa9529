//! `Huber` and `SmoothL1`: squares near the target, and absolute errors far from it.

use crate::error::Error;
use crate::kernel::simd::Lanes;
use crate::loss::elements::{ElementLoss, compiled_element, element_losses};
use crate::loss::l1::sign;
use crate::loss::settings::{require_positive, require_size};
use crate::loss::weighted::weighable;
use crate::loss::{AnyOutputs, require_finite};
use crate::scalar::Real;

/// The mean `E = 1/N · Σ_i h(x_i - t_i)` over the outputs `x` and the targets `t`, each `[N]`, with
/// `h(d) = d²/2` where `|d| <= delta`, and `h(d) = delta · (|d| - delta/2)` elsewhere.
///
/// It is PyTorch's `HuberLoss`, with a delta of 1 by default. (P. J. Huber, "Robust estimation of a
/// location parameter", Annals of Mathematical Statistics 35, 1964.)
///
/// # Gradient
///
/// `dE/dx_i = 1/N · (x_i - t_i)`, limited to `-delta/N` and `delta/N`.
///
/// ```
/// use netwright::loss::{Huber, Loss};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (Huber::default().delta(2.0), [0.0_f64; 2]);
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&loss, &[1.0, 5.0], &[2.0, 2.0], &mut gradient);
/// assert_eq!((loss, gradient), ((0.5 + 4.0) / 2.0, [-0.5, 1.0]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Huber {
    delta: f64,
}

impl Default for Huber {
    fn default() -> Self {
        Huber { delta: 1.0 }
    }
}

impl Huber {
    /// Sets the error from which on the loss grows linearly; it must be greater than 0.
    #[must_use]
    pub const fn delta(self, delta: f64) -> Self {
        Huber { delta }
    }
}

weighable!([] Huber);
element_losses!(Huber: AnyOutputs, OverOutputs, require_finite);

impl ElementLoss for Huber {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let difference = x - t;
        let (size, delta, half) = (difference.abs(), x.splat_f64(self.delta), x.splat_f64(0.5));
        let square = half * difference * difference;
        let line = delta * (size - half * delta);
        (size.select_less(delta, square, line), size.select_less(delta, difference, delta * sign(difference)))
    }

    fn require_valid<T: Real>(self) -> Result<(), Error> {
        require_positive::<T>("the delta of Huber", self.delta)
    }

    compiled_element!(Huber);
}

/// The mean `E = 1/N · Σ_i h(x_i - t_i)` over the outputs `x` and the targets `t`, each `[N]`, with
/// `h(d) = d²/(2·beta)` where `|d| < beta`, and `h(d) = |d| - beta/2` elsewhere.
///
/// It is PyTorch's `SmoothL1Loss`, with a beta of 1 by default: [`Huber`] divided by its delta.
/// With a beta of 0 it is [`L1`](crate::loss::L1). (R. Girshick, "Fast R-CNN", 2015.)
///
/// # Gradient
///
/// `dE/dx_i = 1/(N·beta) · (x_i - t_i)`, limited to `-1/N` and `1/N`.
///
/// ```
/// use netwright::loss::{Loss, SmoothL1};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (SmoothL1::default().beta(2.0), [0.0_f64; 2]);
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&loss, &[1.0, 5.0], &[2.0, 2.0], &mut gradient);
/// assert_eq!((loss, gradient), ((0.25 + 2.0) / 2.0, [-0.25, 0.5]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmoothL1 {
    beta: f64,
}

impl Default for SmoothL1 {
    fn default() -> Self {
        SmoothL1 { beta: 1.0 }
    }
}

impl SmoothL1 {
    /// Sets the error from which on the loss grows linearly; it must not be negative.
    #[must_use]
    pub const fn beta(self, beta: f64) -> Self {
        SmoothL1 { beta }
    }
}

weighable!([] SmoothL1);
element_losses!(SmoothL1: AnyOutputs, OverOutputs, require_finite);

impl ElementLoss for SmoothL1 {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let difference = x - t;
        let (size, beta, half) = (difference.abs(), x.splat_f64(self.beta), x.splat_f64(0.5));
        // With a beta of 0 these are NaN, and not selected.
        let scaled = difference / beta;
        let square = half * difference * scaled;
        let line = size - half * beta;
        (size.select_less(beta, square, line), size.select_less(beta, scaled, sign(difference)))
    }

    fn require_valid<T: Real>(self) -> Result<(), Error> {
        require_size::<T>("the beta of SmoothL1", self.beta)
    }

    compiled_element!(SmoothL1);
}
