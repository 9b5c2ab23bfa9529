//! `Adam`: step sizes from running means of the gradient and its square.

use crate::error::Error;
use crate::kernel::abs_sum::abs_sum;
use crate::optim::settings::{require, require_decay, require_factor, require_kept, require_rate};
use crate::optim::{Magnitudes, Optimizer, Settings, decayed, step_boxes, update};
use crate::scalar::Real;
use crate::train::Trainable;
use alloc::boxed::Box;
use nalgebra::ComplexField;

/// Adam, as PyTorch's: with the learning rate `r`, the factors `b1` and `b2`, `e` against division by zero, and weight decay `d`, in step
/// `t = 1, 2, …` for each parameter `w`
///
/// ```text
/// g = dE/dw + d·w
/// m = b1·m + (1 - b1)·g         the mean, which begins at 0
/// v = b2·v + ((1 - b2)·g)·g     the mean square, which begins at 0
/// w = w - r · (m / (1 - b1^t)) / (√(v / (1 - b2^t)) + e)
/// ```
///
/// Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015. The weight decay is L2, added to the gradient (not
/// AdamW's).
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut adam = Adam::new(1e-3).weight_decay(1e-5);
/// let (mut net, gradients) = (Net::zeros(), Net::zeros());
/// adam.step(&mut net, &gradients); // an `Adam<Net>` from here on
/// ```
pub struct Adam<N> {
    learning_rate: f64,
    betas: (f64, f64),
    epsilon: f64,
    weight_decay: f64,
    // The powers of the factors, `b1^t` and `b2^t`.
    powers: (f64, f64),
    mean: Box<N>,
    mean_square: Box<N>,
}

impl<N: Trainable> Adam<N> {
    /// Adam with the factors 0.9 and 0.999 and `e` = 1e-8. The moments are allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Adam {
            learning_rate,
            betas: (0.9, 0.999),
            epsilon: 1e-8,
            weight_decay: 0.0,
            powers: (1.0, 1.0),
            mean: N::zeros(),
            mean_square: N::zeros(),
        }
    }

    /// With other factors of the running means, each from 0 up to, but not 1.
    #[must_use]
    pub fn betas(self, mean: f64, mean_square: f64) -> Self {
        Adam { betas: (mean, mean_square), ..self }
    }

    /// With another `e`, above 0.
    #[must_use]
    pub fn epsilon(self, epsilon: f64) -> Self {
        Adam { epsilon, ..self }
    }

    /// With the L2 penalty `weight_decay/2·|w|²` on all parameters.
    #[must_use]
    pub fn weight_decay(self, weight_decay: f64) -> Self {
        Adam { weight_decay, ..self }
    }
}

impl<N: Trainable> Optimizer<N> for Adam<N> {
    fn step(&mut self, network: &mut N, gradients: &N) {
        self.powers.0 *= self.betas.0;
        self.powers.1 *= self.betas.1;
        let rule = Rule {
            step: N::Scalar::from_double(self.learning_rate / (1.0 - self.powers.0)),
            correction: N::Scalar::from_double(1.0 / ComplexField::sqrt(1.0 - self.powers.1)),
            betas: (N::Scalar::from_double(self.betas.0), N::Scalar::from_double(self.betas.1)),
            rests: (N::Scalar::from_double(1.0 - self.betas.0), N::Scalar::from_double(1.0 - self.betas.1)),
            epsilon: N::Scalar::from_double(self.epsilon),
            decay: N::Scalar::from_double(self.weight_decay),
        };
        let written = [network, &mut *self.mean, &mut *self.mean_square];
        update(
            gradients,
            written,
            #[inline(always)]
            |gradient, [parameters, mean, mean_square]| rule.apply(gradient, parameters, mean, mean_square),
        );
    }

    fn state_magnitude(&self) -> f64 {
        abs_sum(self.mean.as_slice())
    }

    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        let gradient = now.gradient + self.weight_decay * now.parameter;
        let state = now.state + gradient;
        // The root of the mean square may have been rounded to 0.
        let step = self.learning_rate / (1.0 - self.powers.0 * self.betas.0);
        let parameter = now.parameter + step.max(1.0) * state / self.epsilon.min(1.0);
        Magnitudes { parameter, state, ..now }
    }
}

step_boxes!(Adam);

impl<N: Trainable> Settings for Adam<N> {
    fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }

    fn validate(&self) -> Result<(), Error> {
        require_rate::<N::Scalar>(self.learning_rate)?;
        require_decay::<N::Scalar>(self.weight_decay)?;
        require_factor::<N::Scalar>("the first factor of Adam", self.betas.0)?;
        require_factor::<N::Scalar>("the second factor of Adam", self.betas.1)?;
        let holds = self.epsilon.is_finite() && self.epsilon > 0.0;
        require("the epsilon of Adam", "a finite number above 0", self.epsilon, holds)?;
        require_kept::<N::Scalar>("the epsilon of Adam", self.epsilon)?;
        // The first step is the largest one.
        require_kept::<N::Scalar>(
            "the learning rate of Adam, divided by 1 minus its first factor,",
            self.learning_rate / (1.0 - self.betas.0),
        )
    }
}

/// The numbers of one step, which are the same for all parameters.
struct Rule<T> {
    /// `r / (1 - b1^t)`.
    step: T,
    /// `1 / √(1 - b2^t)`: divisions take longest in this loop, and this one is the same for all.
    correction: T,
    betas: (T, T),
    /// `1 - b1` and `1 - b2`, in double precision before they are rounded.
    rests: (T, T),
    epsilon: T,
    decay: T,
}

impl<T: Real> Rule<T> {
    #[inline(always)]
    fn apply(&self, gradient: &[T], parameters: &mut [T], mean: &mut [T], mean_square: &mut [T]) {
        let moments = mean.iter_mut().zip(mean_square);
        for ((w, (m, v)), &g) in parameters.iter_mut().zip(moments).zip(gradient) {
            let g = decayed(g, *w, self.decay);
            *m = self.betas.0 * *m + self.rests.0 * g;
            // In this order, as in PyTorch: g² alone leaves the range of `f32` from 1.8e19 on, and
            // `v` would be infinite for ever.
            *v = self.betas.1 * *v + self.rests.1 * g * g;
            let deviation = ComplexField::sqrt(*v) * self.correction + self.epsilon;
            *w -= self.step * (*m / deviation);
        }
    }
}
