//! The parts of a batch that is too large to be in memory at once.

use crate::loss::Loss;
use crate::scalar::Real;
use core::ops::Range;
use nalgebra::DimName;

/// A part of a batch, and what it counts for in the whole.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MicroBatch {
    /// The places of its samples in the batch.
    pub samples: Range<usize>,
    /// Its share of the weight of all samples; the shares of all parts add up to 1.
    pub share: f64,
}

/// Implements [`Trainable::micro_batches`](crate::train::Trainable::micro_batches).
pub(super) fn micro_batches<'b, T: Real, D: DimName, Y>(
    loss: &'b impl Loss<T, D, Y>,
    targets: &'b [Y],
    size: usize,
) -> impl Iterator<Item = MicroBatch> + 'b {
    let whole = loss.total_weight(targets);
    let size = size.max(1);
    let part = move |first: usize| {
        let samples = first..targets.len().min(first + size);
        let weight = loss.total_weight(&targets[samples.clone()]);
        MicroBatch { samples, share: weight / whole }
    };
    // A part without weight has no mean, and adds nothing.
    (0..targets.len()).step_by(size).map(part).filter(|part| part.share != 0.0 && !part.share.is_nan())
}
