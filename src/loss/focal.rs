//! `Focal`: the loss of classifiers whose classes are mostly found with certainty.

use crate::data::Target;
use crate::error::Error;
use crate::kernel::simd::Simd;
use crate::kernel::softmax::log_softmax;
use crate::loss::class_rows::{Counting, RowLoss, class_mean, class_sample, compiled_rows};
use crate::loss::class_weights::{ClassWeights, Unweighted};
use crate::loss::outputs::assert_several;
use crate::loss::settings::require_size;
use crate::loss::weighted::weighable;
use crate::loss::{Classes, Loss, LossBatch};
use crate::meaning::Logits;
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use nalgebra::Const;

/// `E = -α_c · (1 - p_c)^γ · ln p_c` for the scores `x` (logits), the class `c` and `p =
/// softmax(x)`: cross-entropy in which samples that are classified with certainty count for little.
///
/// Gamma is 2 by default, and the weights alpha are 1. The mean over a batch divides by the number
/// of samples, also with weights. (T.-Y. Lin et al., "Focal loss for dense object detection", 2017;
/// there for two classes, as [`BinaryFocal`](crate::loss::BinaryFocal).) PyTorch has no such loss;
/// with a gamma of 0 it is [`CrossEntropy`](struct@crate::loss::CrossEntropy).
///
/// # Gradient
///
/// `dE/dx_i = α_c · (1 - p_c)^γ · (1 - γ · p_c · ln p_c / (1 - p_c)) · (p_i - [i = c])`, where `1 -
/// p_c` is the sum of the other probabilities, so that it is exact where `p_c` is nearly 1.
///
/// ```
/// use netwright::data::Label;
/// use netwright::loss::{Focal, Loss};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (Focal::default(), [0.0_f64; 2]);
/// let loss = Loss::<f64, Const<2>, Label<2>>::sample(&loss, &[1.0, 1.0], &Label::new(0)?, &mut gradient);
/// assert!((loss - 0.25 * 2.0_f64.ln()).abs() < 1e-15);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Focal<W = Unweighted> {
    gamma: f64,
    alpha: W,
}

impl Default for Focal {
    fn default() -> Self {
        Focal { gamma: 2.0, alpha: Unweighted }
    }
}

impl<W> Focal<W> {
    /// Sets the exponent; with 0 all samples count for as much.
    #[must_use]
    pub fn gamma(self, gamma: f64) -> Self {
        Focal { gamma, ..self }
    }

    /// Sets a weight for each class.
    #[must_use]
    pub fn alpha<const N: usize>(self, alpha: [f64; N]) -> Focal<[f64; N]> {
        Focal { gamma: self.gamma, alpha }
    }

    fn counting<const N: usize>(&self) -> Counting<'_>
    where
        W: ClassWeights<N>,
    {
        Counting { weights: self.alpha.as_weights(), ignored: None }
    }
}

weighable!([W] Focal<W>);

impl<T: Real, const N: usize, C: Target<N>, W: ClassWeights<N>> Loss<T, Const<N>, C> for Focal<W> {
    type Outputs = Classes<Logits>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        class_sample(Focused(self.gamma), self.counting(), output, target.label().index(), gradient)
    }

    fn class(&self, target: &C) -> Option<usize> {
        Some(target.label().index())
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, C>) -> T {
        const { assert_several(N) };
        class_mean(simd, Focused(self.gamma), self.counting(), batch)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        self.counting().require_valid::<T>(N)?;
        require_size::<T>("the gamma of Focal", self.gamma)
    }
}

/// The function of [`Focal`], with its gamma.
#[derive(Clone, Copy)]
struct Focused(f64);

impl RowLoss for Focused {
    const DIVIDES_BY_WEIGHTS: bool = false;

    #[inline(always)]
    fn row<S: Simd, T: Real>(self, simd: S, x: &[T], class: usize, counting: Counting<'_>, gradient: &mut [T]) -> T {
        let (weight, gamma) = (T::from_double(counting.weight(class)), T::from_double(self.0));
        log_softmax(simd, x, gradient);
        let log_p = gradient[class];
        gradient.iter_mut().for_each(|element| *element = element.exponential());
        let p = gradient[class];
        let others = gradient.iter().enumerate().filter(|(i, _)| *i != class);
        let rest = others.fold(T::zero(), |sum, (_, &p)| sum + p);
        let focus = if self.0 == 0.0 { T::one() } else { (gamma * rest.logarithm()).exponential() };
        // The limit of ln p / (1 - p) at 1 is -1.
        let ratio = if rest == T::zero() { -T::one() } else { log_p / rest };
        let slope = weight * focus * (T::one() - gamma * p * ratio);
        gradient.iter_mut().for_each(|p| *p *= slope);
        gradient[class] = -slope * rest;
        -weight * focus * log_p
    }

    compiled_rows!(Focused);
}
