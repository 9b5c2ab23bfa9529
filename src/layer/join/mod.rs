//! Layers that join several values into one.

mod add;
mod concat;
#[cfg(feature = "train")]
mod extreme;
mod fold;
mod max;
mod mean;
mod min;
mod mul;
mod sub;

pub use add::Add;
pub use concat::Concat;
pub use max::Max;
pub use mean::Mean;
pub use min::Min;
pub use mul::Mul;
pub use sub::Sub;
