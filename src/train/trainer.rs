//! `Trainer`: the settings of a training, and the call that begins it.

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::LossFor;
use crate::network::Signature;
use crate::optim::Optimizer;
use crate::train::observe::{AfterEpoch, Observer};
use crate::train::plan::Plan;
use crate::train::training::Training;
use crate::train::{History, Trainable, Trainee};
use nalgebra::Const;

/// Trains networks: in each epoch it takes the five steps of training on all samples, in
/// minibatches.
///
/// It has a loss, an optimiser, or `&mut` one whose state is kept for another training, and settings
/// with a method each. [`fit`](Self::fit) begins.
///
/// ```
/// use netwright::data::{Dataset, Label};
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 1)]
/// struct Sign(Linear<2>);
///
/// let labels = Label::<2>::from_indices([0, 0, 1, 1])?;
/// let data = Dataset::new(vec![[-2.0], [-1.0], [1.0], [2.0]], labels)?;
/// let mut net = Sign::init(&mut SmallRng::seed_from_u64(1));
/// let history = Trainer::new(CrossEntropy, Sgd::new(0.5)).epochs(50).batch(2).seed(1).fit(&mut net, &data)?;
/// assert!(history.last_loss() < 0.1);
/// assert_eq!((net.classify(&[-1.5]), net.classify(&[1.5])), (0, 1));
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Chance
///
/// All that is random follows from the [`seed`](Self::seed): the order of an epoch from the seed and
/// the number of the epoch, dropout from the seed, the epoch and the batch. No generator has a state
/// that would be carried from one batch to the next. The same settings and the same network give the
/// same parameters, to the bit, in a program with the same features of netwright on processors with
/// the same instruction set ([`simd`](crate::simd)).
///
/// `L` is the loss, `O` the optimiser, and `V` the [observers](Observer), `()` for none.
pub struct Trainer<L, O, V = ()> {
    loss: L,
    optimizer: O,
    plan: Plan,
    observer: V,
}

impl<L, O> Trainer<L, O> {
    /// Creates a trainer for one epoch of shuffled minibatches of 32 samples, with the seed 0.
    #[must_use]
    pub fn new(loss: L, optimizer: O) -> Self {
        Trainer { loss, optimizer, plan: Plan::default(), observer: () }
    }
}

impl<L, O, V> Trainer<L, O, V> {
    /// Sets the number of epochs: how often all samples are used.
    #[must_use]
    pub fn epochs(self, epochs: usize) -> Self {
        self.plan(|plan| Plan { epochs, ..plan })
    }

    /// Sets the number of samples for one step of the optimiser; the last batch of an epoch may be
    /// shorter.
    ///
    /// With 1 it is stochastic gradient descent on single samples, and with
    /// [`full_batch`](Self::full_batch) gradient descent.
    #[must_use]
    pub fn batch(self, batch: usize) -> Self {
        self.plan(|plan| Plan { batch, ..plan })
    }

    /// Makes all samples of the data set one batch, in the order that they have.
    #[must_use]
    pub fn full_batch(self) -> Self {
        self.batch(usize::MAX)
    }

    /// Sets the seed of all that is random in training; 0 by default.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        self.plan(|plan| Plan { seed, ..plan })
    }

    /// Sets whether each epoch has an order of its own; true by default. Otherwise the samples are
    /// taken in the order that they have.
    #[must_use]
    pub fn shuffle(self, shuffle: bool) -> Self {
        self.plan(|plan| Plan { shuffle, ..plan })
    }

    /// Calls `observe` after each epoch with its number, from 1, and its mean loss.
    ///
    /// It may borrow what it writes to. To see more of training, or to change its course, implement
    /// [`Observer`].
    #[must_use]
    pub fn after_epoch<F: FnMut(usize, f64)>(self, observe: F) -> Trainer<L, O, (V, AfterEpoch<F>)> {
        self.observe(AfterEpoch(observe))
    }

    /// Adds an observer, which is called after those that there are.
    #[must_use]
    pub fn observe<W>(self, observer: W) -> Trainer<L, O, (V, W)> {
        let Trainer { loss, optimizer, plan, observer: others } = self;
        Trainer { loss, optimizer, plan, observer: (others, observer) }
    }

    /// Trains the network on `data`.
    ///
    /// The data set is borrowed, and its order stays what it is. A minibatch of a shuffled epoch is
    /// gathered in memory that is allocated once.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] or [`Error::RoundedSetting`] if the batch size is 0 or the
    /// optimiser's settings make no sense, [`Error::BatchTooSmall`] if a batch of an epoch would
    /// have fewer samples than a layer [needs](crate::layer::Differentiable::MIN_BATCH), and
    /// [`Error::NotFinite`] or [`Error::TargetNotFinite`] if there is an infinite number or NaN in
    /// the data; the network is unchanged then.
    ///
    /// [`Error::Diverged`] at the first batch whose loss or gradient is not finite, or that would
    /// make a parameter so. The network is as it was before that batch, and what the optimiser
    /// remembers may be spoilt.
    pub fn fit<M, Held, Y, const F: usize>(
        self,
        network: &mut M,
        data: &Dataset<'_, <M::Network as Signature>::Scalar, F, Y>,
    ) -> Result<History, Error>
    where
        M: Trainee<Held, Network: Trainable<InDim = Const<F>>>,
        O: Optimizer<M::Network>,
        L: LossFor<M::Network, Y>,
        V: Observer<M::Network, O>,
        Y: Clone,
    {
        let Trainer { loss, optimizer, plan, observer } = self;
        Training::new(network.network(), loss, optimizer, data, observer, &plan)?.run(&plan)
    }

    fn plan(self, change: impl FnOnce(Plan) -> Plan) -> Self {
        Trainer { plan: change(self.plan), ..self }
    }
}
