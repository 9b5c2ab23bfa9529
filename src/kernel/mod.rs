//! The numeric inner loops, and all `unsafe` code of the crate, each block with its proof.
//!
//! Everything here works on slices and knows nothing of layers. The functions are generic over the element type
//! only, not over sizes, so that a deep network does not compile the same loop once for every layer.

pub(crate) mod arrange;
pub(crate) mod flat;
pub(crate) mod math;
pub(crate) mod plain;
pub(crate) mod pointwise;
pub(crate) mod product;
pub(crate) mod scratch;
pub(crate) mod simd;
pub(crate) mod stable;
