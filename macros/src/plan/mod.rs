//! Decisions about the generated code: which steps run together, where values and gradients lie.

pub(crate) mod fusion;
pub(crate) mod gradients;
pub(crate) mod lifetimes;
// A file that the library has too, by a link, and shows to generated code.
#[allow(unreachable_pub)]
pub(crate) mod placement;
pub(crate) mod stream;
pub(crate) mod values;
