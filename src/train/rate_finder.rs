//! `RateFinder`: a sweep over learning rates, and a suggestion.

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::LossFor;
use crate::network::Signature;
use crate::optim::{Optimizer, Settings};
use crate::train::observe::{Flow, Observer, StepTaken};
use crate::train::{Trainable, Trainer};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;
use core::ops::ControlFlow::{Break, Continue};
use nalgebra::{ComplexField, Const};

/// The share of the losses before in a smoothed loss.
const SMOOTHING: f64 = 0.9;
/// A loss so many times the smallest ends the sweep.
const DIVERGED: f64 = 4.0;

/// Finds a learning rate before training: takes steps whose rate grows from each to the next, and
/// looks where the loss falls.
///
/// ```text
/// rate(i) = lowest · (highest / lowest)^(i / (steps - 1))
/// smooth(i) = (Σ_j 0.9^(i-j) · loss(j)) / (Σ_j 0.9^(i-j))
/// ```
///
/// The sweep ends early when the loss is four times the smallest, or not finite. The network is
/// copied, and stays as it is.
///
/// Source: L. Smith, "Cyclical learning rates for training neural networks", 2017.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::RateFinder;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 1)]
/// struct Sign(Linear<8>, Tanh, Linear<2>);
///
/// let samples: Vec<[f32; 1]> = (-50..50_i8).map(|x| [f32::from(x) + 0.5]).collect();
/// let labels = Label::<2>::from_indices(samples.iter().map(|[x]| usize::from(*x > 0.0)))?;
/// let data = Dataset::new(samples, labels)?;
/// let mut net = Sign::init(&mut SmallRng::seed_from_u64(1));
/// let sweep = RateFinder::new(CrossEntropy, Sgd::new(0.1)).batch(10).run(&*net, &data)?;
/// println!("{sweep}");
/// let rate = sweep.suggestion().expect("the loss falls");
/// Trainer::new(CrossEntropy, Sgd::new(rate)).batch(10).epochs(20).fit(&mut net, &data)?;
/// assert!(net.accuracy(data.samples(), data.targets())? > 0.95);
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct RateFinder<L, O> {
    loss: L,
    optimizer: O,
    lowest: f64,
    highest: f64,
    steps: usize,
    batch: usize,
    seed: u64,
}

impl<L, O> RateFinder<L, O> {
    /// Sweeps from 1e-7 to 10 in 100 steps on batches of 32 samples. The learning rate of the
    /// optimiser does not matter.
    #[must_use]
    pub fn new(loss: L, optimizer: O) -> Self {
        RateFinder { loss, optimizer, lowest: 1e-7, highest: 10.0, steps: 100, batch: 32, seed: 0 }
    }

    /// Sets the first and the last rate.
    #[must_use]
    pub fn rates(self, lowest: f64, highest: f64) -> Self {
        RateFinder { lowest, highest, ..self }
    }

    /// Sets the number of steps.
    #[must_use]
    pub fn steps(self, steps: usize) -> Self {
        RateFinder { steps, ..self }
    }

    /// Sets the number of samples for one step.
    #[must_use]
    pub fn batch(self, batch: usize) -> Self {
        RateFinder { batch, ..self }
    }

    /// Sets the seed, as [`Trainer::seed`] does.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        RateFinder { seed, ..self }
    }

    fn validate(&self) -> Result<(), Error> {
        let require = |name, expected, found: f64, holds| {
            if holds { Ok(()) } else { Err(Error::InvalidSetting { name, expected, found }) }
        };
        let positive = self.lowest.is_finite() && self.lowest > 0.0;
        require("the lowest rate of a sweep", "a finite number above 0", self.lowest, positive)?;
        let above = self.highest.is_finite() && self.highest > self.lowest;
        require("the highest rate of a sweep", "a finite number above the lowest", self.highest, above)?;
        require("the number of steps of a sweep", "at least 2", double(self.steps), self.steps >= 2)
    }

    /// Takes the steps with a copy of `network`.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if the settings make no sense, and the errors of
    /// [`Trainer::fit`], but for a loss that is not finite, which ends the sweep.
    pub fn run<N, Y, const F: usize>(
        mut self,
        network: &N,
        data: &Dataset<'_, <N as Signature>::Scalar, F, Y>,
    ) -> Result<RateSweep, Error>
    where
        N: Trainable<InDim = Const<F>>,
        O: Optimizer<N>,
        L: LossFor<N, Y>,
        Y: Clone,
    {
        self.validate()?;
        let mut copy = network.copy();
        self.optimizer.set_learning_rate(self.lowest);
        let mut sweep = Sweep {
            rate: self.lowest,
            growth: ComplexField::powf(self.highest / self.lowest, 1.0 / double(self.steps - 1)),
            steps: self.steps,
            weighted: 0.0,
            weight: 0.0,
            found: RateSweep { rates: vec![], losses: vec![] },
        };
        let trainer = Trainer::new(self.loss, self.optimizer).batch(self.batch).seed(self.seed);
        match trainer.epochs(usize::MAX).observe(&mut sweep).fit(&mut *copy, data) {
            Ok(_) | Err(Error::Diverged { .. } | Error::LossNotFinite { .. }) => Ok(sweep.found),
            Err(error) => Err(error),
        }
    }
}

/// A sweep that is going on.
struct Sweep {
    rate: f64,
    growth: f64,
    steps: usize,
    /// The sum of the losses with their weights, and that of the weights.
    weighted: f64,
    weight: f64,
    found: RateSweep,
}

impl<N, O: Settings> Observer<N, O> for Sweep {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        self.weighted = SMOOTHING * self.weighted + step.loss;
        self.weight = SMOOTHING * self.weight + 1.0;
        let loss = self.weighted / self.weight;
        let smallest = self.found.losses.iter().copied().fold(loss, f64::min);
        self.found.rates.push(self.rate);
        self.found.losses.push(loss);
        if self.found.rates.len() == self.steps || loss > DIVERGED * smallest {
            return Break(Ok(()));
        }
        self.rate *= self.growth;
        step.optimizer.set_learning_rate(self.rate);
        Continue(())
    }
}

/// The smoothed losses of a [`RateFinder`] by the rates of its steps. It prints what it suggests.
#[derive(Clone, Debug, PartialEq)]
pub struct RateSweep {
    rates: Vec<f64>,
    losses: Vec<f64>,
}

impl RateSweep {
    /// Returns the rates, in rising order.
    #[must_use]
    pub fn rates(&self) -> &[f64] {
        &self.rates
    }

    /// Returns the smoothed loss before the step with each rate.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// Returns the rate at which the loss falls fastest by the logarithm of the rate, on the way to
    /// the smallest loss; none if it never falls. The first tenth of the sweep does not count:
    /// little is smoothed there. Nor do the rates behind the smallest loss, which are too large:
    /// there the loss jumps, and its falls from a height mean nothing.
    #[must_use]
    pub fn suggestion(&self) -> Option<f64> {
        steepest_fall(&self.losses).map(|position| self.rates[position])
    }
}

/// Returns the position after which the loss falls most, on the way to the smallest one.
fn steepest_fall(losses: &[f64]) -> Option<usize> {
    let numbers = losses.iter().enumerate().filter(|(_, loss)| !loss.is_nan());
    let (smallest, _) = numbers.min_by(|(_, a), (_, b)| a.total_cmp(b))?;
    let falls = losses[..=smallest].windows(2).map(|pair| pair[0] - pair[1]).enumerate().skip(losses.len() / 10);
    let steepest = falls.filter(|(_, fall)| *fall > 0.0).max_by(|(_, a), (_, b)| a.total_cmp(b));
    steepest.map(|(position, _)| position)
}

/// The suggestion, and the course of the loss in ten lines at most.
impl fmt::Display for RateSweep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "      rate      loss")?;
        let every = self.rates.len().div_ceil(10).max(1);
        for (rate, loss) in self.rates.iter().zip(&self.losses).step_by(every) {
            writeln!(f, "{rate:>10.1e}  {loss:>8.4}")?;
        }
        match self.suggestion() {
            Some(rate) => writeln!(f, "suggested rate: {rate:.1e}"),
            None => writeln!(f, "no rate is suggested: the loss has not fallen"),
        }
    }
}

#[allow(clippy::cast_precision_loss)] // There are far fewer than 2^52 steps.
fn double(steps: usize) -> f64 {
    steps as f64
}

#[cfg(test)]
mod tests {
    use super::steepest_fall;

    #[test]
    fn the_steepest_fall_is_found_behind_the_first_tenth() {
        assert_eq!(steepest_fall(&[]), None);
        assert_eq!(steepest_fall(&[1.0, 1.0, f64::NAN, 2.0]), None);
        assert_eq!(steepest_fall(&[5.0, 4.5, 4.4, 2.0, 1.9, 9.0]), Some(2));
        assert_eq!(steepest_fall(&[5.0, 4.9, 4.0, 2.9, 2.0, 7.0, 2.5]), Some(2));
        assert_eq!(steepest_fall(&[9.0, 5.0, 4.9, 4.5, 4.0, 3.8, 3.7, 3.6, 3.5, 3.4]), Some(3));
    }
}
