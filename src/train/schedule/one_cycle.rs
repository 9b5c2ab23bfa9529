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
/// With [`three_phases`](Self::three_phases) it falls to `first` at `2·top` before, and with
/// [`linear`](Self::linear) it rises and falls in straight lines.
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
    is_linear: bool,
    has_three_phases: bool,
}

impl OneCycle {
    /// A cycle of `counts`, of which three tenths are its rise; it begins at 1/25 of the rate, and
    /// ends at 1/10,000 of that.
    #[must_use]
    pub fn new(counts: usize) -> Self {
        OneCycle { counts, rise: 0.3, division: 25.0, final_division: 1e4, is_linear: false, has_three_phases: false }
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

    /// Rises and falls in straight lines (`anneal_strategy="linear"`).
    #[must_use]
    pub fn linear(self) -> Self {
        OneCycle { is_linear: true, ..self }
    }

    /// Falls as steeply as it has risen, and from the first rate to the last one in the rest of the
    /// cycle (`three_phase=True`). The rise is less than half of the cycle then.
    #[must_use]
    pub fn three_phases(self) -> Self {
        OneCycle { has_three_phases: true, ..self }
    }

    /// Returns the ends of the phases in time, each with the factor that it leads to.
    fn phases(&self) -> [(f64, f64); 3] {
        let (first, end) = (1.0 / self.division, double(self.counts) - 1.0);
        let (top, last) = (self.rise * double(self.counts) - 1.0, (end, first / self.final_division));
        [(top, 1.0), if self.has_three_phases { (2.0 * top, first) } else { last }, last]
    }
}

impl Schedule for OneCycle {
    fn factor(&self, count: usize) -> f64 {
        let time = double(count);
        let (mut start, mut from) = (0.0, 1.0 / self.division);
        for (end, to) in self.phases() {
            if time <= end && end > start {
                let part = (time - start) / (end - start);
                // The share of the way that is left.
                let left = if self.is_linear { 1.0 - part } else { half_cosine(part, 0.0) };
                return from * left + to * (1.0 - left);
            }
            (start, from) = (end, to);
        }
        from
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of the cycle", self.counts)?;
        let holds = (0.0..=1.0).contains(&self.rise);
        require("the rise of the cycle", "a share of it, from 0 to 1", self.rise, holds)?;
        let holds = !self.has_three_phases || self.rise <= 0.5;
        require("the rise of the cycle", "at most a half where there are three phases", self.rise, holds)?;
        let larger = |number: f64| number.is_finite() && number >= 1.0;
        require("the division of the cycle", "at least 1", self.division, larger(self.division))?;
        let division = self.final_division;
        require("the final division of the cycle", "at least 1", division, larger(division))
    }
}
