//! `Adagrad`: step sizes from the sum of all squared gradients.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::rule::{Rule, Update, apply_in_parts, decayed};
use crate::optim::settings::{require_epsilon, require_size};
use crate::optim::{Descent, Magnitudes};
use crate::scalar::Real;
use core::fmt::Arguments;
use nalgebra::ComplexField;

/// Adagrad, as PyTorch's: with the learning rate `r`, its decay `l`, `e` against division by zero,
/// and weight decay `d`, in step `t = 1, 2, …` for each parameter `w`
///
/// ```text
/// g = dE/dw + d·w
/// s = s + g²                    the sum of squares, which begins at a setting, 0 at first
/// w = w - r / (1 + (t - 1)·l) · g / (√s + e)
/// ```
///
/// Rarely used parameters keep large steps. A gradient whose square is out of the range of numbers,
/// 1.8e19 in single precision, ends the training of its parameter, as in PyTorch;
/// [clipping](Descent::clip_value) keeps it in there.
///
/// Source: J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and
/// stochastic optimization", 2011.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut adagrad = Adagrad::new(1e-2).rate_decay(1e-3).initial_accumulator(0.1);
/// let (mut net, gradients) = (Net::zeros(), Net::zeros());
/// adagrad.step(&mut net, &gradients); // an `Adagrad<Net>` from here on
/// ```
pub type Adagrad<N> = Descent<AdagradRule, N>;

impl<N: Network> Descent<AdagradRule, N> {
    /// Adagrad with `e` = 1e-10. Its sum of squares is allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        let rule = AdagradRule { rate_decay: 0.0, initial_accumulator: 0.0, epsilon: 1e-10 };
        Descent::with_rule(learning_rate, rule)
    }

    /// With a decay `l` of the learning rate, PyTorch's `lr_decay`, at least 0.
    #[must_use]
    pub fn rate_decay(self, rate_decay: f64) -> Self {
        self.map_rule(|rule| AdagradRule { rate_decay, ..rule })
    }

    /// With another beginning of the sum of squares, PyTorch's `initial_accumulator_value`, at
    /// least 0.
    #[must_use]
    pub fn initial_accumulator(self, initial_accumulator: f64) -> Self {
        self.map_rule(|rule| AdagradRule { initial_accumulator, ..rule })
    }

    /// With another `e`, above 0.
    #[must_use]
    pub fn epsilon(self, epsilon: f64) -> Self {
        self.map_rule(|rule| AdagradRule { epsilon, ..rule })
    }
}

/// The rule of [`Adagrad`]; its moment is the sum of squares.
#[derive(Clone, Copy, Debug)]
pub struct AdagradRule {
    rate_decay: f64,
    initial_accumulator: f64,
    epsilon: f64,
}

impl Rule for AdagradRule {
    const NAME: &'static str = "Adagrad";

    fn moments(&self) -> usize {
        1
    }

    #[allow(clippy::cast_precision_loss)] // There are far fewer steps than 2^53.
    fn apply<T: Real>(&self, update: Update<'_, T>) {
        let Update { step, learning_rate, weight_decay, gradient, parameters, moments: [sum, ..], .. } = update;
        if step == 1 {
            sum.fill(T::from_double(self.initial_accumulator));
        }
        let rate = learning_rate / (1.0 + (step - 1) as f64 * self.rate_decay);
        let [rate, epsilon, decay] = [rate, self.epsilon, weight_decay].map(T::from_double);
        T::precompiled::<AdagradMoves>(AdagradMove { rate, epsilon, decay, gradient, parameters, sum });
    }

    fn apply_on_threads<T: Real>(&self, update: Update<'_, T>) {
        apply_in_parts(self, update);
    }

    fn validate<T: Real>(&self, _: f64) -> Result<(), Error> {
        require_size::<T>("the decay of Adagrad's rate", self.rate_decay)?;
        require_size::<T>("the initial accumulator of Adagrad", self.initial_accumulator)?;
        require_epsilon::<T>("the epsilon of Adagrad", self.epsilon)
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        show("rate_decay", format_args!("{:?}", self.rate_decay));
        show("initial_accumulator", format_args!("{:?}", self.initial_accumulator));
        show("epsilon", format_args!("{:?}", self.epsilon));
    }

    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        // The root may have been rounded to 0.
        let parameter = now.parameter + learning_rate * now.gradient / self.epsilon.min(1.0);
        let state = now.state + self.initial_accumulator + now.gradient * now.gradient;
        Magnitudes { parameter, state, ..now }
    }
}

/// The numbers of a tensor, and of the step.
struct AdagradMove<'a, T> {
    rate: T,
    epsilon: T,
    decay: T,
    gradient: &'a [T],
    parameters: &'a mut [T],
    sum: &'a mut [T],
}

precompiled!(AdagradMoves: AdagradMove -> () = dispatch);

impl<T: Real> WithSimd for AdagradMove<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            for ((w, s), &g) in self.parameters.iter_mut().zip(self.sum).zip(self.gradient) {
                let g = decayed(g, *w, self.decay);
                *s += g * g;
                *w -= self.rate * (g / (ComplexField::sqrt(*s) + self.epsilon));
            }
        });
    }
}
