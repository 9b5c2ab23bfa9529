//! `KlDivergence`: how far distributions are from those that are wanted.

use crate::kernel::math::Elementary;
use crate::kernel::simd::Lanes;
use crate::loss::elements::{ElementLoss, compiled_element, element_losses};
use crate::loss::outputs::Classes;
use crate::loss::targets::require_distribution;
use crate::loss::weighted::weighable;
use crate::meaning::LogProbabilities;

/// The divergence `E = Σ_i t_i · (ln t_i - x_i)` (Kullback and Leibler, 1951) of a distribution,
/// whose logarithms are the outputs `x`, from the target `t`, both `[N]`. Where `t_i` is 0, so is
/// the term.
///
/// For networks that end in `LogSoftmax`. A target is a distribution: its numbers are from 0 to 1,
/// and their sum is 1.
///
/// The mean over a batch divides by the number of samples. In PyTorch this is `KLDivLoss` with the
/// reduction `batchmean`, which its documentation calls the mathematically correct one; its default
/// there divides by the number of outputs too.
///
/// # Gradient
///
/// `dE/dx_i = -t_i`.
///
/// ```
/// use netwright::loss::{KlDivergence, Loss};
/// use netwright::nalgebra::Const;
///
/// let (x, mut gradient) = ([0.5_f64.ln(), 0.5_f64.ln()], [0.0; 2]);
/// let loss = Loss::<f64, Const<2>, [f64; 2]>::sample(&KlDivergence, &x, &[1.0, 0.0], &mut gradient);
/// assert!((loss - 2.0_f64.ln()).abs() < 1e-15);
/// assert_eq!(gradient, [-1.0, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KlDivergence;

weighable!([] KlDivergence);
element_losses!(KlDivergence: Classes<LogProbabilities>, OverSamples, require_distribution);

impl ElementLoss for KlDivergence {
    #[inline(always)]
    fn value_and_slope<L: Lanes>(self, x: L, t: L, _: L) -> (L, L) {
        let zero = x.splat_f64(0.0);
        // Not 0 times the logarithm of 0, nor times an output of minus infinity.
        (zero.select_less(t, t * (L::Scalar::ln_lanes(t) - x), zero), zero - t)
    }

    compiled_element!(KlDivergence);
}
