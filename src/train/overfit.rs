//! A check before training: a network that cannot learn one batch by heart cannot learn more.

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::LossFor;
use crate::network::Signature;
use crate::optim::Optimizer;
use crate::train::{Trainable, Trainer};
use core::fmt;
use nalgebra::Const;

/// Trains a copy of a network on a single batch, over and over, which should bring its loss near
/// zero.
///
/// If it does not, something is wrong that more data would not mend: targets that do not belong to
/// their samples, a rate that is far too large or too small, values that are not standardised, or a
/// network that is too small.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::OverfitCheck;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Net(Linear<16>, Relu, Linear<2>);
///
/// let samples = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
/// let data = Dataset::new(&samples, Label::<2>::from_indices([0, 1, 1, 0])?)?;
/// let net = Net::init(&mut SmallRng::seed_from_u64(1));
/// let check = OverfitCheck::new(CrossEntropy, Adam::new(0.02)).run(&*net, &data)?;
/// assert!(check.passed(), "{check}");
/// # Ok::<(), netwright::Error>(())
/// ```
pub struct OverfitCheck<L, O> {
    loss: L,
    optimizer: O,
    batch: usize,
    steps: usize,
    share: f64,
}

/// The loss of a single batch before and after an [`OverfitCheck`]. It prints a verdict.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Overfit {
    /// The loss before the first step.
    pub first: f64,
    /// The loss before the last step.
    pub last: f64,
    /// The number of steps.
    pub steps: usize,
    share: f64,
}

impl<L, O> OverfitCheck<L, O> {
    /// Takes 500 steps on the first 32 samples, and asks for a hundredth of the first loss.
    #[must_use]
    pub fn new(loss: L, optimizer: O) -> Self {
        OverfitCheck { loss, optimizer, batch: 32, steps: 500, share: 0.01 }
    }

    /// Sets the number of samples.
    #[must_use]
    pub fn batch(self, batch: usize) -> Self {
        OverfitCheck { batch, ..self }
    }

    /// Sets the number of steps.
    #[must_use]
    pub fn steps(self, steps: usize) -> Self {
        OverfitCheck { steps, ..self }
    }

    /// Sets the share of the first loss that the last one may have.
    #[must_use]
    pub fn share(self, share: f64) -> Self {
        OverfitCheck { share, ..self }
    }

    /// Takes the steps with a copy of `network`, on the first samples of `data`.
    ///
    /// # Errors
    ///
    /// The errors of [`Trainer::fit`].
    pub fn run<N, Y, const F: usize>(
        self,
        network: &N,
        data: &Dataset<'_, <N as Signature>::Scalar, F, Y>,
    ) -> Result<Overfit, Error>
    where
        N: Trainable<InDim = Const<F>>,
        O: Optimizer<N>,
        L: LossFor<N, Y>,
        Y: Clone,
    {
        let count = self.batch.min(data.len());
        let batch = Dataset::new(&data.samples()[..count], &data.targets()[..count])?;
        let trainer = Trainer::new(self.loss, self.optimizer).full_batch().epochs(self.steps.max(1));
        let history = trainer.fit(&mut *network.copy(), &batch)?;
        let (losses, steps) = (history.losses(), history.epochs());
        Ok(Overfit { first: losses[0], last: history.last_loss(), steps, share: self.share })
    }
}

impl Overfit {
    /// Returns `true` if the loss is near enough to zero.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.last <= self.share * self.first
    }
}

impl fmt::Display for Overfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Overfit { first, last, steps, .. } = self;
        write!(f, "loss {first:.4} before, {last:.4} after {steps} steps on one batch: ")?;
        f.write_str(if self.passed() {
            "the network can learn it by heart"
        } else {
            "it is not learned by heart; look at targets, learning rate, standardisation and size"
        })
    }
}
