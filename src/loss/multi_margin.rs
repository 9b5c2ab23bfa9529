//! `MultiMargin`: the hinge loss of several classes.

use crate::data::Target;
use crate::error::Error;
use crate::kernel::simd::Simd;
use crate::loss::class_rows::{Counting, RowLoss, class_mean, class_sample, compiled_rows};
use crate::loss::class_weights::{ClassWeights, Unweighted};
use crate::loss::outputs::assert_several;
use crate::loss::settings::{require, require_number};
use crate::loss::weighted::weighable;
use crate::loss::{Classes, Loss, LossBatch};
use crate::meaning::Logits;
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use nalgebra::Const;

/// The hinge loss `E = w_c/N · Σ_(i ≠ c) max(0, margin - x_c + x_i)^p` of the scores `x`, `[N]`,
/// and the class `c`: 0 once the score of the class is larger than all others by the margin.
///
/// It is PyTorch's `MultiMarginLoss`, with a margin of 1 and `p` of 1 by default; the mean over a
/// batch divides by the number of samples, also with weights `w` of the classes. (J. Weston and C.
/// Watkins, "Support vector machines for multi-class pattern recognition", 1999.)
///
/// # Gradient
///
/// With `d_i = max(0, margin - x_c + x_i)`: `dE/dx_i = w_c/N · p · d_i^(p-1)` where `d_i > 0`, else
/// 0, for `i ≠ c`, and `dE/dx_c = -Σ_(i ≠ c) dE/dx_i`.
///
/// ```
/// use netwright::data::Label;
/// use netwright::loss::{Loss, MultiMargin};
/// use netwright::nalgebra::Const;
///
/// let (loss, mut gradient) = (MultiMargin::default(), [0.0_f64; 2]);
/// let loss = Loss::<f64, Const<2>, Label<2>>::sample(&loss, &[0.5, 1.0], &Label::new(1)?, &mut gradient);
/// assert_eq!((loss, gradient), (0.25, [0.5, -0.5]));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MultiMargin<W = Unweighted> {
    margin: f64,
    p: u8,
    weights: W,
}

impl Default for MultiMargin {
    fn default() -> Self {
        MultiMargin { margin: 1.0, p: 1, weights: Unweighted }
    }
}

impl<W> MultiMargin<W> {
    /// Sets the difference that is wanted between the score of the class and all others.
    #[must_use]
    pub fn margin(self, margin: f64) -> Self {
        MultiMargin { margin, ..self }
    }

    /// Sets the exponent: 1 or 2.
    #[must_use]
    pub fn p(self, p: u8) -> Self {
        MultiMargin { p, ..self }
    }

    /// Sets a weight for each class, so that rare ones count for more.
    #[must_use]
    pub fn class_weights<const N: usize>(self, weights: [f64; N]) -> MultiMargin<[f64; N]> {
        let MultiMargin { margin, p, .. } = self;
        MultiMargin { margin, p, weights }
    }

    fn counting<const N: usize>(&self) -> Counting<'_>
    where
        W: ClassWeights<N>,
    {
        Counting { weights: self.weights.as_weights(), ignored: None }
    }

    fn hinge(&self) -> Hinge {
        Hinge { margin: self.margin, is_square: self.p == 2 }
    }
}

weighable!([W] MultiMargin<W>);

impl<T: Real, const N: usize, C: Target<N>, W: ClassWeights<N>> Loss<T, Const<N>, C> for MultiMargin<W> {
    type Outputs = Classes<Logits>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        class_sample(self.hinge(), self.counting(), output, target.label().index(), gradient)
    }

    fn class(&self, target: &C) -> Option<usize> {
        Some(target.label().index())
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, C>) -> T {
        const { assert_several(N) };
        class_mean(simd, self.hinge(), self.counting(), batch)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        self.counting().require_valid::<T>(N)?;
        require_number::<T>("the margin of MultiMargin", self.margin)?;
        require("the p of MultiMargin", "1 or 2", self.p.into(), matches!(self.p, 1 | 2))
    }
}

/// The function of [`MultiMargin`].
#[derive(Clone, Copy)]
struct Hinge {
    margin: f64,
    is_square: bool,
}

impl RowLoss for Hinge {
    const DIVIDES_BY_WEIGHTS: bool = false;

    #[inline(always)]
    fn row<S: Simd, T: Real>(self, _: S, x: &[T], class: usize, counting: Counting<'_>, gradient: &mut [T]) -> T {
        #[allow(clippy::cast_precision_loss)] // There are far fewer classes than 2^52.
        let weight = T::from_double(counting.weight(class) / x.len() as f64);
        let (zero, two, least) = (T::zero(), T::from_double(2.0), T::from_double(self.margin) - x[class]);
        let (mut sum, mut slopes) = (zero, zero);
        for (i, (&x, gradient)) in x.iter().zip(&mut *gradient).enumerate() {
            let distance = least + x;
            // NaN, which is not at most 0, stays.
            let (value, slope) = match () {
                () if i == class || distance <= zero => (zero, zero),
                () if self.is_square => (distance * distance, two * distance),
                () => (distance, T::one()),
            };
            *gradient = weight * slope;
            sum += value;
            slopes += weight * slope;
        }
        gradient[class] = -slopes;
        weight * sum
    }

    compiled_rows!(Hinge);
}
