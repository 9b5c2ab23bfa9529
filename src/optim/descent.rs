//! `Descent`: an optimiser made of a rule for one tensor.

use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::network::Network;
use crate::optim::rule::{MAX_MOMENTS, Rule, Update};
use crate::optim::settings::{require_decay, require_rate};
use crate::optim::{Magnitudes, Optimizer, Settings, State, StateVisitor, visit_network};
use crate::parameters::{Schema, TensorSpec};
use crate::scalar::Real;
use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

/// An optimiser of the network `N` that moves each tensor by the rule `R`.
///
/// [`Sgd`](crate::optim::Sgd) and [`Adam`](crate::optim::Adam) are such optimisers; with a
/// [`Rule`] of your own [`with_rule`](Self::with_rule) makes another one.
///
/// The moments of the rule have the type of the network, so that those of one network cannot be
/// applied to another.
pub struct Descent<R, N> {
    rule: R,
    learning_rate: f64,
    weight_decay: f64,
    steps: u64,
    moments: Vec<Box<N>>,
}

impl<R: Rule, N: Network> Descent<R, N> {
    /// Creates an optimiser with the rule `rule`. Its moments are allocated here.
    #[must_use]
    pub fn with_rule(learning_rate: f64, rule: R) -> Self {
        let descent = Descent { rule, learning_rate, weight_decay: 0.0, steps: 0, moments: Vec::new() };
        descent.map_rule(|rule| rule)
    }

    /// Sets the factor of the L2 penalty `weight_decay/2·|w|²` on all parameters.
    #[must_use]
    pub fn weight_decay(self, weight_decay: f64) -> Self {
        Descent { weight_decay, ..self }
    }

    /// Returns the number of steps taken.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Returns the moments of the rule, a number for each parameter of the network.
    #[must_use]
    pub fn moments(&self) -> &[Box<N>] {
        &self.moments
    }

    /// Changes settings of the rule, which may then have another number of moments.
    #[must_use]
    pub(super) fn map_rule(mut self, change: impl FnOnce(R) -> R) -> Self {
        self.rule = change(self.rule);
        let count = self.rule.moments();
        debug_assert!(count <= MAX_MOMENTS, "a rule has at most {MAX_MOMENTS} moments");
        self.moments.resize_with(count.min(MAX_MOMENTS), bytemuck::zeroed_box);
        self
    }
}

impl<R: Rule, N: Network> Optimizer<N> for Descent<R, N> {
    fn step(&mut self, network: &mut N, gradients: &N) {
        self.steps += 1;
        self.rule.advance();
        let mut moments: [&mut [N::Scalar]; MAX_MOMENTS] = Default::default();
        for (slice, moment) in moments.iter_mut().zip(&mut self.moments) {
            *slice = moment.as_mut_slice();
        }
        let step = DescentStep {
            rule: &self.rule,
            learning_rate: self.learning_rate,
            weight_decay: self.weight_decay,
            gradients: gradients.as_slice(),
            parameters: network.as_mut_slice(),
            moments,
        };
        step.take(N::SCHEMA);
    }

    fn state_magnitude(&self) -> f64 {
        self.moments.iter().fold(0.0, |most, moment| most.max(abs_sum(moment.as_slice())))
    }

    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        let gradient = now.gradient + self.weight_decay * now.parameter;
        let then = self.rule.foresee(self.learning_rate, Magnitudes { gradient, ..now });
        Magnitudes { gradient: now.gradient, ..then }
    }
}

/// Lets an optimiser of `N` step a `Box<N>`, which is what `init` returns:
/// `sgd.step(&mut net, &gradients)`.
impl<R: Rule, N: Network> Optimizer<Box<N>> for Descent<R, N> {
    fn step(&mut self, network: &mut Box<N>, gradients: &Box<N>) {
        Optimizer::<N>::step(self, network, gradients);
    }
}

/// The kind of the rule, its learning rate, which schedules move, steps and moments.
impl<R: Rule, N: Network> State for Descent<R, N> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.label("rule", R::NAME);
        visitor.number("learning_rate", &mut self.learning_rate);
        visitor.counter("steps", &mut self.steps);
        self.rule.visit(visitor);
        for (number, moment) in (1..).zip(&mut self.moments) {
            visit_network(visitor, &format!("moment{number}"), &mut **moment);
        }
    }
}

impl<R: Rule, N: Network> Settings for Descent<R, N> {
    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }

    fn validate(&self) -> Result<(), Error> {
        require_rate::<N::Scalar>(self.learning_rate)?;
        require_decay::<N::Scalar>(self.weight_decay)?;
        self.rule.validate::<N::Scalar>(self.learning_rate)
    }
}

/// One step over all tensors, as slices: it does not depend on the network, and is compiled once
/// for all.
struct DescentStep<'a, T, R> {
    rule: &'a R,
    learning_rate: f64,
    weight_decay: f64,
    gradients: &'a [T],
    parameters: &'a mut [T],
    moments: [&'a mut [T]; MAX_MOMENTS],
}

impl<T: Real, R: Rule> DescentStep<'_, T, R> {
    fn take(mut self, schema: &'static Schema) {
        for tensor in schema.tensors().filter(TensorSpec::is_trainable) {
            let range = tensor.range();
            self.rule.apply(Update {
                tensor: &tensor,
                learning_rate: self.learning_rate,
                weight_decay: self.weight_decay,
                gradient: &self.gradients[range.clone()],
                parameters: &mut self.parameters[range.clone()],
                moments: self.moments.each_mut().map(|moment| moment.get_mut(range.clone()).unwrap_or_default()),
            });
        }
    }
}
