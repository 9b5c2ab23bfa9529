//! Training: the passes through a network, and the loop around them.

mod pass;

pub use pass::{Pass, Scored, Workspace};
