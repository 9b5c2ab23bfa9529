//! The parts of the loop that depend on the types of a network, its data and its loss.

use crate::data::{Augment, Dataset};
use crate::error::Error;
use crate::loss::{Loss, LossFor, require_trainable};
use crate::optim::{Clip, Optimizer};
#[cfg(feature = "weights")]
use crate::optim::{StateVisitor, visit_network};
use crate::scalar::Real;
use crate::train::batches::{require_passes, require_shards};
use crate::train::chance;
use crate::train::exchange::Distribution;
use crate::train::guard::{BatchError, Guard, StepOf};
use crate::train::held_out::{HeldOut, MetricList, VALIDATION_LOSS, measure};
use crate::train::minibatch::{Minibatch, Part, Place, Positions};
#[cfg(feature = "weights")]
use crate::train::observe::Observed;
use crate::train::observe::{Epoch, Flow, Observer, StepTaken};
use crate::train::part_sums::PartSums;
use crate::train::plan::Plan;
use crate::train::samples::require_samples;
use crate::train::search::Direction;
use crate::train::stages::{Kept, RankStages, Stages};
use crate::train::{History, Trainable, Workspace};
use alloc::boxed::Box;
use alloc::string::String;
#[cfg(feature = "weights")]
use alloc::{format, string::ToString};
#[cfg(feature = "weights")]
use core::marker::PhantomData;
use nalgebra::{Const, Dyn};

/// The parts of a training whose types differ from one to the next.
pub(super) struct Parts<L, O, D, M, A, V, X> {
    pub(super) loss: L,
    pub(super) optimizer: O,
    pub(super) validation: D,
    pub(super) metrics: M,
    pub(super) augmentation: Option<A>,
    pub(super) observer: V,
    pub(super) exchange: X,
}

/// A training of a network, in memory that lasts for all of it.
pub(super) struct Training<'t, N: Trainable, L, O, D, M, A, V, X: Distribution<N::Scalar>, Y, const F: usize> {
    pub(super) network: &'t mut N,
    pub(super) data: &'t Dataset<'t, N::Scalar, F, Y>,
    pub(super) loss: L,
    pub(super) optimizer: O,
    validation: D,
    metrics: M,
    observer: V,
    minibatch: Minibatch<N::Scalar, F, Y, A>,
    workspace: Workspace<N>,
    pub(super) gradients: Box<N>,
    guard: Guard<N::Scalar>,
    best: Option<Box<N>>,
    last: Box<N>,
    pub(super) parts: PartSums,
    pub(super) exchange: X,
    pub(super) shards: X::Memory,
}

impl<'t, N, L, O, D, M, A, V, X, Y, const F: usize> Training<'t, N, L, O, D, M, A, V, X, Y, F>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
    O: Optimizer<N>,
    D: HeldOut<N::Scalar, F, Y>,
    A: Augment<N::Scalar, F>,
    X: Distribution<N::Scalar>,
    Y: Clone,
{
    /// Prepares a training whose settings make sense, on data that is finite.
    pub(super) fn new(
        network: &'t mut N,
        data: &'t Dataset<'t, N::Scalar, F, Y>,
        parts: Parts<L, O, D, M, A, V, X>,
        plan: &Plan,
    ) -> Result<Self, Error> {
        let micro_batch = plan.batch.min(plan.micro_batch);
        let Parts { loss, optimizer, validation, metrics, augmentation, observer, exchange } = parts;
        let samples = plan.first_epoch(data.len())?;
        let parts = <L as Loss<N::Scalar, N::OutDim, Y>>::PARTS;
        if X::IS_NONE {
            require_passes::<N::Scalar, N>(samples, plan.batch, micro_batch)?;
        } else {
            require_shards::<N::Scalar, N>(samples, plan.batch, micro_batch, plan.shards)?;
        }
        optimizer.validate()?;
        for data in [Some(data), validation.dataset()].into_iter().flatten() {
            require_samples::<N>(data.samples().as_flattened())?;
            require_trainable(&loss, data.targets())?;
        }
        Ok(Training {
            workspace: Workspace::for_batch(micro_batch.min(data.len())),
            minibatch: Minibatch::new(augmentation),
            gradients: N::zeros(),
            guard: Guard::new(),
            best: None,
            last: N::zeros(),
            parts: PartSums::of(parts),
            network,
            data,
            loss,
            optimizer,
            validation,
            metrics,
            observer,
            exchange,
            shards: X::memory(N::SCHEMA, parts.len(), [N::MIN_BATCH, plan.shards]),
        })
    }
}

impl<N, L, O, D, M, A, V, X, Y, const F: usize> Stages for Training<'_, N, L, O, D, M, A, V, X, Y, F>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
    O: Optimizer<N>,
    D: HeldOut<N::Scalar, F, Y>,
    M: MetricList<N, Y>,
    A: Augment<N::Scalar, F>,
    V: Observer<N, O>,
    X: Distribution<N::Scalar>,
    Y: Clone,
{
    fn samples(&self) -> usize {
        self.data.len()
    }

    fn validation(&self) -> Option<&'static str> {
        self.validation.dataset().map(|_| VALIDATION_LOSS)
    }

    fn rate(&self) -> f64 {
        self.optimizer.learning_rate()
    }

    fn penalty(&self) -> f64 {
        self.optimizer.penalty(self.network)
    }

    fn set_rate(&mut self, rate: f64) {
        self.optimizer.set_learning_rate(rate);
    }

    fn weight(&self, positions: &Positions<'_>) -> f64 {
        match positions {
            Positions::InOrder(range) => self.loss.total_weight(&self.data.targets()[range.clone()]),
            Positions::Chosen(positions) => {
                let weights = positions.iter().map(|position| self.loss.sample_weight(&self.data.targets()[*position]));
                weights.sum()
            }
        }
    }

    fn zero_gradients(&mut self) {
        self.gradients.zero();
    }

    fn pass(&mut self, part: Part, positions: &Positions<'_>, weight: f64) -> Result<f64, Error> {
        let (inputs, targets) = self.minibatch.take(self.data, positions, part);
        let share = self.loss.total_weight(targets) / weight;
        if share == 0.0 {
            return Ok(0.0);
        }
        let mut rng = chance::of_pass(part.seed, part.place.epoch, part.place.batch, part.first);
        let pass = self.network.forward_shared(inputs, &mut self.workspace, &mut rng);
        let mut scored = pass.loss(&self.loss, targets)?;
        if X::IS_NONE {
            self.parts.add(scored.parts(), share * weight);
        } else if let Some(mut sharing) = self.exchange.sharing(&mut self.shards) {
            sharing.add_pass(share, scored.parts());
        }
        if share != 1.0 {
            scored = scored.scaled(share);
        }
        let loss = scored.backward(&mut self.gradients).to_double();
        self.network.absorb_from(&mut self.workspace);
        Ok(loss)
    }

    fn ranks(&mut self) -> Option<&mut dyn RankStages> {
        // Known to the compiler, so that a training without has no code for it.
        if X::IS_NONE { None } else { Some(self) }
    }

    fn step(&mut self) -> Result<f64, BatchError> {
        let (optimizer, network, gradients) = (&mut self.optimizer, &mut *self.network, &*self.gradients);
        self.guard.step(&mut StepOf { optimizer, network, gradients })?;
        Ok(gradients.norm())
    }

    fn first_not_finite(&self, samples: usize, direction: Direction) -> Option<String> {
        self.workspace.first_not_finite(self.network, Dyn(samples), direction)
    }

    fn after_step(&mut self, place: Place, last: Place, loss: f64) -> Flow {
        let Place { epoch, batch } = place;
        let Place { epoch: epochs, batch: batches } = last;
        let Training { network, optimizer, gradients, observer, .. } = self;
        observer.after_step(&mut StepTaken { epoch, epochs, batch, batches, loss, network, gradients, optimizer })
    }

    fn measure(&mut self, history: &mut History) -> Result<(), Error> {
        self.parts.record(history);
        // Known to the compiler, so that a training without has no code for it.
        if D::IS_NONE && M::IS_EMPTY {
            return Ok(());
        }
        let held_out = self.validation.dataset();
        let loss = held_out.map(|_| &self.loss);
        let value = measure(&*self.network, loss, &mut self.metrics, held_out.unwrap_or(self.data))?;
        if held_out.is_some() {
            history.record(VALIDATION_LOSS, value);
        }
        self.metrics.record(history);
        Ok(())
    }

    fn after_epoch(&mut self, history: &mut History) -> Flow {
        // Observers may change the network.
        self.guard.forget();
        let Training { network, optimizer, observer, .. } = self;
        observer.after_epoch(&mut Epoch { number: history.epochs(), network, optimizer, history })
    }

    fn at_end(&mut self, history: &mut History) {
        let Training { network, optimizer, observer, .. } = self;
        observer.at_end(&mut Epoch { number: history.epochs(), network, optimizer, history });
    }

    fn keep(&mut self, which: Kept) {
        let kept = match which {
            Kept::Best => self.best.get_or_insert_with(N::zeros),
            Kept::Last => &mut self.last,
        };
        kept.copy_from(self.network);
    }

    fn go_back(&mut self, which: Kept) {
        let kept = match which {
            Kept::Best => self.best.as_ref(),
            Kept::Last => Some(&self.last),
        };
        if let Some(kept) = kept {
            self.network.copy_from(kept);
        }
    }

    #[cfg(feature = "weights")]
    fn label(&self, visitor: &mut dyn StateVisitor) {
        visitor.label("network.name", N::NAME);
        visitor.label("loss", &self.loss.describe());
        visitor.label("augmentation", &self.minibatch.augmentation());
        if !X::IS_NONE {
            // Of any number of ranks.
            visitor.label("shards", &X::most_shards(&self.shards).to_string());
        }
        self.optimizer.describe(&mut |name, value| visitor.label(&format!("optimizer.{name}"), &value.to_string()));
    }

    #[cfg(feature = "weights")]
    fn visit(&mut self, keeps_best: bool, visitor: &mut dyn StateVisitor) {
        visit_network(visitor, "network", &mut *self.network);
        visit_network(visitor, "last", &mut *self.last);
        if keeps_best {
            visit_network(visitor, "best", &mut **self.best.get_or_insert_with(N::zeros));
        }
        visitor.part("parts", &mut self.parts);
        visitor.part("optimizer", &mut self.optimizer);
        visitor.part("observer", &mut Observed(&mut self.observer, PhantomData::<(N, O)>));
    }
}
