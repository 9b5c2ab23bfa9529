//! Checkpoints: a training in a file, from which it goes on in another process (feature `weights`).
//!
//! A checkpoint has everything that training depends on: the network, what the optimiser, the
//! schedule and the observers remember, the place in the epoch, the history, and the weights of the
//! best epoch. Random numbers follow from the seed and the place, so that the rest of the training
//! is what it would have been, to the bit.
//!
//! It is a safetensors file. The network's tensors begin with `network.` and those of the best
//! epoch with `best.`, so that [`Load`](crate::weights::Load) reads them with that prefix. A file
//! is written under another name, and renamed once it is whole and on the disk.

mod file;
mod folder;
mod reading;
mod writing;

pub use folder::{Found, Torn, find};

use crate::error::Error;
use crate::optim::{Snapshot, State};
use crate::train::History;
use file::Content;
use folder::Position;
use std::path::{Path, PathBuf};
use std::prelude::rust_2024::*;

/// Where and when a [`Trainer`](crate::train::Trainer) saves checkpoints, and whether it resumes
/// from one.
///
/// There is one at the end of training too, unless an error has ended it.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::Checkpoints;
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// # let folder = std::env::temp_dir().join(format!("netwright-checkpoints-{}", std::process::id()));
/// let data = Dataset::new(&[[0.0], [1.0], [2.0]], &[[1.0], [3.0], [5.0]])?;
/// let train = |net: &mut Line, epochs| {
///     let checkpoints = Checkpoints::in_folder(&folder).every(10).resume();
///     Trainer::new(Mse, Adam::new(0.1)).batch(2).epochs(epochs).checkpoints(checkpoints).fit(net, &data)
/// };
/// train(&mut Line::zeros(), 25)?;
/// // Perhaps in another process. The parameters come from the checkpoint.
/// let mut resumed = Line::zeros();
/// assert_eq!(train(&mut resumed, 50)?.epochs(), 50);
///
/// let mut uninterrupted = Line::zeros();
/// Trainer::new(Mse, Adam::new(0.1)).batch(2).epochs(50).fit(&mut uninterrupted, &data)?;
/// assert_eq!(resumed.as_slice(), uninterrupted.as_slice());
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checkpoints {
    folder: PathBuf,
    every: usize,
    every_batches: usize,
    keep: usize,
    resumes: bool,
    /// The files of this training, the oldest first.
    written: Vec<PathBuf>,
}

impl Checkpoints {
    /// Saves a checkpoint after each epoch, in a folder that is created if there is none.
    #[must_use]
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Checkpoints {
            folder: folder.into(),
            every: 1,
            every_batches: usize::MAX,
            keep: usize::MAX,
            resumes: false,
            written: Vec::new(),
        }
    }

    /// Saves after every so many epochs.
    #[must_use]
    pub fn every(self, epochs: usize) -> Self {
        Checkpoints { every: epochs, ..self }
    }

    /// Saves after every so many batches of an epoch too.
    #[must_use]
    pub fn every_batches(self, batches: usize) -> Self {
        Checkpoints { every_batches: batches, ..self }
    }

    /// Keeps the last `files` checkpoints of this training; all by default. Those of earlier
    /// trainings are left.
    #[must_use]
    pub fn keep(self, files: usize) -> Self {
        Checkpoints { keep: files, ..self }
    }

    /// Goes on from the last good checkpoint in the folder, if there is one, and begins otherwise.
    ///
    /// Settings must be what they were, except for the number of epochs, which may be larger, and
    /// when checkpoints are saved. A file that is not whole is left where it is, and the
    /// [history](History::notes) says so.
    #[must_use]
    pub fn resume(self) -> Self {
        Checkpoints { resumes: true, ..self }
    }

    pub(super) fn validate(&self) -> Result<(), Error> {
        let require = |name, holds| {
            if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected: "at least 1", found: 0.0 }) }
        };
        require("the epochs from one checkpoint to the next", self.every > 0)?;
        require("the batches from one checkpoint to the next", self.every_batches > 0)?;
        require("the number of checkpoints that are kept", self.keep > 0)
    }

    /// Returns true if there is one to be saved after so many epochs.
    pub(super) fn is_due_after_epoch(&self, epochs: u64) -> bool {
        epochs.is_multiple_of(self.every as u64)
    }

    /// Returns true if there is one to be saved after so many batches of an epoch.
    pub(super) fn is_due_after_batch(&self, batches: u64) -> bool {
        batches.is_multiple_of(self.every_batches as u64)
    }

    /// Saves a state after some epochs and some batches of the next one, unless that was just done.
    pub(super) fn save(
        &mut self,
        (epochs, batches): (u64, u64),
        state: &mut dyn State,
        history: &History,
    ) -> Result<(), Error> {
        let path = self.folder.join(Position { epochs, batches }.file_name());
        if self.written.last() == Some(&path) {
            return Ok(());
        }
        let in_folder = |error: std::io::Error| file_error(&self.folder, error);
        std::fs::create_dir_all(&self.folder).map_err(in_folder)?;
        file::write(&path, &Content::of(state, history))?;
        self.written.push(path);
        while self.written.len() > self.keep {
            let oldest = self.written.remove(0);
            std::fs::remove_file(&oldest).map_err(|error| file_error(&oldest, error))?;
        }
        Ok(())
    }

    /// Restores a state from the last good checkpoint, if it should and there is one.
    pub(super) fn restore(&mut self, state: &mut dyn State) -> Result<Option<History>, Error> {
        if !self.resumes || !self.folder.exists() {
            return Ok(None);
        }
        let Found { file, torn } = find(&self.folder)?;
        let notes = torn.iter().map(ToString::to_string);
        let Some(path) = file else {
            return Ok((!torn.is_empty()).then(|| History::default().with_notes(notes)));
        };
        let content = file::read(&path)?;
        let (snapshot, history): (Snapshot, History) = content.for_state(&path, state)?;
        snapshot.restore(state)?;
        self.written.push(path.clone());
        let resumed = core::iter::once(std::format!("resumed from {}", path.display()));
        Ok(Some(history.with_notes(resumed.chain(notes))))
    }
}

fn file_error(path: &Path, error: impl ToString) -> Error {
    Error::File { file: path.display().to_string(), problem: error.to_string() }
}
