//! Batches must have as many samples as the layers need.

use crate::error::Error;
use crate::layer::Differentiable;
use crate::scalar::Real;
use crate::train::exchange::Shards;

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

/// As [`require_passes`], where each batch is cut into `shards`, or as many fewer that each has as
/// many samples as the network needs.
pub(super) fn require_shards<T: Real, L: Differentiable<T>>(
    samples: usize,
    batch: usize,
    pass: usize,
    shards: usize,
) -> Result<(), Error> {
    let rest = samples.checked_rem(batch).unwrap_or_default();
    for batch in [batch.min(samples), rest] {
        let shards = Shards::of_batch(batch, L::MIN_BATCH, shards).len();
        // The smallest shard and the largest one.
        [batch / shards, batch.div_ceil(shards)]
            .into_iter()
            .try_for_each(|size| require_batches::<T, L>(size, pass))?;
    }
    Ok(())
}

/// Refuses a size of batches by which one of an epoch would be smaller than the network needs: the
/// last one has what is left over.
pub(super) fn require_batches<T: Real, L: Differentiable<T>>(samples: usize, batch: usize) -> Result<(), Error> {
    require_batch::<T, L>(batch.min(samples))?;
    require_batch::<T, L>(samples.checked_rem(batch).unwrap_or_default())
}
