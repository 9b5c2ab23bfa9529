//! Schedules: the learning rate in the course of training.
//!
//! A schedule is a factor of the optimiser's learning rate, as a function of a count of epochs or
//! of steps that begins at 0. So one schedule serves any rate, and each point of it can be computed
//! by itself, which is what a resumed training does.
//!
//! | schedule | factor |
//! |---|---|
//! | [`Constant`] | 1 |
//! | [`Ramp`] | from one factor to another, in a straight line |
//! | [`Step`] | falls by a factor every so often |
//! | [`MultiStep`] | falls by a factor at each milestone |
//! | [`Exponential`] | falls by a factor each time |
//! | [`Polynomial`] | falls to 0 as a power of the time that is left |
//! | [`Cosine`] | falls to 0 along half a cosine |
//! | [`CosineRestarts`] | as `Cosine`, again and again |
//! | [`OneCycle`] | rises to the rate and falls far below it |
//! | [`ReduceOnPlateau`] | falls when a measurement no longer improves |
//! | [`FromFn`] | any function |
//!
//! They combine: [`warm_up`](Schedule::warm_up) in front of any, [`then`](Schedule::then) one after
//! the other, [`times`](Schedule::times) one times the other. Their names, arguments and defaults
//! are those of PyTorch's `lr_scheduler`, and their rates agree with it, unless they say otherwise.
//!
//! The factors over 40 steps, drawn from [`simulate`](Schedule::simulate):
//!
#![doc = include_str!("schedules.svg")]

mod combine;
mod cosine;
mod falling;
mod from_fn;
mod one_cycle;
mod plateau;
#[cfg(test)]
mod tests;

pub use combine::{PerStep, Then, Times, WarmUp};
pub use cosine::{Cosine, CosineRestarts};
pub use falling::{Constant, Exponential, MultiStep, Polynomial, Ramp, Step};
pub use from_fn::FromFn;
pub use one_cycle::OneCycle;
pub use plateau::ReduceOnPlateau;

use crate::error::Error;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// A learning rate that changes in the course of training.
///
/// ```
/// use netwright::approx::assert_abs_diff_eq;
/// use netwright::train::schedule::{Cosine, Schedule};
///
/// let schedule = Cosine::new(4).warm_up(2);
/// let expected = [0.5, 1.0, 1.0, 0.8535534, 0.5, 0.1464466, 0.0];
/// assert_abs_diff_eq!(schedule.simulate(7)[..], expected[..], epsilon = 1e-7);
/// ```
///
/// A schedule of your own needs one method:
///
/// ```
/// use netwright::train::schedule::Schedule;
///
/// /// The inverse square root of the time.
/// struct InverseRoot;
///
/// impl Schedule for InverseRoot {
///     fn factor(&self, count: usize) -> f64 {
///         1.0 / (1.0 + count as f64).sqrt()
///     }
/// }
///
/// assert_eq!(InverseRoot.simulate(4)[3], 0.5);
/// ```
pub trait Schedule {
    /// Returns the factor of the optimiser's learning rate after `count` epochs or steps.
    fn factor(&self, count: usize) -> f64;

    /// Returns what is counted: epochs, unless [`per_step`](Self::per_step) says otherwise.
    fn unit(&self) -> Unit {
        Unit::Epoch
    }

    /// Is told, after each epoch, the loss or metric by which training is judged, for a schedule
    /// that depends on it.
    fn observe(&mut self, measured: f64) {
        let _ = measured;
    }

    /// Shows `visit` each number that the schedule remembers, with its name, for a checkpoint to
    /// keep or to restore. Provided for those that remember nothing.
    fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        let _ = visit;
    }

    /// Returns the schedule and its settings as text, without what it remembers: a checkpoint does
    /// not go on with another one. Provided for those without settings: the name of the type.
    fn describe(&self) -> String {
        core::any::type_name::<Self>().into()
    }

    /// Checks that the settings make sense; training does so before it begins.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] names the setting, what it must be, and what it is.
    fn validate(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Returns the first `counts` factors, for a look at a schedule before it is used.
    ///
    /// One that depends on measurements shows what it does without them.
    fn simulate(&self, counts: usize) -> Vec<f64> {
        (0..counts).map(|count| self.factor(count)).collect()
    }

    /// Counts the steps of the optimiser in place of epochs.
    #[must_use]
    fn per_step(self) -> PerStep<Self>
    where
        Self: Sized,
    {
        PerStep::new(self)
    }

    /// Rises in a straight line to the factor 1 before this schedule begins: `1/n, 2/n, .., n/n`.
    ///
    /// ```
    /// use netwright::train::schedule::{Constant, Schedule};
    ///
    /// let factors = Constant.warm_up(4).simulate(5);
    /// assert_eq!(factors, [0.25, 0.5, 0.75, 1.0, 1.0]);
    /// ```
    #[must_use]
    fn warm_up(self, counts: usize) -> WarmUp<Self>
    where
        Self: Sized,
    {
        WarmUp::new(counts, self)
    }

    /// Goes on with `next` after `counts` of this schedule; `next` begins at its own 0 (PyTorch's
    /// `SequentialLR`).
    ///
    /// ```
    /// use netwright::train::schedule::{Constant, Exponential, Schedule};
    ///
    /// let factors = Constant.then(2, Exponential::new(0.5)).simulate(5);
    /// assert_eq!(factors, [1.0, 1.0, 1.0, 0.5, 0.25]);
    /// ```
    #[must_use]
    fn then<S: Schedule>(self, counts: usize, next: S) -> Then<Self, S>
    where
        Self: Sized,
    {
        Then::new(self, counts, next)
    }

    /// Multiplies the factors of two schedules that count the same (PyTorch's `ChainedScheduler`).
    ///
    /// ```
    /// use netwright::train::schedule::{Exponential, Schedule, Step};
    ///
    /// let factors = Exponential::new(0.5).times(Step::new(2)).simulate(3);
    /// assert_eq!(factors, [1.0, 0.5, 0.025]);
    /// ```
    #[must_use]
    fn times<S: Schedule>(self, other: S) -> Times<Self, S>
    where
        Self: Sized,
    {
        Times::new(self, other)
    }
}

/// The time that a [`Schedule`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Epochs.
    Epoch,
    /// Steps of the optimiser.
    Step,
}

/// Implements the trait for what leads to a schedule.
macro_rules! pointers {
    ($($pointer:ty),*) => {
        $(
            impl<S: Schedule + ?Sized> Schedule for $pointer {
                fn factor(&self, count: usize) -> f64 {
                    (**self).factor(count)
                }

                fn unit(&self) -> Unit {
                    (**self).unit()
                }

                fn observe(&mut self, measured: f64) {
                    (**self).observe(measured);
                }

                fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
                    (**self).memory(visit);
                }

                fn describe(&self) -> String {
                    (**self).describe()
                }

                fn validate(&self) -> Result<(), Error> {
                    (**self).validate()
                }
            }
        )*
    };
}

pointers!(&mut S, Box<S>);

/// Refuses a setting that is not in its range.
fn require(name: &'static str, expected: &'static str, found: f64, holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
}

/// Refuses a factor by which a rate cannot be multiplied.
fn require_factor(name: &'static str, found: f64) -> Result<(), Error> {
    require(name, "a finite number that is not negative", found, found.is_finite() && found >= 0.0)
}

/// Refuses a count of 0.
fn require_counts(name: &'static str, counts: usize) -> Result<(), Error> {
    require(name, "at least 1", double(counts), counts > 0)
}

/// Converts a count, which is far below 2^52.
#[allow(clippy::cast_precision_loss)]
fn double(count: usize) -> f64 {
    count as f64
}

/// The share of `counts` that has passed; 1 from their end on.
fn progress(count: usize, counts: usize) -> f64 {
    if count < counts { double(count) / double(counts) } else { 1.0 }
}

/// The factor that falls from 1 to `minimum` along half a cosine while `progress` goes from 0 to 1.
fn half_cosine(progress: f64, minimum: f64) -> f64 {
    let cosine = nalgebra::ComplexField::cos(core::f64::consts::PI * progress);
    minimum + (1.0 - minimum) * 0.5 * (1.0 + cosine)
}

/// The powers of a factor; any count is in the range of exponents that matter.
fn power(factor: f64, count: usize) -> f64 {
    nalgebra::ComplexField::powi(factor, i32::try_from(count).unwrap_or(i32::MAX))
}

/// Sorted milestones, for [`MultiStep`].
fn sorted(mut milestones: Vec<usize>) -> Vec<usize> {
    milestones.sort_unstable();
    milestones
}
