//! `Poisson`: the loss of counts.

use crate::error::Error;
use crate::kernel::math::Elementary;
use crate::kernel::simd::Lanes;
use crate::loss::AnyOutputs;
use crate::loss::elements::{ElementLoss, compiled_element, element_losses};
use crate::loss::settings::{require_positive, require_size};
use crate::loss::targets::require_counts;
use crate::loss::weighted::weighable;
use crate::scalar::Real;

/// The negative log-likelihood `E = 1/N · Σ_i (λ_i - t_i · ln λ_i)` of counts `t`, `[N]`, that have
/// Poisson's distribution with the means `λ`, of which the outputs are the logarithms: `λ_i =
/// exp(x_i)`.
///
/// It is PyTorch's `PoissonNLLLoss`: the term `ln t!`, which does not depend on the outputs, is
/// left out unless [`full`](Self::full) is set.
///
/// Targets are not negative.
///
/// # Gradient
///
/// `dE/dx_i = 1/N · (exp(x_i) - t_i)`; without `log_input` `1/N · (1 - t_i / (x_i + epsilon))`.
///
/// ```
/// use netwright::loss::{Loss, Poisson};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 1];
/// let loss = Loss::<f64, Const<1>, [f64; 1]>::sample(&Poisson::default(), &[0.0], &[3.0], &mut gradient);
/// assert_eq!((loss, gradient), (1.0, [-2.0]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Poisson {
    log_input: bool,
    full: bool,
    epsilon: f64,
}

impl Default for Poisson {
    fn default() -> Self {
        Poisson { log_input: true, full: false, epsilon: 1e-8 }
    }
}

impl Poisson {
    /// Sets whether the outputs are the logarithms of the means, as by default, or the means
    /// themselves, which must not be negative.
    #[must_use]
    pub const fn log_input(self, log_input: bool) -> Self {
        Poisson { log_input, ..self }
    }

    /// Adds Stirling's approximation of `ln t!`, `t·ln t - t + ln(2·pi·t)/2`, for targets above 1.
    #[must_use]
    pub const fn full(self, full: bool) -> Self {
        Poisson { full, ..self }
    }

    /// Sets the number that is added to a mean before its logarithm is taken, 1e-8 by default.
    #[must_use]
    pub const fn epsilon(self, epsilon: f64) -> Self {
        Poisson { epsilon, ..self }
    }
}

weighable!([] Poisson);
element_losses!(Poisson: AnyOutputs, OverOutputs, require_counts);

impl ElementLoss for Poisson {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let one = x.splat_f64(1.0);
        let (value, slope) = if self.log_input {
            let mean = L::Scalar::exp_lanes(x);
            (mean - t * x, mean - t)
        } else {
            let shifted = x + x.splat_f64(self.epsilon);
            (x - t * L::Scalar::ln_lanes(shifted), one - t / shifted)
        };
        if !self.full {
            return (value, slope);
        }
        let stirling = t * L::Scalar::ln_lanes(t) - t
            + x.splat_f64(0.5) * L::Scalar::ln_lanes(x.splat_f64(core::f64::consts::TAU) * t);
        (value + one.select_less(t, stirling, x.splat_f64(0.0)), slope)
    }

    fn require_valid<T: Real>(self) -> Result<(), Error> {
        if self.log_input {
            return require_size::<T>("the epsilon of Poisson", self.epsilon);
        }
        require_positive::<T>("the epsilon of Poisson", self.epsilon)
    }

    compiled_element!(Poisson);
}
