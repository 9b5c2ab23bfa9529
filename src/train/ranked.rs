//! A training as one of several ranks.

use crate::error::Error;
use crate::loss::LossFor;
use crate::optim::Optimizer;
use crate::train::Trainable;
use crate::train::exchange::{Distribution, Shards, Summed, digest, digest_text};
use crate::train::stages::RankStages;
use crate::train::training::Training;
use alloc::format;
use core::ops::Range;
use nalgebra::Const;

impl<N, L, O, D, M, A, V, X, Y, const F: usize> RankStages for Training<'_, N, L, O, D, M, A, V, X, Y, F>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
    O: Optimizer<N>,
    X: Distribution<N::Scalar>,
{
    fn begin_batch(&mut self, samples: usize) -> (Shards, Range<usize>) {
        let Training { network, exchange, shards, .. } = self;
        match exchange.sharing(shards) {
            Some(mut sharing) => sharing.begin_batch(samples, network.as_slice()),
            None => (Shards::new(1), 0..1),
        }
    }

    fn end_shard(&mut self, loss: Option<f64>, stops: bool) {
        let Training { network, gradients, exchange, shards, .. } = self;
        let Some(mut sharing) = exchange.sharing(shards) else { return };
        match loss {
            Some(loss) => sharing.end_shard(loss, gradients.as_mut_slice(), network.as_mut_slice()),
            None => sharing.end_early(!stops, stops, network.as_mut_slice()),
        }
    }

    fn end_batch(&mut self, weight: f64) -> Result<Summed, Error> {
        let Training { network, gradients, parts, exchange, shards, .. } = self;
        let Some(mut sharing) = exchange.sharing(shards) else { return Ok(Summed::NOTHING) };
        let mut add_parts = |of_batch: &[f64]| parts.add(of_batch, weight);
        sharing.end_batch(gradients.as_mut_slice(), network.as_mut_slice(), &mut add_parts)
    }

    fn any(&mut self, flag: bool) -> Result<bool, Error> {
        self.exchange.sharing(&mut self.shards).map_or(Ok(flag), |mut sharing| sharing.any(flag))
    }

    fn require_agreement(&mut self, course: u64) -> Result<(), Error> {
        let Training { network, data, loss, optimizer, exchange, shards, .. } = self;
        let Some(mut sharing) = exchange.sharing(shards) else { return Ok(()) };
        let mut settings = digest_text(&loss.describe(), course);
        optimizer.describe(&mut |name, value| settings = digest_text(&format!("{name} {value}"), settings));
        let samples = digest(data.samples().as_flattened(), settings);
        sharing.require_agreement(digest(network.as_slice(), samples))
    }

    #[cfg(feature = "weights")]
    fn is_first(&mut self) -> bool {
        self.exchange.sharing(&mut self.shards).is_none_or(|sharing| sharing.rank().is_first())
    }
}
