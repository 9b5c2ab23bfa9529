//! Shapes: as values, for tables and messages, and as types, for generic code.

mod number;
mod types;
mod value;

pub use number::{Append, Digit, Number, digit};
pub use types::{Facts, OfRank, Rank1, Rank2, Rank3, ShapeOfRank, ShapeType, Size};
pub use value::{Shape, Step};
