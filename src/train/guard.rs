//! Steps of optimisers that leave the network as it was if they would leave the range of numbers.

use crate::kernel::abs_sum::abs_sum;
use crate::layer::TensorSpec;
use crate::optim::{Magnitudes, Optimizer};
use crate::scalar::Real;
use crate::train::Trainable;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use nalgebra::{ComplexField, RealField};

/// Bounds for the numbers of a network and its optimiser, kept from one step to the next.
///
/// A step costs a look at the gradients. From their magnitude, the optimiser foresees how large
/// parameters can become at most, so that these need to be looked at only once the bounds have
/// grown out of the range. If a step may still leave it, it is taken on trial, beside a copy of the
/// network.
pub(super) struct Guard<N> {
    parameter: f64,
    state: f64,
    copy: Option<Box<N>>,
}

/// The first number that is not finite.
pub(super) struct NotFinite {
    pub(super) what: String,
    pub(super) found: f64,
}

impl<N: Trainable> Guard<N> {
    pub(super) fn new() -> Self {
        Guard { parameter: f64::INFINITY, state: f64::INFINITY, copy: None }
    }

    /// Takes a step, unless the gradients or the parameters after it have a number that is not
    /// finite.
    pub(super) fn step(
        &mut self,
        optimizer: &mut impl Optimizer<N>,
        network: &mut N,
        gradients: &N,
    ) -> Result<(), NotFinite> {
        let gradient = abs_sum(gradients.as_slice());
        if !gradient.is_finite()
            && let Some((tensor, found)) = first_not_finite(gradients)
        {
            return Err(NotFinite { what: format!("a number in the gradient of {tensor}"), found });
        }
        let known = Magnitudes { gradient, parameter: self.parameter, state: self.state };
        let foreseen = foresee(optimizer, known).or_else(|| {
            let (parameter, state) = (parameter_magnitude(network), optimizer.state_magnitude());
            foresee(optimizer, Magnitudes { gradient, parameter, state })
        });
        let Some(Magnitudes { parameter, state, .. }) = foreseen else {
            return self.step_on_trial(optimizer, network, gradients);
        };
        optimizer.step(network, gradients);
        (self.parameter, self.state) = (parameter, state);
        Ok(())
    }

    fn step_on_trial(
        &mut self,
        optimizer: &mut impl Optimizer<N>,
        network: &mut N,
        gradients: &N,
    ) -> Result<(), NotFinite> {
        let copy = self.copy.get_or_insert_with(N::zeros);
        copy.as_mut_slice().copy_from_slice(network.as_slice());
        optimizer.step(network, gradients);
        (self.parameter, self.state) = (f64::INFINITY, f64::INFINITY);
        let Some((tensor, found)) = first_not_finite(network) else { return Ok(()) };
        network.as_mut_slice().copy_from_slice(copy.as_slice());
        Err(NotFinite { what: format!("a number of {tensor} after the step"), found })
    }
}

/// The magnitude of what optimisers change.
fn parameter_magnitude<N: Trainable>(network: &N) -> f64 {
    N::tensors().filter(TensorSpec::is_trainable).map(|tensor| abs_sum(network.values(&tensor))).sum()
}

/// The magnitudes after a step, if it is certain that they stay in the range of numbers.
fn foresee<N: Trainable>(optimizer: &impl Optimizer<N>, now: Magnitudes) -> Option<Magnitudes> {
    // A factor of 4 for rounding.
    let most = N::Scalar::max_value().map_or(0.0, Real::to_double) / 4.0;
    let then = optimizer.foresee(now);
    (then.parameter <= most && then.state <= most).then_some(then)
}

/// The first trainable tensor with a number that is not finite, and that number.
fn first_not_finite<N: Trainable>(network: &N) -> Option<(String, f64)> {
    if abs_sum(network.as_slice()).is_finite() {
        return None;
    }
    N::tensors().filter(TensorSpec::is_trainable).find_map(|tensor| {
        let number = network.values(&tensor).iter().find(|value| !value.is_finite())?;
        Some((tensor.path().to_string(), number.to_double()))
    })
}
