//! The accuracy of networks with one output, by a threshold.

use crate::data::Binary;
use crate::error::Error;
use crate::network::{Network, Signature};
use crate::scalar::Real;
use crate::train::measure::require_targets;
use crate::train::outputs::for_each_part;
use nalgebra::Const;

/// Implements [`Trainable::binary_accuracy`](crate::train::Trainable::binary_accuracy).
pub(super) fn accuracy<N, Y, const F: usize>(
    network: &N,
    samples: &[[N::Scalar; F]],
    targets: &[Y],
    threshold: N::Scalar,
) -> Result<f64, Error>
where
    N: Network + Signature<InDim = Const<F>, OutDim = Const<1>>,
    Y: Binary,
{
    require_targets(samples.len(), targets)?;
    let found = threshold.to_double();
    if found.is_nan() {
        return Err(Error::InvalidSetting { name: "the threshold", expected: "a number", found });
    }
    let mut right = 0;
    for_each_part(network, samples.as_flattened(), |first, outputs| {
        for ((row, target), output) in (first..).zip(&targets[first..]).zip(outputs) {
            let positive = target.is_positive().ok_or(Error::NotBinary { row })?;
            // NaN is on neither side.
            right += usize::from(if positive { *output > threshold } else { *output <= threshold });
        }
        Ok(())
    })?;
    Ok(share(right, samples.len()))
}

#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}
