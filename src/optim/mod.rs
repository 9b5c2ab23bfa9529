//! Optimisers: how gradients change parameters.
//!
//! An optimiser sees tensors only. Its state (velocity, moments) has the type of the network, so that the state or the gradients
//! of another network cannot be applied.

use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::layer::{Plain, TensorSpec};
use crate::scalar::Real;
use crate::train::Trainable;

mod adam;
mod settings;
mod sgd;

pub use adam::Adam;
pub use settings::Settings;
pub use sgd::Sgd;

/// An optimiser of the network `N`.
///
/// Constructors take any numbers; [`fit`](Trainable::fit) checks them with
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
/// An optimiser of one's own goes over the tensors that are trained, and has the settings of
/// [`Settings`]; what it needs is in the prelude.
///
/// ```
/// use netwright::prelude::*;
///
/// /// A step of the same size for every parameter, against the sign of its gradient.
/// struct SignDescent(f64);
///
/// impl Settings for SignDescent {
///     fn learning_rate(&self) -> f64 {
///         self.0
///     }
///
///     fn set_learning_rate(&mut self, learning_rate: f64) {
///         self.0 = learning_rate;
///     }
/// }
///
/// impl<N: Trainable<Scalar = f64>> Optimizer<N> for SignDescent {
///     fn step(&mut self, network: &mut N, gradients: &N) {
///         // Not those that are frozen, and no statistics.
///         for tensor in N::tensors().filter(|tensor| tensor.is_trainable()) {
///             let parameters = network.values_mut(&tensor).iter_mut();
///             for (parameter, gradient) in parameters.zip(gradients.values(&tensor)) {
///                 *parameter -= self.0 * gradient.signum();
///             }
///         }
///     }
/// }
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let (mut line, mut gradients) = (Line::<f64>::zeros(), Line::<f64>::zeros());
/// gradients.as_mut_slice().copy_from_slice(&[3.0, -2.0]);
/// SignDescent(0.5).step(&mut *line, &*gradients);
/// assert_eq!(line.as_slice(), [-0.5, 0.5]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not optimise the network `{N}`",
    label = "not an optimiser of `{N}`",
    note = "the state of an optimiser belongs to one network; create a new optimiser with `Sgd::new(..)` or `Adam::new(..)`"
)]
pub trait Optimizer<N>: Settings {
    /// The fifth of the five steps of training: moves the parameters of `network` against `gradients`.
    ///
    /// Tensors with `#[freeze]` stay as they are. Nothing is allocated.
    ///
    /// Neither settings nor gradients are looked at, as [`fit`](Trainable::fit) does. In a loop of
    /// your own, call [`validate`](Settings::validate) once before it; numbers that are not finite
    /// end it with the error of the next [`loss`](crate::train::Pass::loss).
    fn step(&mut self, network: &mut N, gradients: &N);

    /// The largest magnitude among the numbers that the next step adds up, besides parameters and
    /// gradients, or more. Infinite if it is not known.
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

/// Bounds: no gradient, no parameter and no number in the state of an optimiser is larger.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Magnitudes {
    pub gradient: f64,
    pub parameter: f64,
    pub state: f64,
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

impl<N, R, const W: usize> WithSimd for Update<'_, N, R, W>
where
    N: Trainable,
    R: FnMut(&[N::Scalar], [&mut [N::Scalar]; W]),
{
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let Update { gradients, written, mut rule } = self;
        let gradients = gradients.as_slice();
        let mut written = written.map(Plain::as_mut_slice);
        for tensor in N::tensors().filter(TensorSpec::is_trainable) {
            vectorize!(
                simd,
                rule(&gradients[tensor.range()], written.each_mut().map(|scalars| &mut scalars[tensor.range()]))
            );
        }
    }
}

/// The gradient with the L2 penalty `decay/2·|w|²` added to the loss: PyTorch's `weight_decay`.
#[inline(always)]
fn decayed<T: Real>(gradient: T, parameter: T, decay: T) -> T {
    gradient + decay * parameter
}
