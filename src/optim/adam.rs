//! `Adam`: step sizes from running means of the gradient and its square.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::rule::{Rule, Update, decayed};
use crate::optim::settings::{require, require_factor, require_kept};
use crate::optim::{Descent, Magnitudes, StateVisitor};
use crate::scalar::Real;
use nalgebra::ComplexField;

/// Adam, as PyTorch's: with the learning rate `r`, the factors `b1` and `b2`, `e` against division
/// by zero, and weight decay `d`, in step `t = 1, 2, …` for each parameter `w`
///
/// ```text
/// g = dE/dw + d·w
/// m = b1·m + (1 - b1)·g         the mean, which begins at 0
/// v = b2·v + ((1 - b2)·g)·g     the mean square, which begins at 0
/// w = w - r · (m / (1 - b1^t)) / (√(v / (1 - b2^t)) + e)
/// ```
///
/// Source: D. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015. The weight
/// decay is L2, added to the gradient (not AdamW's).
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
pub type Adam<N> = Descent<AdamRule, N>;

impl<N: Network> Descent<AdamRule, N> {
    /// Adam with the factors 0.9 and 0.999 and `e` = 1e-8. The moments are allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Descent::with_rule(learning_rate, AdamRule { betas: (0.9, 0.999), epsilon: 1e-8, powers: (1.0, 1.0) })
    }

    /// With other factors of the running means, each at least 0 and less than 1.
    #[must_use]
    pub fn betas(self, mean: f64, mean_square: f64) -> Self {
        self.map_rule(|rule| AdamRule { betas: (mean, mean_square), ..rule })
    }

    /// With another `e`, above 0.
    #[must_use]
    pub fn epsilon(self, epsilon: f64) -> Self {
        self.map_rule(|rule| AdamRule { epsilon, ..rule })
    }
}

/// The rule of [`Adam`]; its moments are the mean and the mean square.
#[derive(Clone, Copy, Debug)]
pub struct AdamRule {
    betas: (f64, f64),
    epsilon: f64,
    /// The powers of the factors, `b1^t` and `b2^t`.
    powers: (f64, f64),
}

impl Rule for AdamRule {
    const NAME: &'static str = "Adam";

    fn moments(&self) -> usize {
        2
    }

    fn advance(&mut self) {
        self.powers.0 *= self.betas.0;
        self.powers.1 *= self.betas.1;
    }

    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.number("beta1_power", &mut self.powers.0);
        visitor.number("beta2_power", &mut self.powers.1);
    }

    fn apply<T: Real>(&self, update: Update<'_, T>) {
        let Update { learning_rate, weight_decay, gradient, parameters, moments: [mean, mean_square, _], .. } = update;
        T::precompiled::<AdamMoves>(AdamMove {
            rate: T::from_double(learning_rate / (1.0 - self.powers.0)),
            correction: T::from_double(1.0 / ComplexField::sqrt(1.0 - self.powers.1)),
            betas: (T::from_double(self.betas.0), T::from_double(self.betas.1)),
            rests: (T::from_double(1.0 - self.betas.0), T::from_double(1.0 - self.betas.1)),
            epsilon: T::from_double(self.epsilon),
            decay: T::from_double(weight_decay),
            gradient,
            parameters,
            mean,
            mean_square,
        });
    }

    fn validate<T: Real>(&self, learning_rate: f64) -> Result<(), Error> {
        require_factor::<T>("the first factor of Adam", self.betas.0)?;
        require_factor::<T>("the second factor of Adam", self.betas.1)?;
        let holds = self.epsilon.is_finite() && self.epsilon > 0.0;
        require("the epsilon of Adam", "a finite number above 0", self.epsilon, holds)?;
        require_kept::<T>("the epsilon of Adam", self.epsilon)?;
        // The first step is the largest one.
        let first = learning_rate / (1.0 - self.betas.0);
        require_kept::<T>("the learning rate of Adam, divided by 1 minus its first factor,", first)
    }

    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        let state = now.state + now.gradient;
        // The root of the mean square may have been rounded to 0.
        let rate = learning_rate / (1.0 - self.powers.0 * self.betas.0);
        let parameter = now.parameter + rate.max(1.0) * state / self.epsilon.min(1.0);
        Magnitudes { parameter, state, ..now }
    }
}

/// The numbers of a tensor, and of the step.
struct AdamMove<'a, T> {
    /// `r / (1 - b1^t)`.
    rate: T,
    /// `1 / √(1 - b2^t)`. Divisions take the most time in this loop; this one is outside of it.
    correction: T,
    betas: (T, T),
    /// `1 - b1` and `1 - b2`, in double precision before they are rounded.
    rests: (T, T),
    epsilon: T,
    decay: T,
    gradient: &'a [T],
    parameters: &'a mut [T],
    mean: &'a mut [T],
    mean_square: &'a mut [T],
}

precompiled!(AdamMoves: AdamMove -> () = dispatch);

impl<T: Real> WithSimd for AdamMove<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            let moments = self.mean.iter_mut().zip(self.mean_square);
            for ((w, (m, v)), &g) in self.parameters.iter_mut().zip(moments).zip(self.gradient) {
                let g = decayed(g, *w, self.decay);
                *m = self.betas.0 * *m + self.rests.0 * g;
                // In this order, as in PyTorch: g² alone leaves the range of `f32` from 1.8e19 on,
                // and `v` would be infinite for ever.
                *v = self.betas.1 * *v + self.rests.1 * g * g;
                let deviation = ComplexField::sqrt(*v) * self.correction + self.epsilon;
                *w -= self.rate * (*m / deviation);
            }
        });
    }
}
