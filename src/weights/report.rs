//! The outcome of loading a file that need not fit.

use crate::error::Mismatch;
use std::fmt;
use std::prelude::rust_2024::*;

/// The tensors that have been loaded of a file that need not fit, and the mismatches. It is
/// displayed as a list.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "it lists the tensors that were not loaded"]
pub struct LoadReport {
    pub(super) loaded: Vec<String>,
    pub(super) mismatches: Vec<Mismatch>,
}

impl LoadReport {
    /// The names of the tensors that have been loaded, as in the file.
    #[must_use]
    pub fn loaded(&self) -> &[String] {
        &self.loaded
    }

    /// Returns the mismatches: what did not fit, and was left as it was.
    #[must_use]
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }
}

impl fmt::Display for LoadReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} tensors loaded", self.loaded.len())?;
        self.mismatches.iter().try_for_each(|mismatch| write!(f, "\n  {mismatch}"))
    }
}
