//! Everything that a training loop needs besides its five steps is an observer: a schedule, early
//! stopping, checkpoints.

use netwright::Error;
use netwright::prelude::*;
use netwright::train::{Epoch, Flow, Observer, StepTaken};
use std::f64::consts::PI;
use std::ops::ControlFlow::{Break, Continue};

#[network(input = 1)]
struct Line(Linear<1, NoBias>);

type Net = Line<f64>;

/// With one sample of 1 and its target 1 the loss is (1 - w)², and a step moves w by
/// `2·rate·(1 - w)`.
fn train<'s, V>(observer: V, epochs: usize, sgd: &'s mut Sgd<Net>) -> (Result<netwright::train::History, Error>, f64)
where
    V: Observer<Net, &'s mut Sgd<Net>>,
{
    let data = Dataset::new(&[[1.0]], &[[1.0]]).unwrap();
    let mut net = Net::zeros();
    let history = Trainer::new(Mse, sgd).epochs(epochs).observe(observer).fit(&mut net, &data);
    (history, net.0.weight[(0, 0)])
}

/// The rate falls along a cosine from the first step to the last.
struct Cosine {
    from: f64,
    steps: f64,
    taken: f64,
}

impl<N, O: Settings> Observer<N, O> for Cosine {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        self.taken += 1.0;
        let share = (1.0 + (PI * self.taken / self.steps).cos()) / 2.0;
        step.optimizer.set_learning_rate(self.from * share);
        Continue(())
    }

    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        epoch.history.record("rate", epoch.optimizer.learning_rate());
        Continue(())
    }
}

#[test]
fn a_schedule_is_an_observer() {
    let mut sgd = Sgd::new(0.25);
    let (history, weight) = train(Cosine { from: 0.25, steps: 4.0, taken: 0.0 }, 4, &mut sgd);
    let history = history.unwrap();
    let rates: Vec<f64> = history.rows().map(|row| row.get("rate").unwrap()).collect();
    let shares = [0.853_553_390_593_273_8, 0.5, 0.146_446_609_406_726_24, 0.0];
    for (rate, share) in rates.iter().zip(shares) {
        assert!((rate - 0.25 * share).abs() < 1e-15, "{rates:?}");
    }
    let left = [1.0, shares[0], shares[1], shares[2]].map(|share| 1.0 - 0.5 * share).iter().product::<f64>();
    assert!((1.0 - weight - left).abs() < 1e-15);
    assert_eq!(sgd.steps(), 4);
}

/// Ends training once the loss has not become less for `patience` epochs.
struct EarlyStopping {
    patience: usize,
    least: f64,
    since: usize,
}

impl<N, O> Observer<N, O> for EarlyStopping {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        let loss = epoch.history.last_loss();
        self.since = if loss < self.least { 0 } else { self.since + 1 };
        self.least = self.least.min(loss);
        if self.since == self.patience { Break(Ok(())) } else { Continue(()) }
    }
}

#[test]
fn early_stopping_is_an_observer() {
    // With this rate the weight goes 0, 2, 0, 2, ..: the loss is 1 for ever.
    let stopping = EarlyStopping { patience: 3, least: f64::INFINITY, since: 0 };
    let (history, _) = train(stopping, 100, &mut Sgd::new(1.0));
    assert_eq!(history.unwrap().losses(), [1.0; 4]);
}

/// Gives the network back as it was after the epoch with the least loss on other data.
struct KeepBest<N> {
    best: Option<Box<N>>,
    least: f64,
    epoch: usize,
    ended: usize,
}

impl<O> Observer<Net, O> for KeepBest<Net> {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, Net, O>) -> Flow {
        let loss = epoch.network.loss(&Mse, &[[1.0]], &[[0.7]]).unwrap_or(f64::INFINITY);
        epoch.history.record("validation", loss);
        if loss < self.least {
            (self.least, self.epoch) = (loss, epoch.number);
            self.best = Some(epoch.network.copy());
        }
        Continue(())
    }

    fn at_end(&mut self, end: &mut Epoch<'_, Net, O>) {
        self.ended += 1;
        if let Some(best) = &self.best {
            end.network.copy_from(best);
        }
    }
}

impl KeepBest<Net> {
    fn new() -> Self {
        KeepBest { best: None, least: f64::INFINITY, epoch: 0, ended: 0 }
    }
}

#[test]
fn keeping_the_best_is_an_observer() {
    // The weight goes 1/2, 3/4, 7/8, ..; on the other data 3/4 is best.
    let mut keep = KeepBest::new();
    let (history, weight) = train(&mut keep, 6, &mut Sgd::new(0.25));
    assert_eq!((keep.epoch, keep.ended, weight), (2, 1, 0.75));
    let history = history.unwrap();
    let best = history.rows().nth(1).unwrap();
    assert_eq!((best.epoch(), best.get("validation")), (2, Some(keep.least)));
    assert_eq!(history.names().collect::<Vec<_>>(), ["loss", "rate", "gradient norm", "seconds", "validation"]);
}

#[test]
fn the_end_is_observed_when_training_fails_too() {
    // The weight goes 2e150, -4e300, and then the loss is infinite.
    let mut keep = KeepBest::new();
    let (history, weight) = train(&mut keep, 6, &mut Sgd::new(1e150));
    let Err(Error::Diverged { epoch, .. }) = history else { panic!("{history:?}") };
    assert_eq!((epoch, keep.epoch, keep.ended), (3, 1, 1));
    assert_eq!(weight, 2e150);
}

/// A checkpoint that cannot be written.
struct FullDisk;

impl<N, O> Observer<N, O> for FullDisk {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        if epoch.number == 2 { Break(Err(Error::NoSamples)) } else { Continue(()) }
    }
}

#[test]
fn the_error_of_an_observer_ends_training() {
    let mut sgd = Sgd::new(0.25);
    let (history, weight) = train(FullDisk, 5, &mut sgd);
    assert!(matches!(history, Err(Error::NoSamples)));
    assert_eq!((weight, sgd.steps()), (0.75, 2));
}

/// Notes everything that it is shown.
#[derive(Default)]
struct Log(Vec<(usize, usize, f64, f64, f64)>);

impl<O> Observer<Net, O> for Log {
    fn after_step(&mut self, step: &mut StepTaken<'_, Net, O>) -> Flow {
        let (weight, gradient) = (step.network.0.weight[(0, 0)], step.gradients.0.weight[(0, 0)]);
        self.0.push((step.epoch, step.batch, step.loss, weight, gradient));
        if self.0.len() == 3 { Break(Ok(())) } else { Continue(()) }
    }
}

#[test]
fn each_step_is_observed_and_may_be_the_last() {
    let data = Dataset::new(&[[1.0]; 2], &[[1.0]; 2]).unwrap();
    let (mut net, mut log) = (Net::zeros(), Log::default());
    let mut epochs = Vec::new();
    let trainer = Trainer::new(Mse, Sgd::new(0.25)).epochs(9).batch(1).observe(&mut log);
    let history = trainer.after_epoch(|epoch, loss| epochs.push((epoch, loss))).fit(&mut net, &data).unwrap();
    assert_eq!(log.0, [(1, 1, 1.0, 0.5, -2.0), (1, 2, 0.25, 0.75, -1.0), (2, 1, 0.0625, 0.875, -0.5)]);
    // The epoch that was cut short has no row.
    assert_eq!((history.losses(), epochs), (&[0.625][..], vec![(1, 0.625)]));
}

/// Makes the network and the steps so large that the next one leaves the range of numbers.
struct Enlarge;

impl<O: Settings> Observer<Net, O> for Enlarge {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, Net, O>) -> Flow {
        epoch.network.0.weight[(0, 0)] = -1.79e308;
        epoch.optimizer.set_learning_rate(8e307);
        Continue(())
    }
}

#[test]
fn the_changes_of_an_observer_are_guarded() {
    let data = Dataset::new(&[[2e-155]], &[[-1e154]]).unwrap();
    let mut net = Net::zeros();
    let error = Trainer::new(Mse, Sgd::new(1.0)).epochs(2).observe(Enlarge).fit(&mut net, &data).unwrap_err();
    assert!(matches!(error, Error::Diverged { epoch: 2, batch: 1, .. }), "{error}");
    assert_eq!(net.0.weight[(0, 0)], -1.79e308);
}
