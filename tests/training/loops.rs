//! The loop: batches, orders, validation, the best epoch, schedules.

use netwright::Error;
use netwright::data::{GaussianNoise, Sampler, SequentialSampler};
use netwright::metrics::{Accuracy, Better};
use netwright::prelude::*;
use netwright::train::schedule::{Exponential, ReduceOnPlateau, Schedule};
use netwright::train::{EarlyStopping, Ending, Epoch, Flow, Observer, StepTaken};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use std::ops::ControlFlow::Continue;

#[network(input = 2)]
struct Small(Linear<6>, Tanh, Dropout<0.3>, Linear<2>);

#[network(input = 1)]
struct Line(Linear<1, NoBias>);

type Net = Line<f64>;

fn small() -> Box<Small<f64>> {
    Small::<f64>::init(&mut SmallRng::seed_from_u64(3))
}

fn data() -> Dataset<'static, f64, 2, Label<2>> {
    let samples: Vec<[f64; 2]> = (0..20).map(|i| [f64::from(i) / 20.0, f64::from(i * 7 % 20) / 20.0]).collect();
    let labels = Label::from_indices(samples.iter().map(|[x, y]| usize::from(x > y))).unwrap();
    Dataset::new(samples, labels).unwrap()
}

/// One sample of 1 with the target 1: the loss is (1 - w)², and a step moves w by `2·rate·(1 - w)`.
fn one() -> Dataset<'static, f64, 1, [f64; 1]> {
    Dataset::new(&[[1.0]], &[[1.0]]).unwrap()
}

/// Notes the loss of each step.
#[derive(Default)]
struct Losses(Vec<f64>);

impl<N, O> Observer<N, O> for Losses {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        self.0.push(step.loss);
        Continue(())
    }
}

#[test]
fn single_samples_minibatches_and_full_batches_are_one_setting() {
    let data = data();
    for (trainer, steps) in [
        (Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(1), 20),
        (Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(6), 4),
        (Trainer::new(CrossEntropy, Sgd::new(0.1)).full_batch(), 1),
    ] {
        let mut losses = Losses::default();
        trainer.observe(&mut losses).fit(&mut small(), &data).unwrap();
        assert_eq!(losses.0.len(), steps);
    }
}

#[test]
fn the_loss_of_an_epoch_is_that_of_its_samples() {
    // The last batch has 2 samples of 20 and counts for as much. Without steps, the order is
    // nothing.
    let data = data();
    #[network(input = 2)]
    struct Plain(Linear<2>);
    let mut net = Plain::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let expected = net.loss(&CrossEntropy, data.samples(), data.targets()).unwrap();
    let history = Trainer::new(CrossEntropy, Sgd::new(0.0)).batch(6).fit(&mut net, &data).unwrap();
    assert!((history.last_loss() - expected).abs() < 1e-15);
}

#[test]
fn a_seed_decides_everything_that_is_random() {
    let data = data();
    let trained = |seed| {
        let mut net = small();
        Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(3).batch(4).seed(seed).fit(&mut net, &data).unwrap();
        net.as_slice().to_vec()
    };
    assert_eq!(trained(1), trained(1));
    assert_ne!(trained(1), trained(2));
}

#[test]
fn the_data_is_only_borrowed_and_keeps_its_order() {
    let data = data();
    let before = data.clone();
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(2).batch(3);
    trainer.augment(GaussianNoise::new(0.1).unwrap()).fit(&mut small(), &data).unwrap();
    assert_eq!(data, before);
}

/// Gathered samples and borrowed ones give the same bits.
#[test]
fn an_order_that_is_drawn_is_that_of_a_data_set_in_that_order() {
    #[derive(Clone)]
    struct Backwards;
    impl Sampler for Backwards {
        fn order(&self, samples: usize, _: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
            order.extend((0..samples).rev());
            Ok(())
        }
    }
    let data = data();
    let (mut samples, mut targets) = (data.samples().to_vec(), data.targets().to_vec());
    samples.reverse();
    targets.reverse();
    let reversed = Dataset::new(samples, targets).unwrap();
    let trainer = || Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(2).batch(3);
    let (mut drawn, mut in_order, mut sequential) = (small(), small(), small());
    trainer().sampler(Backwards).fit(&mut drawn, &data).unwrap();
    trainer().shuffle(false).fit(&mut in_order, &reversed).unwrap();
    trainer().sampler(SequentialSampler).fit(&mut sequential, &reversed).unwrap();
    assert_eq!(drawn.as_slice(), in_order.as_slice());
    assert_eq!(sequential.as_slice(), in_order.as_slice());
}

/// Visits the first sample more often than there are samples.
#[test]
fn a_sampler_may_draw_more_samples_than_there_are() {
    struct First;
    impl Sampler for First {
        fn order(&self, _: usize, _: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
            order.extend([0; 50]);
            Ok(())
        }
    }
    let data = Dataset::new(&[[1.0], [5.0]], &[[1.0], [0.0]]).unwrap();
    let mut net = Net::zeros();
    let history = Trainer::new(Mse, Sgd::new(0.25)).batch(40).sampler(First).fit(&mut net, &data).unwrap();
    // Of 40 samples with the loss 1, and 10 with (1/2)².
    assert_eq!((history.last_loss(), net.0.weight[(0, 0)]), ((40.0 + 10.0 * 0.25) / 50.0, 0.75));
}

#[test]
fn micro_batches_give_the_gradient_of_the_whole() {
    #[network(input = 2)]
    struct Plain(Linear<4>, Tanh, Linear<2>);
    let data = data();
    let trained = |micro_batch| {
        let mut net = Plain::<f64>::init(&mut SmallRng::seed_from_u64(1));
        let trainer = Trainer::new(CrossEntropy, Sgd::new(0.5)).epochs(3).batch(6).micro_batch(micro_batch);
        (trainer.fit(&mut net, &data).unwrap(), net.as_slice().to_vec())
    };
    let (whole, parameters) = trained(6);
    for micro_batch in [1, 4, 5] {
        let (history, parts) = trained(micro_batch);
        assert!((history.last_loss() - whole.last_loss()).abs() < 1e-14);
        assert!(parts.iter().zip(&parameters).all(|(a, b)| (a - b).abs() < 1e-14), "{micro_batch}");
    }
}

#[test]
fn samples_are_changed_at_random_for_each_visit() {
    let trained = |seed| {
        let mut net = Net::zeros();
        let trainer = Trainer::new(Mse, Sgd::new(0.1)).epochs(4).seed(seed);
        let noise = GaussianNoise::new(0.5).unwrap();
        trainer.augment(noise).fit(&mut net, &one()).unwrap().losses().to_vec()
    };
    assert_eq!(trained(1), trained(1));
    assert_ne!(trained(1), trained(2));
    // Not the same noise in each epoch: the weight would follow a geometric series.
    let double = |sample: &mut [f64; 1], _: &mut dyn Rng| sample[0] *= 2.0;
    let mut net = Net::zeros();
    Trainer::new(Mse, Sgd::new(0.125)).augment(double).fit(&mut net, &one()).unwrap();
    assert_eq!(net.0.weight[(0, 0)], 0.5); // 2·rate·2·(1 - 0)
}

/// The weight goes 1/2, 3/4, 7/8, ..; for a target of 0.7, 3/4 is best.
fn validation() -> Dataset<'static, f64, 1, [f64; 1]> {
    Dataset::new(&[[1.0]], &[[0.7]]).unwrap()
}

#[test]
fn the_best_weights_are_restored_at_any_end() {
    let (data, validation) = (one(), validation());
    let trainer = || Trainer::new(Mse, Sgd::new(0.25)).validation(&validation);
    let check = |result: Result<netwright::train::History, Error>, net: &Net, epochs, ending| {
        let history = result.unwrap();
        assert_eq!((net.0.weight[(0, 0)], history.best_epoch()), (0.75, Some(2)));
        assert_eq!(
            (history.epochs(), history.ending(), history.judged_by()),
            (epochs, ending, Some("validation loss"))
        );
    };
    let mut net = Net::zeros();
    check(trainer().epochs(6).fit(&mut net, &data), &net, 6, Ending::AllEpochs);
    let mut net = Net::zeros();
    let result = trainer().epochs(99).early_stopping(EarlyStopping::new(3)).fit(&mut net, &data);
    check(result, &net, 5, Ending::EarlyStopping);
    let (mut net, mut steps) = (Net::zeros(), 0);
    let stop = || {
        steps += 1;
        steps == 5
    };
    check(trainer().epochs(99).stop_when(stop).fit(&mut net, &data), &net, 4, Ending::Observer);

    // And after an error.
    struct FullDisk;
    impl<N, O> Observer<N, O> for FullDisk {
        fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
            if epoch.number == 4 { Flow::Break(Err(Error::NoSamples)) } else { Continue(()) }
        }
    }
    let mut net = Net::zeros();
    assert!(trainer().epochs(9).observe(FullDisk).fit(&mut net, &data).is_err());
    assert_eq!(net.0.weight[(0, 0)], 0.75);
}

#[test]
fn what_diverges_is_left_as_after_the_best_or_the_last_good_epoch() {
    // w = 2e150, -4e300, and then the loss is infinite.
    let diverged = |error: Error| match error {
        Error::Diverged { epoch, left, .. } => (epoch, left),
        error => panic!("{error}"),
    };
    let mut net = Net::zeros();
    let error = Trainer::new(Mse, Sgd::new(1e150)).epochs(6).fit(&mut net, &one()).unwrap_err();
    assert!(error.to_string().contains("the network is left as it was after epoch 2"), "{error}");
    assert_eq!(diverged(error), (3, 2));
    assert!((net.0.weight[(0, 0)] / -4e300 - 1.0).abs() < 1e-15);
    let validation = validation();
    let mut net = Net::zeros();
    let trainer = Trainer::new(Mse, Sgd::new(1e150)).epochs(6).validation(&validation);
    let error = trainer.fit(&mut net, &one()).unwrap_err();
    assert_eq!((diverged(error), net.0.weight[(0, 0)]), ((3, 1), 2e150));
    let mut net = Net::zeros();
    net.0.weight[(0, 0)] = 1e200;
    let error = Trainer::new(Mse, Sgd::new(0.1)).fit(&mut net, &one()).unwrap_err();
    assert!(error.to_string().contains("the network is left as it was before training"), "{error}");
    assert_eq!((diverged(error), net.0.weight[(0, 0)]), ((1, 0), 1e200));
}

#[test]
fn metrics_are_measured_on_the_validation_set_or_else_on_the_training_samples() {
    let (data, mut net) = (data(), small());
    let validation = Dataset::new(&data.samples()[..5], &data.targets()[..5]).unwrap();
    let trainer = || Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(3).batch(4);
    let history = trainer().metric(Accuracy::default()).fit(&mut net, &data).unwrap();
    let accuracy = net.accuracy(data.samples(), data.targets()).unwrap();
    assert_eq!(history.rows().last().unwrap().get("accuracy"), Some(accuracy));
    assert_eq!(history.best_epoch(), None);

    let trainer = trainer().validation(&validation).metric(Accuracy::default());
    let history = trainer.monitor("accuracy", Better::Higher).fit(&mut net, &data).unwrap();
    let best = history.rows().nth(history.best_epoch().unwrap() - 1).unwrap();
    let accuracy = net.accuracy(validation.samples(), validation.targets()).unwrap();
    let loss = net.loss(&CrossEntropy, validation.samples(), validation.targets()).unwrap();
    assert_eq!((best.get("accuracy"), best.get("validation loss")), (Some(accuracy), Some(loss)));
    let most = history.rows().map(|row| row.get("accuracy").unwrap()).fold(0.0, f64::max);
    assert_eq!(accuracy, most);
}

#[test]
fn training_is_not_judged_by_what_is_not_measured() {
    let trainer = Trainer::new(Mse, Sgd::new(0.1)).epochs(3).monitor("acuracy", Better::Higher);
    let error = trainer.fit(&mut Net::zeros(), &one()).unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with("training is judged by `acuracy`, but only these are measured: loss, rate"),
        "{message}"
    );
}

#[test]
fn settings_without_meaning_are_refused() {
    let refused = |trainer: Trainer<Mse, Sgd<Net>>| trainer.fit(&mut Net::zeros(), &one()).unwrap_err().to_string();
    let trainer = || Trainer::new(Mse, Sgd::new(0.1));
    assert_eq!(refused(trainer().micro_batch(0)), "the size of micro-batches must be at least 1, but is 0");
    let stopping = |stopping| refused(trainer().early_stopping(stopping));
    assert_eq!(stopping(EarlyStopping::new(0)), "the patience of early stopping must be at least 1, but is 0");
    assert!(stopping(EarlyStopping::new(1).min_delta(f64::NAN)).starts_with("the least improvement of early stopping"));
    let gamma = ReduceOnPlateau::new().gamma(2.0);
    assert!(refused(trainer().schedule(gamma)).contains("gamma"));
    let bad = Dataset::new(&[[f64::NAN]], &[[1.0]]).unwrap();
    assert!(trainer().validation(&bad).fit(&mut Net::zeros(), &one()).is_err());
}

#[test]
fn a_schedule_sets_the_rate_before_each_epoch_or_step() {
    let data = Dataset::new(&[[1.0]; 4], &[[1.0]; 4]).unwrap();
    let rates = |per_step: bool| {
        let trainer = Trainer::new(Mse, Sgd::new(0.25)).epochs(3).batch(2);
        let trainer = match per_step {
            true => trainer.schedule(Exponential::new(0.5).per_step()),
            false => trainer.schedule(Exponential::new(0.5)),
        };
        let mut net = Net::zeros();
        let history = trainer.fit(&mut net, &data).unwrap();
        let rates: Vec<f64> = history.rows().map(|row| row.get("rate").unwrap()).collect();
        (rates, 1.0 - net.0.weight[(0, 0)])
    };
    // Each step multiplies the distance by 1 - 2·rate.
    let left = |rates: &[f64]| rates.iter().map(|rate| 1.0 - 2.0 * rate).product::<f64>();
    let (each_epoch, distance) = rates(false);
    assert_eq!(each_epoch, [0.25, 0.125, 0.0625]);
    assert!((distance - left(&[0.25, 0.25, 0.125, 0.125, 0.0625, 0.0625])).abs() < 1e-15);
    let (each_step, distance) = rates(true);
    assert_eq!(each_step, [0.125, 0.03125, 0.0078125]); // of the last step of each epoch
    assert!((distance - left(&[0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125])).abs() < 1e-15);
}

#[test]
fn a_plateau_is_that_of_the_number_by_which_training_is_judged() {
    // With this rate the loss is 1 for ever.
    let schedule = ReduceOnPlateau::new().gamma(0.5).patience(1);
    let trainer = Trainer::new(Mse, Sgd::new(1.0)).epochs(4).schedule(schedule);
    let history = trainer.fit(&mut Net::zeros(), &one()).unwrap();
    let rates: Vec<f64> = history.rows().map(|row| row.get("rate").unwrap()).collect();
    assert_eq!(rates, [1.0, 1.0, 1.0, 0.5]);
}

#[test]
fn a_batch_in_which_no_sample_counts_is_passed_over() {
    struct Counted;
    impl netwright::loss::Loss<f64, netwright::nalgebra::Const<1>, (f64, f64)> for Counted {
        type Outputs = netwright::loss::AnyOutputs;
        fn sample(&self, output: &[f64], (target, weight): &(f64, f64), gradient: &mut [f64]) -> f64 {
            gradient[0] = 2.0 * weight * (output[0] - target);
            weight * (output[0] - target) * (output[0] - target)
        }
        fn sample_weight(&self, target: &(f64, f64)) -> f64 {
            target.1
        }
    }
    let data = Dataset::new(&[[1.0]; 4], &[(1.0, 0.0), (1.0, 1.0), (1.0, 1.0), (9.0, 0.0)]).unwrap();
    let mut losses = Losses::default();
    let mut net = Net::zeros();
    let trainer = Trainer::new(Counted, Sgd::new(0.25)).batch(1).shuffle(false).observe(&mut losses);
    let history = trainer.fit(&mut net, &data).unwrap();
    assert_eq!((losses.0, history.last_loss()), (vec![1.0, 0.25], 0.625));
    let mut net = Net::zeros();
    let trainer = Trainer::new(Counted, Sgd::new(0.25)).full_batch().micro_batch(3);
    assert_eq!(trainer.fit(&mut net, &data).unwrap().last_loss(), 1.0);
    assert_eq!(net.0.weight[(0, 0)], 0.5);
}

#[test]
fn the_gradient_norm_is_the_mean_of_the_steps() {
    let data = Dataset::new(&[[1.0]; 2], &[[1.0]; 2]).unwrap();
    let history = Trainer::new(Mse, Sgd::new(0.25)).batch(1).fit(&mut Net::zeros(), &data).unwrap();
    // The gradients are -2 and -1.
    assert_eq!(history.rows().next().unwrap().get("gradient norm"), Some(1.5));
    assert!(history.rows().next().unwrap().get("seconds").unwrap() >= 0.0);
}
