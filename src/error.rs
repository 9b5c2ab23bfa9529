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
    /// There is no class with a number.
    NoSuchClass {
        /// The number.
        found: usize,
        /// How many classes there are.
        classes: usize,
    },
    /// A backward pass does not agree with the quotient of differences.
    #[cfg(feature = "alloc")]
    WrongGradient {
        /// The parameter or input, `hidden.weight[3, 1]` or `input[0] of sample 2`.
        place: alloc::string::String,
        /// What the backward pass computed.
        derivative: f64,
        /// The quotient of differences.
        quotient: f64,
    },
    /// There are no samples.
    NoSamples,
    /// A number is not finite.
    NotFinite {
        /// The position of the sample.
        row: usize,
        /// The position of the feature.
        column: usize,
        /// The number, infinite or NaN.
        found: f64,
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
    /// A file cannot be read or written.
    #[cfg(feature = "weights")]
    File {
        /// Its path.
        file: std::string::String,
        /// Why not.
        problem: std::string::String,
    },
    /// A weights file and a network do not fit.
    #[cfg(feature = "weights")]
    Weights {
        /// The path of the file.
        file: std::string::String,
        /// All that does not fit.
        mismatches: std::vec::Vec<crate::weights::Mismatch>,
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
            Error::NoSuchClass { found, classes } => {
                write!(f, "there is no class {found}: the classes are 0 to {}", classes.saturating_sub(1))
            }
            #[cfg(feature = "alloc")]
            Error::WrongGradient { place, derivative, quotient } => write!(
                f,
                "the derivative at {place} is {quotient:e} by differences, but the backward pass says {derivative:e}: \
                 check the derivation, or, at a kink, move the input away from it"
            ),
            Error::NoSamples => f.write_str("the data set has no samples, but at least one is needed"),
            Error::NotFinite { row, column, found } => {
                write!(f, "row {row}, column {column} is {found}, but all features must be finite numbers")
            }
            Error::InvalidSetting { name, expected, found } => write!(f, "{name} must be {expected}, but is {found}"),
            #[cfg(feature = "weights")]
            Error::File { file, problem } => write!(f, "{file}: {problem}"),
            #[cfg(feature = "weights")]
            Error::Weights { file, mismatches } => {
                write!(f, "{file} does not fit the network:")?;
                mismatches.iter().try_for_each(|mismatch| write!(f, "\n  {mismatch}"))
            }
        }
    }
}

impl core::error::Error for Error {}
