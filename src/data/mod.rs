//! Data: classes and their labels.

mod label;

pub use label::{Class, Label};
