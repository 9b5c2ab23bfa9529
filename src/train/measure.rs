//! Losses that are measured: on a batch in training, and on a whole data set without a gradient.

use crate::data::{require_finite_samples, require_finite_targets};
use crate::error::Error;
use crate::kernel::flat::into_elements;
use crate::layer::Plain;
use crate::loss::{Loss, mean};
use crate::network::infer_batch;
use crate::scalar::Real;
use crate::train::Trainable;
use crate::value::{Samples, View, ViewMut};
use alloc::vec;
use nalgebra::{Dim, DimName, Dyn};

/// The loss, or what is wrong with a loss that is not finite: the samples, the targets, or the network.
pub(super) fn require_finite_loss<T: Real, D: DimName, Y>(
    value: T,
    loss: &impl Loss<T, D, Y>,
    (samples, width): (&[T], usize),
    targets: &[Y],
) -> Result<T, Error> {
    if value.is_finite() {
        return Ok(value);
    }
    require_finite_samples(samples, width)?;
    require_finite_targets(loss, targets)?;
    Err(Error::LossNotFinite { found: value.to_double() })
}

/// What a chunk of samples may take, unless it is a single one: about as much as a second cache holds.
const CHUNK_BYTES: usize = 1 << 20;
/// More samples in one pass would not make it any faster.
const MOST_SAMPLES: usize = 1024;

/// What [`Trainable::loss`] does.
pub(super) fn loss<N, X, L, Y>(network: &N, loss: &L, samples: &X, targets: &[Y]) -> Result<N::Scalar, Error>
where
    N: Trainable,
    X: Samples<N::Scalar, N::InDim> + ?Sized,
    L: Loss<N::Scalar, N::OutDim, Y>,
{
    let view = samples.view();
    let count = view.ncols();
    if targets.len() != count {
        return Err(Error::TargetCount { samples: count, targets: targets.len() });
    }
    if count == 0 {
        return Err(Error::NoSamples);
    }
    let (inputs, outputs) = (N::InDim::DIM, N::OutDim::DIM);
    let bytes = N::RAM_BYTES + outputs * size_of::<N::Scalar>();
    let rows = (CHUNK_BYTES / bytes.max(1)).clamp(1, MOST_SAMPLES).min(count);
    let mut scratch = vec![N::Scalar::default(); <N::Scratch as Plain<N::Scalar>>::LEN * rows];
    let mut output = vec![N::Scalar::default(); outputs * rows];
    let mut gradient = vec![N::Scalar::default(); outputs * rows];
    let samples = into_elements(view);
    let mut sum = 0.0;
    for (chunk, chunk_targets) in targets.chunks(rows).enumerate() {
        let (first, batch) = (chunk * rows, Dyn(chunk_targets.len()));
        let input = &samples[first * inputs..(first + batch.value()) * inputs];
        let input = View::from_slice_generic(input, N::InDim::name(), batch);
        let columns = ..outputs * batch.value();
        infer_batch(network, input, &mut output[columns], &mut scratch);
        let output = View::from_slice_generic(&output[columns], N::OutDim::name(), batch);
        let gradient = ViewMut::from_slice_generic(&mut gradient[columns], N::OutDim::name(), batch);
        let value = mean(loss, output, chunk_targets, gradient)?;
        sum += weighted(value, batch.value());
    }
    let value = N::Scalar::from_double(sum / weighted(1.0_f64, count));
    require_finite_loss(value, loss, (samples, inputs), targets)
}

/// The loss of a batch times its number of samples, so that a shorter one counts for less.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
pub(super) fn weighted<T: Real>(loss: T, samples: usize) -> f64 {
    loss.to_double() * samples as f64
}
