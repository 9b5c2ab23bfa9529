//! Measurements of one output of several.

use crate::error::Error;
use crate::kernel::memory::elements::into_elements;
use crate::meaning::Meaning;
use crate::metrics::{Measure, MeasuresOutputsOf, MetricBatch};
use crate::network::{OutputOf, OutputView, Signature};
use crate::train::Trainable;
use crate::train::measure::require_targets;
use crate::train::outputs::for_each_part;
use crate::value::{Features, Samples};

/// The number type of the network that has an output.
type ScalarOf<O> = <<O as OutputOf>::Network as Signature>::Scalar;

impl<O: OutputOf<Network: Trainable>> OutputView<'_, O> {
    /// Computes a metric of this output on all samples, with a target of it for each; see
    /// [`Trainable::measure`].
    ///
    /// ```
    /// use netwright::metrics::{Accuracy, Metric};
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2, output = { larger = scores, sum = total })]
    /// struct Net {
    ///     scores: Flatten,
    ///     total: Linear<1>,
    /// }
    ///
    /// let labels = Label::<2>::from_indices([0, 1, 1])?;
    /// let samples = [[3.0, 1.0], [1.0, 3.0], [1.0, 0.0]];
    /// let accuracy = Net::zeros().larger().measure(Accuracy::default(), &samples, &labels)?;
    /// assert_eq!(accuracy.value(), 2.0 / 3.0);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], [`Error::TargetCount`] if there are not as many targets as samples, or
    /// an error of the metric about a target that it does not take.
    pub fn measure<M, X, Y>(&self, mut metric: M, samples: &X, targets: &[Y]) -> Result<M, Error>
    where
        X: Samples<ScalarOf<O>, <O::Network as Signature>::InDim> + ?Sized,
        M: Measure<ScalarOf<O>, O::Dim, Y, Outputs: MeasuresOutputsOf<M, O>>,
    {
        let samples = samples.view();
        require_targets(samples.ncols(), targets)?;
        metric.reset();
        for_each_part(self.network(), into_elements(samples), |first, outputs| {
            let whole = MetricBatch::of::<O::Network>(outputs, &targets[first..]);
            let targets = whole.targets().part(|target: &Y| target);
            let features = O::OFFSET..O::OFFSET + O::Dim::FEATURES;
            let part = whole.part(features, <O::Meaning as Meaning>::KIND, &targets);
            metric.add(part).map_err(|error| error.with_rows_from(first))
        })?;
        Ok(metric)
    }
}
