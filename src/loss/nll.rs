//! `Nll`: the loss of classifiers, on logarithms of probabilities.

use crate::data::Target;
use crate::error::Error;
use crate::kernel::simd::Simd;
use crate::loss::class_rows::{Counting, RowLoss, class_mean, class_sample, compiled_rows};
use crate::loss::class_weights::{ClassWeights, Unweighted};
use crate::loss::outputs::assert_several;
use crate::loss::weighted::weighable;
use crate::loss::{Classes, Loss, LossBatch};
use crate::meaning::LogProbabilities;
use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use nalgebra::Const;

/// The negative log-likelihood `E = -w_c · x_c` for logarithms of probabilities `x` and the class
/// `c`, with weights `w` of the classes, which are 1 by default.
///
/// For networks that end in `LogSoftmax`. The mean over a batch divides by the sum of the weights
/// of its samples, as PyTorch's `NLLLoss` does. A batch in which no sample counts has no mean, and
/// is an error, [`Error::NoWeight`], where PyTorch gives NaN.
///
/// `Nll` is a type and, with its default settings, a value: `Nll::default()`.
///
/// # Gradient
///
/// `dE/dx_i = -w_c · [i = c]`.
///
/// ```
/// use netwright::data::Label;
/// use netwright::loss::{Loss, Nll};
/// use netwright::nalgebra::Const;
///
/// let mut gradient = [0.0_f64; 2];
/// let loss = Loss::<f64, Const<2>, Label<2>>::sample(&Nll, &[-0.7, -0.6], &Label::new(1)?, &mut gradient);
/// assert_eq!((loss, gradient), (0.6, [0.0, -1.0]));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Nll<W = Unweighted> {
    weights: W,
    ignored: Option<usize>,
}

/// The loss [`Nll`](struct@Nll) with its default settings.
#[allow(non_upper_case_globals)] // It is the value of the type that has its name, as of a unit struct.
pub const Nll: Nll = Nll { weights: Unweighted, ignored: None };

impl Default for Nll {
    fn default() -> Self {
        Nll
    }
}

impl<W> Nll<W> {
    /// Sets a weight for each class, so that rare ones count for more.
    #[must_use]
    pub fn class_weights<const N: usize>(self, weights: [f64; N]) -> Nll<[f64; N]> {
        Nll { weights, ignored: self.ignored }
    }

    /// Sets the number of a class whose samples do not count; PyTorch's `ignore_index`.
    #[must_use]
    pub fn ignore(self, class: usize) -> Self {
        Nll { ignored: Some(class), ..self }
    }

    fn counting<const N: usize>(&self) -> Counting<'_>
    where
        W: ClassWeights<N>,
    {
        Counting { weights: self.weights.as_weights(), ignored: self.ignored }
    }
}

weighable!([W] Nll<W>);

impl<T: Real, const N: usize, C: Target<N>, W: ClassWeights<N>> Loss<T, Const<N>, C> for Nll<W> {
    type Outputs = Classes<LogProbabilities>;

    fn sample(&self, output: &[T], target: &C, gradient: &mut [T]) -> T {
        const { assert_several(N) };
        class_sample(LogLikelihood, self.counting(), output, target.label().index(), gradient)
    }

    fn sample_weight(&self, target: &C) -> f64 {
        LogLikelihood::share(self.counting(), target.label().index())
    }

    fn class(&self, target: &C) -> Option<usize> {
        Some(target.label().index())
    }

    #[inline(always)]
    fn batch<S: Simd>(&self, simd: S, batch: LossBatch<'_, T, C>) -> T {
        const { assert_several(N) };
        class_mean(simd, LogLikelihood, self.counting(), batch)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        self.counting().require_valid::<T>(N)
    }
}

/// The function of [`Nll`].
#[derive(Clone, Copy)]
struct LogLikelihood;

impl RowLoss for LogLikelihood {
    const DIVIDES_BY_WEIGHTS: bool = true;

    #[inline(always)]
    fn row<S: Simd, T: Real>(self, _: S, x: &[T], class: usize, counting: Counting<'_>, gradient: &mut [T]) -> T {
        let weight = T::from_double(counting.weight(class));
        gradient.fill(T::zero());
        gradient[class] = -weight;
        -weight * x[class]
    }

    compiled_rows!(LogLikelihood);
}
