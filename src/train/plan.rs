//! The settings of a training that depend on no type.

use crate::data::Sampler;
use crate::error::Error;
use crate::train::chance;
#[cfg(feature = "weights")]
use crate::train::checkpoint::Checkpoints;
use crate::train::exchange::SHARDS;
use crate::train::judge::{EarlyStopping, Monitor};
use crate::train::schedule::Schedule;
use alloc::boxed::Box;
#[cfg(feature = "weights")]
use alloc::string::String;
use alloc::vec::Vec;

/// The settings of a training that depend on no type.
pub(super) struct Plan {
    pub(super) epochs: usize,
    /// The most samples of a batch.
    pub(super) batch: usize,
    /// The most samples of a pass.
    pub(super) micro_batch: usize,
    /// The most shards of a batch, if there is an exchange.
    pub(super) shards: usize,
    /// True if samples that are left over after the last whole batch of an epoch are not visited.
    pub(super) drop_last: bool,
    pub(super) seed: u64,
    pub(super) sampling: Sampling,
    pub(super) schedule: Option<Box<dyn Schedule + Send>>,
    pub(super) monitor: Option<Monitor>,
    pub(super) stopping: Option<EarlyStopping>,
    #[cfg(feature = "weights")]
    pub(super) checkpoints: Option<Checkpoints>,
}

/// The order in which an epoch visits the samples.
pub(super) enum Sampling {
    Shuffled,
    InOrder,
    Drawn(Box<dyn Sampler + Send>),
}

impl Sampling {
    /// Returns a text for messages.
    #[cfg(feature = "weights")]
    fn describe(&self) -> String {
        match self {
            Sampling::Shuffled => "shuffled".into(),
            Sampling::InOrder => "in order".into(),
            Sampling::Drawn(sampler) => sampler.describe(),
        }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            epochs: 1,
            batch: 32,
            micro_batch: usize::MAX,
            shards: SHARDS,
            drop_last: false,
            seed: 0,
            sampling: Sampling::Shuffled,
            schedule: None,
            monitor: None,
            stopping: None,
            #[cfg(feature = "weights")]
            checkpoints: None,
        }
    }
}

impl Plan {
    /// Returns the number of samples that the first epoch trains on, of a data set of `samples`.
    ///
    /// # Errors
    ///
    /// Those of the sampler.
    pub(super) fn first_epoch(&self, samples: usize) -> Result<usize, Error> {
        let Sampling::Drawn(sampler) = &self.sampling else { return Ok(self.trained(samples)) };
        let mut order = Vec::new();
        sampler.draw(samples, &mut chance::of_order(self.seed, 1), &mut order)?;
        Ok(self.trained(order.len()))
    }

    /// Returns a digest of the settings that ranks must agree on, of the optimiser's learning rate,
    /// and of a place of the course.
    pub(super) fn digest(&self, rate: f64, place: [u64; 2]) -> u64 {
        let Plan { epochs, batch, micro_batch, shards, drop_last, seed, .. } = self;
        let settings = [*epochs, *batch, *micro_batch, *shards, usize::from(*drop_last)].map(|setting| setting as u64);
        settings
            .iter()
            .chain(&place)
            .fold(chance::mix(*seed) ^ rate.to_bits(), |digest, number| chance::mix(digest ^ number))
    }

    /// Returns the number of samples that an epoch trains on, if its order has so many.
    pub(super) fn trained(&self, visits: usize) -> usize {
        let size = self.batch.min(visits);
        if self.drop_last { visits - visits.checked_rem(size).unwrap_or_default() } else { visits }
    }

    /// Shows the settings that a checkpoint belongs to.
    #[cfg(feature = "weights")]
    pub(super) fn label(&self, visitor: &mut dyn crate::optim::StateVisitor) {
        let samples = |samples: usize| match samples {
            usize::MAX => "all".into(),
            _ => alloc::format!("{samples}"),
        };
        visitor.label("batch", &samples(self.batch));
        visitor.label("micro_batch", &samples(self.micro_batch));
        visitor.label("drop_last", if self.drop_last { "true" } else { "false" });
        visitor.label("seed", &alloc::format!("{}", self.seed));
        visitor.label("order", &self.sampling.describe());
        visitor.label("schedule", &self.schedule.as_ref().map_or("none".into(), |schedule| schedule.describe()));
    }

    /// Refuses settings that make no sense.
    pub(super) fn validate(&self) -> Result<(), Error> {
        require_number("the batch size", self.batch)?;
        require_number("the size of micro-batches", self.micro_batch)?;
        require_number("the number of shards", self.shards)?;
        #[cfg(feature = "weights")]
        self.checkpoints.as_ref().map_or(Ok(()), Checkpoints::validate)?;
        self.stopping.as_ref().map_or(Ok(()), EarlyStopping::validate)?;
        self.schedule.as_ref().map_or(Ok(()), |schedule| schedule.validate())
    }
}

/// Refuses a setting that must be at least 1.
pub(super) fn require_number(name: &'static str, samples: usize) -> Result<(), Error> {
    if samples == 0 { Err(Error::InvalidSetting { name, expected: "at least 1", found: 0.0 }) } else { Ok(()) }
}
