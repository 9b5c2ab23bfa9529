//! One batch of the loop, in parts that count for their share of it.

use crate::train::guard::BatchError;
use crate::train::minibatch::{Part, Place, Positions};
use crate::train::search::Direction;
use crate::train::stages::{Stages, Taken};
use alloc::string::String;

/// A batch at a place of the course.
pub(super) struct Batch<'o> {
    pub(super) place: Place,
    pub(super) seed: u64,
    /// The most samples of a pass.
    pub(super) micro_batch: usize,
    pub(super) positions: Positions<'o>,
}

impl Batch<'_> {
    /// Takes the five steps of training, unless no sample counts.
    pub(super) fn train(&self, stages: &mut dyn Stages) -> Result<Option<Taken>, BatchError> {
        let weight = stages.weight(&self.positions);
        if weight == 0.0 {
            return Ok(None);
        }
        stages.zero_gradients();
        let mut loss = 0.0;
        for (part, positions) in self.parts() {
            loss += stages.pass(part, &positions, weight)?;
        }
        let gradient_norm = stages.step()?;
        Ok(Some(Taken { loss, weight, gradient_norm }))
    }

    /// Finds where numbers were not finite first, by running the passes again.
    pub(super) fn diagnose(&self, stages: &mut dyn Stages) -> Option<String> {
        let weight = stages.weight(&self.positions);
        self.parts().find_map(|(part, positions)| {
            let result = stages.pass(part, &positions, weight);
            let found = stages.first_not_finite(positions.len(), Direction::Forward);
            let has_gradients = found.is_none() && result.is_ok();
            if has_gradients { stages.first_not_finite(positions.len(), Direction::Backward) } else { found }
        })
    }

    fn parts(&self) -> impl Iterator<Item = (Part, Positions<'_>)> {
        let Batch { place, seed, micro_batch, ref positions } = *self;
        positions.parts(micro_batch).map(move |(first, positions)| (Part { seed, place, first }, positions))
    }
}
