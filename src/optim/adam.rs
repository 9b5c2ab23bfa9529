//! `Adam` and `AdamW`: step sizes from running means of the gradient and its square.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::rule::{Rule, Update, apply_in_parts, decayed};
use crate::optim::settings::{require_epsilon, require_factor, require_kept};
use crate::optim::{Descent, Magnitudes};
use crate::scalar::Real;
use core::fmt::Arguments;
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
/// With [`amsgrad`](Self::amsgrad) the largest `v` of all steps takes the place of `v` in the last
/// line.
///
/// Sources: D. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015; S. Reddi, S.
/// Kale and S. Kumar, "On the convergence of Adam and beyond", 2018 (AMSGrad). The weight decay is
/// L2, added to the gradient; that of [`AdamW`] is not.
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

/// Adam with decoupled weight decay, as PyTorch's: before each step of [`Adam`], with the learning
/// rate `r` and weight decay `d`, 0.01 at first,
///
/// ```text
/// w = (1 - r·d)·w
/// ```
///
/// so that the running means do not see the decay, and parameters with large gradients decay as
/// fast as all others.
///
/// Source: I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Weight(Linear<1, NoBias>);
///
/// let (mut net, mut gradients) = (Weight::<f64>::zeros(), Weight::<f64>::zeros());
/// net.as_mut_slice().fill(1.0);
/// gradients.as_mut_slice().fill(0.5);
/// let mut adam = AdamW::new(0.1).weight_decay(0.1);
/// for expected in [0.89, 0.7811, 0.673289] {
///     adam.step(&mut net, &gradients);
///     assert!((net.as_slice()[0] - expected).abs() < 1e-7);
/// }
/// ```
pub type AdamW<N> = Descent<AdamRule<true>, N>;

impl<N: Network> Descent<AdamRule, N> {
    /// Adam with the factors 0.9 and 0.999 and `e` = 1e-8. The moments are allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Descent::with_rule(learning_rate, AdamRule::DEFAULT)
    }
}

impl<N: Network> Descent<AdamRule<true>, N> {
    /// AdamW with the factors 0.9 and 0.999, `e` = 1e-8 and a weight decay of 0.01. The moments are
    /// allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Descent::with_rule(learning_rate, AdamRule::DEFAULT).weight_decay(1e-2)
    }
}

impl<N: Network, const DECOUPLED: bool> Descent<AdamRule<DECOUPLED>, N> {
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

    /// With the largest mean square of all steps in the place of the mean square. A third moment is
    /// allocated here.
    #[must_use]
    pub fn amsgrad(self) -> Self {
        self.map_rule(|rule| AdamRule { amsgrad: true, ..rule })
    }
}

/// The rule of [`Adam`], and that of [`AdamW`], whose weight decay is decoupled; its moments are
/// the mean, the mean square and, for AMSGrad, the largest mean square.
#[derive(Clone, Copy, Debug)]
pub struct AdamRule<const DECOUPLED: bool = false> {
    betas: (f64, f64),
    epsilon: f64,
    amsgrad: bool,
}

impl<const DECOUPLED: bool> AdamRule<DECOUPLED> {
    const DEFAULT: Self = AdamRule { betas: (0.9, 0.999), epsilon: 1e-8, amsgrad: false };
}

impl<const DECOUPLED: bool> Rule for AdamRule<DECOUPLED> {
    const NAME: &'static str = if DECOUPLED { "AdamW" } else { "Adam" };

    const DECOUPLED: bool = DECOUPLED;

    fn moments(&self) -> usize {
        if self.amsgrad { 3 } else { 2 }
    }

    fn apply<T: Real>(&self, update: Update<'_, T>) {
        let Update { step, learning_rate, weight_decay, gradient, parameters, moments, .. } = update;
        let [mean, mean_square, largest] = moments;
        T::precompiled::<AdamMoves>(AdamMove {
            factors: AdamFactors {
                rate: T::from_double(learning_rate / (1.0 - power(self.betas.0, step))),
                correction: T::from_double(1.0 / ComplexField::sqrt(1.0 - power(self.betas.1, step))),
                betas: (T::from_double(self.betas.0), T::from_double(self.betas.1)),
                rests: (T::from_double(1.0 - self.betas.0), T::from_double(1.0 - self.betas.1)),
                epsilon: T::from_double(self.epsilon),
                decay: T::from_double(weight_decay),
            },
            gradient,
            parameters,
            mean,
            mean_square,
            largest,
        });
    }

    fn apply_on_threads<T: Real>(&self, update: Update<'_, T>) {
        apply_in_parts(self, update);
    }

    fn validate<T: Real>(&self, learning_rate: f64) -> Result<(), Error> {
        let [first, second, epsilon, rate] = if DECOUPLED {
            [
                "the first factor of AdamW",
                "the second factor of AdamW",
                "the epsilon of AdamW",
                "the learning rate of AdamW, divided by 1 minus its first factor,",
            ]
        } else {
            [
                "the first factor of Adam",
                "the second factor of Adam",
                "the epsilon of Adam",
                "the learning rate of Adam, divided by 1 minus its first factor,",
            ]
        };
        require_factor::<T>(first, self.betas.0)?;
        require_factor::<T>(second, self.betas.1)?;
        require_epsilon::<T>(epsilon, self.epsilon)?;
        // The first step is the largest one.
        require_kept::<T>(rate, learning_rate / (1.0 - self.betas.0))
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        show("betas", format_args!("{:?}", self.betas));
        show("epsilon", format_args!("{:?}", self.epsilon));
        show("amsgrad", format_args!("{:?}", self.amsgrad));
    }

    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        let state = now.state + now.gradient;
        // Of the first step of a tensor, which is the largest one. The root of the mean square may
        // have been rounded to 0.
        let rate = learning_rate / (1.0 - self.betas.0);
        let parameter = now.parameter + rate.max(1.0) * state / self.epsilon.min(1.0);
        Magnitudes { parameter, state, ..now }
    }
}

/// `factor^step`.
#[allow(clippy::cast_precision_loss)] // Long before 2^53 steps the power is 0.
fn power(factor: f64, step: u64) -> f64 {
    ComplexField::powf(factor, step as f64)
}

/// The numbers of a tensor, and of the step.
struct AdamMove<'a, T> {
    factors: AdamFactors<T>,
    gradient: &'a [T],
    parameters: &'a mut [T],
    mean: &'a mut [T],
    mean_square: &'a mut [T],
    /// Empty without AMSGrad.
    largest: &'a mut [T],
}

#[derive(Clone, Copy)]
struct AdamFactors<T> {
    /// `r / (1 - b1^t)`.
    rate: T,
    /// `1 / √(1 - b2^t)`. Divisions take the most time in this loop; this one is outside of it.
    correction: T,
    betas: (T, T),
    /// `1 - b1` and `1 - b2`, in double precision before they are rounded.
    rests: (T, T),
    epsilon: T,
    decay: T,
}

precompiled!(AdamMoves: AdamMove -> () = dispatch);

impl<T: Real> WithSimd for AdamMove<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let AdamMove { factors, gradient, parameters, mean, mean_square, largest } = self;
        vectorize!(simd, {
            let moments = mean.iter_mut().zip(mean_square);
            let numbers = parameters.iter_mut().zip(moments).zip(gradient);
            if largest.is_empty() {
                for ((w, (m, v)), &g) in numbers {
                    factors.average(g, *w, m, v);
                    *w -= factors.change(*m, *v);
                }
            } else {
                for (((w, (m, v)), &g), most) in numbers.zip(largest) {
                    factors.average(g, *w, m, v);
                    *most = if *v > *most { *v } else { *most };
                    *w -= factors.change(*m, *most);
                }
            }
        });
    }
}

impl<T: Real> AdamFactors<T> {
    #[inline(always)]
    fn average(&self, gradient: T, w: T, m: &mut T, v: &mut T) {
        let g = decayed(gradient, w, self.decay);
        *m = self.betas.0 * *m + self.rests.0 * g;
        // In this order, as in PyTorch: g² alone leaves the range of `f32` from 1.8e19 on, and `v`
        // would be infinite for ever.
        *v = self.betas.1 * *v + self.rests.1 * g * g;
    }

    #[inline(always)]
    fn change(&self, m: T, v: T) -> T {
        let deviation = ComplexField::sqrt(v) * self.correction + self.epsilon;
        self.rate * (m / deviation)
    }
}
