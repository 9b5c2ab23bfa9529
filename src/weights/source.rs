//! A file of tensors, whatever its format.

use std::collections::BTreeMap;
use std::prelude::rust_2024::*;

use crate::scalar::Real;

/// What a file says about a tensor.
pub(super) struct Entry {
    pub(super) shape: Vec<usize>,
    /// The type of its numbers as the format calls it.
    pub(super) kind: String,
}

/// A file that is open. Errors say what is wrong with it.
pub(super) trait Source {
    /// All tensors by name.
    fn table(&mut self) -> Result<BTreeMap<String, Entry>, String>;

    /// The numbers of a tensor of the table, row after row; `None` if they are of a type that cannot be read into `T` without loss. It is called for tensors
    /// whose shape the network has, so that no more memory is asked for than the network takes.
    fn read<T: Real>(&mut self, name: &str) -> Result<Option<Vec<T>>, String>;
}
