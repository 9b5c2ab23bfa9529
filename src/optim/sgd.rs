//! `Sgd`: gradient descent, with momentum and L2.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::rule::{Rule, Update, apply_in_parts, decayed};
use crate::optim::settings::{require, require_factor};
use crate::optim::{Descent, Magnitudes};
use crate::scalar::Real;
use core::fmt::Arguments;

/// Gradient descent, as PyTorch's `SGD`: with the learning rate `r`, momentum `m`, dampening `p`
/// and weight decay `d`, for each parameter `w`
///
/// ```text
/// g = dE/dw + d·w
/// v = m·v + (1 - p)·g  the velocity; after the first step it is g
/// w = w - r·v          or, with Nesterov's momentum, w = w - r·(g + m·v)
/// ```
///
/// Without momentum there is no velocity, and `w = w - r·g`.
///
/// Sources: B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964;
/// I. Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013
/// (Nesterov's form).
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
pub type Sgd<N> = Descent<SgdRule, N>;

impl<N: Network> Descent<SgdRule, N> {
    /// Plain gradient descent.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Descent::with_rule(learning_rate, SgdRule { momentum: 0.0, dampening: 0.0, nesterov: false })
    }

    /// With momentum, at least 0 and less than 1. The velocity is allocated here.
    #[must_use]
    pub fn momentum(self, momentum: f64) -> Self {
        self.map_rule(|rule| SgdRule { momentum, ..rule })
    }

    /// With dampening, at least 0 and at most 1: gradients enter the velocity with a factor of 1
    /// minus this. It has no effect without momentum.
    #[must_use]
    pub fn dampening(self, dampening: f64) -> Self {
        self.map_rule(|rule| SgdRule { dampening, ..rule })
    }

    /// With Nesterov's form of the momentum, which has no dampening.
    #[must_use]
    pub fn nesterov(self) -> Self {
        self.map_rule(|rule| SgdRule { nesterov: true, ..rule })
    }
}

/// The rule of [`Sgd`]; its moment is the velocity.
#[derive(Clone, Copy, Debug)]
pub struct SgdRule {
    momentum: f64,
    dampening: f64,
    nesterov: bool,
}

impl Rule for SgdRule {
    const NAME: &'static str = "Sgd";

    fn moments(&self) -> usize {
        usize::from(self.momentum != 0.0)
    }

    fn apply<T: Real>(&self, update: Update<'_, T>) {
        let Update { step, learning_rate, weight_decay, gradient, parameters, moments: [velocity, ..], .. } = update;
        let [rate, momentum, decay] = [learning_rate, self.momentum, weight_decay].map(T::from_double);
        // The first gradient is the first velocity, undampened.
        let share = T::from_double(if step == 1 { 1.0 } else { 1.0 - self.dampening });
        let nesterov = self.nesterov;
        T::precompiled::<SgdMoves>(SgdMove { rate, momentum, share, nesterov, decay, gradient, parameters, velocity });
    }

    fn apply_on_threads<T: Real>(&self, update: Update<'_, T>) {
        apply_in_parts(self, update);
    }

    fn validate<T: Real>(&self, _: f64) -> Result<(), Error> {
        require_factor::<T>("the momentum", self.momentum)?;
        require("the momentum", "above 0 for Nesterov's form", self.momentum, !self.nesterov || self.momentum > 0.0)?;
        let holds = (0.0..=1.0).contains(&self.dampening);
        require("the dampening", "at least 0 and at most 1", self.dampening, holds)?;
        require("the dampening", "0 for Nesterov's form", self.dampening, !self.nesterov || self.dampening == 0.0)
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        show("momentum", format_args!("{:?}", self.momentum));
        show("dampening", format_args!("{:?}", self.dampening));
        show("nesterov", format_args!("{:?}", self.nesterov));
    }

    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        let state = now.gradient + self.momentum * now.state;
        // Nesterov's form moves by the sum of both.
        let parameter = now.parameter + learning_rate * (now.gradient + state);
        Magnitudes { parameter, state, ..now }
    }
}

/// The numbers of a tensor, and of the step.
struct SgdMove<'a, T> {
    rate: T,
    momentum: T,
    /// The factor of gradients in the velocity.
    share: T,
    nesterov: bool,
    decay: T,
    gradient: &'a [T],
    parameters: &'a mut [T],
    velocity: &'a mut [T],
}

precompiled!(SgdMoves: SgdMove -> () = dispatch);

impl<T: Real> WithSimd for SgdMove<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            if self.momentum == T::zero() {
                self.descend();
            } else if self.share == T::one() {
                self.roll(|g| g);
            } else {
                let share = self.share;
                self.roll(
                    #[inline(always)]
                    |g| share * g,
                );
            }
        });
    }
}

impl<T: Real> SgdMove<'_, T> {
    #[inline(always)]
    fn descend(self) {
        for (w, &g) in self.parameters.iter_mut().zip(self.gradient) {
            *w -= self.rate * decayed(g, *w, self.decay);
        }
    }

    #[inline(always)]
    fn roll(self, dampened: impl Fn(T) -> T) {
        for ((w, v), &g) in self.parameters.iter_mut().zip(self.velocity).zip(self.gradient) {
            let g = decayed(g, *w, self.decay);
            *v = self.momentum * *v + dampened(g);
            *w -= self.rate * if self.nesterov { g + self.momentum * *v } else { *v };
        }
    }
}
