//! Training: the passes through a network, the loop around them, and what comes of it.

mod evaluate;
mod fit;
mod guard;
mod measure;
mod metrics;
mod outputs;
mod pass;
mod trainable;

pub use evaluate::Evaluate;
pub use fit::{Fit, History};
pub use metrics::ConfusionMatrix;
pub use pass::{Pass, Scored, Workspace};
pub use trainable::Trainable;
