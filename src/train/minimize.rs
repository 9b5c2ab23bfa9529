//! Training on full batches by L-BFGS.

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::{LossFor, require_trainable};
use crate::optim::{Lbfgs, LbfgsReport};
use crate::scalar::Real;
use crate::train::batches::require_batches;
use crate::train::samples::require_samples;
use crate::train::{Trainable, Workspace, chance};
use nalgebra::Const;

/// The samples that go through the network at once.
const PART: usize = 1024;

/// Implements [`Trainable::minimize`].
pub(super) fn minimize<N, L, Y, const F: usize>(
    network: &mut N,
    lbfgs: &mut Lbfgs<N>,
    loss: &L,
    data: &Dataset<'_, N::Scalar, F, Y>,
) -> Result<LbfgsReport, Error>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
{
    let (samples, targets) = (data.samples(), data.targets());
    require_batches::<N::Scalar, N>(samples.len(), PART)?;
    require_samples::<N>(samples.as_flattened())?;
    require_trainable(loss, targets)?;
    let mut workspace = Workspace::for_batch(samples.len().min(PART));
    let report = lbfgs.step(network, |network, gradients| {
        let mut sum = 0.0;
        for part in N::micro_batches(loss, targets, PART) {
            // Dropout omits the same values at each evaluation.
            let mut rng = chance::of_pass(0, 1, 1, part.samples.start);
            let pass = network.forward_shared(&samples[part.samples.clone()], &mut workspace, &mut rng);
            let scored = pass.loss(loss, &targets[part.samples])?;
            sum += scored.value().to_double() * part.share;
            let _ = scored.scaled(part.share).backward(gradients);
        }
        Ok(sum)
    })?;
    if N::tensors().any(|tensor| !tensor.role().is_parameter()) {
        for part in samples.chunks(PART) {
            let _ = network.forward(part, &mut workspace, &mut chance::of_pass(0, 1, 1, 0));
        }
    }
    Ok(report)
}
