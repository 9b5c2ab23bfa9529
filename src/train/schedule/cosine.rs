//! Rates along cosines.

use crate::error::Error;
use crate::train::schedule::{Schedule, half_cosine, progress, require_counts, require_factor};
use alloc::format;
use alloc::string::String;

/// A fall along half a cosine, from 1 to a minimum after `counts` (`CosineAnnealingLR`):
///
/// ```text
/// factor(t) = minimum + (1 - minimum) · (1 + cos(π · min(t / counts, 1))) / 2
/// ```
///
/// After its end the rate stays at the minimum; PyTorch's rises again, as a cosine does. The
/// minimum is a factor of the rate, PyTorch's `eta_min` a rate.
///
/// Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts",
/// 2017.
///
/// ```
/// use netwright::approx::assert_abs_diff_eq;
/// use netwright::train::schedule::{Cosine, Schedule};
///
/// let expected = [1.0, 0.8535534, 0.5, 0.1464466, 0.0];
/// assert_abs_diff_eq!(Cosine::new(4).simulate(5)[..], expected[..], epsilon = 1e-7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cosine {
    counts: usize,
    minimum: f64,
}

impl Cosine {
    /// A fall to 0 after `counts`.
    #[must_use]
    pub fn new(counts: usize) -> Self {
        Cosine { counts, minimum: 0.0 }
    }

    /// Sets the factor at the end, 0 at first.
    #[must_use]
    pub fn minimum(self, minimum: f64) -> Self {
        Cosine { minimum, ..self }
    }
}

impl Schedule for Cosine {
    fn factor(&self, count: usize) -> f64 {
        half_cosine(progress(count, self.counts), self.minimum)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of a cosine schedule", self.counts)?;
        require_factor("the minimum of a cosine schedule", self.minimum)
    }
}

/// A fall along half a cosine, again and again, each `multiplier` times as long as the one before
/// (`CosineAnnealingWarmRestarts`).
///
/// Source: I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts",
/// 2017.
///
/// ```
/// use netwright::approx::assert_abs_diff_eq;
/// use netwright::train::schedule::{CosineRestarts, Schedule};
///
/// let schedule = CosineRestarts::new(2).multiplier(2);
/// let expected = [1.0, 0.5, 1.0, 0.8535534, 0.5, 0.1464466, 1.0];
/// assert_abs_diff_eq!(schedule.simulate(7)[..], expected[..], epsilon = 1e-7);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CosineRestarts {
    first: usize,
    multiplier: usize,
    minimum: f64,
}

impl CosineRestarts {
    /// Falls to 0, each over `counts`.
    #[must_use]
    pub fn new(counts: usize) -> Self {
        CosineRestarts { first: counts, multiplier: 1, minimum: 0.0 }
    }

    /// Sets how much longer each fall is than the one before, 1 at first.
    #[must_use]
    pub fn multiplier(self, multiplier: usize) -> Self {
        CosineRestarts { multiplier, ..self }
    }

    /// Sets the factor that is approached before each restart, 0 at first.
    #[must_use]
    pub fn minimum(self, minimum: f64) -> Self {
        CosineRestarts { minimum, ..self }
    }
}

impl Schedule for CosineRestarts {
    fn factor(&self, count: usize) -> f64 {
        let (mut passed, mut counts) = (count, self.first.max(1));
        if self.multiplier < 2 {
            passed %= counts;
        }
        while passed >= counts {
            passed -= counts;
            counts = counts.saturating_mul(self.multiplier);
        }
        half_cosine(progress(passed, counts), self.minimum)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of the first cosine", self.first)?;
        require_counts("the multiplier of cosines with restarts", self.multiplier)?;
        require_factor("the minimum of cosines with restarts", self.minimum)
    }
}
