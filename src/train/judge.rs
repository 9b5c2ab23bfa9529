//! The number by which a training is judged: which epoch was the best, and when to stop.

use crate::error::Error;
use crate::metrics::Better;
use crate::optim::{State, StateVisitor};
use crate::train::History;
use alloc::borrow::Cow;

/// Ends training when it has not improved for some epochs.
///
/// An epoch improves on the best one before if its monitored number is better by more than
/// [`min_delta`](Self::min_delta). What is monitored is the validation loss, the training loss
/// where there is no validation set, or what [`Trainer::monitor`](crate::train::Trainer::monitor)
/// says.
///
/// Source: L. Prechelt, "Early stopping — but when?", 1998; names and defaults are those of Keras,
/// except that the best weights are always restored.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::EarlyStopping;
///
/// #[network(input = 1)]
/// struct Line(Linear<1, NoBias>);
///
/// // With this rate the weight goes 0, 2, 0, 2, ..: the loss is 1 for ever.
/// let data = Dataset::new(&[[1.0]], &[[1.0]])?;
/// let trainer = Trainer::new(Mse, Sgd::new(1.0)).epochs(100).early_stopping(EarlyStopping::new(3));
/// let history = trainer.fit(&mut Line::zeros(), &data)?;
/// assert_eq!((history.epochs(), history.best_epoch()), (4, Some(1)));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EarlyStopping {
    patience: usize,
    min_delta: f64,
}

impl EarlyStopping {
    /// Puts up with fewer than `patience` epochs in a row without improvement; the last of
    /// `patience` ends training.
    #[must_use]
    pub fn new(patience: usize) -> Self {
        EarlyStopping { patience, min_delta: 0.0 }
    }

    /// Sets the least improvement that counts, 0 by default.
    #[must_use]
    pub fn min_delta(self, min_delta: f64) -> Self {
        EarlyStopping { min_delta, ..self }
    }

    pub(super) fn validate(&self) -> Result<(), Error> {
        let require = |name, expected, found, holds| {
            if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
        };
        require("the patience of early stopping", "at least 1", 0.0, self.patience > 0)?;
        let found = self.min_delta;
        let holds = found.is_finite() && found >= 0.0;
        require("the least improvement of early stopping", "a finite number that is not negative", found, holds)
    }
}

/// A column of the history by which the training is judged.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Monitor {
    pub(super) name: Cow<'static, str>,
    pub(super) better: Better,
}

impl Monitor {
    pub(super) fn loss(name: &'static str) -> Self {
        Monitor { name: name.into(), better: Better::Lower }
    }

    /// Refuses a history that has no such column.
    pub(super) fn require(&self, history: &History) -> Result<(), Error> {
        if history.names().any(|name| name == self.name) {
            return Ok(());
        }
        let measured = history.names().map(Into::into).collect();
        Err(Error::NotMeasured { name: self.name.clone().into_owned(), measured })
    }

    /// Returns the number of the last epoch; NaN if it was not measured.
    pub(super) fn value(&self, history: &History) -> f64 {
        history.rows().next_back().and_then(|row| row.get(&self.name)).unwrap_or(f64::NAN)
    }
}

/// The judgement of the epochs so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judgement {
    /// The number of the best epoch, or 0.
    pub(super) best_epoch: u64,
    best: f64,
    /// The number that the next improvement must be better than, by the least improvement.
    reference: f64,
    waited: u64,
}

impl Default for Judgement {
    fn default() -> Self {
        Judgement { best_epoch: 0, best: f64::NAN, reference: f64::NAN, waited: 0 }
    }
}

/// The consequences of an epoch.
pub(super) struct Verdict {
    pub(super) is_best: bool,
    pub(super) stops: bool,
}

impl Judgement {
    /// Takes account of an epoch.
    pub(super) fn add(&mut self, epoch: u64, value: f64, better: Better, stopping: Option<&EarlyStopping>) -> Verdict {
        // The first epoch is better than none, even if its number is NaN.
        let is_best = self.best_epoch == 0 || better.is_better(value, self.best);
        if is_best {
            (self.best_epoch, self.best) = (epoch, value);
        }
        let delta = stopping.map_or(0.0, |stopping| stopping.min_delta);
        let bound = match better {
            Better::Lower => self.reference - delta,
            Better::Higher => self.reference + delta,
        };
        if better.is_better(value, bound) {
            (self.reference, self.waited) = (value, 0);
        } else {
            self.waited += 1;
        }
        let stops = stopping.is_some_and(|stopping| self.waited >= stopping.patience as u64);
        Verdict { is_best, stops }
    }
}

impl State for Judgement {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.counter("best_epoch", &mut self.best_epoch);
        visitor.number("best", &mut self.best);
        visitor.number("reference", &mut self.reference);
        visitor.counter("waited", &mut self.waited);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stops(values: &[f64], better: Better, stopping: EarlyStopping) -> (Option<usize>, u64) {
        let mut judgement = Judgement::default();
        let stop =
            (1..).zip(values).position(|(epoch, value)| judgement.add(epoch, *value, better, Some(&stopping)).stops);
        (stop.map(|epoch| epoch + 1), judgement.best_epoch)
    }

    #[test]
    fn patience_counts_epochs_without_improvement() {
        let losses = [1.0, 0.5, 0.6, 0.4, 0.45, 0.41, 0.3];
        assert_eq!(stops(&losses, Better::Lower, EarlyStopping::new(2)), (Some(6), 4));
        assert_eq!(stops(&losses, Better::Lower, EarlyStopping::new(3)), (None, 7));
        // Better by a tenth each time: not enough for the patience, but the last one is the best.
        let creeping = [1.0, 0.9, 0.8];
        assert_eq!(stops(&creeping, Better::Lower, EarlyStopping::new(2).min_delta(0.5)), (Some(3), 3));
        assert_eq!(stops(&[0.1, 0.2, 0.2, 0.2], Better::Higher, EarlyStopping::new(2)), (Some(4), 2));
        assert_eq!(stops(&[f64::NAN, 2.0, f64::NAN, 1.0], Better::Lower, EarlyStopping::new(2)), (None, 4));
        assert_eq!(stops(&[f64::NAN; 3], Better::Lower, EarlyStopping::new(3)), (Some(3), 1));
    }
}
