//! The instruction set that a pass runs with.
//!
//! [`predict`](crate::network::Network::predict) and the passes of training detect the processor
//! once, when they start, and run a version of the whole pass that is compiled for it: AVX2 with
//! FMA on x86-64 (AVX-512 with the feature `avx512`), NEON on aarch64, `simd128` in WebAssembly
//! compiled with it. Convolutions choose between AVX2 and AVX-512 by their sizes, with the feature
//! and without. No compiler flag is needed. Without the standard library, and on other processors,
//! a pass uses the instruction set that the program is compiled for.
//!
//! Results are bit for bit the same on processors with the same instruction sets. Fused
//! multiply-adds round less often, so results differ on processors without them; sums over the
//! lanes of a register, such as gradients of a convolution's weight, differ where registers are
//! wider.

pub use crate::kernel::simd::{Portable, Simd, vectorize};
