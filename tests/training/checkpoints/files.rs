//! The files of a folder: torn ones, those of others, and places where none can be written.

use super::{bits, data, files, net, train, uninterrupted};
use netwright::Error;
use netwright::prelude::*;
use netwright::train::checkpoint::find;
use netwright::train::{Checkpoints, History};
use std::fs;
use std::path::{Path, PathBuf};

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
fn a_file_of_something_else_is_no_checkpoint() {
    let folder = tempfile::tempdir().unwrap();
    let (_, later) = two_checkpoints(folder.path());
    let later = later.file_name().unwrap().to_str().unwrap().to_owned();
    let beyond = |name: &str| folder.path().join(name);
    // Weights without a state, an empty file, a folder, a text, and names that only look like it.
    net(1).save(beyond("checkpoint-000008-00000000.safetensors")).unwrap();
    fs::write(beyond("checkpoint-000009-00000000.safetensors"), "").unwrap();
    fs::create_dir(beyond("checkpoint-000010-00000000.safetensors")).unwrap();
    fs::write(beyond("checkpoint-000011-00000000.safetensors"), "epoch 11").unwrap();
    for name in ["checkpoint-12.safetensors", "checkpoint-x-0.safetensors", "checkpoint-000013-00000000", "notes.txt"] {
        fs::write(beyond(name), "").unwrap();
    }
    let partial = format!(".{later}.Ab12.partial");
    fs::write(beyond(&partial), "half of it").unwrap();
    let before = files(folder.path());
    let found = find(folder.path()).unwrap();
    assert_eq!(found.file, Some(beyond(&later)));
    let torn: Vec<_> = found.torn.iter().map(|torn| torn.file.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(torn.len(), 5, "{found:?}");
    assert!(torn.contains(&partial.as_str()) && found.torn.iter().any(|torn| torn.problem.contains("checksum")));
    let mut resumed = net(5);
    train(Some(folder.path()), usize::MAX, &mut resumed).unwrap();
    assert_eq!(resumed.as_slice(), uninterrupted().0.as_slice());
    assert!(before.iter().all(|name| files(folder.path()).contains(name)));
}

fn fit(checkpoints: Checkpoints) -> Result<History, Error> {
    Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(3).batch(8).checkpoints(checkpoints).fit(&mut net(1), &data())
}

#[test]
fn a_folder_that_does_not_exist_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let within = folder.path().join("a").join("b");
    fit(Checkpoints::in_folder(&within).resume()).unwrap();
    assert_eq!(files(&within).len(), 3);
    assert!(matches!(find(folder.path().join("c")), Err(Error::File { .. })));
}

#[test]
fn trainings_in_one_folder_leave_whole_files() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        let run = || fit(Checkpoints::in_folder(folder.path()).every_batches(1).keep(1));
        let runs = [scope.spawn(run), scope.spawn(run), scope.spawn(run)];
        // One may remove what another one has written.
        runs.into_iter().for_each(|run| assert_eq!(run.join().unwrap().unwrap().epochs(), 3));
    });
    let found = find(folder.path()).unwrap();
    assert!(found.torn.is_empty(), "{found:?}");
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

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_ends_training_and_leaves_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let second = folder.path().join("checkpoint-000002-00000000.safetensors");
    std::os::unix::fs::symlink("/dev/full", &second).unwrap();
    let mut trained = net(1);
    let trainer = Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(3).batch(8);
    let error = trainer.checkpoints(Checkpoints::in_folder(folder.path())).fit(&mut trained, &data()).unwrap_err();
    let Error::File { file, problem } = &error else { panic!("{error}") };
    assert_eq!(Path::new(file), second);
    assert!(problem.contains("No space left on device"), "{problem}");
    // The network is as it was after the last epoch that was completed.
    let mut two_epochs = net(1);
    Trainer::new(CrossEntropy, Sgd::new(0.1)).epochs(2).batch(8).fit(&mut two_epochs, &data()).unwrap();
    assert_eq!(trained.as_slice(), two_epochs.as_slice());
    fs::remove_file(&second).unwrap();
    assert_eq!(files(folder.path()), ["checkpoint-000001-00000000.safetensors"]);
    // With space again it goes on from there.
    let history = fit(Checkpoints::in_folder(folder.path()).resume()).unwrap();
    assert_eq!(bits(&history), bits(&fit(Checkpoints::in_folder(folder.path().join("other"))).unwrap()));
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_in_which_nothing_can_be_created_is_an_error() {
    // Not even for the user root.
    let error = fit(Checkpoints::in_folder("/proc/netwright")).unwrap_err();
    assert!(matches!(&error, Error::File { file, .. } if file == "/proc/netwright"), "{error}");
    let error = fit(Checkpoints::in_folder("/proc/self")).unwrap_err();
    assert!(matches!(&error, Error::File { file, .. } if file.starts_with("/proc/self/checkpoint-")), "{error}");
}
