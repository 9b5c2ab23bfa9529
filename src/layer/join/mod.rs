//! Layers that join several values into one.

mod add;
mod concat;
mod max;

pub use add::Add;
pub use concat::{Concat, Stackable};
pub use max::Max;
