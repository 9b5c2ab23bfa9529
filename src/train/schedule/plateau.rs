//! A rate that falls when a measurement no longer improves.

use crate::error::Error;
use crate::train::schedule::{Schedule, require, require_factor};
use alloc::format;
use alloc::string::String;

/// A fall by a factor when a loss has not improved for a number of epochs (`ReduceLROnPlateau`).
///
/// An epoch improves on the best one so far if its loss is less than `best · (1 - threshold)`, or
/// than `best - threshold` with [`absolute_threshold`](Self::absolute_threshold).
/// After more than `patience` epochs in a row without, the factor is multiplied by `gamma`; then
/// `cooldown` epochs count as neither. A loss of NaN is no improvement.
///
/// The loss is the one by which training is judged: that of the validation set if there is one.
/// With [`maximize`](Self::maximize) it is a metric, and more is better.
///
/// ```
/// use netwright::train::schedule::{ReduceOnPlateau, Schedule};
///
/// let mut schedule = ReduceOnPlateau::new().gamma(0.5).patience(1);
/// let factors = [1.0, 0.8, 0.8, 0.8, 0.8].map(|loss| {
///     schedule.observe(loss);
///     schedule.factor(0)
/// });
/// assert_eq!(factors, [1.0, 1.0, 1.0, 0.5, 0.5]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReduceOnPlateau {
    maximize: bool,
    gamma: f64,
    patience: usize,
    threshold: f64,
    is_absolute: bool,
    cooldown: usize,
    minimum: f64,
    memory: Memory,
}

/// Counts are numbers here because a checkpoint keeps them as such.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Memory {
    current: f64,
    best: f64,
    without: f64,
    cooling: f64,
}

impl Default for ReduceOnPlateau {
    fn default() -> Self {
        Self::new()
    }
}

impl ReduceOnPlateau {
    /// A tenth of the rate after more than 10 epochs without an improvement by a factor of 1e-4.
    #[must_use]
    pub fn new() -> Self {
        let memory = Memory { current: 1.0, best: f64::INFINITY, without: 0.0, cooling: 0.0 };
        ReduceOnPlateau {
            maximize: false,
            gamma: 0.1,
            patience: 10,
            threshold: 1e-4,
            is_absolute: false,
            cooldown: 0,
            minimum: 0.0,
            memory,
        }
    }

    /// Takes more for better, as for an accuracy: an epoch improves if it has more than
    /// `best · (1 + threshold)`.
    #[must_use]
    pub fn maximize(mut self) -> Self {
        self.memory.best = f64::NEG_INFINITY;
        ReduceOnPlateau { maximize: true, ..self }
    }

    /// Sets the factor of each fall (PyTorch's `factor`), 0.1 at first.
    #[must_use]
    pub fn gamma(self, gamma: f64) -> Self {
        ReduceOnPlateau { gamma, ..self }
    }

    /// Sets the number of epochs without improvement that are put up with, 10 at first.
    #[must_use]
    pub fn patience(self, patience: usize) -> Self {
        ReduceOnPlateau { patience, ..self }
    }

    /// Sets the smallest share of the best that counts as an improvement, 1e-4 at first.
    #[must_use]
    pub fn threshold(self, threshold: f64) -> Self {
        ReduceOnPlateau { threshold, is_absolute: false, ..self }
    }

    /// Sets the smallest difference from the best that counts as an improvement, in place of a
    /// share (`threshold_mode="abs"`).
    #[must_use]
    pub fn absolute_threshold(self, threshold: f64) -> Self {
        ReduceOnPlateau { threshold, is_absolute: true, ..self }
    }

    /// Sets the number of epochs after a fall that do not count, 0 at first.
    #[must_use]
    pub fn cooldown(self, cooldown: usize) -> Self {
        ReduceOnPlateau { cooldown, ..self }
    }

    /// Sets the smallest factor of the optimiser's rate, 0 at first (`min_lr`, there a rate).
    #[must_use]
    pub fn minimum(self, minimum: f64) -> Self {
        ReduceOnPlateau { minimum, ..self }
    }

    fn improves(&self, measured: f64) -> bool {
        let (best, threshold) = (self.memory.best, self.threshold);
        match (self.maximize, self.is_absolute) {
            (false, false) => measured < best * (1.0 - threshold),
            (false, true) => measured < best - threshold,
            (true, false) => measured > best * (1.0 + threshold),
            (true, true) => measured > best + threshold,
        }
    }
}

impl Schedule for ReduceOnPlateau {
    fn factor(&self, _count: usize) -> f64 {
        self.memory.current
    }

    fn observe(&mut self, measured: f64) {
        if self.improves(measured) {
            self.memory = Memory { best: measured, without: 0.0, ..self.memory };
        } else {
            self.memory.without += 1.0;
        }
        if self.memory.cooling > 0.0 {
            self.memory = Memory { cooling: self.memory.cooling - 1.0, without: 0.0, ..self.memory };
        }
        if self.memory.without > super::double(self.patience) {
            let current = (self.memory.current * self.gamma).max(self.minimum);
            self.memory = Memory { current, without: 0.0, cooling: super::double(self.cooldown), ..self.memory };
        }
    }

    fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        let Memory { current, best, without, cooling } = &mut self.memory;
        visit("factor", current);
        visit("best", best);
        visit("epochs without improvement", without);
        visit("epochs of cooldown", cooling);
    }

    fn describe(&self) -> String {
        let ReduceOnPlateau { maximize, gamma, patience, threshold, is_absolute, cooldown, minimum, memory: _ } = self;
        let mode = if *is_absolute { "absolute_threshold" } else { "threshold" };
        format!(
            "ReduceOnPlateau {{ maximize: {maximize}, gamma: {gamma:?}, patience: {patience}, \
             {mode}: {threshold:?}, cooldown: {cooldown}, minimum: {minimum:?} }}"
        )
    }

    fn validate(&self) -> Result<(), Error> {
        let found = self.gamma;
        require("the gamma of a plateau", "at least 0 and less than 1", found, (0.0..1.0).contains(&found))?;
        require_factor("the threshold of a plateau", self.threshold)?;
        let found = self.minimum;
        require("the minimum of a plateau", "from 0 to 1", found, (0.0..=1.0).contains(&found))
    }
}
