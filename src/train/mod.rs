//! Training: the passes through a network, the loop around them, and what comes of it.

mod fit;
mod guard;
mod measure;
mod metrics;
mod outputs;
mod pass;
mod trainable;

pub use fit::{Fit, History};
pub use metrics::ConfusionMatrix;
pub(crate) use metrics::{accuracy, confusion};
pub use pass::{Pass, Scored, Workspace};
pub use trainable::Trainable;
