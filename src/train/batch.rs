//! One batch of the loop, in parts that count for their share of it.

use crate::error::Error;
use crate::train::exchange::{Shards, Summed};
use crate::train::guard::BatchError;
use crate::train::minibatch::{Part, Place, Positions};
use crate::train::search::Direction;
use crate::train::stages::{Stages, Taken};
use alloc::string::String;
use core::ops::Range;

/// A batch at a place of the course.
pub(super) struct Batch<'o> {
    pub(super) place: Place,
    pub(super) seed: u64,
    /// The most samples of a pass.
    pub(super) micro_batch: usize,
    pub(super) positions: Positions<'o>,
}

/// The outcome of a batch.
pub(super) enum Outcome {
    /// A step was taken.
    Step(Taken),
    /// No sample of the batch counts.
    Nothing,
    /// A rank has ended the training before the step.
    Stopped,
}

impl Batch<'_> {
    /// Takes the five steps of training, unless no sample counts, or training `stops` on this rank
    /// or on another one.
    pub(super) fn train(&self, stages: &mut dyn Stages, stops: bool) -> Result<Outcome, BatchError> {
        let weight = stages.weight(&self.positions);
        if weight == 0.0 {
            return Ok(Outcome::Nothing);
        }
        let loss = match self.begin_shards(stages) {
            Some(shards) => match self.pass_shards(stages, shards, weight, stops)? {
                Some(loss) => loss,
                None => return Ok(Outcome::Stopped),
            },
            None => self.pass(stages, 0..self.positions.len(), weight)?,
        };
        let gradient_norm = stages.step()?;
        Ok(Outcome::Step(Taken { loss, weight, gradient_norm }))
    }

    /// Begins the batch on this rank, if there are ranks; returns all shards and its own.
    fn begin_shards(&self, stages: &mut dyn Stages) -> Option<(Shards, Range<usize>)> {
        stages.ranks().map(|ranks| ranks.begin_batch(self.positions.len()))
    }

    /// Runs the passes of some samples; returns their share of the loss.
    fn pass(&self, stages: &mut dyn Stages, samples: Range<usize>, weight: f64) -> Result<f64, Error> {
        stages.zero_gradients();
        let mut loss = 0.0;
        for (part, positions) in self.parts(samples) {
            loss += stages.pass(part, &positions, weight)?;
        }
        Ok(loss)
    }

    /// Runs the passes of the shards of this rank, and exchanges their gradients; returns the loss,
    /// unless training stops.
    ///
    /// After an error in a shard, or if there is one on another rank, each rank looks for the first
    /// in the order of the shards, so that all return one error.
    fn pass_shards(
        &self,
        stages: &mut dyn Stages,
        (shards, own): (Shards, Range<usize>),
        weight: f64,
        stops: bool,
    ) -> Result<Option<f64>, BatchError> {
        let samples = |shard: usize| shards.samples(shard, self.positions.len());
        for shard in own {
            let loss = if stops { None } else { self.pass(stages, samples(shard), weight).ok() };
            if let Some(ranks) = stages.ranks() {
                ranks.end_shard(loss, stops);
            }
            if loss.is_none() {
                break;
            }
        }
        let summed = stages.ranks().map_or(Ok(Summed::NOTHING), |ranks| ranks.end_batch(weight))?;
        if summed.stops {
            return Ok(None);
        }
        if summed.has_failed {
            (0..shards.len()).try_for_each(|shard| self.pass(stages, samples(shard), weight).map(drop))?;
            return Err(
                Error::Exchange { problem: "one has failed in a batch that is sound on this one".into() }.into()
            );
        }
        Ok(Some(summed.loss))
    }

    /// Finds where numbers were not finite first, by running the passes again.
    pub(super) fn diagnose(&self, stages: &mut dyn Stages) -> Option<String> {
        let (samples, weight) = (self.positions.len(), stages.weight(&self.positions));
        let shards = self.begin_shards(stages).map_or(Shards::new(1), |(shards, _)| shards);
        (0..shards.len()).flat_map(|shard| self.parts(shards.samples(shard, samples))).find_map(|(part, positions)| {
            let result = stages.pass(part, &positions, weight);
            let found = stages.first_not_finite(positions.len(), Direction::Forward);
            let has_gradients = found.is_none() && result.is_ok();
            if has_gradients { stages.first_not_finite(positions.len(), Direction::Backward) } else { found }
        })
    }

    fn parts(&self, samples: Range<usize>) -> impl Iterator<Item = (Part, Positions<'_>)> {
        let Batch { place, seed, micro_batch, ref positions } = *self;
        positions.parts(samples, micro_batch).map(move |(first, positions)| (Part { seed, place, first }, positions))
    }
}
