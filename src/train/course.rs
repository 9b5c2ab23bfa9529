//! The loop of training, which is compiled once for all networks, and where it stands.

use crate::error::Error;
use crate::optim::{State, StateVisitor};
use crate::train::History;
use crate::train::batch::{Batch, Outcome};
use crate::train::chance;
#[cfg(feature = "weights")]
use crate::train::checkpoint::Checkpoints;
use crate::train::clock::Clock;
use crate::train::guard::{BatchError, NotFinite};
use crate::train::history::Ending;
use crate::train::judge::{Judgement, Monitor};
use crate::train::minibatch::{Order, Place};
use crate::train::observe::Flow;
use crate::train::plan::{Plan, Sampling};
use crate::train::schedule::Unit;
use crate::train::stages::{Kept, Stages, Taken};
use core::ops::ControlFlow::Break;

/// Where a training stands.
pub(super) struct Course {
    /// The number of the epoch that is going on or comes next, from 1.
    epoch: u64,
    /// The number of its batches that are done.
    batches: u64,
    steps: u64,
    /// Sums over the batches of the epoch that are done.
    sums: Sums,
    judgement: Judgement,
    stopped: u64,
}

/// Sums over the batches of an epoch.
#[derive(Default)]
struct Sums {
    loss: f64,
    weight: f64,
    gradient_norm: f64,
    steps: u64,
    seconds: f64,
}

impl Default for Course {
    fn default() -> Self {
        let (sums, judgement) = (Sums::default(), Judgement::default());
        Course { epoch: 1, batches: 0, steps: 0, sums, judgement, stopped: 0 }
    }
}

impl State for Course {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        let Course { epoch, batches, steps, sums, judgement, stopped } = self;
        visitor.counter("epoch", epoch);
        visitor.counter("batches", batches);
        visitor.counter("steps", steps);
        visitor.counter("stopped", stopped);
        visitor.number("loss", &mut sums.loss);
        visitor.number("weight", &mut sums.weight);
        visitor.number("gradient_norm", &mut sums.gradient_norm);
        visitor.counter("epoch_steps", &mut sums.steps);
        visitor.number("seconds", &mut sums.seconds);
        visitor.part("judgement", judgement);
    }
}

/// A training that is going on.
pub(super) struct Run<'r> {
    stages: &'r mut dyn Stages,
    plan: &'r mut Plan,
    /// The optimiser's learning rate at its construction.
    rate: f64,
    monitor: Option<Monitor>,
    course: Course,
    history: History,
    clock: Clock,
}

impl<'r> Run<'r> {
    pub(super) fn new(stages: &'r mut dyn Stages, plan: &'r mut Plan) -> Self {
        let by_default = || match stages.validation() {
            Some(column) => Some(Monitor::loss(column)),
            None => plan.stopping.as_ref().map(|_| Monitor::loss("loss")),
        };
        let monitor = plan.monitor.clone().or_else(by_default);
        let rate = stages.rate();
        let (course, history) = (Course::default(), History::default());
        Run { stages, plan, rate, monitor, course, history, clock: Clock::start() }
    }

    /// Trains to the end; what there is to go back to is gone back to at any end.
    pub(super) fn finish(mut self) -> Result<History, Error> {
        self.resume()?;
        let place = [self.course.epoch, self.course.batches];
        if let Some(ranks) = self.stages.ranks() {
            ranks.require_agreement(self.plan.digest(self.rate, place))?;
        }
        let result = self.epochs();
        let saved = match &result {
            Ok(_) => self.save(Due::AtEnd),
            Err(_) => Ok(()),
        };
        if self.monitor.is_some() && self.course.judgement.best_epoch > 0 {
            self.stages.go_back(Kept::Best);
        } else if result.is_err() {
            self.stages.go_back(Kept::Last);
        }
        self.stages.at_end(&mut self.history);
        let ending = result?;
        saved?;
        self.history.end(ending);
        Ok(self.history)
    }

    fn epochs(&mut self) -> Result<Ending, Error> {
        self.stages.keep(Kept::Last);
        let mut order = Order::new();
        while self.course.epoch <= self.plan.epochs as u64 && self.course.stopped == 0 {
            self.draw(&mut order)?;
            if let Break(end) = self.batches(&order)? {
                return end.map(|()| Ending::Observer);
            }
            if let Break(end) = self.end_epoch()? {
                return end.map(|()| Ending::Observer);
            }
        }
        Ok(if self.course.stopped == 0 { Ending::AllEpochs } else { Ending::EarlyStopping })
    }

    /// Draws the order of the epoch.
    fn draw(&self, order: &mut Order) -> Result<(), Error> {
        let samples = self.stages.samples();
        let (seed, epoch) = (self.plan.seed, number(self.course.epoch));
        match &self.plan.sampling {
            // The samples of a batch that is the whole data set need no order.
            Sampling::Shuffled if self.plan.batch < samples => {
                let positions = order.choose();
                positions.resize(samples, 0);
                chance::shuffle(seed, epoch, positions);
            }
            Sampling::Shuffled | Sampling::InOrder => order.leave(),
            Sampling::Drawn(sampler) => sampler.draw(samples, &mut chance::of_order(seed, epoch), order.choose())?,
        }
        Ok(())
    }

    fn batches(&mut self, order: &Order) -> Result<Flow, Error> {
        let samples = self.plan.trained(order.visits(self.stages.samples()));
        let size = self.plan.batch.min(samples);
        let done = number(self.course.batches);
        let mut flow = Flow::Continue(());
        for (batch, first) in (1..).zip((0..samples).step_by(size)).skip(done) {
            let place = Place { epoch: number(self.course.epoch), batch };
            let positions = order.at(first..samples.min(first + size));
            let (seed, micro_batch) = (self.plan.seed, self.plan.micro_batch);
            let batch = Batch { place, seed, micro_batch, positions };
            self.schedule();
            let outcome = match batch.train(self.stages, flow.is_break()) {
                Ok(Outcome::Stopped) => return Ok(broken(flow)),
                Ok(outcome) => outcome,
                Err(error) => return Err(self.error(&batch, error)),
            };
            self.course.batches += 1;
            let Outcome::Step(taken) = outcome else { continue };
            self.course.add(&taken);
            let last = Place { epoch: self.plan.epochs, batch: samples.div_ceil(size) };
            let after = self.stages.after_step(place, last, taken.loss);
            if flow.is_continue() {
                flow = after;
            }
            // Ranks end together: the others hear of it with the next batch.
            if flow.is_break() && self.stages.ranks().is_none() {
                return Ok(flow);
            }
            self.save(Due::AfterBatch)?;
        }
        self.agree(flow)
    }

    /// Ends the training if another rank does.
    fn agree(&mut self, flow: Flow) -> Result<Flow, Error> {
        let stops = self.stages.ranks().map_or(Ok(flow.is_break()), |ranks| ranks.any(flow.is_break()))?;
        Ok(if stops { broken(flow) } else { flow })
    }

    /// Sets the learning rate of the next step.
    fn schedule(&mut self) {
        let Some(schedule) = &self.plan.schedule else { return };
        let count = match schedule.unit() {
            Unit::Epoch => self.course.epoch - 1,
            Unit::Step => self.course.steps,
        };
        let rate = self.rate * schedule.factor(number(count));
        self.stages.set_rate(rate);
    }

    /// Returns the error of a batch.
    fn error(&mut self, failed: &Batch<'_>, error: BatchError) -> Error {
        let Place { epoch, batch } = failed.place;
        match error {
            BatchError::NotFinite(NotFinite { what, found }) => {
                let first = failed.diagnose(self.stages);
                let best = number(self.course.judgement.best_epoch);
                let left = if self.monitor.is_some() && best > 0 { best } else { epoch - 1 };
                Error::Diverged { epoch, batch, what, found, first, left }
            }
            BatchError::Other(error) => error,
        }
    }

    /// Measures, observes and judges an epoch.
    fn end_epoch(&mut self) -> Result<Flow, Error> {
        let sums = core::mem::take(&mut self.course.sums);
        let seconds = sums.seconds + self.clock.lap();
        self.history.begin_epoch(sums.loss / sums.weight);
        self.stages.measure(&mut self.history)?;
        self.history.record("rate", self.stages.rate());
        self.history.record("gradient norm", sums.gradient_norm / double(sums.steps));
        let penalty = self.stages.penalty();
        if penalty != 0.0 {
            self.history.record("penalty", penalty);
        }
        if Clock::RUNS {
            self.history.record("seconds", seconds);
        }
        let flow = self.stages.after_epoch(&mut self.history);
        let flow = self.agree(flow)?;
        self.judge()?;
        self.stages.keep(Kept::Last);
        (self.course.epoch, self.course.batches) = (self.course.epoch + 1, 0);
        if flow.is_continue() {
            self.save(Due::AfterEpoch)?;
        }
        Ok(flow)
    }

    fn judge(&mut self) -> Result<(), Error> {
        let judged = self.monitor.as_ref().map_or(self.history.last_loss(), |monitor| monitor.value(&self.history));
        if let Some(monitor) = &self.monitor {
            monitor.require(&self.history)?;
            let stopping = self.plan.stopping.as_ref();
            let verdict = self.course.judgement.add(self.course.epoch, judged, monitor.better, stopping);
            if verdict.is_best {
                self.history.mark_best(monitor.name.clone());
                self.stages.keep(Kept::Best);
            }
            self.course.stopped = u64::from(verdict.stops);
        }
        if let Some(schedule) = &mut self.plan.schedule {
            schedule.observe(judged);
        }
        Ok(())
    }
}

/// Returns the end that this rank has come to, or that of another one.
fn broken(flow: Flow) -> Flow {
    if flow.is_break() { flow } else { Break(Ok(())) }
}

impl Course {
    fn add(&mut self, taken: &Taken) {
        self.steps += 1;
        self.sums.loss += taken.loss * taken.weight;
        self.sums.weight += taken.weight;
        self.sums.gradient_norm += taken.gradient_norm;
        self.sums.steps += 1;
    }
}

#[cfg(not(feature = "weights"))]
impl Run<'_> {
    fn resume(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn save(&mut self, _: Due) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(feature = "weights")]
impl Run<'_> {
    /// Goes on from a checkpoint, if there is one to go on from.
    fn resume(&mut self) -> Result<(), Error> {
        let Some(mut checkpoints) = self.plan.checkpoints.take() else { return Ok(()) };
        if let Some(history) = checkpoints.restore(&mut self.whole())? {
            self.history = history;
            // The optimiser's own rate is part of the state.
            if checkpoints.allows_change("learning_rate") {
                self.stages.set_rate(self.rate);
            }
        }
        self.plan.checkpoints = Some(checkpoints);
        Ok(())
    }

    /// Saves a checkpoint, if there should be one.
    fn save(&mut self, due: Due) -> Result<(), Error> {
        if self.stages.ranks().is_some_and(|ranks| !ranks.is_first()) {
            return Ok(());
        }
        let Course { epoch, batches, .. } = self.course;
        let is_due = |checkpoints: &Checkpoints| match due {
            Due::AfterBatch => checkpoints.is_due_after_batch(batches),
            Due::AfterEpoch => checkpoints.is_due_after_epoch(epoch - 1),
            Due::AtEnd => true,
        };
        let Some(mut checkpoints) = self.plan.checkpoints.take_if(|checkpoints| is_due(checkpoints)) else {
            return Ok(());
        };
        self.course.sums.seconds += self.clock.lap();
        let history = self.history.clone();
        let saved = checkpoints.save((epoch - 1, batches), &mut self.whole(), &history);
        self.plan.checkpoints = Some(checkpoints);
        saved
    }

    fn whole(&mut self) -> Whole<'_> {
        Whole {
            stages: &mut *self.stages,
            plan: &mut *self.plan,
            rate: self.rate,
            monitor: self.monitor.as_ref(),
            course: &mut self.course,
        }
    }
}

/// The occasion for a checkpoint.
#[derive(Clone, Copy)]
enum Due {
    AfterBatch,
    AfterEpoch,
    AtEnd,
}

/// Everything that the course of a training depends on, but for its history.
#[cfg(feature = "weights")]
struct Whole<'w> {
    stages: &'w mut dyn Stages,
    plan: &'w mut Plan,
    rate: f64,
    monitor: Option<&'w Monitor>,
    course: &'w mut Course,
}

#[cfg(feature = "weights")]
impl State for Whole<'_> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.label("netwright", env!("CARGO_PKG_VERSION"));
        self.stages.label(visitor);
        self.plan.label(visitor);
        visitor.label("samples", &alloc::format!("{}", self.stages.samples()));
        visitor.label("learning_rate", &alloc::format!("{:?}", self.rate));
        visitor.label("judged_by", self.monitor.map_or("nothing", |monitor| &monitor.name));
        visitor.part("course", self.course);
        if let Some(schedule) = &mut self.plan.schedule {
            schedule.memory(&mut |name, number| visitor.number(&alloc::format!("schedule.{name}"), number));
        }
        self.stages.visit(self.monitor.is_some(), visitor);
    }
}

/// Converts a count, which began as a `usize`.
#[allow(clippy::cast_possible_truncation)]
fn number(count: u64) -> usize {
    count as usize
}

/// Converts a count, which is far below 2^52.
#[allow(clippy::cast_precision_loss)]
fn double(count: u64) -> f64 {
    count as f64
}
