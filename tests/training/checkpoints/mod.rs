//! Checkpoints: what is resumed is what would have been, and nothing half-written is taken for one.

mod configurations;
mod files;
mod killed;
mod settings;

use netwright::Error;
use netwright::data::GaussianNoise;
use netwright::metrics::Accuracy;
use netwright::optim::StateVisitor;
use netwright::prelude::*;
use netwright::train::checkpoint::find;
use netwright::train::schedule::ReduceOnPlateau;
use netwright::train::{Checkpoints, EarlyStopping, Epoch, Flow, History, Observer};
use netwright::weights::Load;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::fs;
use std::ops::ControlFlow::Continue;
use std::path::Path;

#[network(input = 2)]
struct Net {
    hidden: Linear<5>,
    tanh: Tanh,
    dropout: Dropout<0.2>,
    out: Linear<2>,
}

fn data() -> Dataset<'static, f32, 2, Label<2>> {
    let samples: Vec<[f32; 2]> = (0..20).map(|i| [i as f32 / 20.0, (i * 7 % 20) as f32 / 20.0]).collect();
    let labels = Label::from_indices(samples.iter().map(|[x, y]| usize::from(x > y))).unwrap();
    Dataset::new(samples, labels).unwrap()
}

/// Counts epochs, and records the count.
#[derive(Default)]
struct Count(u64);

impl<N, O> Observer<N, O> for Count {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        self.0 += 1;
        epoch.history.record("count", self.0 as f64);
        Continue(())
    }

    fn visit_state(&mut self, visitor: &mut dyn StateVisitor) {
        visitor.counter("count", &mut self.0);
    }
}

const EPOCHS: usize = 6;

/// Trains with all that has a state, and stops after so many steps.
fn train(folder: Option<&Path>, steps: usize, net: &mut Net) -> Result<History, Error> {
    let (data, validation) = (data(), data());
    let mut taken = 0;
    let trainer = Trainer::new(CrossEntropy, Adam::new(0.05))
        .epochs(EPOCHS)
        .batch(3)
        .seed(7)
        .schedule(ReduceOnPlateau::new().patience(1).gamma(0.5))
        .early_stopping(EarlyStopping::new(EPOCHS))
        .validation(&validation)
        .metric(Accuracy::default())
        .augment(GaussianNoise::new(0.05)?)
        .observe(Count::default())
        .stop_when(|| {
            taken += 1;
            taken == steps
        });
    match folder {
        Some(folder) => trainer.checkpoints(Checkpoints::in_folder(folder).every(2).resume()).fit(net, &data),
        None => trainer.fit(net, &data),
    }
}

/// All but the seconds, as bits.
fn bits(history: &History) -> Vec<Vec<(String, Option<u64>)>> {
    let row = |row: netwright::train::Row<'_>| {
        let values = row.values().filter(|(name, _)| *name != "seconds");
        values.map(|(name, value)| (name.to_owned(), value.map(f64::to_bits))).collect()
    };
    history.rows().map(row).collect()
}

fn net(seed: u64) -> Box<Net> {
    Net::init(&mut SmallRng::seed_from_u64(seed))
}

fn uninterrupted() -> (Box<Net>, History) {
    let mut net = net(1);
    let history = train(None, usize::MAX, &mut net).unwrap();
    (net, history)
}

#[test]
fn a_resumed_training_is_the_uninterrupted_one_to_the_bit() {
    let (expected, history) = uninterrupted();
    assert_eq!(history.epochs(), EPOCHS);
    // After the first batch, within an epoch, at its end, and several times.
    for stops in [&[1][..], &[10], &[14], &[3, 4, 5, 6], &[41]] {
        let folder = tempfile::tempdir().unwrap();
        for (number, steps) in stops.iter().enumerate() {
            // Another network each time: its parameters come from the checkpoint.
            train(Some(folder.path()), *steps, &mut net(1 + 10 * u64::from(number > 0))).unwrap();
        }
        let mut resumed = net(99);
        let again = train(Some(folder.path()), usize::MAX, &mut resumed).unwrap();
        assert_eq!(resumed.as_slice(), expected.as_slice(), "{stops:?}");
        assert_eq!(bits(&again), bits(&history), "{stops:?}");
        assert_eq!(again.best_epoch(), history.best_epoch());
        assert!(again.notes()[0].starts_with("resumed from "), "{again}");
    }
}

#[test]
fn a_training_that_is_over_is_not_trained_again() {
    let folder = tempfile::tempdir().unwrap();
    let (mut first, mut second) = (net(1), net(2));
    train(Some(folder.path()), usize::MAX, &mut first).unwrap();
    let history = train(Some(folder.path()), usize::MAX, &mut second).unwrap();
    assert_eq!((history.epochs(), second.as_slice()), (EPOCHS, first.as_slice()));
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn checkpoints_are_saved_every_so_often_and_the_last_ones_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let run = |checkpoints: Checkpoints, epochs| {
        let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(epochs).batch(8).checkpoints(checkpoints);
        trainer.fit(&mut net(1), &data()).unwrap();
    };
    let of = |epochs: usize, batches: usize| format!("checkpoint-{epochs:06}-{batches:08}.safetensors");
    run(Checkpoints::in_folder(folder.path()).every(2), 5);
    assert_eq!(files(folder.path()), [of(2, 0), of(4, 0), of(5, 0)]);
    let other = tempfile::tempdir().unwrap();
    run(Checkpoints::in_folder(other.path()).every(99).every_batches(2).keep(2), 3);
    assert_eq!(files(other.path()), [of(2, 2), of(3, 0)]);
    let refused = Trainer::new(CrossEntropy, Sgd::new(0.1)).checkpoints(Checkpoints::in_folder(other.path()).every(0));
    assert!(refused.fit(&mut net(1), &data()).is_err());
}

#[test]
fn the_weights_of_a_checkpoint_are_those_of_a_weights_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut trained = net(1);
    train(Some(folder.path()), usize::MAX, &mut trained).unwrap();
    let file = find(folder.path()).unwrap().file.unwrap();
    let best: Box<Net> = Load::new().prefix("best.").file(&file).unwrap();
    assert_eq!(best.as_slice(), trained.as_slice());
    let last: Box<Net> = Load::new().prefix("network.").file(&file).unwrap();
    assert_eq!(last.as_slice().len(), trained.as_slice().len());
}
