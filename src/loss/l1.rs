//! `L1`: the absolute error.

use crate::kernel::simd::Lanes;
use crate::loss::elements::{ElementLoss, compiled_element, element_losses};
use crate::loss::weighted::weighable;
use crate::loss::{AnyOutputs, require_finite};

/// The mean absolute error `E = 1/N · Σ_i |x_i - t_i|` of the outputs `x` and the targets `t`, each
/// `[N]`; PyTorch's `L1Loss`.
///
/// # Gradient
///
/// `dE/dx_i = 1/N · sign(x_i - t_i)`, and 0 where both are equal, as in PyTorch.
///
/// ```
/// use netwright::loss::{L1, Loss};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&L1, &[1.0, 5.0], &[2.0, 2.0], &mut gradient);
/// assert_eq!((loss, gradient), (2.0, [-0.5, 0.5]));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct L1;

weighable!([] L1);
element_losses!(L1: AnyOutputs, OverOutputs, require_finite);

impl ElementLoss for L1 {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let difference = x - t;
        (difference.abs(), sign(difference))
    }

    compiled_element!(L1);
}

/// Returns 1 for positive numbers, -1 for negative ones, and 0 for 0.
#[inline(always)]
pub(super) fn sign<L: Lanes>(x: L) -> L {
    let zero = x.splat_f64(0.0);
    zero.select_less(x.abs(), x.splat_f64(1.0).copysign(x), zero)
}
