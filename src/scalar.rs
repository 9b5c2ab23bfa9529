//! The element types of networks: `f32` and `f64`.

pub use crate::kernel::scalar::{Double, Real};
