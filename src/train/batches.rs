//! Batches must have as many samples as the layers need.

use crate::error::Error;
use crate::layer::Differentiable;
use crate::scalar::Real;

/// Refuses a batch that is smaller than a layer or network needs in training. An empty one is an
/// error of its own.
pub(crate) fn require_batch<T: Real, L: Differentiable<T>>(samples: usize) -> Result<(), Error> {
    if (1..L::MIN_BATCH).contains(&samples) {
        return Err(Error::BatchTooSmall { samples, least: L::MIN_BATCH });
    }
    Ok(())
}

/// Refuses sizes of batches, and of the passes that these are made in, by which a pass of an epoch
/// would be smaller than the network needs.
pub(super) fn require_passes<T: Real, L: Differentiable<T>>(
    samples: usize,
    batch: usize,
    pass: usize,
) -> Result<(), Error> {
    require_batches::<T, L>(batch.min(samples), pass)?;
    match samples.checked_rem(batch) {
        Some(rest) if rest > 0 => require_batches::<T, L>(rest, pass),
        _ => Ok(()),
    }
}

/// Refuses a size of batches by which one of an epoch would be smaller than the network needs: the
/// last one has what is left over.
pub(super) fn require_batches<T: Real, L: Differentiable<T>>(samples: usize, batch: usize) -> Result<(), Error> {
    require_batch::<T, L>(batch.min(samples))?;
    require_batch::<T, L>(samples.checked_rem(batch).unwrap_or_default())
}
