//! Losses that are measured: on a batch in training, and on a whole data set without a gradient.

use crate::error::Error;
use crate::kernel::memory::elements::into_elements;
use crate::loss::{Loss, LossFor, mean, require_valid_targets, require_weight};
use crate::metrics::{MetricBatch, MetricFor};
use crate::network::Network;
use crate::scalar::Real;
use crate::train::Trainable;
use crate::train::outputs::for_each_part;
use crate::train::samples::require_samples;
use crate::value::{Samples, View, ViewMut};
use alloc::vec::Vec;
use nalgebra::{DimName, Dyn};

/// The loss, or what is wrong with a loss that is not finite: its settings, the samples, the
/// targets, or the network.
pub(super) fn require_finite_loss<N: Network, Y>(
    value: N::Scalar,
    loss: &impl Loss<N::Scalar, N::OutDim, Y>,
    samples: &[N::Scalar],
    targets: &[Y],
) -> Result<N::Scalar, Error> {
    if value.to_double().is_finite() {
        return Ok(value);
    }
    loss.validate()?;
    require_samples::<N>(samples)?;
    require_valid_targets(loss, targets)?;
    require_weight(loss, targets)?;
    Err(Error::LossNotFinite { found: value.to_double() })
}

/// Implements [`Trainable::loss`].
pub(super) fn loss<N, X, L, Y>(network: &N, loss: &L, samples: &X, targets: &[Y]) -> Result<N::Scalar, Error>
where
    N: Trainable,
    X: Samples<N::Scalar, N::InDim> + ?Sized,
    L: LossFor<N, Y>,
{
    let samples = samples.view();
    require_targets(samples.ncols(), targets)?;
    let samples = into_elements(samples);
    let (mut sum, mut weight, mut gradient) = (0.0, 0.0, Vec::new());
    for_each_part(network, samples, |first, outputs| {
        let batch = outputs.len() / N::OutDim::DIM;
        gradient.resize(outputs.len(), N::Scalar::default());
        let output = View::from_slice_generic(outputs, N::OutDim::name(), Dyn(batch));
        let gradient = ViewMut::from_slice_generic(&mut gradient, N::OutDim::name(), Dyn(batch));
        let targets = &targets[first..first + batch];
        let weight_of_part = loss.total_weight(targets);
        // Without weight there is no mean, and nothing to add.
        if weight_of_part != 0.0 {
            sum += mean(loss, output, targets, gradient)?.to_double() * weight_of_part;
            weight += weight_of_part;
        }
        Ok(())
    })?;
    let value = N::Scalar::from_double(sum / weight);
    require_finite_loss::<N, Y>(value, loss, samples, targets)
}

/// Implements [`Trainable::measure`].
pub(super) fn metric<N, X, M, Y>(network: &N, mut metric: M, samples: &X, targets: &[Y]) -> Result<M, Error>
where
    N: Network,
    X: Samples<N::Scalar, N::InDim> + ?Sized,
    M: MetricFor<N, Y>,
{
    let samples = samples.view();
    require_targets(samples.ncols(), targets)?;
    metric.reset();
    for_each_part(network, into_elements(samples), |first, outputs| {
        let batch = outputs.len() / N::OutDim::DIM;
        let batch = MetricBatch::of::<N>(outputs, &targets[first..first + batch]);
        metric.add(batch).map_err(|error| error.with_rows_from(first))
    })?;
    Ok(metric)
}

/// There must be samples, and a target for each.
pub(super) fn require_targets<Y>(samples: usize, targets: &[Y]) -> Result<(), Error> {
    if samples != targets.len() {
        return Err(Error::TargetCount { samples, targets: targets.len() });
    }
    if samples == 0 { Err(Error::NoSamples) } else { Ok(()) }
}
