//! `RmsProp`: step sizes from a running mean of the squared gradient.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::rule::{Rule, Update, apply_in_parts, decayed};
use crate::optim::settings::{require_epsilon, require_factor};
use crate::optim::{Descent, Magnitudes};
use crate::scalar::Real;
use core::fmt::Arguments;
use nalgebra::ComplexField;

/// RMSProp, as PyTorch's: with the learning rate `r`, the factor `a` (PyTorch's `alpha`), `e`
/// against division by zero, momentum `m` and weight decay `d`, for each parameter `w`
///
/// ```text
/// g = dE/dw + d·w
/// v = a·v + ((1 - a)·g)·g       the mean square, which begins at 0
/// u = g / (√v + e)              or, centered, g / (√max(v - c², 0) + e)
/// w = w - r·u                   or, with momentum, b = m·b + u and w = w - r·b
/// ```
///
/// with the mean `c = a·c + (1 - a)·g`, which begins at 0. In exact arithmetic `v - c²` is never
/// negative; where rounding makes it so, PyTorch's root is NaN, and ours 0.
///
/// Sources: T. Tieleman and G. Hinton, "Lecture 6.5: RMSProp", Coursera, 2012; A. Graves,
/// "Generating sequences with recurrent neural networks", 2013 (the centered form).
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// let mut rms_prop = RmsProp::new(1e-2).alpha(0.9).centered().momentum(0.9);
/// let (mut net, gradients) = (Net::zeros(), Net::zeros());
/// rms_prop.step(&mut net, &gradients); // an `RmsProp<Net>` from here on
/// ```
pub type RmsProp<N> = Descent<RmsPropRule, N>;

impl<N: Network> Descent<RmsPropRule, N> {
    /// RMSProp with the factor 0.99 and `e` = 1e-8. Its mean square is allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        let rule = RmsPropRule { alpha: 0.99, epsilon: 1e-8, momentum: 0.0, centered: false };
        Descent::with_rule(learning_rate, rule)
    }

    /// With another factor of the running means, at least 0 and less than 1.
    #[must_use]
    pub fn alpha(self, alpha: f64) -> Self {
        self.map_rule(|rule| RmsPropRule { alpha, ..rule })
    }

    /// With another `e`, above 0.
    #[must_use]
    pub fn epsilon(self, epsilon: f64) -> Self {
        self.map_rule(|rule| RmsPropRule { epsilon, ..rule })
    }

    /// With momentum, at least 0 and less than 1. A moment more is allocated here.
    #[must_use]
    pub fn momentum(self, momentum: f64) -> Self {
        self.map_rule(|rule| RmsPropRule { momentum, ..rule })
    }

    /// With the variance of the gradient in the place of its mean square. A moment more, the mean,
    /// is allocated here.
    #[must_use]
    pub fn centered(self) -> Self {
        self.map_rule(|rule| RmsPropRule { centered: true, ..rule })
    }
}

/// The rule of [`RmsProp`]; its moments are the mean square, the mean if it is centered, and the
/// velocity if there is momentum.
#[derive(Clone, Copy, Debug)]
pub struct RmsPropRule {
    alpha: f64,
    epsilon: f64,
    momentum: f64,
    centered: bool,
}

impl Rule for RmsPropRule {
    const NAME: &'static str = "RmsProp";

    fn moments(&self) -> usize {
        1 + usize::from(self.centered) + usize::from(self.momentum != 0.0)
    }

    fn apply<T: Real>(&self, update: Update<'_, T>) {
        let Update { learning_rate, weight_decay, gradient, parameters, moments, .. } = update;
        let [mean_square, second, third] = moments;
        let (mean, velocity) = if self.centered { (second, third) } else { (third, second) };
        T::precompiled::<RmsPropMoves>(RmsPropMove {
            factors: RmsPropFactors {
                rate: T::from_double(learning_rate),
                alpha: T::from_double(self.alpha),
                rest: T::from_double(1.0 - self.alpha),
                epsilon: T::from_double(self.epsilon),
                momentum: T::from_double(self.momentum),
                decay: T::from_double(weight_decay),
            },
            gradient,
            parameters,
            mean_square,
            mean,
            velocity,
        });
    }

    fn apply_on_threads<T: Real>(&self, update: Update<'_, T>) {
        apply_in_parts(self, update);
    }

    fn validate<T: Real>(&self, _: f64) -> Result<(), Error> {
        require_factor::<T>("the factor of RmsProp", self.alpha)?;
        require_epsilon::<T>("the epsilon of RmsProp", self.epsilon)?;
        require_factor::<T>("the momentum of RmsProp", self.momentum)
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        show("alpha", format_args!("{:?}", self.alpha));
        show("epsilon", format_args!("{:?}", self.epsilon));
        show("momentum", format_args!("{:?}", self.momentum));
        show("centered", format_args!("{:?}", self.centered));
    }

    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        // The root may have been rounded to 0.
        let state = now.state + now.gradient / self.epsilon.min(1.0);
        let parameter = now.parameter + learning_rate * state;
        Magnitudes { parameter, state, ..now }
    }
}

/// The numbers of a tensor, and of the step.
struct RmsPropMove<'a, T> {
    factors: RmsPropFactors<T>,
    gradient: &'a [T],
    parameters: &'a mut [T],
    mean_square: &'a mut [T],
    /// Empty unless it is centered.
    mean: &'a mut [T],
    /// Empty without momentum.
    velocity: &'a mut [T],
}

#[derive(Clone, Copy)]
struct RmsPropFactors<T> {
    rate: T,
    alpha: T,
    /// `1 - a`, in double precision before it is rounded.
    rest: T,
    epsilon: T,
    momentum: T,
    decay: T,
}

precompiled!(RmsPropMoves: RmsPropMove -> () = dispatch);

impl<T: Real> WithSimd for RmsPropMove<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let RmsPropMove { factors, gradient, parameters, mean_square, mean, velocity } = self;
        vectorize!(simd, {
            let numbers = parameters.iter_mut().zip(mean_square).zip(gradient);
            match (mean.is_empty(), velocity.is_empty()) {
                (true, true) => {
                    for ((w, v), &g) in numbers {
                        let change = factors.change(g, *w, v);
                        *w -= factors.rate * change;
                    }
                }
                (true, false) => {
                    for (((w, v), &g), b) in numbers.zip(velocity) {
                        *b = factors.momentum * *b + factors.change(g, *w, v);
                        *w -= factors.rate * *b;
                    }
                }
                (false, true) => {
                    for (((w, v), &g), c) in numbers.zip(mean) {
                        let change = factors.centered_change(g, *w, v, c);
                        *w -= factors.rate * change;
                    }
                }
                (false, false) => {
                    for ((((w, v), &g), c), b) in numbers.zip(mean).zip(velocity) {
                        *b = factors.momentum * *b + factors.centered_change(g, *w, v, c);
                        *w -= factors.rate * *b;
                    }
                }
            }
        });
    }
}

impl<T: Real> RmsPropFactors<T> {
    #[inline(always)]
    fn change(&self, gradient: T, w: T, v: &mut T) -> T {
        let g = decayed(gradient, w, self.decay);
        // g² alone may leave the range of numbers, as in Adam.
        *v = self.alpha * *v + self.rest * g * g;
        g / (ComplexField::sqrt(*v) + self.epsilon)
    }

    #[inline(always)]
    fn centered_change(&self, gradient: T, w: T, v: &mut T, c: &mut T) -> T {
        let g = decayed(gradient, w, self.decay);
        *v = self.alpha * *v + self.rest * g * g;
        *c = self.alpha * *c + self.rest * g;
        let variance = *v - *c * *c;
        let variance = if variance > T::zero() { variance } else { T::zero() };
        g / (ComplexField::sqrt(variance) + self.epsilon)
    }
}
