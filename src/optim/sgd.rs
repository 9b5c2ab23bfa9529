//! `Sgd`: gradient descent, with momentum and L2.

use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::optim::settings::{require, require_decay, require_factor, require_rate};
use crate::optim::{Magnitudes, Optimizer, Settings, decayed, step_boxes, update};
use crate::scalar::Real;
use crate::train::Trainable;
use alloc::boxed::Box;

/// Gradient descent, as PyTorch's `SGD`: with the learning rate `r`, momentum `m` and weight decay `d`, for each parameter `w`
///
/// ```text
/// g = dE/dw + d·w
/// v = m·v + g          the velocity, which begins at 0
/// w = w - r·v          or, with Nesterov's momentum, w = w - r·(g + m·v)
/// ```
///
/// Without momentum there is no velocity, and `w = w - r·g`.
///
/// Sources: B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; I. Sutskever et al., "On the importance of
/// initialization and momentum in deep learning", 2013 (Nesterov's form).
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut sgd = Sgd::new(0.1).momentum(0.9).weight_decay(1e-4);
/// let (mut net, gradients) = (Net::zeros(), Net::zeros());
/// sgd.step(&mut net, &gradients); // an `Sgd<Net>` from here on
/// ```
pub struct Sgd<N> {
    learning_rate: f64,
    momentum: f64,
    nesterov: bool,
    weight_decay: f64,
    velocity: Option<Box<N>>,
}

impl<N: Trainable> Sgd<N> {
    /// Plain gradient descent.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Sgd { learning_rate, momentum: 0.0, nesterov: false, weight_decay: 0.0, velocity: None }
    }

    /// With momentum, from 0 up to, but not 1. The velocity is allocated here.
    #[must_use]
    pub fn momentum(self, momentum: f64) -> Self {
        let velocity = (momentum != 0.0).then(N::zeros);
        Sgd { momentum, velocity, ..self }
    }

    /// With Nesterov's form of the momentum.
    #[must_use]
    pub fn nesterov(self) -> Self {
        Sgd { nesterov: true, ..self }
    }

    /// With the L2 penalty `weight_decay/2·|w|²` on all parameters.
    #[must_use]
    pub fn weight_decay(self, weight_decay: f64) -> Self {
        Sgd { weight_decay, ..self }
    }
}

impl<N: Trainable> Optimizer<N> for Sgd<N> {
    fn step(&mut self, network: &mut N, gradients: &N) {
        let [rate, momentum, decay] = [self.learning_rate, self.momentum, self.weight_decay].map(Real::from_double);
        match &mut self.velocity {
            None => update(
                gradients,
                [network],
                #[inline(always)]
                |gradient, [parameters]| descend(rate, decay, gradient, parameters),
            ),
            Some(velocity) => {
                let nesterov = self.nesterov;
                update(
                    gradients,
                    [network, velocity],
                    #[inline(always)]
                    |gradient, [parameters, velocity]| {
                        roll(Momentum { rate, momentum, decay, nesterov }, gradient, parameters, velocity);
                    },
                );
            }
        }
    }

    fn state_magnitude(&self) -> f64 {
        self.velocity.as_deref().map_or(0.0, |velocity| abs_sum(velocity.as_slice()))
    }

    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        let gradient = now.gradient + self.weight_decay * now.parameter;
        let state = gradient + self.momentum * now.state;
        // Nesterov's form moves by the sum of both.
        let parameter = now.parameter + self.learning_rate * (gradient + state);
        Magnitudes { parameter, state, ..now }
    }
}

step_boxes!(Sgd);

impl<N: Trainable> Settings for Sgd<N> {
    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }

    fn validate(&self) -> Result<(), Error> {
        require_rate::<N::Scalar>(self.learning_rate)?;
        require_decay::<N::Scalar>(self.weight_decay)?;
        require_factor::<N::Scalar>("the momentum", self.momentum)?;
        require("the momentum", "above 0 for Nesterov's form", self.momentum, !self.nesterov || self.momentum > 0.0)
    }
}

#[inline(always)]
fn descend<T: Real>(rate: T, decay: T, gradient: &[T], parameters: &mut [T]) {
    for (w, &g) in parameters.iter_mut().zip(gradient) {
        *w -= rate * decayed(g, *w, decay);
    }
}

#[derive(Clone, Copy)]
struct Momentum<T> {
    rate: T,
    momentum: T,
    decay: T,
    nesterov: bool,
}

#[inline(always)]
fn roll<T: Real>(settings: Momentum<T>, gradient: &[T], parameters: &mut [T], velocity: &mut [T]) {
    let Momentum { rate, momentum, decay, nesterov } = settings;
    for ((w, v), &g) in parameters.iter_mut().zip(velocity).zip(gradient) {
        let g = decayed(g, *w, decay);
        *v = momentum * *v + g;
        *w -= rate * if nesterov { g + momentum * *v } else { *v };
    }
}
