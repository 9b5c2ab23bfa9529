//! The parts of the loop that depend on the types of a network, its data and its loss, as the loop
//! sees them.

use crate::error::Error;
#[cfg(feature = "weights")]
use crate::optim::StateVisitor;
use crate::train::History;
use crate::train::exchange::{Shards, Summed};
use crate::train::guard::BatchError;
use crate::train::minibatch::{Part, Place, Positions};
use crate::train::observe::Flow;
use crate::train::search::Direction;
use alloc::string::String;
use core::ops::Range;

/// A step of the optimiser that was taken.
pub(super) struct Taken {
    /// The mean loss of the batch.
    pub(super) loss: f64,
    /// The weight of the batch in the mean of the epoch.
    pub(super) weight: f64,
    pub(super) gradient_norm: f64,
}

/// A network as it once was, to which training goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// After the best epoch.
    Best,
    /// After the last epoch that was completed.
    Last,
}

/// The parts of the loop that depend on the types of a network, its data and its loss.
pub(super) trait Stages {
    fn samples(&self) -> usize;
    /// Returns the name of the column of the loss on other data, if there are some.
    fn validation(&self) -> Option<&'static str>;
    fn rate(&self) -> f64;
    fn set_rate(&mut self, rate: f64);
    /// Returns the penalty that the optimiser adds to the loss.
    fn penalty(&self) -> f64;
    /// Returns the sum of the weights of some samples.
    fn weight(&self, positions: &Positions<'_>) -> f64;
    fn zero_gradients(&mut self);
    /// Adds the share of a part of a batch of some weight to the gradients; returns its share of
    /// the loss.
    fn pass(&mut self, part: Part, positions: &Positions<'_>, weight: f64) -> Result<f64, Error>;
    /// Returns what is shared with other ranks, if there are any.
    fn ranks(&mut self) -> Option<&mut dyn RankStages>;
    /// Takes a step of the optimiser; returns the norm of the gradients.
    fn step(&mut self) -> Result<f64, BatchError>;
    /// Finds where the numbers of the last pass, of so many samples, were not finite first.
    fn first_not_finite(&self, samples: usize, direction: Direction) -> Option<String>;
    /// Shows a step to the observers, with the numbers of the last epoch and batch.
    fn after_step(&mut self, place: Place, last: Place, loss: f64) -> Flow;
    /// Writes the measurements of an epoch into the history.
    fn measure(&mut self, history: &mut History) -> Result<(), Error>;
    fn after_epoch(&mut self, history: &mut History) -> Flow;
    fn at_end(&mut self, history: &mut History);
    fn keep(&mut self, which: Kept);
    fn go_back(&mut self, which: Kept);
    /// Shows the names of the types that a state belongs to.
    #[cfg(feature = "weights")]
    fn label(&self, visitor: &mut dyn StateVisitor);
    /// Shows the network, the optimiser, the observers and the networks that were kept.
    #[cfg(feature = "weights")]
    fn visit(&mut self, keeps_best: bool, visitor: &mut dyn StateVisitor);
}

/// The parts of the loop in which a rank has to do with the others.
pub(super) trait RankStages {
    /// Begins a batch of so many samples; returns all of its shards and those of this rank.
    fn begin_batch(&mut self, samples: usize) -> (Shards, Range<usize>);
    /// Keeps the gradients of a shard with its share of the loss, or the reason why there are none:
    /// training stops, or else the shard has failed.
    fn end_shard(&mut self, loss: Option<f64>, stops: bool);
    /// Makes the gradients those of the shards of all ranks, in a batch of some weight.
    fn end_batch(&mut self, weight: f64) -> Result<Summed, Error>;
    /// Returns true on all ranks if it is called with true on one.
    fn any(&mut self, flag: bool) -> Result<bool, Error>;
    /// Refuses ranks that do not begin with the same network, samples and digest of the course.
    fn require_agreement(&mut self, course: u64) -> Result<(), Error>;
    /// Returns true for the rank that writes checkpoints.
    #[cfg(feature = "weights")]
    fn is_first(&mut self) -> bool;
}
