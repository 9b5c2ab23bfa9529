//! The numeric inner loops, and all `unsafe` code of the crate, each block with its proof.
//!
//! Everything here works on slices and knows nothing of layers.

#[macro_use]
mod checks;
#[macro_use]
pub(crate) mod tiling;

#[cfg(feature = "train")]
pub(crate) mod abs_sum;
pub(crate) mod argmax;
pub(crate) mod channels;
#[allow(dead_code)] // The layers that use it are on their way.
pub(crate) mod conv;
pub(crate) mod distance;
pub(crate) mod element;
pub(crate) mod epilogue;
pub(crate) mod layout;
pub(crate) mod math;
pub(crate) mod memory;
pub(crate) mod normalize;
pub(crate) mod pointwise;
pub(crate) mod pool;
pub(crate) mod precompiled;
pub(crate) mod product;
pub(crate) mod recurrent;
pub(crate) mod scalar;
pub(crate) mod simd;
pub(crate) mod sliding;
pub(crate) mod softmax;
pub(crate) mod sum;
pub(crate) mod threads;
#[cfg(feature = "train")]
pub(crate) mod vectors;
pub(crate) mod window;
