//! The differences between a saved state and what it is to be restored to.

use alloc::string::String;
use core::fmt;

/// A difference between a saved state, "it", and what it is to be restored to, which is "here".
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StateDifference {
    /// The saved state lacks something.
    Missing {
        /// Its name.
        name: String,
    },
    /// The saved state has something of a name that is not known here.
    Unknown {
        /// The name.
        name: String,
    },
    /// The two are not of one kind or size.
    Other {
        /// The name of both.
        name: String,
        /// The saved one.
        found: String,
        /// The one that is here.
        expected: String,
    },
}

impl fmt::Display for StateDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StateDifference::Missing { name } => write!(f, "`{name}` is not in it"),
            StateDifference::Unknown { name } => write!(f, "`{name}` is in it, but there is none here"),
            StateDifference::Other { name, found, expected } => {
                write!(f, "`{name}` is {found} in it, but {expected} here")
            }
        }
    }
}
