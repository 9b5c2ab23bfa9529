//! The instruction set that a pass runs with.
//!
//! [`predict`](crate::network::Network::predict) and the passes of training look at the processor once, at their beginning, and run a version of the whole
//! pass that is compiled for it: AVX2 with fused multiplications on x86-64 (AVX-512 with the feature `avx512`), NEON on aarch64, `simd128` in WebAssembly
//! that is compiled with it. No compiler flag is needed. Without the standard library, and on other processors, a pass uses what the program is
//! compiled for.
//!
//! Results are the same bits on processors of the same kind. Those with fused multiplications round less often than those without.

pub use crate::kernel::simd::{Portable, Simd};
