//! Decisions about the generated code: which steps run together, where values and gradients lie.

pub(crate) mod fusion;
pub(crate) mod gradients;
pub(crate) mod lifetimes;
