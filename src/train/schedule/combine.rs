//! Schedules made of others.

use crate::error::Error;
use crate::train::schedule::{Schedule, Unit, double, require, require_counts};
use alloc::format;
use alloc::string::String;

/// A rise in a straight line in front of another schedule: [`Schedule::warm_up`].
///
/// Source: P. Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour", 2017.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WarmUp<S> {
    counts: usize,
    then: S,
}

impl<S> WarmUp<S> {
    pub(super) fn new(counts: usize, then: S) -> Self {
        WarmUp { counts, then }
    }
}

impl<S: Schedule> Schedule for WarmUp<S> {
    fn factor(&self, count: usize) -> f64 {
        match count.checked_sub(self.counts) {
            Some(since) => self.then.factor(since),
            None => (double(count) + 1.0) / double(self.counts),
        }
    }

    fn unit(&self) -> Unit {
        self.then.unit()
    }

    fn observe(&mut self, measured: f64) {
        self.then.observe(measured);
    }

    fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        self.then.memory(visit);
    }

    fn describe(&self) -> String {
        format!("WarmUp {{ counts: {}, then: {} }}", self.counts, self.then.describe())
    }

    fn validate(&self) -> Result<(), Error> {
        self.then.validate()
    }
}

/// A schedule that counts the steps of the optimiser: [`Schedule::per_step`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerStep<S>(S);

impl<S> PerStep<S> {
    pub(super) fn new(schedule: S) -> Self {
        PerStep(schedule)
    }
}

impl<S: Schedule> Schedule for PerStep<S> {
    fn factor(&self, count: usize) -> f64 {
        self.0.factor(count)
    }

    fn unit(&self) -> Unit {
        Unit::Step
    }

    fn observe(&mut self, measured: f64) {
        self.0.observe(measured);
    }

    fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        self.0.memory(visit);
    }

    fn describe(&self) -> String {
        format!("PerStep({})", self.0.describe())
    }

    fn validate(&self) -> Result<(), Error> {
        self.0.validate()
    }
}

/// One schedule after the other: [`Schedule::then`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Then<A, B> {
    first: A,
    counts: usize,
    next: B,
}

impl<A, B> Then<A, B> {
    pub(super) fn new(first: A, counts: usize, next: B) -> Self {
        Then { first, counts, next }
    }
}

impl<A: Schedule, B: Schedule> Schedule for Then<A, B> {
    fn factor(&self, count: usize) -> f64 {
        match count.checked_sub(self.counts) {
            Some(since) => self.next.factor(since),
            None => self.first.factor(count),
        }
    }

    fn unit(&self) -> Unit {
        self.first.unit()
    }

    fn observe(&mut self, measured: f64) {
        self.first.observe(measured);
        self.next.observe(measured);
    }

    fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        both(&mut self.first, &mut self.next, visit);
    }

    fn describe(&self) -> String {
        format!("Then {{ first: {}, counts: {}, next: {} }}", self.first.describe(), self.counts, self.next.describe())
    }

    fn validate(&self) -> Result<(), Error> {
        require_counts("the length of the first of two schedules", self.counts)?;
        validate_both(&self.first, &self.next)
    }
}

/// The product of two schedules: [`Schedule::times`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Times<A, B>(A, B);

impl<A, B> Times<A, B> {
    pub(super) fn new(first: A, second: B) -> Self {
        Times(first, second)
    }
}

impl<A: Schedule, B: Schedule> Schedule for Times<A, B> {
    fn factor(&self, count: usize) -> f64 {
        self.0.factor(count) * self.1.factor(count)
    }

    fn unit(&self) -> Unit {
        self.0.unit()
    }

    fn observe(&mut self, measured: f64) {
        self.0.observe(measured);
        self.1.observe(measured);
    }

    fn memory(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        both(&mut self.0, &mut self.1, visit);
    }

    fn describe(&self) -> String {
        format!("Times({}, {})", self.0.describe(), self.1.describe())
    }

    fn validate(&self) -> Result<(), Error> {
        validate_both(&self.0, &self.1)
    }
}

/// Shows the memories of both, the first before the second.
fn both(first: &mut impl Schedule, second: &mut impl Schedule, visit: &mut dyn FnMut(&'static str, &mut f64)) {
    first.memory(visit);
    second.memory(visit);
}

/// Checks both, and that they count the same: a sum of epochs and steps has no meaning.
fn validate_both(first: &impl Schedule, second: &impl Schedule) -> Result<(), Error> {
    let (name, expected) = ("the number of schedules that count steps", "both of two or neither");
    require(name, expected, 1.0, first.unit() == second.unit())?;
    first.validate()?;
    second.validate()
}
