//! Optimisers: how gradients change parameters.
//!
//! An optimiser sees tensors only. Its state (velocity, moments) has the type of the network, so that the state or the gradients
//! of another network cannot be applied.

use crate::error::Error;
use crate::kernel::simd::{Simd, Work, dispatch};
use crate::layer::Plain;
use crate::scalar::Real;
use crate::train::Trainable;

mod adam;
mod sgd;

pub use adam::Adam;
pub use sgd::Sgd;

/// An optimiser of the network `N`.
///
/// Constructors take any numbers; [`fit`](Trainable::fit) checks them with [`validate`](Settings::validate) before it begins.
///
/// ```
/// use netwright::optim::{Adam, Optimizer, Sgd};
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Line(Linear<1, NoBias>);
///
/// /// Any optimiser will do.
/// fn two_steps(line: &mut Line, gradients: &Line, optimizer: &mut impl Optimizer<Line>) {
///     optimizer.step(line, gradients);
///     optimizer.step(line, gradients);
/// }
///
/// let (mut line, mut gradients) = (Line::zeros(), Line::zeros());
/// gradients.0.weight[(0, 0)] = 1.0;
/// two_steps(&mut line, &gradients, &mut Sgd::new(0.1));
/// assert_eq!(line.0.weight[(0, 0)], -0.2);
/// two_steps(&mut line, &gradients, &mut Adam::new(0.1));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not optimise the network `{N}`",
    label = "not an optimiser of `{N}`",
    note = "the state of an optimiser belongs to one network; make a new one with `Sgd::new(..)` or `Adam::new(..)`"
)]
pub trait Optimizer<N>: Settings {
    /// The fifth of the five steps of training: moves the parameters of `network` against `gradients`.
    ///
    /// Tensors with `#[freeze]` stay as they are. Nothing is allocated.
    fn step(&mut self, network: &mut N, gradients: &N);
}

/// The settings of an optimiser, whatever network it is for.
pub trait Settings {
    /// The step size.
    fn learning_rate(&self) -> f64;

    /// Changes the step size, as a schedule does.
    fn set_learning_rate(&mut self, learning_rate: f64);

    /// Whether the settings make sense; [`Trainable::fit`] asks before it begins.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] names the setting, what it must be, and what it is.
    fn validate(&self) -> Result<(), Error> {
        Ok(())
    }
}

/// Lets an optimiser of `N` step a `Box<N>`, which is what `init` returns: `sgd.step(&mut net, &gradients)`.
macro_rules! step_boxes {
    ($optimizer:ident) => {
        impl<N: Trainable> Optimizer<Box<N>> for $optimizer<N> {
            fn step(&mut self, network: &mut Box<N>, gradients: &Box<N>) {
                Optimizer::<N>::step(self, network, gradients);
            }
        }
    };
}
use step_boxes;

/// Applies `rule` to the trainable tensors of gradients (read), and of a network and the state of its optimiser (written), side by side, in one pass. `rule` must be
/// `#[inline(always)]` to be compiled for the instruction set of the processor.
fn update<N: Trainable, const W: usize>(
    gradients: &N,
    written: [&mut N; W],
    rule: impl FnMut(&[N::Scalar], [&mut [N::Scalar]; W]),
) {
    dispatch(Update { gradients, written, rule });
}

struct Update<'a, N, R, const W: usize> {
    gradients: &'a N,
    written: [&'a mut N; W],
    rule: R,
}

impl<N, R, const W: usize> Work for Update<'_, N, R, W>
where
    N: Trainable,
    R: FnMut(&[N::Scalar], [&mut [N::Scalar]; W]),
{
    type Output = ();

    fn run<S: Simd>(self, simd: S) {
        let Update { gradients, written, mut rule } = self;
        let gradients = gradients.as_slice();
        let mut written = written.map(Plain::as_mut_slice);
        N::tensors(&mut |tensor| {
            if tensor.is_trainable() {
                simd.run(
                    #[inline(always)]
                    || rule(&gradients[tensor.range()], written.each_mut().map(|scalars| &mut scalars[tensor.range()])),
                );
            }
        });
    }
}

/// The gradient with the L2 penalty `decay/2·|w|²` added to the loss: PyTorch's `weight_decay`.
#[inline(always)]
fn decayed<T: Real>(gradient: T, parameter: T, decay: T) -> T {
    gradient + decay * parameter
}

/// The error of a setting, unless it is in its range.
fn require(name: &'static str, expected: &'static str, found: f64, holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
}

fn require_rate(learning_rate: f64) -> Result<(), Error> {
    let holds = learning_rate.is_finite() && learning_rate >= 0.0;
    require("the learning rate", "a finite number that is not negative", learning_rate, holds)
}

fn require_decay(weight_decay: f64) -> Result<(), Error> {
    let holds = weight_decay.is_finite() && weight_decay >= 0.0;
    require("the weight decay", "a finite number that is not negative", weight_decay, holds)
}

/// For factors of running means.
fn require_factor(name: &'static str, factor: f64) -> Result<(), Error> {
    require(name, "at least 0 and less than 1", factor, (0.0..1.0).contains(&factor))
}
