//! Metrics: numbers that say how good a network is, from what is counted over a whole data set.
//!
//! A metric counts and adds up; its value comes from the sums, never from the means of batches, so
//! that it does not depend on the size of batches. Values are scikit-learn's.
//!
//! ```
//! use netwright::metrics::{Accuracy, Metric};
//! use netwright::prelude::*;
//!
//! #[network(input = 2)]
//! struct Larger(Flatten);
//!
//! let (samples, labels) = ([[1.0, 0.0], [0.0, 1.0], [3.0, 2.0]], Label::<2>::from_indices([0, 1, 1])?);
//! let accuracy = Larger::zeros().measure(Accuracy::default(), &samples, &labels)?;
//! assert_eq!((accuracy.name(), accuracy.value()), ("accuracy".into(), 2.0 / 3.0));
//! # Ok::<(), netwright::Error>(())
//! ```

mod accuracy;
mod averaged;
mod batch;
mod confusion;
mod counts;
mod fits;
mod probabilities;
mod proper;
mod ranking;
mod regression;
mod report;
mod target;
mod top_k;

use crate::error::Error;
use crate::scalar::Real;
use alloc::borrow::Cow;
use nalgebra::DimName;

pub use accuracy::Accuracy;
pub(crate) use accuracy::class_of;
pub use averaged::{Average, F1, Precision, Recall};
pub use batch::MetricBatch;
pub use confusion::ConfusionMatrix;
pub(crate) use fits::MeasuresOutputsOf;
pub use fits::{AnyScores, MetricFor};
pub use proper::{Brier, CalibrationError, LogLoss};
pub use ranking::{AveragePrecision, RocAuc};
pub use regression::{MeanAbsoluteError, MeanSquaredError, R2};
pub use report::Report;
pub use target::ClassTarget;
pub use top_k::TopK;

/// A number that says how good a network is, and what it is computed from.
///
/// [`Measure`] adds samples to it. [`Trainable::measure`](crate::train::Trainable::measure) does so
/// for a data set.
pub trait Metric {
    /// Returns the name, as it heads a column of the history: `accuracy`.
    fn name(&self) -> Cow<'static, str>;

    /// Returns which values are better than others.
    fn better(&self) -> Better;

    /// Forgets all samples.
    fn reset(&mut self);

    /// Returns the value for all samples that were added since the last reset; NaN if it does not
    /// exist for them, as for none at all.
    fn value(&self) -> f64;
}

/// A metric of networks with outputs of the dimension `D`, `Const<N>`, and of targets `Y`.
///
/// ```
/// use netwright::loss::AnyOutputs;
/// use netwright::metrics::{Better, Measure, Metric, MetricBatch};
/// use netwright::nalgebra::Const;
/// use netwright::prelude::*;
/// use std::borrow::Cow;
///
/// /// The largest error of all.
/// #[derive(Default)]
/// struct LargestError(f64);
///
/// impl Metric for LargestError {
///     fn name(&self) -> Cow<'static, str> {
///         "largest error".into()
///     }
///
///     fn better(&self) -> Better {
///         Better::Lower
///     }
///
///     fn reset(&mut self) {
///         self.0 = 0.0;
///     }
///
///     fn value(&self) -> f64 {
///         self.0
///     }
/// }
///
/// impl Measure<f64, Const<1>, [f64; 1]> for LargestError {
///     type Outputs = AnyOutputs;
///
///     fn add(&mut self, batch: MetricBatch<'_, f64, [f64; 1]>) -> Result<(), netwright::Error> {
///         for (output, target) in batch.samples() {
///             self.0 = self.0.max((output[0] - target[0]).abs());
///         }
///         Ok(())
///     }
/// }
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let line = Line::<f64>::zeros();
/// let error = line.measure(LargestError::default(), &[[1.0], [2.0]], &[[3.0], [-5.0]])?;
/// assert_eq!(error.value(), 5.0);
/// # Ok::<(), netwright::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the metric `{Self}` does not fit: the network gives {D} outputs of type `{T}`, and the targets are of type `{Y}`",
    label = "this metric does not take {D} outputs with targets `{Y}`",
    note = "metrics of classifiers take targets that are classes, as many as there are outputs (`Label<N>`), or `bool` for one output; `MeanSquaredError` and its like take `[T; N]`"
)]
pub trait Measure<T: Real, D: DimName, Y>: Metric {
    /// The outputs that it takes: [`AnyOutputs`](crate::loss::AnyOutputs), or [`AnyScores`] of
    /// classes.
    type Outputs
    where
        Self: Sized;

    /// Adds samples.
    ///
    /// # Errors
    ///
    /// An error about a target that the metric does not take, such as [`Error::NotBinary`].
    fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error>;
}

/// The direction in which values of a metric are better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Higher ones, as of an accuracy.
    Higher,
    /// Lower ones, as of an error.
    Lower,
}

impl Better {
    /// Returns `true` if `value` is better than `than`. NaN is better than nothing, and everything
    /// is better than NaN.
    ///
    /// ```
    /// use netwright::metrics::Better;
    ///
    /// assert!(Better::Lower.is_better(0.1, 0.2) && !Better::Higher.is_better(0.1, 0.2));
    /// assert!(Better::Lower.is_better(0.1, f64::NAN) && !Better::Lower.is_better(f64::NAN, f64::NAN));
    /// ```
    #[must_use]
    pub fn is_better(self, value: f64, than: f64) -> bool {
        match self {
            _ if than.is_nan() => !value.is_nan(),
            Better::Higher => value > than,
            Better::Lower => value < than,
        }
    }
}

/// Returns a share of counts: 0 of none, as scikit-learn's `zero_division` is by default.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
fn ratio_or_zero(part: usize, all: usize) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}
