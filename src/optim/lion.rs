//! `Lion`: steps along the signs of a running mean.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::rule::{Rule, Update, apply_in_parts};
use crate::optim::settings::require_factor;
use crate::optim::{Descent, Magnitudes};
use crate::scalar::Real;
use core::fmt::Arguments;

/// Lion: with the learning rate `r`, the factors `b1` and `b2`, and weight decay `d`, for each
/// parameter `w` and its gradient `g`
///
/// ```text
/// w = (1 - r·d)·w
/// w = w - r·sign(b1·m + (1 - b1)·g)
/// m = b2·m + (1 - b2)·g            the mean, which begins at 0
/// ```
///
/// The sign of 0 is 0. All parameters move by `r`, so that the rate is smaller than Adam's, by
/// three to ten times, and the weight decay larger by as much.
///
/// Source: X. Chen et al., "Symbolic discovery of optimization algorithms", 2023. PyTorch has none.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let (mut line, mut gradients) = (Line::zeros(), Line::zeros());
/// gradients.as_mut_slice().copy_from_slice(&[100.0, -0.01]);
/// Lion::new(0.125).step(&mut line, &gradients);
/// assert_eq!(line.as_slice(), [-0.125, 0.125]);
/// ```
pub type Lion<N> = Descent<LionRule, N>;

impl<N: Network> Descent<LionRule, N> {
    /// Lion with the factors 0.9 and 0.99. Its mean is allocated here.
    #[must_use]
    pub fn new(learning_rate: f64) -> Self {
        Descent::with_rule(learning_rate, LionRule { betas: (0.9, 0.99) })
    }

    /// With other factors, of the step and of the mean, each at least 0 and less than 1.
    #[must_use]
    pub fn betas(self, step: f64, mean: f64) -> Self {
        self.map_rule(|_| LionRule { betas: (step, mean) })
    }
}

/// The rule of [`Lion`]; its moment is the mean.
#[derive(Clone, Copy, Debug)]
pub struct LionRule {
    betas: (f64, f64),
}

impl Rule for LionRule {
    const NAME: &'static str = "Lion";

    const DECOUPLED: bool = true;

    fn moments(&self) -> usize {
        1
    }

    fn apply<T: Real>(&self, update: Update<'_, T>) {
        let Update { learning_rate, gradient, parameters, moments: [mean, ..], .. } = update;
        T::precompiled::<LionMoves>(LionMove {
            rate: T::from_double(learning_rate),
            betas: (T::from_double(self.betas.0), T::from_double(self.betas.1)),
            rests: (T::from_double(1.0 - self.betas.0), T::from_double(1.0 - self.betas.1)),
            gradient,
            parameters,
            mean,
        });
    }

    fn apply_on_threads<T: Real>(&self, update: Update<'_, T>) {
        apply_in_parts(self, update);
    }

    fn validate<T: Real>(&self, _: f64) -> Result<(), Error> {
        require_factor::<T>("the first factor of Lion", self.betas.0)?;
        require_factor::<T>("the second factor of Lion", self.betas.1)
    }

    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        show("betas", format_args!("{:?}", self.betas));
    }

    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        let (parameter, state) = (now.parameter + learning_rate, now.state + now.gradient);
        Magnitudes { parameter, state, ..now }
    }
}

/// The numbers of a tensor, and of the step.
struct LionMove<'a, T> {
    rate: T,
    betas: (T, T),
    /// `1 - b1` and `1 - b2`, in double precision before they are rounded.
    rests: (T, T),
    gradient: &'a [T],
    parameters: &'a mut [T],
    mean: &'a mut [T],
}

precompiled!(LionMoves: LionMove -> () = dispatch);

impl<T: Real> WithSimd for LionMove<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let (rate, zero) = (self.rate, T::zero());
        vectorize!(simd, {
            for ((w, m), &g) in self.parameters.iter_mut().zip(self.mean).zip(self.gradient) {
                let direction = self.betas.0 * *m + self.rests.0 * g;
                let up = if direction < zero { rate } else { zero };
                let down = if direction > zero { rate } else { zero };
                *w += up - down;
                *m = self.betas.1 * *m + self.rests.1 * g;
            }
        });
    }
}
