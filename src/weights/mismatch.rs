//! What can be wrong between a network and a weights file.

use std::fmt;
use std::prelude::rust_2024::*;

/// One way in which a weights file does not fit a network. Names are those of the file.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mismatch {
    /// The network has a tensor that the file has not.
    Missing {
        /// Its name.
        name: String,
        /// The shape that it should have.
        shape: Vec<usize>,
        /// The most similar name of the file that the network does not know.
        nearest: Option<String>,
    },
    /// The file has a tensor that the network has not.
    Unexpected {
        /// Its name.
        name: String,
        /// Its shape.
        shape: Vec<usize>,
    },
    /// A tensor has another shape.
    Shape {
        /// Its name.
        name: String,
        /// The shape in the network.
        expected: Vec<usize>,
        /// The shape in the file.
        found: Vec<usize>,
    },
    /// The numbers of a tensor are of a type that cannot be read without loss.
    Type {
        /// The name of the tensor.
        name: String,
        /// The types that can be read.
        expected: &'static str,
        /// The type in the file, `I64`.
        found: String,
    },
    /// A tensor has an infinite number, or one that is none.
    NotFinite {
        /// The name of the tensor.
        name: String,
        /// The place of the first one, `[row, column]`.
        place: Vec<usize>,
        /// The number.
        found: f64,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Missing { name, shape, nearest } => {
                write!(f, "`{name}` {shape:?} is missing")?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "; the file has a `{nearest}`"))
            }
            Mismatch::Unexpected { name, shape } => write!(f, "`{name}` {shape:?} is not in the network"),
            Mismatch::Shape { name, expected, found } => {
                write!(f, "`{name}` is {found:?}, but the network needs {expected:?}")
            }
            Mismatch::Type { name, expected, found } => {
                write!(f, "`{name}` has numbers of type {found}, but {expected} can be read")
            }
            Mismatch::NotFinite { name, place, found } => {
                write!(f, "`{name}` has {found} at {place:?}, but all numbers must be finite")
            }
        }
    }
}
