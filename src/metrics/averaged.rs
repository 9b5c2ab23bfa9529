//! `Precision`, `Recall` and `F1`: numbers of each class, and their averages.

use crate::error::Error;
use crate::metrics::counts::Counts;
use crate::metrics::{Better, ClassTarget, Measure, Metric, MetricBatch};
use crate::scalar::Real;
use alloc::borrow::Cow;
use alloc::format;
use alloc::vec::Vec;
use nalgebra::Const;

/// The average over classes of a number that each of them has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Average {
    /// The mean over the classes that occur, as targets or as answers, as in scikit-learn.
    #[default]
    Macro,
    /// The mean over the classes, in which each counts as often as it has samples.
    Weighted,
    /// The number of one class alone, as of the positive one of two.
    Class(usize),
}

/// Returns an average of the numbers of all classes.
pub(super) fn averaged(counts: &Counts, average: Average, number: impl Fn(usize) -> f64) -> f64 {
    if counts.samples() == 0 {
        return f64::NAN;
    }
    let occurs = |class: usize| counts.true_samples(class) + counts.given_samples(class) > 0;
    #[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
    let weight = |class: usize| match average {
        Average::Macro => f64::from(u8::from(occurs(class))),
        Average::Weighted => counts.true_samples(class) as f64,
        Average::Class(only) => f64::from(u8::from(class == only)),
    };
    let (mut sum, mut total) = (0.0, 0.0);
    for class in 0..counts.classes {
        sum += weight(class) * number(class);
        total += weight(class);
    }
    sum / total
}

macro_rules! averaged_metrics {
    ($($(#[$about:meta])* $name:ident, $word:literal, $of_class:ident;)*) => {
        $(
            $(#[$about])*
            ///
            /// The average over classes is [`Average::Macro`] unless it is set. A share of no
            /// samples at all is 0, which is scikit-learn's `zero_division` by default.
            ///
            /// A single output distinguishes two classes; see
            /// [`Accuracy`](crate::metrics::Accuracy).
            #[derive(Clone, Debug, Default, PartialEq, Eq)]
            pub struct $name {
                average: Average,
                counts: Counts,
            }

            impl $name {
                /// Sets the average that is the value.
                #[must_use]
                pub fn average(self, average: Average) -> Self {
                    $name { average, ..self }
                }

                /// Returns the number of each class.
                #[must_use]
                pub fn per_class(&self) -> Vec<f64> {
                    (0..self.counts.classes).map(|class| self.counts.$of_class(class)).collect()
                }
            }

            impl Metric for $name {
                fn name(&self) -> Cow<'static, str> {
                    match self.average {
                        Average::Macro => $word.into(),
                        Average::Weighted => concat!("weighted ", $word).into(),
                        Average::Class(class) => match self.counts.names.get(class) {
                            Some(name) => format!("{} of {name}", $word).into(),
                            None => format!("{} of class {class}", $word).into(),
                        },
                    }
                }

                fn better(&self) -> Better {
                    Better::Higher
                }

                fn reset(&mut self) {
                    self.counts = Counts::default();
                }

                fn value(&self) -> f64 {
                    averaged(&self.counts, self.average, |class| self.counts.$of_class(class))
                }
            }

            impl<T: Real, const N: usize, Y: ClassTarget<N>> Measure<T, Const<N>, Y> for $name {
                type Outputs = Y::Outputs;

                fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
                    self.counts.add::<T, N, Y>(batch)
                }
            }
        )*
    };
}

averaged_metrics! {
    /// Of the samples that are given a class, the share of those that belong to it; scikit-learn's
    /// `precision_score`.
    ///
    /// ```
    /// use netwright::metrics::{Average, Metric, Precision};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Softmax);
    ///
    /// let labels = Label::<2>::from_indices([0, 1, 1, 1])?;
    /// let samples = [[3.0, 1.0], [1.0, 3.0], [0.0, 1.0], [1.0, 0.0]];
    /// let precision = Larger::zeros().measure(Precision::default(), &samples, &labels)?;
    /// assert_eq!((precision.per_class(), precision.value()), (vec![0.5, 1.0], 0.75));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    Precision, "precision", precision;
    /// Of the samples of a class, the share of those that are given it; scikit-learn's
    /// `recall_score`. Its macro average is also called balanced accuracy.
    ///
    /// ```
    /// use netwright::metrics::{Average, Metric, Recall};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Softmax);
    ///
    /// let labels = Label::<2>::from_indices([0, 1, 1, 1])?;
    /// let samples = [[3.0, 1.0], [1.0, 3.0], [0.0, 1.0], [1.0, 0.0]];
    /// let recall = Larger::zeros().measure(Recall::default().average(Average::Weighted), &samples, &labels)?;
    /// assert_eq!((recall.name(), recall.value()), ("weighted recall".into(), 0.75));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    Recall, "recall", recall;
    /// The harmonic mean of [`Precision`] and [`Recall`], `2·P·R / (P + R)`; scikit-learn's
    /// `f1_score`.
    ///
    /// ```
    /// use netwright::metrics::{Average, F1, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Softmax);
    ///
    /// let labels = Label::<2>::from_indices([0, 1, 1, 1])?;
    /// let samples = [[3.0, 1.0], [1.0, 3.0], [0.0, 1.0], [1.0, 0.0]];
    /// let f1 = Larger::zeros().measure(F1::default().average(Average::Class(1)), &samples, &labels)?;
    /// assert_eq!((f1.name(), f1.value()), ("f1 of class 1".into(), 0.8));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    F1, "f1", f1;
}
