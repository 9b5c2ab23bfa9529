//! The numeric inner loops, and all `unsafe` code of the crate, each block with its proof.
//!
//! Everything here works on slices and knows nothing of layers.

pub(crate) mod arrange;
pub(crate) mod finish;
pub(crate) mod flat;
pub(crate) mod largest;
#[cfg(feature = "train")]
pub(crate) mod magnitude;
pub(crate) mod math;
pub(crate) mod plain;
pub(crate) mod pointwise;
pub(crate) mod product;
pub(crate) mod scratch;
pub(crate) mod simd;
pub(crate) mod softmax;
pub(crate) mod sum;
pub(crate) mod threads;
