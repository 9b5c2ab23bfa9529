//! `RocAuc` and `AveragePrecision`: how well scores rank the samples of a class before all others.

use crate::error::Error;
use crate::metrics::probabilities::for_each_sample;
use crate::metrics::{Better, ClassTarget, Measure, Metric, MetricBatch};
use crate::scalar::Real;
use alloc::borrow::Cow;
use alloc::vec::Vec;
use nalgebra::Const;

/// The scores of all samples, which are kept: the order of all of them is needed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Ranking {
    classes: usize,
    /// The probability of each class, sample by sample.
    scores: Vec<f64>,
    /// The class of each sample.
    truth: Vec<usize>,
}

/// The samples of one score: how many of them belong to the class, and how many do not.
type Tie = (usize, usize);

impl Ranking {
    fn add<T: Real, const N: usize, Y: ClassTarget<N>>(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
        self.classes = N.max(2);
        for_each_sample::<T, N, Y>(batch, |probabilities, class| {
            self.scores.extend_from_slice(probabilities);
            self.truth.push(class);
        })
    }

    /// Returns a number of each class against all others; NaN where there is NaN among the scores.
    fn per_class(&self, number: fn(&[Tie]) -> f64) -> Vec<f64> {
        (0..self.classes).map(|class| self.ties(class).map_or(f64::NAN, |ties| number(&ties))).collect()
    }

    /// Returns the samples by their probability of a class, from the highest to the lowest, and
    /// those of one probability together; none if there is NaN.
    fn ties(&self, class: usize) -> Option<Vec<Tie>> {
        let scores = self.scores.chunks_exact(self.classes).map(|scores| scores[class]);
        let mut ranked: Vec<(f64, bool)> = scores.zip(self.truth.iter().map(|&truth| truth == class)).collect();
        if ranked.iter().any(|(score, _)| score.is_nan()) {
            return None;
        }
        ranked.sort_unstable_by(|(a, _), (b, _)| b.total_cmp(a));
        let count = |tie: &[(f64, bool)]| {
            let positive = tie.iter().filter(|(_, is_positive)| *is_positive).count();
            (positive, tie.len() - positive)
        };
        // Zeroes of both signs are equal.
        #[allow(clippy::float_cmp)]
        Some(ranked.chunk_by(|(a, _), (b, _)| a == b).map(count).collect())
    }
}

/// Returns the area under the curve of true over false positives: of all pairs of a positive sample
/// and another one, the share in which the positive one has the higher score, ties counting half.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
fn roc_auc(ties: &[Tie]) -> f64 {
    let (mut area, mut positives, mut negatives) = (0.0, 0.0, 0.0);
    for &(positive, negative) in ties {
        area += negative as f64 * (positives + positive as f64 / 2.0);
        positives += positive as f64;
        negatives += negative as f64;
    }
    area / (positives * negatives)
}

/// Returns `Σ_n (R_n - R_(n-1)) · P_n` over the thresholds, with the recall `R` and the precision
/// `P` of what is above; 0 without positive samples.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
fn average_precision(ties: &[Tie]) -> f64 {
    let (mut sum, mut positives, mut all) = (0.0, 0.0, 0.0);
    for &(positive, negative) in ties {
        positives += positive as f64;
        all += (positive + negative) as f64;
        sum += positive as f64 * positives / all;
    }
    if positives == 0.0 { 0.0 } else { sum / positives }
}

/// Returns the mean of numbers; NaN of none.
#[allow(clippy::cast_precision_loss)] // There are far fewer classes than 2^52.
fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

macro_rules! ranking_metrics {
    ($($(#[$about:meta])* $name:ident, $word:literal, $of_class:ident, $value:expr;)*) => {
        $(
            $(#[$about])*
            ///
            /// Of two classes the second is the positive one, whose number is the value. A single
            /// output distinguishes two classes; see [`Accuracy`](crate::metrics::Accuracy).
            ///
            /// Classes are ranked by their probabilities, and those of all samples are kept.
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct $name(Ranking);

            impl $name {
                /// Returns the number of each class against all others.
                #[must_use]
                pub fn per_class(&self) -> Vec<f64> {
                    self.0.per_class($of_class)
                }
            }

            impl Metric for $name {
                fn name(&self) -> Cow<'static, str> {
                    $word.into()
                }

                fn better(&self) -> Better {
                    Better::Higher
                }

                fn reset(&mut self) {
                    self.0 = Ranking::default();
                }

                fn value(&self) -> f64 {
                    let numbers = self.per_class();
                    if let [_, positive] = numbers[..] {
                        return positive;
                    }
                    let value: fn(&Ranking, Vec<f64>) -> f64 = $value;
                    value(&self.0, numbers)
                }
            }

            impl<T: Real, const N: usize, Y: ClassTarget<N>> Measure<T, Const<N>, Y> for $name {
                type Outputs = Y::Outputs;

                fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
                    self.0.add::<T, N, Y>(batch)
                }
            }
        )*
    };
}

ranking_metrics! {
    /// The area under the receiver operating characteristic: the chance that a sample of a class
    /// has a higher score for it than one of another class; scikit-learn's `roc_auc_score`.
    ///
    /// Of more than two classes the value is the mean over all of them, each against all others
    /// (`multi_class="ovr"`). A class that no sample or every sample has is left out of it, and its
    /// number is NaN; scikit-learn refuses such data.
    ///
    /// ```
    /// use netwright::metrics::{Metric, RocAuc};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Score(Flatten);
    ///
    /// let targets = [false, true, false, true];
    /// let auc = Score::zeros().measure(RocAuc::default(), &[[0.1], [0.4], [0.35], [0.8]], &targets)?;
    /// assert_eq!(auc.value(), 1.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    RocAuc, "roc auc", roc_auc, |ranking, numbers| {
        let occurs = |class: usize| {
            let samples = ranking.truth.iter().filter(|truth| **truth == class).count();
            samples > 0 && samples < ranking.truth.len()
        };
        let numbers: Vec<f64> =
            numbers.into_iter().enumerate().filter(|(class, _)| occurs(*class)).map(|(_, number)| number).collect();
        mean(&numbers)
    };
    /// The area under the curve of precision over recall, as the average precision `Σ_n (R_n -
    /// R_(n-1)) · P_n` over all thresholds; scikit-learn's `average_precision_score`.
    ///
    /// Of more than two classes the value is the mean over all of them, each against all others.
    /// The number of a class without samples is 0, as there.
    ///
    /// ```
    /// use netwright::metrics::{AveragePrecision, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Score(Flatten);
    ///
    /// let targets = [false, true, false, true];
    /// let precision = Score::zeros().measure(AveragePrecision::default(), &[[0.1], [0.3], [0.35], [0.8]], &targets)?;
    /// assert_eq!(precision.value(), (1.0 + 2.0 / 3.0) / 2.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    AveragePrecision, "average precision", average_precision, |_, numbers| mean(&numbers);
}
