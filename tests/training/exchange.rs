//! Ranks that train together: the bits do not depend on their number, and they end together.

use netwright::Error;
use netwright::data::GaussianNoise;
use netwright::metrics::Accuracy;
use netwright::prelude::*;
use netwright::train::exchange::{Alone, Exchange, Threads, on_threads};
use netwright::train::schedule::ReduceOnPlateau;
use netwright::train::{EarlyStopping, History};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::fmt::Debug;

#[network(input = 2)]
struct Net {
    hidden: Linear<7>,
    norm: BatchNorm1d,
    relu: Relu,
    dropout: Dropout<0.3>,
    out: Linear<3>,
}

#[network(input = 2)]
struct Smooth(Linear<7>, Tanh, Linear<3>);

/// Samples of the three classes in turn.
fn data<T: netwright::scalar::Real>(count: usize) -> Dataset<'static, T, 2, Label<3>> {
    let number = |i: usize| T::from_double(i as f64 / 23.0 - 0.4);
    let samples: Vec<[T; 2]> = (0..count).map(|i| [number(i), number(i * 7 % 23)]).collect();
    Dataset::new(samples, Label::from_indices((0..count).map(|i| i * i % 3)).unwrap()).unwrap()
}

fn net() -> Box<Net> {
    Net::init(&mut SmallRng::seed_from_u64(1))
}

/// All that was measured, but for the time.
fn bits(history: &History) -> Vec<u64> {
    let columns = |row: netwright::train::Row<'_>| {
        let values =
            row.values().filter(|(name, _)| *name != "seconds").map(|(_, value)| value.map_or(0, f64::to_bits));
        values.collect::<Vec<_>>()
    };
    history.rows().flat_map(columns).collect()
}

/// Calls `train` with one rank and with several, and compares what they return.
fn check<R: PartialEq + Debug + Send>(alone: R, train: impl Fn(Threads<f32>) -> R + Sync, name: &str) {
    for ranks in [1, 2, 3, 4, 8, 11] {
        for (rank, result) in on_threads(ranks, &train).into_iter().enumerate() {
            assert_eq!(result, alone, "{name}: rank {rank} of {ranks}");
        }
    }
}

/// A training with everything that a batch has to do with.
fn everything(exchange: impl Exchange<f32>, batch: usize, micro_batch: usize, shards: usize) -> (Vec<u32>, Vec<u64>) {
    let (data, held_out, mut net) = (data(53), data(17), net());
    let adam = AdamW::new(0.02).clip_norm(0.5).clip_value(0.2).l1(1e-4);
    let trainer = Trainer::new(CrossEntropy.class_weights([1.0, 0.5, 3.0]), adam)
        .schedule(ReduceOnPlateau::new().patience(0).gamma(0.5))
        .augment(GaussianNoise::new(0.1).unwrap())
        .validation(&held_out)
        .metric(Accuracy::default())
        .early_stopping(EarlyStopping::new(3));
    let trainer = trainer.epochs(5).batch(batch).micro_batch(micro_batch).seed(3).exchange(exchange).shards(shards);
    let history = trainer.fit(&mut net, &data).unwrap();
    (net.as_slice().iter().map(|number| number.to_bits()).collect(), bits(&history))
}

#[test]
fn the_bits_do_not_depend_on_the_number_of_ranks() {
    // The last batches have 15 samples, 5, of which there are two shards, 3 and 53.
    for (batch, micro_batch, shards) in [(19, 100, 8), (16, 3, 8), (10, 100, 8), (25, 5, 3), (100, 100, 7), (19, 8, 1)]
    {
        let train = |exchange: &mut dyn Exchange<f32>| everything(exchange, batch, micro_batch, shards);
        check(train(&mut Alone), |mut rank| train(&mut rank), &format!("{batch} by {micro_batch} in {shards}"));
    }
}

#[test]
fn batches_may_have_fewer_samples_than_there_are_shards() {
    let train = |exchange: &mut dyn Exchange<f32>| {
        let (data, mut net) = (data(11), Smooth::init(&mut SmallRng::seed_from_u64(1)));
        let trainer = Trainer::new(CrossEntropy.ignore(1), Sgd::new(0.1)).epochs(3).batch(5);
        let history = trainer.exchange(exchange).fit(&mut net, &data).unwrap();
        (net.as_slice().to_vec(), bits(&history))
    };
    check(train(&mut Alone), |mut rank| train(&mut rank), "batches of 5 and 1");
}

#[test]
fn shards_have_the_gradient_of_the_batch() {
    let train = |shards: Option<usize>| {
        let (data, mut net) = (data::<f64>(53), Smooth::<f64>::init(&mut SmallRng::seed_from_u64(1)));
        let trainer = Trainer::new(CrossEntropy.class_weights([1.0, 0.5, 3.0]), Sgd::new(0.1).momentum(0.9));
        let trainer = trainer.epochs(3).batch(19);
        let history = match shards {
            None => trainer.fit(&mut net, &data),
            Some(shards) => trainer.exchange(Alone).shards(shards).fit(&mut net, &data),
        };
        let history = history.unwrap();
        (net.as_slice().to_vec(), history.losses().to_vec(), bits(&history))
    };
    let whole = train(None);
    assert_eq!(train(Some(1)), whole, "one shard is the batch");
    let (net, losses, _) = train(Some(8));
    assert_ne!(net, whole.0, "other sums are rounded differently");
    for (number, expected) in net.iter().chain(&losses).zip(whole.0.iter().chain(&whole.1)) {
        assert!((number - expected).abs() < 1e-12, "{number}, {expected}");
    }
}

#[test]
fn a_batch_is_summed_along_the_tree() {
    let (data, mut net) = (data::<f32>(10), Smooth::init(&mut SmallRng::seed_from_u64(1)));
    // Shards of 3, 3 and 4 samples: (0 + 1) + 2.
    let (mut rng, mut workspace) = (SmallRng::seed_from_u64(1), Workspace::default());
    let mut rows = [0..3, 3..6, 6..10].map(|part: std::ops::Range<usize>| {
        let mut gradients = Smooth::zeros();
        let pass = net.forward_shared(&data.samples()[part.clone()], &mut workspace, &mut rng);
        let loss = pass.loss(&CrossEntropy, &data.targets()[part.clone()]).unwrap();
        loss.scaled(part.len() as f64 / 10.0).backward(&mut gradients);
        gradients
    });
    let [first, second, third] = &mut rows;
    for (number, added) in first.as_mut_slice().iter_mut().zip(second.as_slice().iter().zip(third.as_slice())) {
        *number = (*number + added.0) + added.1;
    }
    let mut expected = net.copy();
    Sgd::new(0.1).step(&mut expected, first);
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).full_batch().exchange(Alone).shards(3);
    trainer.fit(&mut net, &data).unwrap();
    assert_eq!(net.as_slice(), expected.as_slice());
}

#[test]
fn statistics_follow_the_mean_of_the_shards() {
    let (data, mut net) = (data::<f32>(12), net());
    let (mut mean, mut variance) = (net.norm.running_mean, net.norm.running_var);
    let (mut rng, mut workspace) = (SmallRng::seed_from_u64(1), Workspace::default());
    for part in data.samples().chunks(4) {
        let mut moved = net.copy();
        moved.forward(part, &mut workspace, &mut rng);
        for unit in 0..7 {
            mean[unit] += (moved.norm.running_mean[unit] - net.norm.running_mean[unit]) / 3.0;
            variance[unit] += (moved.norm.running_var[unit] - net.norm.running_var[unit]) / 3.0;
        }
    }
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).full_batch().shuffle(false);
    trainer.exchange(Alone).shards(3).fit(&mut net, &data).unwrap();
    let numbers = net.norm.running_mean.iter().chain(&net.norm.running_var);
    for (number, expected) in numbers.zip(mean.iter().chain(&variance)) {
        assert!((number - expected).abs() < 1e-6, "{number}, {expected}");
        assert!(*number != 0.0 && *number != 1.0, "it has moved");
    }
}

#[test]
fn a_pass_that_is_too_small_is_refused_before_training() {
    let fit = |count, batch, micro_batch| {
        let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(batch).micro_batch(micro_batch);
        trainer.exchange(Alone).fit(&mut net(), &data::<f32>(count)).map(drop)
    };
    let too_small = Err(Error::BatchTooSmall { samples: 1, least: 2 });
    assert_eq!(fit(9, 4, 4), too_small, "one sample is left over");
    assert_eq!(fit(27, 27, 3), too_small, "shards of 3 and 4 samples");
    assert_eq!(fit(10, 7, 4), Ok(()), "batches of 7 and 3");
    let no_shards = Trainer::new(CrossEntropy, Sgd::new(0.1)).exchange(Alone).shards(0).fit(&mut net(), &data(9));
    assert!(no_shards.unwrap_err().to_string().contains("the number of shards"));
}

#[test]
fn a_batch_that_fails_on_one_rank_is_one_error_on_all() {
    #[network(input = 1)]
    struct Line(Linear<1>);

    // The last sample of the second batch of four overflows, in the last shard.
    let samples: Vec<[f32; 1]> = (0..8).map(|i| [if i == 7 { 1e30 } else { 0.5 }]).collect();
    let data = Dataset::new(samples, vec![[1.0]; 8]).unwrap();
    let train = |exchange: &mut dyn Exchange<f32>| {
        let mut line = Line::init(&mut SmallRng::seed_from_u64(1));
        let trainer = Trainer::new(Mse, Sgd::new(0.1)).batch(4).shuffle(false).epochs(2).exchange(exchange);
        (trainer.fit(&mut line, &data).unwrap_err(), line.as_slice().to_vec())
    };
    let (error, left) = train(&mut Alone);
    assert!(matches!(error, Error::Diverged { epoch: 1, batch: 2, left: 0, .. }), "{error}");
    assert_eq!(left, Line::<f32>::init(&mut SmallRng::seed_from_u64(1)).as_slice());
    check((error, left), |mut rank| train(&mut rank), "a loss that is not finite");
}

#[test]
fn ranks_that_begin_with_other_things_are_refused() {
    let fit = |seed: u64, count: usize, batch: usize, rank: Threads<f32>| {
        let mut net = Net::init(&mut SmallRng::seed_from_u64(seed));
        let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(batch).exchange(rank);
        trainer.fit(&mut net, &data(count)).map(drop)
    };
    let refused = |train: &(dyn Fn(Threads<f32>) -> Result<(), Error> + Sync)| {
        let results = on_threads(3, train);
        results.iter().for_each(|result| assert!(matches!(result, Err(Error::Exchange { .. })), "{result:?}"));
    };
    refused(&|rank| fit(rank.rank().number() as u64, 20, 8, rank));
    refused(&|rank| fit(1, if rank.rank().is_first() { 20 } else { 22 }, 8, rank));
    refused(&|rank| {
        let sgd = Sgd::new(if rank.rank().is_first() { 0.1 } else { 0.2 });
        Trainer::new(CrossEntropy, sgd).exchange(rank).fit(&mut net(), &data(20)).map(drop)
    });
    refused(&|rank| fit(1, 20, if rank.rank().is_first() { 8 } else { 9 }, rank));
    assert!(on_threads(3, |rank| fit(1, 20, 8, rank)).iter().all(Result::is_ok));
}

/// Trains with an observer on the last rank alone, which ends after so many steps.
fn stopped(exchange: impl Exchange<f32>, steps: usize) -> (Vec<f32>, Vec<u64>, usize) {
    let (mut net, mut taken) = (net(), 0);
    let is_last = exchange.rank().number() + 1 == exchange.rank().ranks();
    let trainer = Trainer::new(CrossEntropy, Adam::new(0.01)).epochs(4).batch(8).exchange(exchange);
    let history = trainer
        .stop_when(|| {
            taken += 1;
            is_last && taken == steps
        })
        .fit(&mut net, &data(40));
    let history = history.unwrap();
    (net.as_slice().to_vec(), bits(&history), taken)
}

#[test]
fn ranks_end_after_the_same_step() {
    // In an epoch, of five steps, and at its end.
    for steps in [1, 7, 10, 20] {
        let alone = stopped(Alone, steps);
        assert_eq!(alone.2, steps);
        check(alone, |rank| stopped(rank, steps), &format!("after {steps} steps"));
    }
}

#[test]
fn observers_may_be_on_one_rank() {
    let seen = on_threads(2, |rank: Threads<f32>| {
        let mut epochs = Vec::new();
        let first = rank.rank().is_first();
        let mut observer = StopAfter { epochs: &mut epochs, last: 2 };
        let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(5).observe(first.then_some(&mut observer));
        let history = trainer.exchange(rank).fit(&mut *net(), &data(20)).unwrap();
        (epochs, history.epochs())
    });
    assert_eq!(seen, [(vec![1, 2], 2), (vec![], 2)]);
}

/// Ends a training after an epoch.
struct StopAfter<'e> {
    epochs: &'e mut Vec<usize>,
    last: usize,
}

impl<N, O> netwright::train::Observer<N, O> for StopAfter<'_> {
    fn after_epoch(&mut self, epoch: &mut netwright::train::Epoch<'_, N, O>) -> netwright::train::Flow {
        self.epochs.push(epoch.number);
        if epoch.number == self.last {
            netwright::train::Flow::Break(Ok(()))
        } else {
            netwright::train::Flow::Continue(())
        }
    }
}

#[cfg(feature = "weights")]
mod checkpoints {
    use super::*;
    use netwright::train::Checkpoints;
    use std::path::Path;

    /// Trains three epochs, or so many steps of them, from the last checkpoint of a folder on.
    fn train(exchange: impl Exchange<f32>, folder: &Path, steps: usize, shards: usize) -> Result<Vec<f32>, Error> {
        let (mut net, mut taken, held_out) = (net(), 0, data(17));
        let checkpoints = Checkpoints::in_folder(folder).every_batches(2).keep(100).resume();
        let trainer = Trainer::new(CrossEntropy, Adam::new(0.01)).epochs(3).batch(8).validation(&held_out);
        let trainer = trainer.stop_when(|| {
            taken += 1;
            taken == steps
        });
        trainer.checkpoints(checkpoints).shards(shards).exchange(exchange).fit(&mut net, &data(40))?;
        Ok(net.as_slice().to_vec())
    }

    #[test]
    fn a_training_goes_on_with_any_number_of_ranks() {
        let folder = || tempfile::tempdir().unwrap();
        let expected = train(Alone, folder().path(), usize::MAX, 8).unwrap();
        for (first, then) in [(1, 4), (4, 2), (3, 1), (2, 9)] {
            for steps in [2, 5, 8] {
                let folder = folder();
                let begun = on_threads(first, |rank: Threads<f32>| train(rank, folder.path(), steps, 8).is_ok());
                assert!(begun.into_iter().all(|is_ok| is_ok));
                let resumed = on_threads(then, |rank: Threads<f32>| train(rank, folder.path(), usize::MAX, 8));
                for result in resumed {
                    assert_eq!(result.unwrap(), expected, "{first} ranks, then {then}, after {steps} steps");
                }
            }
        }
    }

    #[test]
    fn the_first_rank_alone_writes() {
        let (folder, others) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let results = on_threads(2, |rank: Threads<f32>| {
            let folder = if rank.rank().is_first() { folder.path() } else { others.path() };
            train(rank, folder, usize::MAX, 8)
        });
        assert!(results.iter().all(Result::is_ok));
        let files = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
        assert!(files(folder.path()) > 3 && files(others.path()) == 0);
        // A rank that does not see the checkpoints would begin from the start.
        let results = on_threads(2, |rank: Threads<f32>| {
            let folder = if rank.rank().is_first() { folder.path() } else { others.path() };
            train(rank, folder, usize::MAX, 8)
        });
        assert!(results.iter().all(|result| matches!(result, Err(Error::Exchange { .. }))));
    }

    #[test]
    fn another_number_of_shards_is_another_training() {
        let folder = tempfile::tempdir().unwrap();
        train(Alone, folder.path(), 3, 8).unwrap();
        let error = train(Alone, folder.path(), 3, 4).unwrap_err().to_string();
        assert!(error.contains("`shards` is 8 in it, but 4 here"), "{error}");
    }
}

#[test]
fn losses_of_several_outputs_are_those_of_all_ranks() {
    #[network(input = 2, output = { side = logits, height = y })]
    struct Plane {
        hidden: Linear<8>,
        tanh: Tanh,
        logits: Linear<2>,
        #[from(tanh)]
        y: Linear<1>,
    }

    let points: Vec<[f32; 2]> = (0..21).map(|i| [(i % 8) as f32 / 4.0 - 0.9, (i / 8) as f32 / 5.0]).collect();
    let side = |x: f32| Label::<2>::new(usize::from(x > 0.0)).unwrap();
    let targets: Vec<_> = points.iter().map(|[x, y]| PlaneTarget { side: side(*x), height: [*y] }).collect();
    let data = Dataset::new(points, targets).unwrap();
    let trainer = || {
        let loss = PlaneLoss { side: CrossEntropy, height: Mse.weight(0.5) };
        Trainer::new(loss, Adam::new(0.05)).epochs(3).batch(8)
    };
    let init = || Plane::init(&mut SmallRng::seed_from_u64(1));
    let train = |exchange: &mut dyn Exchange<f32>| {
        let mut net = init();
        let history = trainer().exchange(exchange).fit(&mut net, &data).unwrap();
        (net.as_slice().to_vec(), bits(&history))
    };
    check(train(&mut Alone), |mut rank| train(&mut rank), "two outputs");
    let parts = |history: History| -> Vec<f64> {
        let columns = ["loss", "loss.side", "loss.height"];
        history.rows().flat_map(|row| columns.map(|name| row.get(name).unwrap())).collect()
    };
    let whole = parts(trainer().fit(&mut init(), &data).unwrap());
    let shards = parts(trainer().exchange(Alone).fit(&mut init(), &data).unwrap());
    assert!(whole.iter().zip(&shards).all(|(whole, part)| (whole - part).abs() < 1e-5), "{whole:?}, {shards:?}");
}
