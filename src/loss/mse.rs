//! `Mse`: the loss of regression.

use crate::kernel::simd::Lanes;
use crate::loss::elements::{ElementLoss, compiled_element, element_losses};
use crate::loss::weighted::weighable;
use crate::loss::{AnyOutputs, require_finite};

/// The mean squared error `E = 1/N · Σ_i (x_i - t_i)²` of the outputs `x` and the targets `t`, each
/// `[N]`.
///
/// Averaged over a batch it is PyTorch's `MSELoss`: the mean over all numbers of the batch.
///
/// # Gradient
///
/// `dE/dx_i = 2/N · (x_i - t_i)`.
///
/// ```
/// use netwright::loss::{Loss, Mse};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&Mse, &[1.0, 5.0], &[2.0, 2.0], &mut gradient);
/// assert_eq!((loss, gradient), (5.0, [-1.0, 3.0]));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mse;

weighable!([] Mse);
element_losses!(Mse: AnyOutputs, OverOutputs, require_finite);

impl ElementLoss for Mse {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let difference = x - t;
        (difference * difference, difference + difference)
    }

    compiled_element!(Mse);
}
