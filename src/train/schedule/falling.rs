//! Rates that fall in a way that is said beforehand.

use crate::error::Error;
use crate::train::schedule::{Schedule, double, power, progress, require_counts, require_factor, sorted};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use nalgebra::ComplexField;

/// The rate of the optimiser, unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Constant;

impl Schedule for Constant {
    fn factor(&self, _count: usize) -> f64 {
        1.0
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }
}

/// From one factor to another in a straight line, over `counts`, and no further (`LinearLR`):
///
/// ```text
/// factor(t) = start + (end - start) · min(t / counts, 1)
/// ```
///
/// ```
/// use netwright::train::schedule::{Ramp, Schedule};
///
/// let factors = Ramp::new(1.0, 0.0, 4).simulate(6);
/// assert_eq!(factors, [1.0, 0.75, 0.5, 0.25, 0.0, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ramp {
    start: f64,
    end: f64,
    counts: usize,
}

impl Ramp {
    /// From the factor `start` to the factor `end`.
    #[must_use]
    pub fn new(start: f64, end: f64, counts: usize) -> Self {
        Ramp { start, end, counts }
    }
}

impl Schedule for Ramp {
    fn factor(&self, count: usize) -> f64 {
        self.start + (self.end - self.start) * progress(count, self.counts)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_factor("the start of a ramp", self.start)?;
        require_factor("the end of a ramp", self.end)?;
        require_counts("the length of a ramp", self.counts)
    }
}

/// A fall by a factor every `counts` (`StepLR`):
///
/// ```text
/// factor(t) = gamma^⌊t / counts⌋
/// ```
///
/// ```
/// use netwright::train::schedule::{Schedule, Step};
///
/// let factors = Step::new(2).gamma(0.5).simulate(5);
/// assert_eq!(factors, [1.0, 1.0, 0.5, 0.5, 0.25]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    counts: usize,
    gamma: f64,
}

impl Step {
    /// A tenth of the rate every `counts`.
    #[must_use]
    pub fn new(counts: usize) -> Self {
        Step { counts, gamma: 0.1 }
    }

    /// Sets the factor, 0.1 at first.
    #[must_use]
    pub fn gamma(self, gamma: f64) -> Self {
        Step { gamma, ..self }
    }
}

impl Schedule for Step {
    fn factor(&self, count: usize) -> f64 {
        power(self.gamma, count / self.counts.max(1))
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of a step of the schedule", self.counts)?;
        require_factor("the gamma of a step schedule", self.gamma)
    }
}

/// A fall by a factor at each milestone (`MultiStepLR`):
///
/// ```text
/// factor(t) = gamma^(number of milestones that are at most t)
/// ```
///
/// ```
/// use netwright::train::schedule::{MultiStep, Schedule};
///
/// let factors = MultiStep::new([1, 3]).gamma(0.5).simulate(5);
/// assert_eq!(factors, [1.0, 0.5, 0.5, 0.25, 0.25]);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MultiStep {
    milestones: Vec<usize>,
    gamma: f64,
}

impl MultiStep {
    /// A tenth of the rate from each milestone on. One that is given twice counts twice.
    #[must_use]
    pub fn new(milestones: impl Into<Vec<usize>>) -> Self {
        MultiStep { milestones: sorted(milestones.into()), gamma: 0.1 }
    }

    /// Sets the factor, 0.1 at first.
    #[must_use]
    pub fn gamma(self, gamma: f64) -> Self {
        MultiStep { gamma, ..self }
    }
}

impl Schedule for MultiStep {
    fn factor(&self, count: usize) -> f64 {
        power(self.gamma, self.milestones.partition_point(|milestone| *milestone <= count))
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_factor("the gamma of a multi-step schedule", self.gamma)
    }
}

/// A fall by a factor each time (`ExponentialLR`):
///
/// ```text
/// factor(t) = gamma^t
/// ```
///
/// ```
/// use netwright::train::schedule::{Exponential, Schedule};
///
/// assert_eq!(Exponential::new(0.5).factor(3), 0.125);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exponential {
    gamma: f64,
}

impl Exponential {
    /// A fall by `gamma` each time.
    #[must_use]
    pub fn new(gamma: f64) -> Self {
        Exponential { gamma }
    }
}

impl Schedule for Exponential {
    fn factor(&self, count: usize) -> f64 {
        power(self.gamma, count)
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_factor("the gamma of an exponential schedule", self.gamma)
    }
}

/// A fall to 0 as a power of the time that is left (`PolynomialLR`):
///
/// ```text
/// factor(t) = (1 - min(t / counts, 1))^power
/// ```
///
/// ```
/// use netwright::train::schedule::{Polynomial, Schedule};
///
/// let factors = Polynomial::new(4).power(2.0).simulate(6);
/// assert_eq!(factors, [1.0, 0.5625, 0.25, 0.0625, 0.0, 0.0]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Polynomial {
    counts: usize,
    power: f64,
}

impl Polynomial {
    /// A straight line: the power 1.
    #[must_use]
    pub fn new(counts: usize) -> Self {
        Polynomial { counts, power: 1.0 }
    }

    /// Sets the power, 1 at first.
    #[must_use]
    pub fn power(self, power: f64) -> Self {
        Polynomial { power, ..self }
    }
}

impl Schedule for Polynomial {
    fn factor(&self, count: usize) -> f64 {
        let left = self.counts.saturating_sub(count);
        // The share is exact where few counts are left, unlike its difference from 1.
        if left == 0 { 0.0 } else { ComplexField::powf(double(left) / double(self.counts), self.power) }
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of a polynomial schedule", self.counts)?;
        require_factor("the power of a polynomial schedule", self.power)
    }
}
