//! Mismatches between a network and a weights file.

use super::fit::{
    FINITE, Filled, List, MISSING, NEAREST, NOT_NEGATIVE, NUMBER, NUMBER_AT, OTHER_SHAPE, OTHER_TYPE, PREFIX, Quoted,
    SQUARE, TRANSPOSED, UNEXPECTED, is_transpose,
};
use std::prelude::rust_2024::*;
use std::{fmt, format};

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
        /// The place of the first one, `[row, column]`; empty for a single number.
        place: Vec<usize>,
        /// The number.
        found: f64,
    },
    /// A variance, of the name `running_var`, has a number below zero.
    Negative {
        /// The name of the tensor.
        name: String,
        /// The place of the first one, `[channel]`; empty for a single number.
        place: Vec<usize>,
        /// The number.
        found: f64,
    },
    /// A matrix has as many rows as columns, and the other matrices of the file are transposed, so
    /// that this one most likely is too.
    Square {
        /// The name of the tensor.
        name: String,
        /// Its rows and columns.
        size: usize,
    },
    /// The names of the file all begin with something that those of the network do not.
    Prefix {
        /// The beginning, `model.`.
        prefix: String,
    },
    /// The file names other classes, or the same in another order. When a part of the file is
    /// loaded, the tensors of the last step with parameters, which decide between the classes, are
    /// left as they were.
    Classes {
        /// Those of the network, in the order of its outputs.
        expected: Vec<String>,
        /// Those of the file.
        found: Vec<String>,
    },
}

impl Mismatch {
    pub(crate) fn classes(expected: &[&str], found: Vec<String>) -> Self {
        Mismatch::Classes { expected: expected.iter().map(|name| (*name).to_owned()).collect(), found }
    }
}

/// Writes that a number of a tensor breaks a rule.
fn number(f: &mut fmt::Formatter<'_>, name: &str, place: &[usize], found: f64, rule: &str) -> fmt::Result {
    if place.is_empty() {
        write!(f, "{}", Filled(NUMBER, &[&Quoted(name), &found, &rule]))
    } else {
        write!(f, "{}", Filled(NUMBER_AT, &[&Quoted(name), &found, &List(place), &rule]))
    }
}

/// Names in quotes, of which so many are shown.
fn quoted(names: &[String]) -> String {
    const SHOWN: usize = 20;
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(SHOWN);
    shown.join(", ") + &if more > 0 { format!(" and {more} more") } else { String::new() }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mismatch::Missing { name, shape, nearest } => {
                write!(f, "{}", Filled(MISSING, &[&Quoted(name), &List(shape)]))?;
                nearest.as_ref().map_or(Ok(()), |nearest| write!(f, "{}", Filled(NEAREST, &[&Quoted(nearest)])))
            }
            Mismatch::Unexpected { name, shape } => {
                write!(f, "{}", Filled(UNEXPECTED, &[&Quoted(name), &List(shape)]))
            }
            Mismatch::Shape { name, expected, found } => {
                write!(f, "{}", Filled(OTHER_SHAPE, &[&Quoted(name), &List(found), &List(expected)]))?;
                if is_transpose(expected, found) { f.write_str(TRANSPOSED) } else { Ok(()) }
            }
            Mismatch::Type { name, expected, found } => {
                write!(f, "{}", Filled(OTHER_TYPE, &[&Quoted(name), found, expected]))
            }
            Mismatch::NotFinite { name, place, found } => number(f, name, place, *found, FINITE),
            Mismatch::Negative { name, place, found } => number(f, name, place, *found, NOT_NEGATIVE),
            Mismatch::Square { name, size } => {
                write!(f, "{}", Filled(SQUARE, &[&Quoted(name), &List(&[*size, *size])]))
            }
            Mismatch::Prefix { prefix } => {
                write!(f, "{}; `Load::new().prefix({prefix:?})` reads them", Filled(PREFIX, &[&Quoted(prefix)]))
            }
            Mismatch::Classes { expected, found } if expected.len() != found.len() => write!(
                f,
                "the classes of the file are {}, {}, but those of the network are {}, {}",
                found.len(),
                quoted(found),
                expected.len(),
                quoted(expected)
            ),
            Mismatch::Classes { expected, found } => write!(
                f,
                "the classes of the file are {}, but those of the network are {}",
                quoted(found),
                quoted(expected)
            ),
        }
    }
}
