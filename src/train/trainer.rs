//! `Trainer`: the settings of a training, and the call that begins it.

use crate::data::{Augment, Dataset, Sampler};
use crate::error::Error;
use crate::loss::LossFor;
use crate::metrics::Better;
use crate::network::Signature;
use crate::optim::Optimizer;
#[cfg(feature = "weights")]
use crate::train::checkpoint::Checkpoints;
use crate::train::course::Run;
use crate::train::exchange::{Distribution, Sharded};
use crate::train::held_out::{HeldOut, MetricList};
use crate::train::judge::Monitor;
use crate::train::observe::{AfterEpoch, Observer, StopWhen};
use crate::train::plan::{Plan, Sampling};
use crate::train::schedule::Schedule;
use crate::train::training::{Parts, Training};
use crate::train::{EarlyStopping, History, Trainable, Trainee};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use nalgebra::Const;

/// Trains networks: in each epoch it takes the five steps of training on all samples, in
/// minibatches.
///
/// It has a loss, an optimiser, or `&mut` one whose state is kept for another training, and
/// settings with a method each. [`fit`](Self::fit) begins.
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
/// All that is random follows from the [`seed`](Self::seed): the order of an epoch from the seed
/// and the number of the epoch, dropout from the seed, the epoch and the batch. No generator has a
/// state that would be carried from one batch to the next. The same settings and the same network
/// give the same parameters, to the bit, in a program with the same features of netwright on
/// processors with the same instruction sets ([`simd`](crate::simd)).
///
/// # Types
///
/// `L` is the loss, `O` the optimiser, `D` a reference to the validation set, `M` the metrics, `A`
/// the augmentation, `V` the [observers](Observer), and `X` the
/// [exchange](crate::train::exchange); `()` stands for none.
pub struct Trainer<L, O, D = (), M = (), A = (), V = (), X = ()> {
    parts: Parts<L, O, D, M, A, V, X>,
    plan: Plan,
}

impl<L, O> Trainer<L, O> {
    /// Creates a trainer for one epoch of shuffled minibatches of 32 samples, with the seed 0.
    #[must_use]
    pub fn new(loss: L, optimizer: O) -> Self {
        let parts =
            Parts { loss, optimizer, validation: (), metrics: (), augmentation: None, observer: (), exchange: () };
        Trainer { parts, plan: Plan::default() }
    }
}

/// # Settings
impl<L, O, D, M, A, V, X> Trainer<L, O, D, M, A, V, X> {
    /// Sets the number of epochs: how often all samples are used.
    #[must_use]
    pub fn epochs(self, epochs: usize) -> Self {
        self.plan(|plan| Plan { epochs, ..plan })
    }

    /// Sets the number of samples for one step of the optimiser; the last batch of an epoch may be
    /// shorter, unless [`drop_last`](Self::drop_last) leaves it out.
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

    /// Leaves out the samples of an epoch that do not fill a batch: PyTorch's `drop_last`. In
    /// shuffled epochs they are others each time. Layers such as
    /// [`BatchNorm1d`](crate::layer::BatchNorm1d) need it where one sample would be left over.
    ///
    /// A data set that is smaller than a batch is a batch of its own, as with
    /// [`full_batch`](Self::full_batch).
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Net(BatchNorm1d, Linear<1>);
    ///
    /// let data = Dataset::new(&[[1.0], [2.0], [3.0], [4.0], [5.0]], &[[0.0]; 5])?;
    /// let trainer = || Trainer::new(Mse, Sgd::new(0.1)).batch(2);
    /// assert!(trainer().fit(&mut Net::zeros(), &data).is_err()); // the last batch has one sample
    /// trainer().drop_last().fit(&mut Net::zeros(), &data)?;
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn drop_last(self) -> Self {
        self.plan(|plan| Plan { drop_last: true, ..plan })
    }

    /// Accumulates the gradient of a batch over passes of at most `micro_batch` samples, so that a
    /// batch may be larger than what there is memory for.
    ///
    /// Each pass counts for its share of the batch: passes of 4 and 2 samples give the gradient of
    /// 6. Layers that look at the samples of a pass together, as normalisation by the batch, see
    /// each pass by itself. So do the losses of several outputs in which samples differ in weight.
    #[must_use]
    pub fn micro_batch(self, micro_batch: usize) -> Self {
        self.plan(|plan| Plan { micro_batch, ..plan })
    }

    /// Sets the seed of all that is random in training; 0 by default.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        self.plan(|plan| Plan { seed, ..plan })
    }

    /// Sets whether each epoch has an order of its own; true by default. Otherwise the samples are
    /// taken in the order that they have, and where they lie.
    #[must_use]
    pub fn shuffle(self, shuffle: bool) -> Self {
        let sampling = if shuffle { Sampling::Shuffled } else { Sampling::InOrder };
        self.plan(|plan| Plan { sampling, ..plan })
    }

    /// Has a sampler draw which samples an epoch visits, and in which order.
    #[must_use]
    pub fn sampler(self, sampler: impl Sampler + Send + 'static) -> Self {
        self.plan(|plan| Plan { sampling: Sampling::Drawn(Box::new(sampler)), ..plan })
    }

    /// Multiplies the learning rate of the optimiser by the factor of a schedule, before each epoch
    /// or each step, as the schedule says.
    #[must_use]
    pub fn schedule(self, schedule: impl Schedule + Send + 'static) -> Self {
        self.plan(|plan| Plan { schedule: Some(Box::new(schedule)), ..plan })
    }

    /// Judges epochs by a column of the history: that of a metric, of the loss, or of an observer.
    ///
    /// By default epochs are judged by the validation loss, if there is a validation set. The
    /// network is left with the weights of the best epoch then, at any end. Where nothing is judged
    /// it is left with those of the last one.
    #[must_use]
    pub fn monitor(self, column: impl Into<Cow<'static, str>>, better: Better) -> Self {
        self.plan(|plan| Plan { monitor: Some(Monitor { name: column.into(), better }), ..plan })
    }

    /// Ends training when it no longer improves.
    #[must_use]
    pub fn early_stopping(self, stopping: EarlyStopping) -> Self {
        self.plan(|plan| Plan { stopping: Some(stopping), ..plan })
    }

    /// Saves checkpoints, and resumes from one if asked to.
    #[cfg(feature = "weights")]
    #[cfg_attr(docsrs, doc(cfg(feature = "weights")))]
    #[must_use]
    pub fn checkpoints(self, checkpoints: Checkpoints) -> Self {
        self.plan(|plan| Plan { checkpoints: Some(checkpoints), ..plan })
    }

    /// Measures the loss and the metrics on other data after each epoch, without dropout.
    ///
    /// ```
    /// use netwright::metrics::Accuracy;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 1)]
    /// struct Sign(Linear<2>);
    ///
    /// let labels = Label::<2>::from_indices([0, 0, 1, 1])?;
    /// let data = Dataset::new(&[[-2.0], [-1.0], [1.0], [2.0]], &labels)?;
    /// let validation = Dataset::new(&[[-3.0], [-0.5], [0.5], [3.0]], &labels)?;
    /// let trainer = Trainer::new(CrossEntropy, Sgd::new(0.5)).epochs(20).validation(&validation);
    /// let history = trainer.metric(Accuracy::default()).fit(&mut Sign::zeros(), &data)?;
    /// let last = history.rows().last().unwrap();
    /// assert_eq!(last.get("accuracy"), Some(1.0));
    /// assert!(last.get("validation loss").unwrap() < 0.2);
    /// assert_eq!(history.best_epoch(), Some(20));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn validation<'d, T, const F: usize, Y>(
        self,
        data: &'d Dataset<'d, T, F, Y>,
    ) -> Trainer<L, O, &'d Dataset<'d, T, F, Y>, M, A, V, X> {
        let Trainer { parts, plan } = self;
        let Parts { loss, optimizer, metrics, augmentation, observer, exchange, .. } = parts;
        Trainer { parts: Parts { loss, optimizer, validation: data, metrics, augmentation, observer, exchange }, plan }
    }

    /// Measures a metric after each epoch, besides those that there are: on the validation set, or
    /// on the training samples if there is none; without dropout.
    #[must_use]
    pub fn metric<B>(self, metric: B) -> Trainer<L, O, D, (M, B), A, V, X> {
        let Trainer { parts, plan } = self;
        let Parts { loss, optimizer, validation, metrics, augmentation, observer, exchange } = parts;
        let metrics = (metrics, metric);
        Trainer { parts: Parts { loss, optimizer, validation, metrics, augmentation, observer, exchange }, plan }
    }

    /// Changes a copy of each sample at random whenever training visits it. The changes follow from
    /// the seed, the epoch, the batch and the place of the sample in it.
    #[must_use]
    pub fn augment<B>(self, augmentation: B) -> Trainer<L, O, D, M, B, V, X> {
        let Trainer { parts, plan } = self;
        let Parts { loss, optimizer, validation, metrics, observer, exchange, .. } = parts;
        let augmentation = Some(augmentation);
        Trainer { parts: Parts { loss, optimizer, validation, metrics, augmentation, observer, exchange }, plan }
    }

    /// Calls `observe` after each epoch with its number, from 1, and its mean loss.
    ///
    /// It may borrow what it writes to. To see more of training, or to change its course, implement
    /// [`Observer`].
    #[must_use]
    pub fn after_epoch<W: FnMut(usize, f64)>(self, observe: W) -> Trainer<L, O, D, M, A, (V, AfterEpoch<W>), X> {
        self.observe(AfterEpoch(observe))
    }

    /// Ends training after the first step after which `stop` returns true, with a checkpoint if
    /// checkpoints are saved.
    ///
    /// It reads a flag, for instance, that another thread or the program's handler of a signal
    /// sets.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1>);
    ///
    /// static STOP: AtomicBool = AtomicBool::new(true);
    /// let data = Dataset::new(&[[1.0]], &[[1.0]])?;
    /// let trainer = Trainer::new(Mse, Sgd::new(0.1)).epochs(usize::MAX);
    /// trainer.stop_when(|| STOP.load(Ordering::Relaxed)).fit(&mut Line::zeros(), &data)?;
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn stop_when<W: FnMut() -> bool>(self, stop: W) -> Trainer<L, O, D, M, A, (V, StopWhen<W>), X> {
        self.observe(StopWhen(stop))
    }

    /// Shows the [progress](crate::train::Progress) on the terminal, if there is one, and has
    /// Ctrl-C [end training](crate::train::StopAtCtrlC) after the batch, with a checkpoint if
    /// checkpoints are saved.
    #[cfg(feature = "progress")]
    #[cfg_attr(docsrs, doc(cfg(feature = "progress")))]
    #[must_use]
    #[allow(clippy::type_complexity)] // The parts are explained one by one.
    pub fn progress(self) -> Trainer<L, O, D, M, A, ((V, crate::train::Progress), crate::train::StopAtCtrlC), X> {
        self.observe(crate::train::Progress::new()).observe(crate::train::StopAtCtrlC::new())
    }

    /// Adds an observer, which is called after those that there are.
    #[must_use]
    pub fn observe<W>(self, observer: W) -> Trainer<L, O, D, M, A, (V, W), X> {
        let Trainer { parts, plan } = self;
        let Parts { loss, optimizer, validation, metrics, augmentation, observer: others, exchange } = parts;
        let observer = (others, observer);
        Trainer { parts: Parts { loss, optimizer, validation, metrics, augmentation, observer, exchange }, plan }
    }

    /// Trains as one of several [ranks](crate::train::exchange), each of which computes the
    /// gradients of some shards of a batch, and exchanges them with the others; the network has the
    /// same bits for any number of ranks. All of them call [`fit`](Self::fit) with the same
    /// network, data and settings.
    ///
    /// ```
    /// use netwright::prelude::*;
    /// use netwright::train::exchange::{Alone, on_threads};
    ///
    /// #[network(input = 1)]
    /// struct Line(Linear<1>);
    ///
    /// let data = Dataset::new(&[[0.0], [1.0], [2.0], [3.0]], &[[1.0], [3.0], [5.0], [7.0]])?;
    /// let trainer = || Trainer::new(Mse, Sgd::new(0.1)).epochs(100);
    /// let mut line = Line::zeros();
    /// trainer().exchange(Alone).fit(&mut line, &data)?;
    /// let of_two = on_threads(2, |rank| {
    ///     let mut line = Line::zeros();
    ///     trainer().exchange(rank).fit(&mut line, &data).map(|_| line)
    /// });
    /// assert!(of_two.into_iter().all(|of_rank| of_rank.unwrap().as_slice() == line.as_slice()));
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn exchange<E>(self, exchange: E) -> Trainer<L, O, D, M, A, V, Sharded<E>> {
        let Trainer { parts, plan } = self;
        let Parts { loss, optimizer, validation, metrics, augmentation, observer, .. } = parts;
        let exchange = Sharded(exchange);
        Trainer { parts: Parts { loss, optimizer, validation, metrics, augmentation, observer, exchange }, plan }
    }

    /// Sets the number of shards that a batch is cut into for an [`exchange`](Self::exchange), 8 by
    /// default; a small batch has fewer. The bits of the network depend on it, and not on the
    /// number of ranks, of which no more than so many have something to do.
    #[must_use]
    pub fn shards(self, shards: usize) -> Self {
        self.plan(|plan| Plan { shards, ..plan })
    }

    fn plan(self, change: impl FnOnce(Plan) -> Plan) -> Self {
        Trainer { plan: change(self.plan), ..self }
    }
}

/// # Training
impl<L, O, D, M, A, V, X> Trainer<L, O, D, M, A, V, X> {
    /// Trains the network on `data`.
    ///
    /// The data set is borrowed, and its order stays what it is. A minibatch of a shuffled epoch is
    /// gathered in memory that is allocated once. A batch whose samples all have the weight 0 in
    /// the loss is passed over.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] or [`Error::RoundedSetting`] if the settings of the trainer, the
    /// schedule, the loss or the optimiser make no sense, [`Error::BatchTooSmall`] if a pass of an
    /// epoch would have fewer samples than a layer
    /// [needs](crate::layer::Differentiable::MIN_BATCH), and [`Error::NotFinite`] or
    /// [`Error::TargetNotFinite`] if there is an infinite number or NaN in the data, or
    /// [`Error::NotAnIndex`] if an [`Embedding`](crate::layer::Embedding) cannot look one up; the
    /// network is unchanged then.
    ///
    /// [`Error::Diverged`] at the first batch whose loss or gradient is not finite, or that would
    /// make a parameter so. What the optimiser remembers may be spoilt then.
    ///
    /// [`Error::NotMeasured`] after the first epoch, if it is judged by what is not measured.
    ///
    /// `Error::Checkpoint` if training is to resume from a checkpoint of something else, and
    /// `Error::File` if a checkpoint cannot be read or written.
    ///
    /// The errors of samplers, metrics and observers end training too. After an error the network
    /// is as it was after the best epoch, if epochs are judged, and otherwise after the last one
    /// that was completed.
    pub fn fit<N, Held, Y, const F: usize>(
        self,
        network: &mut N,
        data: &Dataset<'_, <N::Network as Signature>::Scalar, F, Y>,
    ) -> Result<History, Error>
    where
        N: Trainee<Held, Network: Trainable<InDim = Const<F>>>,
        O: Optimizer<N::Network>,
        L: LossFor<N::Network, Y>,
        D: HeldOut<<N::Network as Signature>::Scalar, F, Y>,
        M: MetricList<N::Network, Y>,
        A: Augment<<N::Network as Signature>::Scalar, F>,
        V: Observer<N::Network, O>,
        X: Distribution<<N::Network as Signature>::Scalar>,
        Y: Clone,
    {
        let Trainer { parts, mut plan } = self;
        plan.validate()?;
        let mut training = Training::new(network.network(), data, parts, &plan)?;
        Run::new(&mut training, &mut plan).finish()
    }
}
