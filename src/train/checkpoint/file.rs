//! The content of a checkpoint's file.

use super::file_error;
use super::reading::Expected;
use super::writing::Written;
use crate::error::Error;
use crate::optim::{Snapshot, State};
use crate::train::History;
use crate::weights::{self, Tensor};
use std::collections::BTreeMap;
use std::format;
use std::path::Path;
use std::prelude::rust_2024::*;

/// The name of the checksum among the texts.
const CHECKSUM: &str = "checksum";

/// The texts and tensors of a checkpoint, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    pub(super) texts: BTreeMap<String, String>,
    pub(super) tensors: BTreeMap<String, Tensor>,
}

impl Content {
    /// Reads a state and its history.
    pub(super) fn of(state: &mut dyn State, history: &History) -> Self {
        let mut written = Written::default();
        state.visit(&mut written);
        let mut content = written.content();
        content.texts.extend(history.to_texts());
        content
    }

    /// Returns what is to be restored of a state, and its history. What is `allowed` to differ
    /// stays as it is in the state.
    pub(super) fn for_state(
        mut self,
        path: &Path,
        state: &mut dyn State,
        allowed: &[String],
    ) -> Result<(Snapshot, History), Error> {
        let history = History::from_texts(&mut self.texts);
        let history = history.ok_or_else(|| file_error(path, "its history is damaged"))?;
        let mut expected = Expected::in_content(self, allowed);
        state.visit(&mut expected);
        let snapshot = expected.snapshot();
        let file = || path.display().to_string();
        Ok((snapshot.map_err(|differences| Error::Checkpoint { file: file(), differences })?, history))
    }

    /// Returns a number that is another one if a byte is (FNV-1a).
    fn checksum(&self) -> String {
        let mut sum = 0xcbf2_9ce4_8422_2325_u64;
        let mut add = |bytes: &[u8]| {
            for byte in bytes {
                sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        for (name, text) in self.texts.iter().filter(|(name, _)| *name != CHECKSUM) {
            add(name.as_bytes());
            add(text.as_bytes());
        }
        for (name, tensor) in &self.tensors {
            add(name.as_bytes());
            add(&tensor.bytes);
        }
        format!("{sum:016x}")
    }
}

/// Writes a file, whole or not at all.
pub(super) fn write(path: &Path, content: &Content) -> Result<(), Error> {
    let mut texts: BTreeMap<&str, String> =
        content.texts.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    texts.insert(CHECKSUM, content.checksum());
    weights::write(path, &weights::with_table(&texts, &content.tensors)).map_err(|error| file_error(path, error))
}

/// Reads a file that is whole.
pub(super) fn read(path: &Path) -> Result<Content, Error> {
    let (mut texts, tensors) = weights::read_all(path)?;
    let checksum = texts.remove(CHECKSUM);
    let content = Content { texts, tensors };
    match checksum {
        None => Err(file_error(path, "it has no checksum, so it is no checkpoint")),
        Some(checksum) if checksum != content.checksum() => {
            Err(file_error(path, "its checksum is that of other bytes, so it is damaged"))
        }
        Some(_) => Ok(content),
    }
}
