//! `Ema`: the exponential moving average of a network's weights.

use crate::error::Error;
use crate::kernel::precompiled::precompiled;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};
use crate::network::Network;
use crate::optim::{State, StateVisitor, visit_network};
use crate::scalar::Real;
use crate::train::observe::{Flow, Observer, StepTaken};
use alloc::boxed::Box;

/// The exponential moving average of the weights: after each step, with the decay `d`, for each
/// parameter `w` and its mean `m`
///
/// ```text
/// m = m + (1 - d)·(w - m)          and m = w after the first step
/// ```
///
/// The mean of the last weights, about `1/(1 - d)` steps, is often a better network than the last
/// ones, which have the noise of single batches in them.
///
/// [Statistics](crate::layer::Role::Statistic), which are means themselves, are copied, unless
/// [`average_statistics`](Self::average_statistics) says otherwise. Both are as PyTorch's
/// `AveragedModel` with `get_ema_avg_fn`; there the setting is `use_buffers`.
///
/// It is an [observer](Observer), and in a loop of your own [`update`](Self::update) is called
/// after each step. The mean is a network, to be evaluated and saved as any other.
///
/// Source: B. Polyak and A. Juditsky, "Acceleration of stochastic approximation by averaging", 1992
/// (the mean of all steps).
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::Ema;
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let data = Dataset::new(&[[0.0], [1.0], [2.0]], &[[1.0], [3.0], [5.0]])?;
/// let mut line = Line::zeros();
/// let mut ema = Ema::new(&*line, 0.9);
/// Trainer::new(Mse, Sgd::new(0.1)).epochs(100).batch(1).observe(&mut ema).fit(&mut line, &data)?;
/// assert!(ema.network().loss(&Mse, data.samples(), data.targets())? < 1e-3);
/// line.copy_from(ema.network()); // goes on with the mean
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct Ema<N> {
    decay: f64,
    warm_up: bool,
    average_statistics: bool,
    steps: u64,
    mean: Box<N>,
}

impl<N: Network> Ema<N> {
    /// Creates a mean that is the network until the first step. The decay is at least 0 and less
    /// than 1.
    #[must_use]
    pub fn new(network: &N, decay: f64) -> Self {
        Ema { decay, warm_up: false, average_statistics: false, steps: 0, mean: network.copy() }
    }

    /// Has a smaller decay at first, `(1 + t)/(10 + t)` after `t` steps, so that the beginning is
    /// forgotten sooner.
    ///
    /// Source: `ExponentialMovingAverage` of TensorFlow, with its `num_updates`.
    #[must_use]
    pub fn warm_up(self) -> Self {
        Ema { warm_up: true, ..self }
    }

    /// Averages statistics too.
    #[must_use]
    pub fn average_statistics(self) -> Self {
        Ema { average_statistics: true, ..self }
    }

    /// Returns the mean.
    #[must_use]
    pub fn network(&self) -> &N {
        &self.mean
    }

    /// Returns the number of steps that are in the mean.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// Takes a network after a step into the mean.
    pub fn update(&mut self, network: &N) {
        let share = N::Scalar::from_double(1.0 - self.decay_now());
        self.steps += 1;
        if self.steps == 1 {
            return self.mean.copy_from(network);
        }
        for tensor in N::SCHEMA.tensors() {
            let (mean, new) = (self.mean.values_mut(&tensor), network.values(&tensor));
            if tensor.role().is_parameter() || self.average_statistics {
                N::Scalar::precompiled::<Averages>(Average { share, mean, new });
            } else {
                mean.copy_from_slice(new);
            }
        }
    }

    #[allow(clippy::cast_precision_loss)] // There are far fewer steps than 2^53.
    fn decay_now(&self) -> f64 {
        let steps = self.steps as f64;
        if self.warm_up { self.decay.min((1.0 + steps) / (10.0 + steps)) } else { self.decay }
    }

    /// Checks that the decay makes sense.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if it is not at least 0 and less than 1.
    pub fn validate(&self) -> Result<(), Error> {
        let (name, expected) = ("the decay of the mean of weights", "at least 0 and less than 1");
        if (0.0..1.0).contains(&self.decay) {
            return Ok(());
        }
        Err(Error::InvalidSetting { name, expected, found: self.decay })
    }
}

impl<N: Network, O> Observer<N, O> for Ema<N> {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        if let Err(error) = self.validate() {
            return Flow::Break(Err(error));
        }
        self.update(step.network);
        Flow::Continue(())
    }

    fn visit_state(&mut self, visitor: &mut dyn StateVisitor) {
        self.visit(visitor);
    }
}

impl<N: Network> State for Ema<N> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.counter("steps", &mut self.steps);
        visit_network(visitor, "mean", &mut *self.mean);
    }
}

struct Average<'a, T> {
    /// The share of the new number.
    share: T,
    mean: &'a mut [T],
    new: &'a [T],
}

precompiled!(Averages: Average -> () = dispatch);

impl<T: Real> WithSimd for Average<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            for (mean, new) in self.mean.iter_mut().zip(self.new) {
                *mean += self.share * (*new - *mean);
            }
        });
    }
}
