//! The training loop: epochs of shuffled minibatches.

use crate::data::{Dataset, require_finite_samples};
use crate::error::Error;
use crate::loss::{LossFor, require_trainable};
use crate::optim::Optimizer;
use crate::train::guard::{BatchError, Guard, NotFinite, StepOf};
use crate::train::measure::weighted;
use crate::train::observe::{AfterEpoch, Epoch, Flow, Observer, StepTaken};
use crate::train::{History, Trainable, Workspace};
use alloc::boxed::Box;
use core::ops::ControlFlow::Break;
use core::ops::Range;
use nalgebra::Const;
use rand::Rng;

/// The settings of [`Trainable::fit`], which in each epoch shuffles all samples and takes the five
/// steps of training in minibatches.
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
/// let labels = Label::<2>::from_indices([0, 0, 1, 1])?;
/// let mut data = Dataset::new(vec![[-2.0], [-1.0], [1.0], [2.0]], labels)?;
/// let mut net = Sign::init(&mut rng);
/// let fit = Fit::new(CrossEntropy).epochs(50).batch(2);
/// let history = net.fit(fit, &mut Sgd::new(0.5), &mut data, &mut rng)?;
/// assert!(history.last_loss() < 0.1);
/// assert_eq!((net.classify(&[-1.5]), net.classify(&[1.5])), (0, 1));
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// `L` is the loss, and `V` the [observers](Observer), `()` for none.
pub struct Fit<L, V = ()> {
    loss: L,
    epochs: usize,
    batch: usize,
    observer: V,
}

impl<L> Fit<L> {
    /// One epoch of minibatches of 32 samples.
    #[must_use]
    pub fn new(loss: L) -> Self {
        Fit { loss, epochs: 1, batch: 32, observer: () }
    }
}

impl<L, V> Fit<L, V> {
    /// Sets the number of epochs: how often all samples are used.
    #[must_use]
    pub fn epochs(self, epochs: usize) -> Self {
        Fit { epochs, ..self }
    }

    /// Sets the number of samples for one step of the optimiser; the last batch of an epoch may be
    /// shorter. With `usize::MAX` the whole data set is one batch.
    #[must_use]
    pub fn batch(self, batch: usize) -> Self {
        Fit { batch, ..self }
    }

    /// Calls `observe` after each epoch with its number, from 1, and its mean loss.
    ///
    /// It may borrow what it writes to. To see more of training, or to change its course, implement
    /// [`Observer`].
    #[must_use]
    pub fn after_epoch<F: FnMut(usize, f64)>(self, observe: F) -> Fit<L, (V, AfterEpoch<F>)> {
        self.observe(AfterEpoch(observe))
    }

    /// Adds an observer, which is called after those that there are.
    #[must_use]
    pub fn observe<W>(self, observer: W) -> Fit<L, (V, W)> {
        let Fit { loss, epochs, batch, observer: others } = self;
        Fit { loss, epochs, batch, observer: (others, observer) }
    }

    /// Implements [`Trainable::fit`].
    pub(crate) fn run<N, O, Y, const F: usize>(
        self,
        network: &mut N,
        optimizer: &mut O,
        data: &mut Dataset<'_, N::Scalar, F, Y>,
        rng: &mut dyn Rng,
    ) -> Result<History, Error>
    where
        N: Trainable<InDim = Const<F>>,
        O: Optimizer<N>,
        L: LossFor<N, Y>,
        V: Observer<N, O>,
        Y: Clone,
    {
        let Fit { loss, epochs, batch, observer } = self;
        require_batch(batch)?;
        optimizer.validate()?;
        require_finite_samples(data.samples().as_flattened(), F)?;
        require_trainable(&loss, data.targets())?;
        let mut training = Training {
            workspace: Workspace::for_batch(batch.min(data.len())),
            gradients: N::zeros(),
            guard: Guard::new(),
            history: History::default(),
            network,
            optimizer,
            data,
            rng,
            loss,
            observer,
        };
        let result = run_epochs(&mut training, epochs, batch);
        training.at_end();
        result.map(|()| training.history)
    }
}

fn require_batch(batch: usize) -> Result<(), Error> {
    if batch == 0 {
        return Err(Error::InvalidSetting { name: "the batch size", expected: "at least 1", found: 0.0 });
    }
    Ok(())
}

/// The parts of the loop that depend on the types of a network, its data and its loss.
trait Stages {
    fn samples(&self) -> usize;
    fn shuffle(&mut self);
    /// Takes the five steps of training on some samples; returns their mean loss.
    fn train(&mut self, samples: Range<usize>) -> Result<f64, BatchError>;
    fn after_step(&mut self, epoch: usize, batch: usize, loss: f64) -> Flow;
    fn after_epoch(&mut self, loss: f64) -> Flow;
}

/// The loop itself, which is compiled once for all networks.
fn run_epochs(stages: &mut dyn Stages, epochs: usize, batch: usize) -> Result<(), Error> {
    let samples = stages.samples();
    for epoch in 1..=epochs {
        stages.shuffle();
        let mut sum = 0.0;
        for (number, first) in (1..).zip((0..samples).step_by(batch)) {
            let count = batch.min(samples - first);
            let loss = stages.train(first..first + count).map_err(|error| at_batch(error, epoch, number))?;
            sum += weighted(loss, count);
            if let Break(end) = stages.after_step(epoch, number, loss) {
                return end;
            }
        }
        if let Break(end) = stages.after_epoch(sum / weighted(1.0, samples)) {
            return end;
        }
    }
    Ok(())
}

/// Returns the error of a batch with the place where it happened.
fn at_batch(error: BatchError, epoch: usize, batch: usize) -> Error {
    match error {
        BatchError::NotFinite(NotFinite { what, found }) => Error::Diverged { epoch, batch, what, found },
        BatchError::Other(error) => error,
    }
}

/// A training that is going on.
struct Training<'t, 'd, N: Trainable, O, L, Y, V, const F: usize> {
    network: &'t mut N,
    optimizer: &'t mut O,
    data: &'t mut Dataset<'d, N::Scalar, F, Y>,
    rng: &'t mut dyn Rng,
    loss: L,
    observer: V,
    workspace: Workspace<N>,
    gradients: Box<N>,
    guard: Guard<N::Scalar>,
    history: History,
}

impl<N, O, L, Y, V, const F: usize> Stages for Training<'_, '_, N, O, L, Y, V, F>
where
    N: Trainable<InDim = Const<F>>,
    O: Optimizer<N>,
    L: LossFor<N, Y>,
    V: Observer<N, O>,
    Y: Clone,
{
    fn samples(&self) -> usize {
        self.data.len()
    }

    fn shuffle(&mut self) {
        self.data.shuffle(&mut self.rng);
    }

    fn train(&mut self, samples: Range<usize>) -> Result<f64, BatchError> {
        let (inputs, targets) = (&self.data.samples()[samples.clone()], &self.data.targets()[samples]);
        let pass = self.network.forward_shared(inputs, &mut self.workspace, &mut self.rng);
        let loss = pass.loss(&self.loss, targets)?;
        self.gradients.zero();
        let loss = loss.backward(&mut self.gradients);
        let (optimizer, network, gradients) = (&mut *self.optimizer, &mut *self.network, &*self.gradients);
        self.guard.step(&mut StepOf { optimizer, network, gradients })?;
        // Only now, so that a batch that is not finite leaves the statistics as they were.
        self.network.absorb_from(&mut self.workspace);
        Ok(crate::scalar::Real::to_double(loss))
    }

    fn after_step(&mut self, epoch: usize, batch: usize, loss: f64) -> Flow {
        let Training { network, optimizer, gradients, observer, .. } = self;
        observer.after_step(&mut StepTaken { epoch, batch, loss, network, gradients, optimizer })
    }

    fn after_epoch(&mut self, loss: f64) -> Flow {
        self.history.begin_epoch(loss);
        // Observers may change the network.
        self.guard.forget();
        let (mut epoch, observer) = self.epoch();
        observer.after_epoch(&mut epoch)
    }
}

impl<N, O, L, Y, V, const F: usize> Training<'_, '_, N, O, L, Y, V, F>
where
    N: Trainable,
    V: Observer<N, O>,
{
    fn epoch(&mut self) -> (Epoch<'_, N, O>, &mut V) {
        let Training { network, optimizer, history, observer, .. } = self;
        (Epoch { number: history.epochs(), network, optimizer, history }, observer)
    }

    fn at_end(&mut self) {
        let (mut epoch, observer) = self.epoch();
        observer.at_end(&mut epoch);
    }
}
