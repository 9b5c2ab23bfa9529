//! Training: the passes through a network, the loop around them, and measurements.

pub(crate) mod batches;
mod chance;
mod ema;
mod evaluate;
mod guard;
mod history;
mod measure;
mod metrics;
mod micro_batch;
mod minibatch;
mod minimize;
mod observe;
mod outputs;
mod part_sums;
mod pass;
mod plan;
pub mod schedule;
mod trainable;
mod trainee;
mod trainer;
mod training;

pub use ema::Ema;
pub use evaluate::Evaluate;
pub use history::{History, Row};
pub use metrics::ConfusionMatrix;
pub use micro_batch::MicroBatch;
pub use observe::{AfterEpoch, Epoch, Flow, Observer, StepTaken};
pub use pass::{Pass, Scored, Workspace};
pub use trainable::Trainable;
pub use trainee::{InBox, Itself, Trainee};
pub use trainer::Trainer;
