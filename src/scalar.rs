//! The element types of networks, `f32` and `f64`, and of tensors in memory.

pub use crate::kernel::element::{Element, ElementType};
pub use crate::kernel::scalar::{Double, Real};
