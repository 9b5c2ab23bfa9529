//! `History`: what was measured in each epoch.

mod csv;
mod json;
#[cfg(feature = "std")]
mod save;
mod table;
#[cfg(feature = "weights")]
mod texts;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// The measurements of a training: a row for each epoch, columns with names.
///
/// The first column is `loss`, the mean training loss, measured while the network changes. A
/// [`Trainer`](crate::train::Trainer) adds `validation loss`, its metrics, `rate`, the learning
/// rate of the last step, `gradient norm`, the mean of the steps, the `penalty` of the optimiser if
/// there is one, and `seconds`.
/// [Observers](crate::train::Observer) add columns by [`record`](Self::record).
///
/// It prints as a table, and is saved [as CSV](Self::to_csv) and [as JSON](Self::to_json).
///
/// ```
/// use netwright::train::History;
///
/// let mut history = History::default();
/// history.begin_epoch(0.5);
/// history.begin_epoch(0.25);
/// history.record("accuracy", 0.875);
/// assert_eq!(history.losses(), [0.5, 0.25]);
/// assert_eq!(history.names().collect::<Vec<_>>(), ["loss", "accuracy"]);
/// assert_eq!(history.rows().last().unwrap().get("accuracy"), Some(0.875));
/// assert_eq!(history.to_string(), "epoch      loss  accuracy\n    1    0.5000         -\n    2    0.2500    0.8750\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    losses: Vec<f64>,
    columns: Vec<Column>,
    best: Option<Best>,
    ending: Ending,
    notes: Vec<String>,
}

/// The best epoch, and the column by which it is.
#[derive(Clone, Debug, PartialEq)]
struct Best {
    epoch: usize,
    column: Cow<'static, str>,
}

/// The reason for which a training ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ending {
    /// All epochs were done.
    #[default]
    AllEpochs,
    /// There was no improvement for too long; see [`EarlyStopping`](crate::train::EarlyStopping).
    EarlyStopping,
    /// An observer ended it, that for Ctrl-C for instance.
    Observer,
}

/// A column besides the losses. It may end before the last row.
#[derive(Clone, Debug, PartialEq)]
struct Column {
    name: Cow<'static, str>,
    values: Vec<Option<f64>>,
}

impl Column {
    fn value(&self, row: usize) -> Option<f64> {
        self.values.get(row).copied().flatten()
    }
}

impl History {
    /// Adds a row with the loss of an epoch.
    pub fn begin_epoch(&mut self, loss: f64) {
        self.losses.push(loss);
    }

    /// Writes a measurement into the row of the last epoch, in the column `name`, which is added if
    /// there is none. Does nothing before the end of the first epoch.
    ///
    /// The column `loss` is the training loss, which stays what it is.
    pub fn record(&mut self, name: impl Into<Cow<'static, str>>, value: f64) {
        let Some(row) = self.losses.len().checked_sub(1) else { return };
        let name = name.into();
        if name == "loss" {
            return;
        }
        let position = self.columns.iter().position(|column| column.name == name).unwrap_or_else(|| {
            self.columns.push(Column { name, values: Vec::new() });
            self.columns.len() - 1
        });
        let values = &mut self.columns[position].values;
        values.resize(row, None);
        values.push(Some(value));
    }

    /// Returns the number of the epoch whose weights the network has, where epochs were judged: the
    /// best one.
    #[must_use]
    pub fn best_epoch(&self) -> Option<usize> {
        self.best.as_ref().map(|best| best.epoch)
    }

    /// Returns the name of the column by which epochs were judged.
    #[must_use]
    pub fn judged_by(&self) -> Option<&str> {
        self.best.as_ref().map(|best| &*best.column)
    }

    /// Returns the reason for which training ended.
    #[must_use]
    pub fn ending(&self) -> Ending {
        self.ending
    }

    /// Returns what was noted: the checkpoint from which training was resumed, and files that are
    /// no whole checkpoints.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Adds notes.
    #[cfg(feature = "weights")]
    pub(super) fn with_notes(mut self, notes: impl Iterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Makes the last epoch the best one by a column.
    pub(super) fn mark_best(&mut self, column: Cow<'static, str>) {
        self.best = Some(Best { epoch: self.epochs(), column });
    }

    /// Notes why training ended.
    pub(super) fn end(&mut self, ending: Ending) {
        self.ending = ending;
    }

    /// Returns the number of epochs.
    #[must_use]
    pub fn epochs(&self) -> usize {
        self.losses.len()
    }

    /// Returns the losses, epoch by epoch.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// Returns the loss of the last epoch; NaN if there was none.
    #[must_use]
    pub fn last_loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or(f64::NAN)
    }

    /// Returns the names of the columns, in the order in which they were added; the first is
    /// `loss`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        core::iter::once("loss").chain(self.columns.iter().map(|column| &*column.name))
    }

    /// Returns the rows, one for each epoch.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> + DoubleEndedIterator {
        (0..self.epochs()).map(|position| Row { history: self, position })
    }
}

/// The measurements of an epoch.
#[derive(Clone, Copy, Debug)]
pub struct Row<'h> {
    history: &'h History,
    position: usize,
}

impl<'h> Row<'h> {
    /// Returns the number of the epoch, from 1.
    #[must_use]
    pub fn epoch(&self) -> usize {
        self.position + 1
    }

    /// Returns the mean training loss.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.history.losses[self.position]
    }

    /// Returns what was measured in the column `name`, if anything was.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        let (_, value) = self.values().find(|(column, _)| *column == name)?;
        value
    }

    /// Returns the columns with their names, in the order of [`History::names`].
    pub fn values(&self) -> impl Iterator<Item = (&'h str, Option<f64>)> {
        let Row { history, position } = *self;
        let others = history.columns.iter().map(move |column| (&*column.name, column.value(position)));
        core::iter::once(("loss", Some(self.loss()))).chain(others)
    }
}
