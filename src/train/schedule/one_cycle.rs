//! One cycle: a rise and a long fall.

use crate::error::Error;
use crate::train::schedule::{Schedule, double, half_cosine, require, require_counts};
use alloc::format;
use alloc::string::String;

/// A rise to the rate of the optimiser and a fall far below it, both along half a cosine
/// (`OneCycleLR`).
///
/// ```text
/// first = 1 / division,  last = first / final_division,  top = rise · counts - 1
/// factor(t) = first at 0, 1 at `top`, last at counts - 1, and half a cosine between them
/// ```
///
/// The optimiser's rate is the largest (PyTorch's `max_lr`). After the end the rate stays at the
/// last one. The momentum stays as it is, while PyTorch's moves it against the rate by default
/// (`cycle_momentum`). It is meant for [steps](Schedule::per_step), whose number is epochs times
/// batches.
///
/// Source: L. Smith and N. Topin, "Super-convergence: very fast training of neural networks using
/// large learning rates", 2018.
///
/// ```
/// use netwright::train::schedule::{OneCycle, Schedule};
///
/// let factors = OneCycle::new(10).simulate(10);
/// assert_eq!((factors[0], factors[2]), (0.04, 1.0));
/// assert!((factors[9] - 0.04e-4).abs() < 1e-12);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneCycle {
    counts: usize,
    rise: f64,
    division: f64,
    final_division: f64,
}

impl OneCycle {
    /// A cycle of `counts`, of which three tenths are its rise; it begins at 1/25 of the rate, and
    /// ends at 1/10,000 of that.
    #[must_use]
    pub fn new(counts: usize) -> Self {
        OneCycle { counts, rise: 0.3, division: 25.0, final_division: 1e4 }
    }

    /// Sets the share of the rise (`pct_start`), 0.3 at first.
    #[must_use]
    pub fn rise(self, rise: f64) -> Self {
        OneCycle { rise, ..self }
    }

    /// Sets how many times smaller the first rate is than the largest (`div_factor`), 25 at first.
    #[must_use]
    pub fn division(self, division: f64) -> Self {
        OneCycle { division, ..self }
    }

    /// Sets how many times smaller the last rate is than the first (`final_div_factor`), 10,000 at
    /// first.
    #[must_use]
    pub fn final_division(self, final_division: f64) -> Self {
        OneCycle { final_division, ..self }
    }
}

impl Schedule for OneCycle {
    fn factor(&self, count: usize) -> f64 {
        let first = 1.0 / self.division;
        let (time, end) = (double(count), double(self.counts) - 1.0);
        let top = self.rise * double(self.counts) - 1.0;
        if time <= top && top > 0.0 {
            half_cosine(1.0 - time / top, first)
        } else if time < end {
            half_cosine((time - top) / (end - top), first / self.final_division)
        } else {
            first / self.final_division
        }
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of the cycle", self.counts)?;
        let holds = (0.0..=1.0).contains(&self.rise);
        require("the rise of the cycle", "a share of it, from 0 to 1", self.rise, holds)?;
        let larger = |number: f64| number.is_finite() && number >= 1.0;
        require("the division of the cycle", "at least 1", self.division, larger(self.division))?;
        let division = self.final_division;
        require("the final division of the cycle", "at least 1", division, larger(division))
    }
}
