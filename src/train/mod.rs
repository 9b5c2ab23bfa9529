//! Training: the passes through a network, the loop around them, and measurements.

mod evaluate;
mod fit;
mod guard;
mod history;
mod measure;
mod metrics;
mod observe;
mod outputs;
mod pass;
pub mod schedule;
mod trainable;

pub use evaluate::Evaluate;
pub use fit::Fit;
pub use history::{History, Row};
pub use metrics::ConfusionMatrix;
pub use observe::{AfterEpoch, Epoch, Flow, Observer, StepTaken};
pub use pass::{Pass, Scored, Workspace};
pub use trainable::Trainable;
