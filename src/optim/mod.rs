//! Optimisers: how gradients change parameters.
//!
//! An optimiser sees tensors only. Its state (velocity, moments) has the type of the network, so
//! that the state or the gradients of another network cannot be applied.

mod adagrad;
mod adam;
mod clip;
mod descent;
mod group;
mod lbfgs;
mod lion;
mod norm;
pub(crate) mod pattern;
mod penalty;
mod rms_prop;
mod rule;
mod settings;
mod sgd;
mod state;
mod step;

#[doc(inline)]
pub use crate::__pattern as pattern;
pub use adagrad::{Adagrad, AdagradRule};
pub use adam::{Adam, AdamRule, AdamW};
pub use clip::Clip;
pub use descent::Descent;
pub use group::Group;
pub use lbfgs::{Lbfgs, LbfgsReport};
pub use lion::{Lion, LionRule};
pub use rms_prop::{RmsProp, RmsPropRule};
pub use rule::{MAX_MOMENTS, Rule, Update};
pub use settings::Settings;
pub use sgd::{Sgd, SgdRule};
pub use state::{Entry, Snapshot, State, StateVisitor, TensorEntry, TensorsMut, Values, ValuesMut, visit_network};

/// An optimiser of the network `N`.
///
/// Constructors take any numbers; [`fit`](crate::train::Trainer::fit) checks them with
/// [`validate`](Settings::validate) before it begins, and so should a loop of your own.
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
///
/// Another optimiser is a [`Rule`] for one tensor, which [`Descent`] applies to all of them. One
/// that is more than that implements this trait, [`Settings`], and [`State`] for checkpoints.
///
/// ```
/// use netwright::prelude::*;
///
/// /// Steps of one length: the learning rate is the distance that all parameters move together.
/// struct NormalizedDescent(f64);
///
/// impl Settings for NormalizedDescent {
///     fn learning_rate(&self) -> f64 {
///         self.0
///     }
///
///     fn set_learning_rate(&mut self, learning_rate: f64) {
///         self.0 = learning_rate;
///     }
/// }
///
/// /// Remembers nothing.
/// impl State for NormalizedDescent {}
///
/// impl<N: Trainable<Scalar = f64>> Optimizer<N> for NormalizedDescent {
///     fn step(&mut self, network: &mut N, gradients: &N) {
///         let trained = || N::tensors().filter(|tensor| tensor.is_trainable());
///         let numbers = trained().flat_map(|tensor| gradients.values(&tensor));
///         let length = numbers.map(|g| g * g).sum::<f64>().sqrt();
///         for tensor in trained() {
///             let parameters = network.values_mut(&tensor).iter_mut();
///             for (parameter, gradient) in parameters.zip(gradients.values(&tensor)) {
///                 *parameter -= self.0 * gradient / length;
///             }
///         }
///     }
/// }
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let (mut line, mut gradients) = (Line::<f64>::zeros(), Line::<f64>::zeros());
/// gradients.as_mut_slice().copy_from_slice(&[3.0, -4.0]);
/// NormalizedDescent(0.5).step(&mut *line, &*gradients);
/// assert_eq!(line.as_slice(), [-0.3, 0.4]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not optimise the network `{N}`",
    label = "not an optimiser of `{N}`",
    note = "the state of an optimiser belongs to one network; create a new optimiser with `Sgd::new(..)` or `Adam::new(..)`"
)]
pub trait Optimizer<N>: Settings + State {
    /// Moves the parameters of `network` against `gradients`: the fifth of the five steps of
    /// training.
    ///
    /// Tensors with `#[freeze]` stay as they are. Nothing is allocated after the first step.
    ///
    /// Neither settings nor gradients are checked here; [`fit`](crate::train::Trainer::fit) does
    /// that. In a loop of your own, call [`validate`](Settings::validate) once before it; numbers
    /// that are not finite end it with the error of the next [`loss`](crate::train::Pass::loss).
    fn step(&mut self, network: &mut N, gradients: &N);

    /// Returns the penalty that the optimiser adds to the loss: `d/2·Σ w² + l·Σ |w|` of all that is
    /// trained, with the weight decay `d` and the factor `l` of the L1 penalty of each tensor.
    ///
    /// Decoupled weight decay is not the gradient of a penalty, and does not count.
    fn penalty(&self, network: &N) -> f64 {
        let _ = network;
        0.0
    }

    /// Returns a bound for the numbers that the next step adds up, besides parameters and
    /// gradients. Infinite if none is known.
    #[doc(hidden)]
    fn state_magnitude(&self) -> f64 {
        f64::INFINITY
    }

    /// Returns bounds for the magnitudes after the next step, so that one that cannot leave the
    /// range of numbers need not be taken on trial. Infinite where they are not known.
    #[doc(hidden)]
    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        Magnitudes { parameter: f64::INFINITY, ..now }
    }
}

/// An optimiser that somebody else keeps.
impl<N, O: Optimizer<N> + ?Sized> Optimizer<N> for &mut O {
    fn step(&mut self, network: &mut N, gradients: &N) {
        (**self).step(network, gradients);
    }

    fn penalty(&self, network: &N) -> f64 {
        (**self).penalty(network)
    }

    fn state_magnitude(&self) -> f64 {
        (**self).state_magnitude()
    }

    fn foresee(&self, now: Magnitudes) -> Magnitudes {
        (**self).foresee(now)
    }
}

/// Bounds: no gradient, no parameter and no number in the state of an optimiser is larger.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Magnitudes {
    pub gradient: f64,
    pub parameter: f64,
    pub state: f64,
}
