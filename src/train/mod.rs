//! Training: the passes through a network, the loop around them, and what comes of it.

mod fit;
mod guard;
mod measure;
mod metrics;
mod pass;
mod trainable;

pub use fit::{Fit, History};
pub use metrics::ConfusionMatrix;
pub(crate) use metrics::confusion;
pub use pass::{Pass, Scored, Workspace};
pub use trainable::Trainable;
