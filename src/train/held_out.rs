//! The validation set, and the metrics that are measured on it.

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::{LossFor, mean};
use crate::metrics::{MetricBatch, MetricFor};
use crate::scalar::Real;
use crate::train::outputs::for_each_part;
use crate::train::{History, Trainable};
use crate::value::{View, ViewMut};
use alloc::vec::Vec;
use nalgebra::{Const, DimName, Dyn};

/// The column of the loss on the validation set.
pub(super) const VALIDATION_LOSS: &str = "validation loss";

/// A validation set, `&Dataset`, or none, `()`.
pub trait HeldOut<T, const F: usize, Y> {
    /// True if there never is one.
    #[doc(hidden)]
    const IS_NONE: bool = false;

    /// Returns the data set.
    #[doc(hidden)]
    fn dataset(&self) -> Option<&Dataset<'_, T, F, Y>>;
}

impl<T, const F: usize, Y> HeldOut<T, F, Y> for () {
    const IS_NONE: bool = true;

    fn dataset(&self) -> Option<&Dataset<'_, T, F, Y>> {
        None
    }
}

impl<T, const F: usize, Y> HeldOut<T, F, Y> for &Dataset<'_, T, F, Y> {
    fn dataset(&self) -> Option<&Dataset<'_, T, F, Y>> {
        Some(self)
    }
}

/// Metrics of network `N`: `()`, or those before and one more, `(M, A)`.
pub trait MetricList<N, Y> {
    /// True if there are none.
    #[doc(hidden)]
    const IS_EMPTY: bool = false;

    /// Forgets all samples.
    #[doc(hidden)]
    fn reset(&mut self);

    /// Adds samples with their outputs.
    ///
    /// # Errors
    ///
    /// Those of [`Measure::add`](crate::metrics::Measure::add).
    #[doc(hidden)]
    fn add(&mut self, batch: MetricBatch<'_, N::Scalar, Y>) -> Result<(), Error>
    where
        N: Trainable;

    /// Writes the values into the last row of a history.
    #[doc(hidden)]
    fn record(&self, history: &mut History);
}

impl<N, Y> MetricList<N, Y> for () {
    const IS_EMPTY: bool = true;

    fn reset(&mut self) {}

    fn add(&mut self, _: MetricBatch<'_, N::Scalar, Y>) -> Result<(), Error>
    where
        N: Trainable,
    {
        Ok(())
    }

    fn record(&self, _: &mut History) {}
}

impl<N: Trainable, Y, M: MetricList<N, Y>, A: MetricFor<N, Y>> MetricList<N, Y> for (M, A) {
    fn reset(&mut self) {
        self.0.reset();
        self.1.reset();
    }

    fn add(&mut self, batch: MetricBatch<'_, N::Scalar, Y>) -> Result<(), Error> {
        self.0.add(batch)?;
        self.1.add(batch)
    }

    fn record(&self, history: &mut History) {
        self.0.record(history);
        history.record(self.1.name(), self.1.value());
    }
}

/// Measures the loss, if there is one to be measured, and the metrics, in one pass over the
/// samples. A loss that is not finite is returned as it is.
pub(super) fn measure<N, L, M, Y, const F: usize>(
    network: &N,
    loss: Option<&L>,
    metrics: &mut M,
    data: &Dataset<'_, N::Scalar, F, Y>,
) -> Result<f64, Error>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
    M: MetricList<N, Y>,
{
    metrics.reset();
    let (mut sum, mut weight, mut gradient) = (0.0, 0.0, Vec::new());
    for_each_part(network, data.samples().as_flattened(), |first, outputs| {
        let batch = outputs.len() / N::OutDim::DIM;
        let targets = &data.targets()[first..first + batch];
        let weight_of_part = loss.map_or(0.0, |loss| loss.total_weight(targets));
        // Without weight there is no mean, and nothing to add.
        if let Some(loss) = loss.filter(|_| weight_of_part != 0.0) {
            gradient.resize(outputs.len(), N::Scalar::default());
            let output = View::from_slice_generic(outputs, N::OutDim::name(), Dyn(batch));
            let gradient = ViewMut::from_slice_generic(&mut gradient, N::OutDim::name(), Dyn(batch));
            sum += mean(loss, output, targets, gradient)?.to_double() * weight_of_part;
            weight += weight_of_part;
        }
        metrics.add(MetricBatch::of::<N>(outputs, targets)).map_err(|error| error.with_rows_from(first))
    })?;
    Ok(sum / weight)
}
