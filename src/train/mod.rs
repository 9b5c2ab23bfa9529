//! Training: the passes through a network, the loop around them, and measurements.

pub(crate) mod batches;
mod binary;
mod chance;
#[cfg(feature = "weights")]
pub mod checkpoint;
mod clock;
mod course;
mod ema;
mod evaluate;
mod guard;
mod held_out;
mod history;
mod judge;
mod measure;
mod micro_batch;
mod minibatch;
mod minimize;
mod observe;
mod output_view;
mod outputs;
mod overfit;
mod part_sums;
mod pass;
mod plan;
mod rate_finder;
pub mod schedule;
mod trainable;
mod trainee;
mod trainer;
mod training;

#[cfg(feature = "weights")]
pub use checkpoint::Checkpoints;
pub use ema::Ema;
pub use evaluate::Evaluate;
pub use held_out::{HeldOut, MetricList};
pub use history::{Ending, History, Row};
pub use judge::EarlyStopping;
pub use micro_batch::MicroBatch;
pub use observe::{AfterEpoch, Epoch, Flow, Observer, StepTaken, StopWhen};
pub use overfit::{Overfit, OverfitCheck};
pub use pass::{Pass, Scored, Workspace};
pub use rate_finder::{RateFinder, RateSweep};
pub use trainable::Trainable;
pub use trainee::{InBox, Itself, Trainee};
pub use trainer::Trainer;
