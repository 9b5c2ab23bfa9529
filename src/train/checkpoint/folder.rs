//! The checkpoints of a folder.

use super::{file, file_error};
use crate::error::Error;
use core::fmt;
use std::format;
use std::fs;
use std::path::{Path, PathBuf};
use std::prelude::rust_2024::*;

const PREFIX: &str = "checkpoint-";
const SUFFIX: &str = ".safetensors";

/// The position of a training in its course: epochs that were completed, and batches of the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    pub(super) epochs: u64,
    pub(super) batches: u64,
}

impl Position {
    /// Returns the name of its file; names have the order of positions.
    pub(super) fn file_name(self) -> String {
        let Position { epochs, batches } = self;
        format!("{PREFIX}{epochs:06}-{batches:08}{SUFFIX}")
    }

    fn of(name: &str) -> Option<Self> {
        let (epochs, batches) = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?;
        Some(Position { epochs: epochs.parse().ok()?, batches: batches.parse().ok()? })
    }
}

/// The outcome of [`find`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Found {
    /// The last checkpoint that is whole.
    pub file: Option<PathBuf>,
    /// Later ones that are not, and files whose writing was interrupted. They are left where they
    /// are.
    pub torn: Vec<Torn>,
}

/// A file that is no whole checkpoint.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Torn {
    /// Its path.
    pub file: PathBuf,
    /// The reason.
    pub problem: String,
}

impl fmt::Display for Torn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no whole checkpoint, and is left: {}", self.file.display(), self.problem)
    }
}

/// Finds the last checkpoint of a folder that is whole: every byte of it is read.
///
/// # Errors
///
/// [`Error::File`] if the folder cannot be read.
pub fn find(folder: impl AsRef<Path>) -> Result<Found, Error> {
    let folder = folder.as_ref();
    let in_folder = |error: std::io::Error| file_error(folder, error);
    let (mut checkpoints, mut found) = (Vec::new(), Found::default());
    for entry in fs::read_dir(folder).map_err(in_folder)? {
        let name = entry.map_err(in_folder)?.file_name().to_string_lossy().into_owned();
        match Position::of(&name) {
            Some(position) => checkpoints.push((position, folder.join(&name))),
            None if name.contains(PREFIX) && name.ends_with(crate::weights::PARTIAL) => {
                let problem = "its writing was interrupted".to_owned();
                found.torn.push(Torn { file: folder.join(&name), problem });
            }
            None => {}
        }
    }
    checkpoints.sort();
    for (_, file) in checkpoints.into_iter().rev() {
        match file::read(&file) {
            Ok(_) => {
                found.file = Some(file);
                break;
            }
            Err(Error::File { problem, .. }) => found.torn.push(Torn { file, problem }),
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
