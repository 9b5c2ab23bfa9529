//! The training loop: epochs of shuffled minibatches.

use crate::data::{Dataset, require_finite_samples};
use crate::error::Error;
use crate::loss::{LossFor, require_finite_targets};
use crate::optim::Optimizer;
use crate::train::guard::{Guard, NotFinite};
use crate::train::measure::weighted;
use crate::train::{Trainable, Workspace};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use nalgebra::Const;
use rand::Rng;

/// How [`Trainable::fit`] trains a network: in each epoch all samples are shuffled and go through the five steps in minibatches.
///
/// ```
/// use netwright::data::{Dataset, Label};
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 1)]
/// struct Sign(Linear<2>);
///
/// let mut rng = SmallRng::seed_from_u64(1);
/// let mut data = Dataset::new(vec![[-2.0], [-1.0], [1.0], [2.0]], Label::<2>::from_indices([0, 0, 1, 1])?)?;
/// let mut net = Sign::init(&mut rng);
/// let history = net.fit(Fit::new(CrossEntropy).epochs(50).batch(2), &mut Sgd::new(0.5), &mut data, &mut rng)?;
/// assert!(history.last_loss() < 0.1);
/// assert_eq!((net.classify(&[-1.5]), net.classify(&[1.5])), (0, 1));
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct Fit<'f, L> {
    loss: L,
    epochs: usize,
    batch: usize,
    after_epoch: Option<Box<dyn FnMut(usize, f64) + Send + 'f>>,
}

impl<'f, L> Fit<'f, L> {
    /// One epoch of minibatches of 32 samples.
    #[must_use]
    pub fn new(loss: L) -> Self {
        Fit { loss, epochs: 1, batch: 32, after_epoch: None }
    }

    /// How often all samples are used.
    #[must_use]
    pub fn epochs(self, epochs: usize) -> Self {
        Fit { epochs, ..self }
    }

    /// How many samples go into one step of the optimiser; the last batch of an epoch may be shorter. The whole data set is one batch with
    /// `usize::MAX`.
    #[must_use]
    pub fn batch(self, batch: usize) -> Self {
        Fit { batch, ..self }
    }

    /// Calls `observe` after each epoch with its number, from 1, and its mean loss.
    ///
    /// It may borrow what it notes things in, and can go to another thread together with the rest.
    #[must_use]
    pub fn after_epoch(self, observe: impl FnMut(usize, f64) + Send + 'f) -> Self {
        Fit { after_epoch: Some(Box::new(observe)), ..self }
    }

    /// What [`Trainable::fit`] does.
    pub(crate) fn run<N, O, Y, const F: usize>(
        mut self,
        network: &mut N,
        optimizer: &mut O,
        data: &mut Dataset<N::Scalar, F, Y>,
        rng: &mut impl Rng,
    ) -> Result<History, Error>
    where
        N: Trainable<InDim = Const<F>>,
        O: Optimizer<N>,
        L: LossFor<N, Y>,
    {
        if self.batch == 0 {
            return Err(Error::InvalidSetting { name: "the batch size", expected: "at least 1", found: 0.0 });
        }
        optimizer.validate()?;
        require_finite_samples(data.samples().as_flattened(), F)?;
        require_finite_targets(&self.loss, data.targets())?;
        let mut workspace = Workspace::for_batch(self.batch.min(data.len()));
        let (mut gradients, mut guard) = (N::zeros(), Guard::new());
        let mut losses = Vec::with_capacity(self.epochs);
        for epoch in 1..=self.epochs {
            data.shuffle(rng);
            let mut sum = 0.0;
            for (number, batch) in (1..).zip(data.batches(self.batch)) {
                let diverged = |what, found| Error::Diverged { epoch, batch: number, what, found };
                let pass = network.forward(batch.samples(), &mut workspace, rng);
                let loss = pass.loss(&self.loss, batch.targets()).map_err(|error| match error {
                    Error::LossNotFinite { found } => diverged("the loss".into(), found),
                    error => error,
                })?;
                gradients.zero();
                sum += weighted(loss.backward(&mut gradients), batch.targets().len());
                let step = guard.step(optimizer, network, &gradients);
                step.map_err(|NotFinite { what, found }| diverged(what, found))?;
            }
            let mean = sum / weighted(1.0_f64, data.len());
            losses.push(mean);
            if let Some(observe) = &mut self.after_epoch {
                observe(epoch, mean);
            }
        }
        Ok(History { losses })
    }
}

/// The mean training loss of each epoch, measured while the network changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    losses: Vec<f64>,
}

impl History {
    /// The losses, epoch by epoch.
    #[must_use]
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// The loss of the last epoch; NaN if there was none.
    #[must_use]
    pub fn last_loss(&self) -> f64 {
        self.losses.last().copied().unwrap_or(f64::NAN)
    }
}

/// A table with a row for each epoch.
impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "epoch      loss")?;
        for (epoch, loss) in self.losses.iter().enumerate() {
            writeln!(f, "{:>5}  {loss:>8.4}", epoch + 1)?;
        }
        Ok(())
    }
}
