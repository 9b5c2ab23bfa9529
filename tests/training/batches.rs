//! Batches: the last one, those that a sampler draws, and those in which few samples count or none.

use netwright::Error;
use netwright::data::{Sampler, WeightedRandomSampler};
use netwright::prelude::*;
use netwright::train::{OverfitCheck, RateFinder};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};

#[network(input = 2)]
struct Normed {
    hidden: Linear<4>,
    norm: BatchNorm1d,
    relu: Relu,
    out: Linear<3>,
}

#[network(input = 2)]
struct Net {
    hidden: Linear<4>,
    tanh: Tanh,
    out: Linear<3>,
}

const TOO_SMALL: Error = Error::BatchTooSmall { samples: 1, least: 2 };

/// Samples of the three classes in turn.
fn data(count: usize) -> Dataset<'static, f64, 2, Label<3>> {
    let samples: Vec<[f64; 2]> = (0..count).map(|i| [i as f64 / 10.0, (i * 7 % 5) as f64 - 2.0]).collect();
    Dataset::new(samples, Label::from_indices((0..count).map(|i| i % 3)).unwrap()).unwrap()
}

fn normed() -> Box<Normed<f64>> {
    Normed::<f64>::init(&mut SmallRng::seed_from_u64(1))
}

fn net() -> Box<Net<f64>> {
    Net::<f64>::init(&mut SmallRng::seed_from_u64(1))
}

/// Visits so many samples, in order and from the beginning again.
struct Visits(usize);

impl Sampler for Visits {
    fn order(&self, samples: usize, _: &mut dyn Rng, order: &mut Vec<usize>) -> Result<(), Error> {
        order.extend((0..self.0).map(|visit| visit % samples));
        Ok(())
    }
}

#[test]
fn the_visits_of_a_sampler_must_leave_no_batch_that_is_too_small() {
    let mut net = normed();
    let before = net.as_slice().to_vec();
    let trainer = |visits| Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(4).sampler(Visits(visits));
    // Of 8 samples; without a sampler there are two batches of 4.
    for visits in [1, 5, 9, 13] {
        assert_eq!(trainer(visits).fit(&mut net, &data(8)), Err(TOO_SMALL), "{visits} visits");
        assert_eq!(net.as_slice(), before);
    }
    // Of 9 samples one would be left over, if all were visited.
    for (visits, micro_batch) in [(2, 4), (6, 4), (8, 2), (10, 2), (18, 4)] {
        trainer(visits).micro_batch(micro_batch).fit(&mut net, &data(9)).unwrap();
    }
    assert_eq!(trainer(6).micro_batch(3).fit(&mut net, &data(8)), Err(TOO_SMALL)); // 4 = 3 + 1
    let draws = WeightedRandomSampler::new(&[1.0; 8]).unwrap().draws(17);
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(4).sampler(draws);
    assert_eq!(trainer.fit(&mut net, &data(8)), Err(TOO_SMALL));
}

#[test]
fn the_rest_of_an_epoch_is_left_out_if_that_is_wished() {
    let steps = |trainer: Trainer<CrossEntropy, Adam<Normed<f64>>>, count| {
        let mut steps = 0;
        let trainer = trainer.epochs(3).drop_last().stop_when(|| {
            steps += 1;
            false
        });
        let history = trainer.fit(&mut normed(), &data(count)).unwrap();
        steps / history.epochs()
    };
    let trainer = || Trainer::new(CrossEntropy, Adam::new(0.1));
    for (count, batch, expected) in [(9, 4, 2), (9, 2, 4), (33, 32, 1), (8, 4, 2), (9, 8, 1), (5, 32, 1), (5, 5, 1)] {
        assert_eq!(steps(trainer().batch(batch), count), expected, "{count} samples by {batch}");
    }
    assert_eq!(steps(trainer().full_batch(), 9), 1);
    assert_eq!(steps(trainer().batch(4).sampler(Visits(13)), 8), 3);
    // Without an order of their own the last samples are never seen.
    let train = |data: &Dataset<'_, f64, 2, Label<3>>, drop_last: bool| {
        let trainer = trainer().batch(4).epochs(2).shuffle(false);
        let mut net = normed();
        let history = if drop_last { trainer.drop_last() } else { trainer }.fit(&mut net, data).unwrap();
        (net, history.losses().to_vec())
    };
    let ((dropped, losses), (whole, expected)) = (train(&data(11), true), train(&data(8), false));
    assert_eq!((dropped.as_slice(), losses), (whole.as_slice(), expected));
}

#[test]
fn one_sample_is_too_small_for_checks_before_training_too() {
    let (net, error) = (normed(), Err(TOO_SMALL));
    assert_eq!(OverfitCheck::new(CrossEntropy, Sgd::new(0.1)).batch(1).run(&*net, &data(8)).map(|_| ()), error);
    assert_eq!(OverfitCheck::new(CrossEntropy, Sgd::new(0.1)).run(&*net, &data(1)).map(|_| ()), error);
    assert_eq!(RateFinder::new(CrossEntropy, Sgd::new(0.1)).batch(7).run(&*net, &data(8)).map(|_| ()), error);
    let mut trained = net.copy();
    let minimized = trained.minimize(&mut netwright::optim::Lbfgs::new(), &CrossEntropy, &data(1));
    assert_eq!((minimized.map(|_| ()), trained.as_slice()), (error, net.as_slice()));
    // An evaluation takes one sample.
    let one = data(1);
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(4).validation(&one);
    assert!(trainer.fit(&mut net.copy(), &data(8)).unwrap().rows().all(|row| row.get("validation loss").is_some()));
    assert!(net.accuracy(one.samples(), one.targets()).unwrap() <= 1.0);
}

#[test]
fn samples_that_are_ignored_do_not_count_in_batches_of_any_size() {
    let all = data(18);
    let counted = |label: &Label<3>| label.index() != 2;
    let kept: Vec<usize> = (0..18).filter(|i| counted(&all.targets()[*i])).collect();
    let samples: Vec<_> = kept.iter().map(|i| all.samples()[*i]).collect();
    let labels: Vec<_> = kept.iter().map(|i| all.targets()[*i]).collect();
    let without = Dataset::new(samples, labels).unwrap();
    let loss = || CrossEntropy.ignore(2);
    // In batches of 3 there are two samples that count, or of 2 one or two.
    for (batch, batch_without, micro_batch) in [(1, 1, 1), (3, 2, 3), (3, 2, 1), (9, 6, 2), (18, 12, 5)] {
        let (mut net, mut expected) = (net(), net());
        let trainer =
            |batch| Trainer::new(loss(), Sgd::new(0.2)).shuffle(false).epochs(2).batch(batch).validation(&all);
        let history = trainer(batch).micro_batch(micro_batch).fit(&mut net, &all).unwrap();
        let whole = trainer(batch_without).fit(&mut expected, &without).unwrap();
        for (w, expected) in net.as_slice().iter().zip(expected.as_slice()) {
            assert!((w - expected).abs() < 1e-12, "{batch}: {w}, {expected}");
        }
        for column in ["loss", "validation loss", "gradient norm"] {
            let values =
                [&history, &whole].map(|history| history.rows().map(|row| row.get(column).unwrap()).sum::<f64>());
            assert!((values[0] - values[1]).abs() < 1e-12, "{batch}, {column}: {values:?}");
        }
    }
    let shuffled = Trainer::new(loss(), Sgd::new(0.2)).epochs(3).batch(1).fit(&mut net(), &all).unwrap();
    assert!(shuffled.losses().iter().all(|loss| loss.is_finite()));
}

#[test]
fn a_data_set_of_which_no_sample_counts_is_refused() {
    let nothing = Dataset::new(data(6).samples().to_vec(), vec![Label::<3>::new(2).unwrap(); 6]).unwrap();
    let (mut trained, all) = (net(), data(6));
    let trainer = || Trainer::new(CrossEntropy.ignore(2), Sgd::new(0.2));
    assert_eq!(trainer().fit(&mut trained, &nothing), Err(Error::NoWeight));
    assert_eq!(trainer().validation(&nothing).fit(&mut trained, &all), Err(Error::NoWeight));
    assert_eq!(trained.as_slice(), net().as_slice());
    assert_eq!(trained.loss(&CrossEntropy.ignore(2), nothing.samples(), nothing.targets()), Err(Error::NoWeight));
}

#[network(input = 2, output = { digit = digit, size = size })]
struct Two {
    hidden: Linear<3>,
    tanh: Tanh,
    #[from(tanh)]
    digit: Linear<3>,
    #[from(tanh)]
    size: Linear<1>,
}

#[test]
fn an_output_of_which_no_sample_of_a_batch_counts_is_left_out() {
    let all = data(8);
    let label = |class| Label::<3>::new(class).unwrap();
    // Of the first four samples the digit is unknown.
    let targets: Vec<_> =
        (0..8).map(|i| TwoTarget { digit: label(if i < 4 { 2 } else { i % 2 }), size: [i as f64] }).collect();
    let data = Dataset::new(all.samples().to_vec(), targets).unwrap();
    let loss = || TwoLoss { digit: CrossEntropy.ignore(2), size: Mse };
    let init = || Two::<f64>::init(&mut SmallRng::seed_from_u64(1));
    let mut first = init();
    let half = Dataset::new(&data.samples()[..4], &data.targets()[..4]).unwrap();
    let history = Trainer::new(loss(), Sgd::new(0.01)).full_batch().fit(&mut first, &half).unwrap();
    assert_eq!(first.digit.weight, init().digit.weight);
    assert_ne!(first.size.weight, init().size.weight);
    let row = history.rows().next().unwrap();
    assert_eq!((row.get("loss.digit"), row.get("loss.size")), (Some(0.0), Some(history.last_loss())));
    let history = Trainer::new(loss(), Sgd::new(0.01)).epochs(50).batch(2).fit(&mut init(), &data).unwrap();
    assert!(history.last_loss() < 0.5 * history.losses()[0], "{history}");
}
