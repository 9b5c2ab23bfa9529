//! Checkpoints: what is resumed is what would have been, and nothing half-written is taken for one.

use netwright::Error;
use netwright::data::GaussianNoise;
use netwright::metrics::Accuracy;
use netwright::optim::StateVisitor;
use netwright::prelude::*;
use netwright::train::checkpoint::find;
use netwright::train::schedule::{OneCycle, ReduceOnPlateau, Schedule};
use netwright::train::{Checkpoints, EarlyStopping, Epoch, Flow, History, Observer};
use netwright::weights::Load;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::fs;
use std::ops::ControlFlow::Continue;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

#[network(input = 2)]
struct Net {
    hidden: Linear<5>,
    tanh: Tanh,
    dropout: Dropout<0.2>,
    out: Linear<2>,
}

#[network(input = 2)]
struct Wider {
    hidden: Linear<6>,
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

/// One checkpoint, and the one before it.
fn two_checkpoints(folder: &Path) -> (PathBuf, PathBuf) {
    train(Some(folder), 10, &mut net(1)).unwrap();
    let earlier = find(folder).unwrap().file.unwrap();
    train(Some(folder), 3, &mut net(1)).unwrap();
    let later = find(folder).unwrap().file.unwrap();
    assert_ne!(earlier, later);
    (earlier, later)
}

#[test]
fn a_file_that_was_cut_anywhere_is_reported_and_left() {
    let folder = tempfile::tempdir().unwrap();
    let (earlier, later) = two_checkpoints(folder.path());
    let whole = fs::read(&later).unwrap();
    let check = |bytes: &[u8], what: &str| {
        fs::write(&later, bytes).unwrap();
        let found = find(folder.path()).unwrap();
        assert_eq!(found.file.as_deref(), Some(&*earlier), "{what}");
        assert_eq!((found.torn.len(), &found.torn[0].file), (1, &later), "{what}");
        assert_eq!(fs::read(&later).unwrap(), bytes);
    };
    // Each length near the ends and the table, and some between.
    let table = 8 + u64::from_le_bytes(*whole.first_chunk().unwrap()) as usize;
    let near = |place: usize| place.saturating_sub(9)..(place + 9).min(whole.len());
    let lengths = near(0).chain(near(table)).chain(near(whole.len())).chain((0..whole.len()).step_by(61));
    for length in lengths {
        check(&whole[..length], &format!("cut to {length} of {}", whole.len()));
    }
    // A block that never came to the disk, and a bit that has changed there.
    for place in (0..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        let block = place..(place + 64).min(whole.len());
        damaged[block.clone()].fill(0);
        if damaged != whole {
            check(&damaged, &format!("zeros at {block:?}"));
        }
        let mut damaged = whole.clone();
        damaged[table + place % (whole.len() - table)] ^= 1;
        check(&damaged, &format!("a bit at {place}"));
    }
    // Training goes on from the earlier one, and says so.
    fs::write(&later, &whole[..whole.len() / 2]).unwrap();
    let mut resumed = net(5);
    let history = train(Some(folder.path()), usize::MAX, &mut resumed).unwrap();
    assert_eq!(resumed.as_slice(), uninterrupted().0.as_slice());
    assert!(history.notes()[1].contains("is no whole checkpoint, and is left: "), "{history}");
}

#[test]
fn a_checkpoint_of_something_else_is_an_error_with_names() {
    let folder = tempfile::tempdir().unwrap();
    train(Some(folder.path()), 10, &mut net(1)).unwrap();
    let checkpoints = || Checkpoints::in_folder(folder.path()).resume();
    let (data, validation) = (data(), data());
    let trainer = || {
        let trainer = Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(EPOCHS).batch(3).seed(7);
        let trainer = trainer.schedule(ReduceOnPlateau::new().patience(1).gamma(0.5));
        trainer.validation(&validation).observe(Count::default()).checkpoints(checkpoints())
    };
    let refused = |result: Result<History, Error>, expected: &[&str]| {
        let message = result.unwrap_err().to_string();
        assert!(message.contains("is a checkpoint of something else, and nothing was restored:"), "{message}");
        expected.iter().for_each(|expected| assert!(message.contains(expected), "{message}"));
    };
    let mut other = net(3);
    let before = other.as_slice().to_vec();
    refused(
        trainer().batch(4).seed(8).fit(&mut other, &data),
        &["`batch` is 3 in it, but 4 here", "`seed` is 7 in it, but 8 here"],
    );
    assert_eq!(other.as_slice(), before);
    let mut wider = Wider::init(&mut SmallRng::seed_from_u64(1));
    refused(
        Trainer::new(CrossEntropy, Adam::new(0.05)).batch(3).seed(7).checkpoints(checkpoints()).fit(&mut wider, &data),
        &[
            "`network.name` is Net in it, but Wider here",
            "`network.hidden.weight` is [5, 2] of F32 in it, but [6, 2] of F32 here",
        ],
    );
    let sgd = Trainer::new(CrossEntropy, Sgd::new(0.1)).batch(3).seed(7).checkpoints(checkpoints());
    refused(
        sgd.fit(&mut other, &data),
        &[
            "`optimizer.rule` is Adam in it, but Sgd here",
            "`learning_rate` is 0.05 in it, but 0.1 here",
            "`schedule` is there is one",
        ],
    );
    let few = Dataset::new(&data.samples()[1..], &data.targets()[1..]).unwrap();
    refused(trainer().fit(&mut other, &few), &["`samples` is 20 in it, but 19 here"]);

    // Of another version.
    let file = find(folder.path()).unwrap().file.unwrap();
    let version = concat!("\"netwright\":\"", env!("CARGO_PKG_VERSION"), "\"");
    let bytes = fs::read(&file).unwrap();
    let at = bytes.windows(version.len()).position(|window| window == version.as_bytes()).unwrap();
    let mut old = bytes;
    old[at + 13] = b'7';
    fs::write(&file, old).unwrap();
    // Whoever changes a file by hand has another checksum.
    let found = find(folder.path()).unwrap();
    assert!(found.torn.iter().any(|torn| torn.problem.contains("checksum")), "{found:?}");
}

/// The process that is killed: trains on and on, and saves after each batch.
#[test]
#[ignore = "the child of the test below"]
fn child() {
    let Some(folder) = std::env::var_os("NETWRIGHT_CHECKPOINTS") else { return };
    let checkpoints = Checkpoints::in_folder(folder).every_batches(1).resume();
    let trainer = killed().epochs(1_000_000).checkpoints(checkpoints);
    trainer.fit(&mut net(1), &data()).unwrap();
}

fn killed() -> Trainer<CrossEntropy, Adam<Net>> {
    Trainer::new(CrossEntropy, Adam::new(0.01)).batch(3).schedule(OneCycle::new(10_000).per_step())
}

#[test]
fn a_training_that_was_killed_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for kill in 1..=3 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "checkpoints::child", "--ignored"])
            .env("NETWRIGHT_CHECKPOINTS", folder.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let begun = Instant::now();
        while !folder.path().exists() || files(folder.path()).len() < 12 * kill {
            assert!(child.try_wait().unwrap().is_none(), "the child has ended by itself");
            assert!(begun.elapsed() < Duration::from_secs(60), "no checkpoints are saved");
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let file = find(folder.path()).unwrap().file.unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let epochs: usize = name[11..17].parse().unwrap();
    // The rest of the epoch, and one more, in this process; and all of it without interruption.
    let (mut resumed, mut expected) = (net(5), net(1));
    let checkpoints = Checkpoints::in_folder(folder.path()).resume();
    let history = killed().epochs(epochs + 2).checkpoints(checkpoints).fit(&mut resumed, &data()).unwrap();
    let whole = killed().epochs(epochs + 2).fit(&mut expected, &data()).unwrap();
    assert_eq!(resumed.as_slice(), expected.as_slice());
    assert_eq!(bits(&history), bits(&whole));
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).checkpoints(Checkpoints::in_folder(&file));
    let error = trainer.fit(&mut net(1), &data()).unwrap_err();
    assert!(matches!(&error, Error::File { file: named, .. } if Path::new(named) == file), "{error}");
}
