//! `Rule`: how an optimiser moves one tensor.

use crate::error::Error;
use crate::kernel::threads;
use crate::optim::Magnitudes;
use crate::parameters::TensorSpec;
use crate::scalar::Real;
use core::fmt::Arguments;

/// The most moments that a rule can have.
pub const MAX_MOMENTS: usize = 3;

/// The part of an optimiser that differs from one to the next: how it moves one tensor.
///
/// [`Descent`](crate::optim::Descent) makes an optimiser of a rule. It counts the steps and keeps
/// the moments, numbers that a rule remembers for each parameter from one step to the next, and has
/// the settings that all optimisers share. A rule itself is nothing but settings, so that there is
/// nothing else to be saved in a checkpoint.
///
/// ```
/// use netwright::optim::{Descent, Rule, Update};
/// use netwright::prelude::*;
/// use netwright::scalar::Real;
///
/// /// Every parameter moves by the learning rate, against the sign of its gradient.
/// struct SignRule;
///
/// impl Rule for SignRule {
///     const NAME: &'static str = "Sign";
///
///     fn apply<T: Real>(&self, update: Update<'_, T>) {
///         let rate = T::from_double(update.learning_rate);
///         for (w, g) in update.parameters.iter_mut().zip(update.gradient) {
///             *w -= rate * g.signum();
///         }
///     }
/// }
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let (mut line, mut gradients) = (Line::zeros(), Line::zeros());
/// gradients.as_mut_slice().copy_from_slice(&[3.0, -2.0]);
/// Descent::with_rule(0.5, SignRule).step(&mut line, &gradients);
/// assert_eq!(line.as_slice(), [-0.5, 0.5]);
/// ```
pub trait Rule {
    /// The name of the rule, which checkpoints keep.
    const NAME: &'static str;

    /// True if [weight decay](crate::optim::Descent::weight_decay) multiplies the parameters before
    /// the step, and is no part of the gradient.
    const DECOUPLED: bool = false;

    /// Returns the number of moments, at most [`MAX_MOMENTS`]. They begin at zero.
    fn moments(&self) -> usize {
        0
    }

    /// Moves one tensor and its moments.
    ///
    /// It is called for each tensor that is not frozen, in the order of declaration.
    fn apply<T: Real>(&self, update: Update<'_, T>);

    /// Moves one tensor, on several threads where the rule can and where that pays.
    #[doc(hidden)]
    fn apply_on_threads<T: Real>(&self, update: Update<'_, T>) {
        self.apply(update);
    }

    /// Checks the settings of the rule, also in the type that the network computes with, for each
    /// learning rate. Learning rate and weight decay have been checked before.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] or [`Error::RoundedSetting`].
    fn validate<T: Real>(&self, learning_rate: f64) -> Result<(), Error> {
        let _ = learning_rate;
        Ok(())
    }

    /// Shows each setting of the rule, by its name and as text, for a checkpoint to keep; see
    /// [`Settings::describe`](crate::optim::Settings::describe). By default there are none.
    fn describe(&self, show: &mut dyn FnMut(&str, Arguments<'_>)) {
        let _ = show;
    }

    /// Returns bounds for the magnitudes after the next step; see
    /// [`Optimizer::foresee`](crate::optim::Optimizer::foresee). The gradient includes weight
    /// decay.
    #[doc(hidden)]
    fn foresee(&self, learning_rate: f64, now: Magnitudes) -> Magnitudes {
        let _ = learning_rate;
        Magnitudes { parameter: f64::INFINITY, ..now }
    }
}

/// One tensor in a step of an optimiser. All slices are as long as the tensor.
#[non_exhaustive]
pub struct Update<'a, T> {
    /// The name, shape and role of the tensor.
    pub tensor: &'a TensorSpec,
    /// The number of this step of the tensor, from 1. It is that of the optimiser unless the tensor
    /// was frozen for a while.
    pub step: u64,
    /// The step size.
    pub learning_rate: f64,
    /// The factor of the penalty `weight_decay/2·|w|²`; 0 where weight decay is
    /// [decoupled](Rule::DECOUPLED).
    pub weight_decay: f64,
    /// The gradient of the loss, without the penalty.
    pub gradient: &'a [T],
    /// The parameters.
    pub parameters: &'a mut [T],
    /// The moments of the rule; empty beyond their number.
    pub moments: [&'a mut [T]; MAX_MOMENTS],
}

/// The multiplications that take as long as the move of one parameter, about.
const WORK: usize = 8;

/// Implements [`Rule::apply_on_threads`] for a rule that moves each parameter by its own gradient
/// and moments alone.
pub(super) fn apply_in_parts<T: Real, R: Rule + Sync>(rule: &R, update: Update<'_, T>) {
    match threads::share(update.parameters.len(), WORK, 1) {
        Some(length) => threads::for_each(update.parts(length), |part| rule.apply(part)),
        None => rule.apply(update),
    }
}

impl<T> Update<'_, T> {
    /// Returns the parts of the tensor that have `length` elements, and one with the rest.
    pub(super) fn parts(self, length: usize) -> impl ExactSizeIterator<Item = Self> {
        let Update { tensor, step, learning_rate, weight_decay, mut gradient, mut parameters, mut moments } = self;
        (0..parameters.len().div_ceil(length)).map(move |_| Update {
            tensor,
            step,
            learning_rate,
            weight_decay,
            gradient: gradient.split_off(..length.min(gradient.len())).unwrap_or_default(),
            parameters: split_off(&mut parameters, length),
            moments: moments.each_mut().map(|moment| split_off(moment, length)),
        })
    }
}

/// Takes the first `length` elements off a slice, or as many as there are.
fn split_off<'a, T>(elements: &mut &'a mut [T], length: usize) -> &'a mut [T] {
    elements.split_off_mut(..length.min(elements.len())).unwrap_or_default()
}

/// Returns the gradient with the L2 penalty `decay/2·|w|²` added to the loss, PyTorch's
/// `weight_decay`.
#[inline(always)]
pub(super) fn decayed<T: Real>(gradient: T, parameter: T, decay: T) -> T {
    gradient + decay * parameter
}
