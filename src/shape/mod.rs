//! Shapes: as values, for tables and messages, and as types, for generic code.

mod number;
mod types;
mod value;

pub use number::{Append, Digit, Number, digit};
pub use types::{OfRank, Rank1, Rank2, Rank3, ShapeOfRank, ShapeType, SizeType, StepType};
pub use value::{NamedInput, NamedOutput, Shape, Step};
