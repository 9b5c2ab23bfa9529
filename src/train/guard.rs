//! Steps of optimisers that leave the network as it was if they would leave the range of numbers.

use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::optim::{Magnitudes, Optimizer};
use crate::parameters::{Schema, TensorSpec};
use crate::scalar::Real;
use crate::train::Trainable;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Bounds for the numbers of a network and its optimiser, kept from one step to the next.
///
/// A step costs one pass over the gradients. From their magnitude, the optimiser foresees how large
/// parameters can become at most, so that these need to be measured only once the bounds have grown
/// out of the range. If a step may still leave it, it is taken on trial, beside a copy of the
/// network.
pub(super) struct Guard<T> {
    parameter: f64,
    state: f64,
    copy: Vec<T>,
}

/// The first number that is not finite.
pub(super) struct NotFinite {
    pub(super) what: String,
    pub(super) found: f64,
}

/// An error of a batch: a number that is not finite, or another one.
pub(super) enum BatchError {
    NotFinite(NotFinite),
    Other(Error),
}

impl From<Error> for BatchError {
    fn from(error: Error) -> Self {
        match error {
            Error::LossNotFinite { found } => BatchError::NotFinite(NotFinite { what: "the loss".into(), found }),
            error => BatchError::Other(error),
        }
    }
}

/// A step that has not been taken yet, of a network whose type the guard need not know.
pub(super) trait NextStep<T> {
    fn take(&mut self);
    fn gradients(&self) -> &[T];
    fn parameters(&mut self) -> &mut [T];
    fn schema(&self) -> &'static Schema;
    fn state_magnitude(&self) -> f64;
    fn foresee(&self, now: Magnitudes) -> Magnitudes;
}

/// The step of `optimizer` that moves `network` against `gradients`.
pub(super) struct StepOf<'s, N, O> {
    pub(super) optimizer: &'s mut O,
    pub(super) network: &'s mut N,
    pub(super) gradients: &'s N,
}

impl<N: Trainable, O: Optimizer<N>> NextStep<N::Scalar> for StepOf<'_, N, O> {
    fn take(&mut self) {
        self.optimizer.step(self.network, self.gradients);
    }

    fn gradients(&self) -> &[N::Scalar] {
        self.gradients.as_slice()
    }

    fn parameters(&mut self) -> &mut [N::Scalar] {
        self.network.as_mut_slice()
    }

    fn schema(&self) -> &'static Schema {
        N::SCHEMA
    }

    fn state_magnitude(&self) -> f64 {
        self.optimizer.state_magnitude()
    }

    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        self.optimizer.foresee(now)
    }
}

impl<T: Real> Guard<T> {
    pub(super) fn new() -> Self {
        Guard { parameter: f64::INFINITY, state: f64::INFINITY, copy: Vec::new() }
    }

    /// Forgets the bounds, after others may have changed the network or the state of the optimiser.
    pub(super) fn forget(&mut self) {
        (self.parameter, self.state) = (f64::INFINITY, f64::INFINITY);
    }

    /// Takes a step, unless the gradients or the parameters after it have a number that is not
    /// finite.
    pub(super) fn step(&mut self, step: &mut dyn NextStep<T>) -> Result<(), BatchError> {
        let gradient = abs_sum(step.gradients());
        if !gradient.is_finite()
            && let Some((tensor, found)) = first_not_finite(step.schema(), step.gradients())
        {
            return Err(not_finite(format!("a number in the gradient of {tensor}"), found));
        }
        let known = Magnitudes { gradient, parameter: self.parameter, state: self.state };
        let foreseen = foresee(step, known).or_else(|| {
            let parameter = parameter_magnitude(step.schema(), step.parameters());
            foresee(step, Magnitudes { gradient, parameter, state: step.state_magnitude() })
        });
        let Some(Magnitudes { parameter, state, .. }) = foreseen else {
            return self.step_on_trial(step);
        };
        step.take();
        (self.parameter, self.state) = (parameter, state);
        Ok(())
    }

    fn step_on_trial(&mut self, step: &mut dyn NextStep<T>) -> Result<(), BatchError> {
        self.forget();
        self.copy.clear();
        self.copy.extend_from_slice(step.parameters());
        step.take();
        let Some((tensor, found)) = first_not_finite(step.schema(), step.parameters()) else { return Ok(()) };
        step.parameters().copy_from_slice(&self.copy);
        Err(not_finite(format!("a number of {tensor} after the step"), found))
    }
}

fn not_finite(what: String, found: f64) -> BatchError {
    BatchError::NotFinite(NotFinite { what, found })
}

/// Returns the magnitude of what optimisers change.
fn parameter_magnitude<T: Real>(schema: &'static Schema, parameters: &[T]) -> f64 {
    schema.tensors().filter(TensorSpec::is_trainable).map(|tensor| abs_sum(&parameters[tensor.range()])).sum()
}

/// Returns the magnitudes after a step, if it is certain that they stay in the range of numbers.
fn foresee<T: Real>(step: &dyn NextStep<T>, now: Magnitudes) -> Option<Magnitudes> {
    // A factor of 4 for rounding.
    let most = T::max_value().map_or(0.0, Real::to_double) / 4.0;
    let then = step.foresee(now);
    (then.parameter <= most && then.state <= most).then_some(then)
}

/// Returns the name of the first trainable tensor with a number that is not finite, and that
/// number.
fn first_not_finite<T: Real>(schema: &'static Schema, values: &[T]) -> Option<(String, f64)> {
    if abs_sum(values).is_finite() {
        return None;
    }
    schema.tensors().filter(TensorSpec::is_trainable).find_map(|tensor| {
        let number = values[tensor.range()].iter().find(|value| !value.is_finite())?;
        Some((tensor.path().to_string(), number.to_double()))
    })
}
