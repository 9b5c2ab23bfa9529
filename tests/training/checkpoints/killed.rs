//! Processes that are killed: at any moment, and in the middle of a write.

use super::{bits, data, files, net};
use netwright::prelude::*;
use netwright::train::Checkpoints;
use netwright::train::checkpoint::find;
use netwright::train::schedule::{OneCycle, Schedule};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A trainer of the process that is killed, which would train on and on.
fn endless() -> Trainer<CrossEntropy, Adam<super::Net>> {
    Trainer::new(CrossEntropy, Adam::new(0.01)).batch(3).schedule(OneCycle::new(10_000).per_step())
}

#[test]
#[ignore = "the child of the tests below"]
fn child() {
    let Some(folder) = std::env::var_os("NETWRIGHT_CHECKPOINTS") else { return };
    let checkpoints = Checkpoints::in_folder(folder).every_batches(1).keep(20).resume();
    endless().epochs(1_000_000).checkpoints(checkpoints).fit(&mut net(1), &data()).unwrap();
}

/// A network whose checkpoints take a while to be written.
#[network(input = 2)]
struct Large {
    hidden: Linear<5000>,
    relu: Relu,
    out: Linear<2>,
}

#[test]
#[ignore = "the child of a test below"]
fn child_with_a_large_network() {
    let Some(folder) = std::env::var_os("NETWRIGHT_CHECKPOINTS") else { return };
    let checkpoints = Checkpoints::in_folder(folder).every_batches(1).keep(3).resume();
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.01)).epochs(1_000_000).checkpoints(checkpoints);
    trainer.fit(&mut *Large::zeros(), &data()).unwrap();
}

/// Runs one of the tests above in a process of its own.
fn spawn(test: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("checkpoints::killed::{test}"), "--ignored"])
        .env("NETWRIGHT_CHECKPOINTS", folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until something has happened in a folder, and kills the process.
fn kill_when(mut child: Child, folder: &Path, mut happened: impl FnMut(&[String]) -> bool) {
    let begun = Instant::now();
    while !happened(&files(folder)) {
        assert!(child.try_wait().unwrap().is_none(), "the child has ended by itself");
        assert!(begun.elapsed() < Duration::from_secs(60), "no checkpoints are saved");
        sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_training_that_is_killed_again_and_again_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut chance = 1_u64;
    for _ in 0..6 {
        // One checkpoint after those before, and then some moment of the next milliseconds.
        let before = files(folder.path());
        kill_when(spawn("child", folder.path()), folder.path(), |now| {
            let is_new = |name: &String| name.ends_with(".safetensors") && !before.contains(name);
            if !now.iter().any(is_new) {
                return false;
            }
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            sleep(Duration::from_micros(chance >> 50)); // up to 16 ms
            true
        });
        let found = find(folder.path()).unwrap();
        let is_partial = |torn: &netwright::train::checkpoint::Torn| torn.file.to_str().unwrap().ends_with(".partial");
        assert!(found.file.is_some() && found.torn.iter().all(is_partial), "{found:?}");
    }
    let file = find(folder.path()).unwrap().file.unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    let epochs: usize = name[11..17].parse().unwrap();
    // The rest of the epoch, and one more, in this process; and all of it without interruption.
    let (mut resumed, mut expected) = (net(5), net(1));
    let checkpoints = Checkpoints::in_folder(folder.path()).resume();
    let history = endless().epochs(epochs + 2).checkpoints(checkpoints).fit(&mut resumed, &data()).unwrap();
    let whole = endless().epochs(epochs + 2).fit(&mut expected, &data()).unwrap();
    assert_eq!(resumed.as_slice(), expected.as_slice());
    assert_eq!(bits(&history), bits(&whole));
}

#[test]
fn a_file_in_the_middle_of_whose_writing_the_process_was_killed_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let is_partial = |name: &String| name.ends_with(".partial");
    let mut trials = 0..50;
    while !files(folder.path()).iter().any(is_partial) {
        trials.next().expect("a process is killed in the middle of a write before long");
        kill_when(spawn("child_with_a_large_network", folder.path()), folder.path(), |now| {
            let is_whole = |name: &String| name.ends_with(".safetensors");
            now.iter().any(is_whole) && now.iter().any(is_partial)
        });
    }
    let before = files(folder.path());
    let found = find(folder.path()).unwrap();
    let last = before.iter().rfind(|name| !is_partial(name)).unwrap();
    assert_eq!(found.file.unwrap(), folder.path().join(last));
    assert_eq!(found.torn[0].problem, "its writing was interrupted");
    // The next process reports it, leaves it, and goes on.
    let checkpoints = Checkpoints::in_folder(folder.path()).every(usize::MAX).resume();
    let mut taken = 0;
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.01)).epochs(1_000_000).checkpoints(checkpoints);
    let trainer = trainer.stop_when(|| {
        taken += 1;
        taken == 2
    });
    let history = trainer.fit(&mut *Large::zeros(), &data()).unwrap();
    assert!(history.notes()[0].ends_with(last.as_str()), "{history}");
    assert!(history.notes().iter().any(|note| note.ends_with("and is left: its writing was interrupted")));
    assert!(before.iter().all(|name| files(folder.path()).contains(name)));
}
