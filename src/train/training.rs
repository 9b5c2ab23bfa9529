//! A training that is going on: the loop, and the parts of it that depend on types.

use crate::data::{Dataset, require_finite_samples};
use crate::error::Error;
use crate::loss::{Loss, LossFor, require_trainable};
use crate::optim::Optimizer;
use crate::scalar::Real;
use crate::train::batches::require_batches;
use crate::train::chance;
use crate::train::guard::{BatchError, Guard, NotFinite, StepOf};
use crate::train::minibatch::{Minibatch, Order, Positions};
use crate::train::observe::{Epoch, Flow, Observer, StepTaken};
use crate::train::part_sums::PartSums;
use crate::train::plan::Plan;
use crate::train::{History, Trainable, Workspace};
use alloc::boxed::Box;
use alloc::vec;
use core::ops::ControlFlow::Break;
use nalgebra::Const;

/// The place of a batch: the number of its epoch, and its number in that epoch, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) epoch: usize,
    pub(super) batch: usize,
}

impl Place {
    /// Returns the error of the batch at this place.
    fn error(self, error: BatchError) -> Error {
        let Place { epoch, batch } = self;
        match error {
            BatchError::NotFinite(NotFinite { what, found }) => Error::Diverged { epoch, batch, what, found },
            BatchError::Other(error) => error,
        }
    }
}

/// The mean loss of a batch, and what it counts for in the mean of the epoch.
struct BatchLoss {
    mean: f64,
    weight: f64,
}

/// The parts of the loop that depend on the types of a network, its data and its loss.
trait Stages {
    fn samples(&self) -> usize;
    /// Takes the five steps of training on the samples of a batch, unless none of them counts.
    fn train(&mut self, place: Place, positions: &Positions<'_>) -> Result<Option<BatchLoss>, BatchError>;
    fn after_step(&mut self, place: Place, loss: f64) -> Flow;
    fn after_epoch(&mut self, loss: f64) -> Flow;
}

/// The loop itself, which is compiled once for all networks.
fn run_epochs(stages: &mut dyn Stages, plan: &Plan) -> Result<(), Error> {
    let samples = stages.samples();
    let size = plan.batch.min(samples);
    // The samples of a batch that is the whole data set need no order.
    let shuffled = plan.shuffle && size < samples;
    let mut order = if shuffled { Order::Chosen(vec![0; samples]) } else { Order::AsTheyAre };
    for epoch in 1..=plan.epochs {
        if let Order::Chosen(order) = &mut order {
            chance::shuffle(plan.seed, epoch, order);
        }
        let (mut sum, mut weight) = (0.0, 0.0);
        for (batch, first) in (1..).zip((0..samples).step_by(size)) {
            let place = Place { epoch, batch };
            let positions = order.at(first..samples.min(first + size));
            let loss = stages.train(place, &positions).map_err(|error| place.error(error))?;
            let Some(loss) = loss else { continue };
            sum += loss.mean * loss.weight;
            weight += loss.weight;
            if let Break(end) = stages.after_step(place, loss.mean) {
                return end;
            }
        }
        if let Break(end) = stages.after_epoch(sum / weight) {
            return end;
        }
    }
    Ok(())
}

/// A training that is going on.
pub(super) struct Training<'t, N: Trainable, L, O, Y, V, const F: usize> {
    network: &'t mut N,
    loss: L,
    optimizer: O,
    data: &'t Dataset<'t, N::Scalar, F, Y>,
    observer: V,
    seed: u64,
    minibatch: Minibatch<N::Scalar, F, Y>,
    workspace: Workspace<N>,
    gradients: Box<N>,
    guard: Guard<N::Scalar>,
    history: History,
    parts: PartSums,
}

impl<'t, N, L, O, Y, V, const F: usize> Training<'t, N, L, O, Y, V, F>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
    O: Optimizer<N>,
    Y: Clone,
    V: Observer<N, O>,
{
    /// Prepares a training whose settings make sense, on data that is finite.
    pub(super) fn new(
        network: &'t mut N,
        loss: L,
        optimizer: O,
        data: &'t Dataset<'t, N::Scalar, F, Y>,
        observer: V,
        plan: &Plan,
    ) -> Result<Self, Error> {
        plan.validate()?;
        require_batches::<N::Scalar, N>(data.len(), plan.batch)?;
        optimizer.validate()?;
        require_finite_samples(data.samples().as_flattened(), F)?;
        require_trainable(&loss, data.targets())?;
        Ok(Training {
            workspace: Workspace::for_batch(plan.batch.min(data.len())),
            minibatch: Minibatch::new(),
            gradients: N::zeros(),
            guard: Guard::new(),
            history: History::default(),
            parts: PartSums::of(<L as Loss<N::Scalar, N::OutDim, Y>>::PARTS),
            seed: plan.seed,
            network,
            loss,
            optimizer,
            data,
            observer,
        })
    }

    pub(super) fn run(mut self, plan: &Plan) -> Result<History, Error> {
        let result = run_epochs(&mut self, plan);
        let (mut epoch, observer) = self.epoch();
        observer.at_end(&mut epoch);
        result.map(|()| self.history)
    }

    fn epoch(&mut self) -> (Epoch<'_, N, O>, &mut V) {
        let Training { network, optimizer, history, observer, .. } = self;
        (Epoch { number: history.epochs(), network, optimizer, history }, observer)
    }
}

impl<N, L, O, Y, V, const F: usize> Stages for Training<'_, N, L, O, Y, V, F>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
    O: Optimizer<N>,
    Y: Clone,
    V: Observer<N, O>,
{
    fn samples(&self) -> usize {
        self.data.len()
    }

    fn train(&mut self, place: Place, positions: &Positions<'_>) -> Result<Option<BatchLoss>, BatchError> {
        let (inputs, targets) = self.minibatch.take(self.data, positions);
        let weight = self.loss.total_weight(targets);
        if weight == 0.0 {
            return Ok(None);
        }
        let mut rng = chance::of_pass(self.seed, place.epoch, place.batch, 0);
        let pass = self.network.forward_shared(inputs, &mut self.workspace, &mut rng);
        let loss = pass.loss(&self.loss, targets)?;
        self.parts.add(loss.parts(), weight);
        self.gradients.zero();
        let loss = loss.backward(&mut self.gradients);
        let (optimizer, network, gradients) = (&mut self.optimizer, &mut *self.network, &*self.gradients);
        self.guard.step(&mut StepOf { optimizer, network, gradients })?;
        // Only now, so that a batch that is not finite leaves the statistics as they were.
        self.network.absorb_from(&mut self.workspace);
        Ok(Some(BatchLoss { mean: loss.to_double(), weight }))
    }

    fn after_step(&mut self, place: Place, loss: f64) -> Flow {
        let Place { epoch, batch } = place;
        let Training { network, optimizer, gradients, observer, .. } = self;
        observer.after_step(&mut StepTaken { epoch, batch, loss, network, gradients, optimizer })
    }

    fn after_epoch(&mut self, loss: f64) -> Flow {
        self.history.begin_epoch(loss);
        self.parts.record(&mut self.history);
        // Observers may change the network.
        self.guard.forget();
        let (mut epoch, observer) = self.epoch();
        observer.after_epoch(&mut epoch)
    }
}
