//! `LogLoss`, `Brier` and `CalibrationError`: how good probabilities are.

use crate::error::Error;
use crate::kernel::argmax::argmax;
use crate::kernel::sum::CompensatedSum;
use crate::metrics::probabilities::for_each_sample;
use crate::metrics::{Better, ClassTarget, Measure, Metric, MetricBatch};
use crate::scalar::Real;
use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;
use nalgebra::{ComplexField, Const};

/// A mean over samples.
#[derive(Clone, Copy, Default)]
struct Mean {
    sum: CompensatedSum,
    count: usize,
}

impl Mean {
    fn add(&mut self, number: f64) {
        self.sum.add(number);
        self.count += 1;
    }

    /// Returns the mean; NaN of nothing.
    fn value(self) -> f64 {
        self.sum.mean(self.count)
    }
}

macro_rules! mean_metrics {
    ($($(#[$about:meta])* $name:ident, $word:literal, $of_sample:ident;)*) => {
        $(
            $(#[$about])*
            ///
            /// Logits are converted into probabilities. A single output distinguishes two classes;
            /// see [`Accuracy`](crate::metrics::Accuracy).
            #[derive(Clone, Default)]
            pub struct $name(Mean);

            impl Metric for $name {
                fn name(&self) -> Cow<'static, str> {
                    $word.into()
                }

                fn better(&self) -> Better {
                    Better::Lower
                }

                fn reset(&mut self) {
                    *self = $name::default();
                }

                fn value(&self) -> f64 {
                    self.0.value()
                }
            }

            impl<T: Real, const N: usize, Y: ClassTarget<N>> Measure<T, Const<N>, Y> for $name {
                type Outputs = Y::Outputs;

                fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
                    for_each_sample::<T, N, Y>(batch, |probabilities, class| {
                        self.0.add($of_sample(probabilities, class));
                    })
                }
            }
        )*
    };
}

mean_metrics! {
    /// The mean of `-ln p_c` over the samples, with the probability `p_c` of the true class;
    /// scikit-learn's `log_loss`. Probabilities are at least 2^-52, as there for double precision.
    ///
    /// ```
    /// use netwright::metrics::{LogLoss, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Shares(Softmax);
    ///
    /// let loss = Shares::zeros().measure(LogLoss::default(), &[[1.0, 1.0]], &[Label::<2>::new(1)?])?;
    /// assert!((loss.value() - 2.0_f64.ln()).abs() < 1e-7);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    LogLoss, "log loss", log_loss;
    /// The mean squared error of probabilities (G. W. Brier, 1950): of two classes `(p_1 - t)²`
    /// with the probability of the second one and `t` of 0 or 1, scikit-learn's `brier_score_loss`;
    /// of more classes `Σ_i (p_i - [i = c])²`.
    ///
    /// ```
    /// use netwright::metrics::{Brier, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Chance(Sigmoid);
    ///
    /// let brier = Chance::zeros().measure(Brier::default(), &[[0.0]], &[true])?;
    /// assert_eq!(brier.value(), 0.25);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    Brier, "brier", brier;
}

fn log_loss(probabilities: &[f64], class: usize) -> f64 {
    let probability = probabilities[class];
    // NaN stays, which `max` would drop.
    -ComplexField::ln(if probability < f64::EPSILON { f64::EPSILON } else { probability })
}

fn brier(probabilities: &[f64], class: usize) -> f64 {
    let error = |i: usize| {
        let error = probabilities[i] - if i == class { 1.0 } else { 0.0 };
        error * error
    };
    if probabilities.len() == 2 { error(1) } else { (0..probabilities.len()).map(error).sum() }
}

/// The expected calibration error: `Σ_b n_b/n · |accuracy_b - confidence_b|` over bins of equal
/// width of the confidence, the largest probability of a sample. (C. Guo et al., "On calibration of
/// modern neural networks", 2017, with 15 bins as here by default.)
///
/// It is 0 for a classifier that is right in 80 % of the cases in which it says so.
///
/// Logits are converted into probabilities. A single output distinguishes two classes; see
/// [`Accuracy`](crate::metrics::Accuracy).
///
/// ```
/// use netwright::metrics::{CalibrationError, Metric};
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Shares(Flatten);
///
/// let samples = [[0.0, 0.0], [0.0, 0.0], [9.0, -90.0]];
/// let labels = Label::<2>::from_indices([0, 1, 0])?;
/// let error = Shares::zeros().measure(CalibrationError::default().bins(10), &samples, &labels)?;
/// assert_eq!(error.value(), 0.0);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone)]
pub struct CalibrationError {
    bins: Vec<Bin>,
}

#[derive(Clone, Copy, Default)]
struct Bin {
    confidence: CompensatedSum,
    right: usize,
    count: usize,
}

impl Default for CalibrationError {
    fn default() -> Self {
        CalibrationError { bins: vec![Bin::default(); 15] }
    }
}

impl CalibrationError {
    /// Sets the number of bins; 0 counts as 1.
    #[must_use]
    pub fn bins(self, bins: usize) -> Self {
        CalibrationError { bins: vec![Bin::default(); bins.max(1)] }
    }
}

/// Returns the bin of a confidence, which has its upper bound. NaN is in the first one, and makes
/// the value NaN.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn bin_of(confidence: f64, bins: usize) -> usize {
    let bound = |bin: usize| bin as f64 / bins as f64;
    let bin = (ComplexField::ceil(confidence * bins as f64) as usize).saturating_sub(1).min(bins - 1);
    // The product may be rounded across a bound.
    if bin > 0 && confidence <= bound(bin) {
        bin - 1
    } else if bin < bins - 1 && confidence > bound(bin + 1) {
        bin + 1
    } else {
        bin
    }
}

impl Metric for CalibrationError {
    fn name(&self) -> Cow<'static, str> {
        "calibration error".into()
    }

    fn better(&self) -> Better {
        Better::Lower
    }

    fn reset(&mut self) {
        self.bins.fill(Bin::default());
    }

    #[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
    fn value(&self) -> f64 {
        let samples: usize = self.bins.iter().map(|bin| bin.count).sum();
        let gaps = self.bins.iter().map(|bin| (bin.right as f64 - bin.confidence.mean::<f64>(1)).abs());
        gaps.sum::<f64>() / samples as f64
    }
}

impl<T: Real, const N: usize, Y: ClassTarget<N>> Measure<T, Const<N>, Y> for CalibrationError {
    type Outputs = Y::Outputs;

    fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
        for_each_sample::<T, N, Y>(batch, |probabilities, class| {
            let given = argmax(probabilities);
            let confidence = probabilities[given];
            let bin = bin_of(confidence, self.bins.len());
            let bin = &mut self.bins[bin];
            bin.confidence.add(confidence);
            bin.right += usize::from(given == class);
            bin.count += 1;
        })
    }
}

#[cfg(test)]
mod tests {
    use super::bin_of;

    #[test]
    fn a_bin_has_its_upper_bound_and_not_its_lower_one() {
        for bins in 1..=200 {
            assert_eq!((bin_of(0.0, bins), bin_of(f64::NAN, bins), bin_of(1.0, bins)), (0, 0, bins - 1));
            for bin in 0..bins - 1 {
                let bound = (bin + 1) as f64 / bins as f64;
                let found = [bound.next_down(), bound, bound.next_up()].map(|confidence| bin_of(confidence, bins));
                assert_eq!(found, [bin, bin, bin + 1], "{bins} bins, {bound}");
            }
        }
    }
}
