//! All that has a state, in several configurations: each is interrupted at several places, in the
//! middle of epochs too, and goes on to the bit.

use super::bits;
use netwright::data::{Augment, BalancedSampler, GaussianNoise, WeightedRandomSampler};
use netwright::loss::LossFor;
use netwright::metrics::{Accuracy, Better};
use netwright::optim::{Adagrad, Group, Lion, RmsProp};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::train::schedule::{CosineRestarts, OneCycle, ReduceOnPlateau, Schedule};
use netwright::train::{Checkpoints, EarlyStopping, Ema, Ending, HeldOut, History, MetricList, Observer};
use rand::SeedableRng;
use rand::rngs::SmallRng;

#[network(input = 2)]
struct Net {
    hidden: Linear<5>,
    norm: BatchNorm1d,
    relu: Relu,
    dropout: Dropout<0.3>,
    out: Linear<2>,
}

const EPOCHS: usize = 5;

fn data<T: Real>() -> Dataset<'static, T, 2, Label<2>> {
    let number = |i: usize| T::from_double(i as f64 / 19.0 - 0.4);
    let samples: Vec<[T; 2]> = (0..19).map(|i| [number(i), number(i * 7 % 19)]).collect();
    let labels = Label::from_indices(samples.iter().map(|[x, y]| usize::from(x > y))).unwrap();
    Dataset::new(samples, labels).unwrap()
}

/// Trains with new parts, with or without checkpoints, and stops after so many steps. `make` may
/// return what it has observed besides.
type Training<'t, T> = dyn Fn(Option<Checkpoints>, usize, &mut Net<T>) -> (History, Vec<T>) + 't;

/// Interrupts a training at several places, and compares it with the uninterrupted one.
fn check<T: Real>(name: &str, train: &Training<'_, T>) {
    let init = |seed| Net::<T>::init(&mut SmallRng::seed_from_u64(seed));
    let mut expected = init(1);
    let (history, observed) = train(None, usize::MAX, &mut expected);
    assert!(history.epochs() > 2, "{name}");
    // After the first step; in an epoch; at its end, which for 19 samples by 4 has 5 steps; twice
    // in one epoch.
    for stops in [&[1][..], &[7], &[10], &[6, 1, 5]] {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = || Some(Checkpoints::in_folder(folder.path()).every(2).resume());
        for (number, steps) in (0..).zip(stops) {
            train(checkpoints(), *steps, &mut init(if number == 0 { 1 } else { 7 }));
        }
        let mut resumed = init(9);
        let (again, observed_again) = train(checkpoints(), usize::MAX, &mut resumed);
        assert_eq!(resumed.as_slice(), expected.as_slice(), "{name}, {stops:?}");
        assert_eq!(bits(&again), bits(&history), "{name}, {stops:?}");
        assert_eq!((again.best_epoch(), again.ending()), (history.best_epoch(), history.ending()), "{name}");
        assert_eq!(observed_again, observed, "{name}, {stops:?}");
    }
}

/// Runs a trainer, of whatever parts, as [`check`] asks for it.
fn run<T, L, O, D, M, A, V>(
    trainer: Trainer<L, O, D, M, A, V>,
    checkpoints: Option<Checkpoints>,
    steps: usize,
    net: &mut Net<T>,
) -> History
where
    T: Real,
    L: LossFor<Net<T>, Label<2>>,
    O: Optimizer<Net<T>>,
    D: HeldOut<T, 2, Label<2>>,
    M: MetricList<Net<T>, Label<2>>,
    A: Augment<T, 2>,
    V: Observer<Net<T>, O>,
{
    let trainer = match checkpoints {
        Some(checkpoints) => trainer.checkpoints(checkpoints),
        None => trainer,
    };
    let mut taken = 0;
    let trainer = trainer.stop_when(|| {
        taken += 1;
        taken == steps
    });
    trainer.epochs(EPOCHS).batch(4).seed(3).fit(net, &data()).unwrap()
}

#[test]
fn sgd_with_momentum_and_a_mean_of_weights() {
    check::<f32>("sgd", &|checkpoints, steps, net| {
        let mut ema = Ema::new(net, 0.9).warm_up();
        let trainer = Trainer::new(CrossEntropy.label_smoothing(0.1), Sgd::new(0.1).momentum(0.9).nesterov());
        let trainer = trainer.schedule(CosineRestarts::new(7).per_step()).observe(&mut ema);
        let history = run(trainer, checkpoints, steps, net);
        (history, ema.network().as_slice().to_vec())
    });
}

#[test]
fn adam_on_a_plateau_with_all_that_is_random() {
    check::<f64>("adam", &|checkpoints, steps, net| {
        let held_out = data();
        let adam = Adam::new(0.05).amsgrad().weight_decay(0.01).group("*.bias", Group::new().rate_factor(0.5));
        let trainer = Trainer::new(CrossEntropy, adam)
            .schedule(ReduceOnPlateau::new().patience(0).gamma(0.5).threshold(0.05))
            .augment(GaussianNoise::new(0.1).unwrap())
            .sampler(BalancedSampler::new(data::<f64>().targets()))
            .validation(&held_out)
            .metric(Accuracy::default())
            .early_stopping(EarlyStopping::new(2).min_delta(10.0));
        let history = run(trainer, checkpoints, steps, net);
        if steps == usize::MAX {
            assert_eq!((history.epochs(), history.ending()), (3, Ending::EarlyStopping));
        }
        (history, Vec::new())
    });
}

#[test]
fn rms_prop_in_micro_batches_judged_by_a_metric() {
    check::<f32>("rms_prop", &|checkpoints, steps, net| {
        let held_out = data();
        let trainer = Trainer::new(CrossEntropy, RmsProp::new(0.01).momentum(0.5).centered().clip_norm(0.5))
            .schedule(OneCycle::new(25).per_step())
            // 18 = 4·4 + 2: each pass has the two samples that the normalisation needs.
            .sampler(WeightedRandomSampler::new(&[1.0; 19]).unwrap().draws(18))
            .micro_batch(2)
            .validation(&held_out)
            .metric(Accuracy::default())
            .monitor("accuracy", Better::Higher);
        (run(trainer, checkpoints, steps, net), Vec::new())
    });
}

#[test]
fn the_other_optimisers_in_the_order_of_the_data() {
    check::<f32>("adagrad", &|checkpoints, steps, net| {
        let adagrad = Adagrad::new(0.05).rate_decay(0.1).l1(1e-3).max_norm(1.0);
        (run(Trainer::new(CrossEntropy, adagrad).shuffle(false), checkpoints, steps, net), Vec::new())
    });
    check::<f32>("lion", &|checkpoints, steps, net| {
        (run(Trainer::new(CrossEntropy, Lion::new(0.01).freeze("norm.*")), checkpoints, steps, net), Vec::new())
    });
}
