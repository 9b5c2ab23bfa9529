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
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::prelude::rust_2024::*;

/// Where and when a [`Trainer`](crate::train::Trainer) saves checkpoints, and whether it resumes
/// from one.
///
/// There is one at the end of training too, unless an error has ended it. A folder is for one
/// training: what is resumed is the checkpoint that is furthest in the course.
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
    /// The names of settings that may be others than in the checkpoint.
    changes: Vec<String>,
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
            changes: Vec::new(),
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
    /// Network, loss, optimiser, schedule, batches, order, augmentation, seed, the size of the data
    /// set and the version of netwright must be what they were, each with all its settings. The
    /// number of epochs may be larger; early stopping, metrics, observers without a state, progress
    /// and when checkpoints are saved may be others. A file that is not whole is left where it is,
    /// and the [history](History::notes) says so.
    #[must_use]
    pub fn resume(self) -> Self {
        Checkpoints { resumes: true, ..self }
    }

    /// Resumes although a setting is another than in the checkpoint, with the one of this training:
    /// a larger learning rate, for instance. Its name is that in the
    /// [error](crate::Error::Checkpoint) about it.
    ///
    /// PyTorch's `load_state_dict` takes rate and decay from the checkpoint without a word. Here
    /// other settings are an error, unless they are allowed one by one.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use netwright::train::Checkpoints;
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1>);
    ///
    /// # let folder = std::env::temp_dir().join(format!("netwright-changes-{}", std::process::id()));
    /// let data = Dataset::new(&[[0.0], [1.0], [2.0]], &[[1.0], [3.0], [5.0]])?;
    /// let checkpoints = || Checkpoints::in_folder(&folder).resume();
    /// let mut line = Line::zeros();
    /// Trainer::new(Mse, Sgd::new(0.1)).epochs(5).checkpoints(checkpoints()).fit(&mut line, &data)?;
    ///
    /// let faster = |checkpoints| Trainer::new(Mse, Sgd::new(0.2)).epochs(6).checkpoints(checkpoints);
    /// let error = faster(checkpoints()).fit(&mut line, &data).unwrap_err();
    /// assert!(error.to_string().contains("`learning_rate` is 0.1 in it, but 0.2 here"));
    /// let history = faster(checkpoints().allow_change("learning_rate")).fit(&mut line, &data)?;
    /// assert_eq!(history.rows().last().unwrap().get("rate"), Some(0.2));
    /// # std::fs::remove_dir_all(&folder).unwrap();
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// Of another batch size, sampler or seed in the middle of an epoch, the rest of that epoch is
    /// what it would be with the new setting. Tensors cannot be others.
    #[must_use]
    pub fn allow_change(mut self, setting: impl Into<String>) -> Self {
        self.changes.push(setting.into());
        self
    }

    /// Returns true if a setting may be another than in the checkpoint.
    pub(super) fn allows_change(&self, setting: &str) -> bool {
        self.changes.iter().any(|allowed| allowed == setting)
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
            match std::fs::remove_file(&oldest) {
                // Another training in the folder may have removed it.
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(file_error(&oldest, error)),
                _ => {}
            }
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
        let (snapshot, history): (Snapshot, History) = content.for_state(&path, state, &self.changes)?;
        snapshot.restore(state)?;
        self.written.push(path.clone());
        let resumed = core::iter::once(std::format!("resumed from {}", path.display()));
        Ok(Some(history.with_notes(resumed.chain(notes))))
    }
}

fn file_error(path: &Path, error: impl ToString) -> Error {
    Error::File { file: path.display().to_string(), problem: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[network(input = 1)]
    struct Line(Linear<1>);

    fn fit(checkpoints: Checkpoints) -> Result<History, Error> {
        let data = Dataset::new(&[[1.0]], &[[1.0]])?;
        Trainer::new(Mse, Sgd::new(0.25)).epochs(2).checkpoints(checkpoints).fit(&mut Line::zeros(), &data)
    }

    #[test]
    fn a_checkpoint_of_another_version_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = || Checkpoints::in_folder(folder.path()).resume();
        fit(checkpoints()).unwrap();
        let path = find(folder.path()).unwrap().file.unwrap();
        let mut content = file::read(&path).unwrap();
        let version = content.texts.insert("netwright".into(), "0.0.9".into());
        assert_eq!(version.as_deref(), Some(env!("CARGO_PKG_VERSION")));
        file::write(&path, &content).unwrap();
        let message = fit(checkpoints()).unwrap_err().to_string();
        let difference = std::format!("`netwright` is 0.0.9 in it, but {} here", env!("CARGO_PKG_VERSION"));
        assert!(message.ends_with(&std::format!("nothing was restored:\n  {difference}")), "{message}");
        assert_eq!(fit(checkpoints().allow_change("netwright")).unwrap().epochs(), 2);
    }

    #[test]
    fn a_part_of_the_state_that_is_damaged_or_missing_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = || Checkpoints::in_folder(folder.path()).resume();
        fit(checkpoints()).unwrap();
        let path = find(folder.path()).unwrap().file.unwrap();
        let whole = file::read(&path).unwrap();
        // Whole files, by their checksum.
        let mut damaged = whole.clone();
        damaged.texts.insert("course.epoch".into(), "one".into());
        damaged.tensors.remove("last.0.bias");
        file::write(&path, &damaged).unwrap();
        let message = fit(checkpoints()).unwrap_err().to_string();
        assert!(message.contains("`course.epoch` is one in it, but a whole number here"), "{message}");
        assert!(message.contains("`last.0.bias` is not in it"), "{message}");
        file::write(&path, &whole).unwrap();
        assert_eq!(fit(checkpoints()).unwrap().epochs(), 2);
    }
}
