//! The one error type of the library.

use core::fmt;

/// What can go wrong with data at run time. Shapes cannot: they are checked when the program is compiled.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// There are not as many targets as samples.
    TargetCount {
        /// How many samples there are.
        samples: usize,
        /// How many targets there are.
        targets: usize,
    },
    /// A mean over a batch without samples does not exist.
    EmptyBatch,
    /// A class number is not below the number of classes.
    ClassOutOfRange {
        /// The position of the sample.
        row: usize,
        /// The number that was found there.
        found: usize,
        /// How many classes there are.
        classes: usize,
    },
    /// A setting has no meaning.
    InvalidSetting {
        /// The name of the setting.
        name: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: f64,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::TargetCount { samples, targets } => {
                write!(f, "each sample needs one target, but there are {samples} samples and {targets} targets")
            }
            Error::EmptyBatch => f.write_str("the batch has no samples, so there is no mean loss"),
            Error::ClassOutOfRange { row, found, classes } => {
                write!(f, "row {row} has class {found}, but the classes are 0 to {}", classes.saturating_sub(1))
            }
            Error::InvalidSetting { name, expected, found } => write!(f, "{name} must be {expected}, but is {found}"),
        }
    }
}

impl core::error::Error for Error {}
