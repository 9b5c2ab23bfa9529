//! Observers: what happens between the steps and the epochs of the training loop.

use crate::error::Error;
use crate::optim::{State, StateVisitor, TensorsMut};
use crate::train::History;
use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::ControlFlow;

/// The course of training: `Break(Ok(()))` ends it as if all epochs were done, `Break(Err(..))`
/// with an error.
pub type Flow = ControlFlow<Result<(), Error>>;

/// Watches the training of the network `N` by the optimiser `O`, and may change its course:
/// schedules of the learning rate, early stopping, validation, checkpoints, progress.
///
/// [`Trainer::observe`](crate::train::Trainer::observe) takes one, or `&mut` one that is read
/// afterwards. All methods are provided.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::train::{Epoch, Flow, Observer};
/// use std::ops::ControlFlow::{Break, Continue};
///
/// /// Halves the learning rate after each epoch.
/// struct Halve;
///
/// impl<N, O: Settings> Observer<N, O> for Halve {
///     fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
///         let rate = epoch.optimizer.learning_rate();
///         epoch.history.record("rate", rate);
///         epoch.optimizer.set_learning_rate(rate / 2.0);
///         Continue(())
///     }
/// }
///
/// /// Ends training when the loss is small.
/// struct Until(f64);
///
/// impl<N, O> Observer<N, O> for Until {
///     fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
///         if epoch.history.last_loss() < self.0 { Break(Ok(())) } else { Continue(()) }
///     }
/// }
///
/// #[network(input = 1)]
/// struct Line(Linear<1, NoBias>);
///
/// let data = Dataset::new(vec![[1.0]], vec![[1.0]])?; // loss (1 - w)²
/// let mut line = Line::zeros();
/// let trainer = Trainer::new(Mse, Sgd::new(0.25)).epochs(10).observe(Halve).observe(Until(0.3));
/// let history = trainer.fit(&mut line, &data)?;
/// // With the rates 1/4 and 1/8: w = 0, then 1/2, then 5/8.
/// assert_eq!(history.losses(), [1.0, 0.25]);
/// assert_eq!(line.0.weight[(0, 0)], 0.625);
/// # Ok::<(), netwright::Error>(())
/// ```
pub trait Observer<N, O> {
    /// Is called after each step of the optimiser.
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        let _ = step;
        Flow::Continue(())
    }

    /// Is called after each epoch.
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        let _ = epoch;
        Flow::Continue(())
    }

    /// Shows everything that a checkpoint must keep of the observer; see
    /// [`State::visit`](crate::optim::State::visit).
    fn visit_state(&mut self, visitor: &mut dyn StateVisitor) {
        let _ = visitor;
    }

    /// Is called once at the end of training, also if an error ends it, with the last epoch that
    /// was completed.
    fn at_end(&mut self, end: &mut Epoch<'_, N, O>) {
        let _ = end;
    }
}

/// A step of the optimiser that has just been taken.
#[non_exhaustive]
pub struct StepTaken<'s, N, O> {
    /// The number of the epoch, from 1.
    pub epoch: usize,
    /// The number of epochs that there will be at most.
    pub epochs: usize,
    /// The number of the batch in the epoch, from 1.
    pub batch: usize,
    /// The number of batches in the epoch.
    pub batches: usize,
    /// The loss of the batch before the step.
    pub loss: f64,
    /// The network after the step.
    pub network: &'s N,
    /// The gradient against which it moved.
    pub gradients: &'s N,
    /// The optimiser, whose settings may be changed.
    pub optimizer: &'s mut O,
}

/// The state of training after an epoch.
#[non_exhaustive]
pub struct Epoch<'e, N, O> {
    /// The number of the epoch, from 1; 0 if none was completed.
    pub number: usize,
    /// The network, which may be changed.
    pub network: &'e mut N,
    /// The optimiser, which may be changed.
    pub optimizer: &'e mut O,
    /// The rows of all epochs, this one included.
    pub history: &'e mut History,
}

/// No observer.
impl<N, O> Observer<N, O> for () {}

/// Two observers, one after the other. Both see an epoch that one of them makes the last.
impl<N, O, A: Observer<N, O>, B: Observer<N, O>> Observer<N, O> for (A, B) {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        let flow = self.0.after_step(step);
        either(flow, self.1.after_step(step))
    }

    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        let flow = self.0.after_epoch(epoch);
        either(flow, self.1.after_epoch(epoch))
    }

    fn at_end(&mut self, end: &mut Epoch<'_, N, O>) {
        self.0.at_end(end);
        self.1.at_end(end);
    }

    /// Observers without a state leave the names as they are, so that a training may be resumed
    /// with more of them, or fewer.
    fn visit_state(&mut self, visitor: &mut dyn StateVisitor) {
        let mut first = Observed(&mut self.0, PhantomData::<(N, O)>);
        let mut second = Observed(&mut self.1, PhantomData::<(N, O)>);
        if !has_state(&mut first) {
            second.visit(visitor);
        } else if !has_state(&mut second) {
            first.visit(visitor);
        } else {
            visitor.part("0", &mut first);
            visitor.part("1", &mut second);
        }
    }
}

/// The memory of an observer of the network `N` and the optimiser `O`, as a state.
pub(super) struct Observed<'v, N, O, V: ?Sized>(pub(super) &'v mut V, pub(super) PhantomData<(N, O)>);

impl<N, O, V: Observer<N, O> + ?Sized> State for Observed<'_, N, O, V> {
    fn visit(&mut self, visitor: &mut dyn StateVisitor) {
        self.0.visit_state(visitor);
    }
}

fn has_state(state: &mut dyn State) -> bool {
    let mut probe = Probe { has_state: false };
    state.visit(&mut probe);
    probe.has_state
}

/// The visitor that finds out whether there is anything to be visited.
struct Probe {
    has_state: bool,
}

impl StateVisitor for Probe {
    fn label(&mut self, _: &str, _: &str) {
        self.has_state = true;
    }

    fn counter(&mut self, _: &str, _: &mut u64) {
        self.has_state = true;
    }

    fn number(&mut self, _: &str, _: &mut f64) {
        self.has_state = true;
    }

    fn numbers(&mut self, _: &str, _: &mut Vec<f64>) {
        self.has_state = true;
    }

    fn tensors(&mut self, _: &str, _: TensorsMut<'_>) {
        self.has_state = true;
    }

    fn part(&mut self, _: &str, part: &mut dyn State) {
        part.visit(self);
    }
}

/// Returns the first that does not let training go on.
fn either(first: Flow, second: Flow) -> Flow {
    if first.is_break() { first } else { second }
}

impl<N, O, V: Observer<N, O> + ?Sized> Observer<N, O> for &mut V {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        (**self).after_step(step)
    }

    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        (**self).after_epoch(epoch)
    }

    fn at_end(&mut self, end: &mut Epoch<'_, N, O>) {
        (**self).at_end(end);
    }

    fn visit_state(&mut self, visitor: &mut dyn StateVisitor) {
        (**self).visit_state(visitor);
    }
}

/// An observer, or none: one that rank 0 of [several](crate::train::exchange) has, for example.
impl<N, O, V: Observer<N, O>> Observer<N, O> for Option<V> {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        self.as_mut().map_or(Flow::Continue(()), |observer| observer.after_step(step))
    }

    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        self.as_mut().map_or(Flow::Continue(()), |observer| observer.after_epoch(epoch))
    }

    fn at_end(&mut self, end: &mut Epoch<'_, N, O>) {
        if let Some(observer) = self {
            observer.at_end(end);
        }
    }

    fn visit_state(&mut self, visitor: &mut dyn StateVisitor) {
        if let Some(observer) = self {
            observer.visit_state(visitor);
        }
    }
}

/// A function of the number of an epoch and its loss: the observer of
/// [`Trainer::after_epoch`](crate::train::Trainer::after_epoch).
pub struct AfterEpoch<F>(pub(super) F);

impl<N, O, F: FnMut(usize, f64)> Observer<N, O> for AfterEpoch<F> {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        (self.0)(epoch.number, epoch.history.last_loss());
        Flow::Continue(())
    }
}

/// Ends training when a function says so: the observer of
/// [`Trainer::stop_when`](crate::train::Trainer::stop_when).
pub struct StopWhen<F>(pub(super) F);

impl<N, O, F: FnMut() -> bool> Observer<N, O> for StopWhen<F> {
    fn after_step(&mut self, _: &mut StepTaken<'_, N, O>) -> Flow {
        if (self.0)() { Flow::Break(Ok(())) } else { Flow::Continue(()) }
    }
}
