//! The settings of a training that depend on no type.

use crate::error::Error;

/// The settings of a training that depend on no type.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) epochs: usize,
    /// The most samples of a batch.
    pub(super) batch: usize,
    pub(super) seed: u64,
    pub(super) shuffle: bool,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { epochs: 1, batch: 32, seed: 0, shuffle: true }
    }
}

impl Plan {
    /// Refuses settings that make no sense.
    pub(super) fn validate(&self) -> Result<(), Error> {
        if self.batch == 0 {
            return Err(Error::InvalidSetting { name: "the batch size", expected: "at least 1", found: 0.0 });
        }
        Ok(())
    }
}
