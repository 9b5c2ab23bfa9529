//! Ctrl-C: processes that are sent the signal, and how they end.

use netwright::prelude::*;
use netwright::train::checkpoint::find;
use netwright::train::{Checkpoints, Ending, StepTaken};
use netwright::train::{Flow, Observer};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

#[network(input = 2)]
struct Net {
    hidden: Linear<4>,
    tanh: Tanh,
    out: Linear<2>,
}

fn data() -> Dataset<'static, f32, 2, Label<2>> {
    let samples: Vec<[f32; 2]> = (0..20).map(|i| [i as f32 / 20.0, (i * 7 % 20) as f32 / 20.0]).collect();
    let labels = Label::from_indices(samples.iter().map(|[x, y]| usize::from(x > y))).unwrap();
    Dataset::new(samples, labels).unwrap()
}

fn net() -> Box<Net> {
    Net::init(&mut SmallRng::seed_from_u64(1))
}

/// A training of many epochs, of which the first ones take no time, and all later ones some. Its
/// loss on other data soon becomes worse.
fn trainer<'d>(
    validation: &'d Dataset<'d, f32, 2, Label<2>>,
) -> Trainer<CrossEntropy, Adam<Net>, &'d Dataset<'d, f32, 2, Label<2>>> {
    Trainer::new(CrossEntropy, Adam::new(0.05)).epochs(1_000_000).batch(4).validation(validation)
}

/// Tells the parent by a file that training has begun, and takes its time for each step.
struct Slow {
    file: PathBuf,
    pause: Duration,
}

impl<N, O> Observer<N, O> for Slow {
    fn after_step(&mut self, step: &mut StepTaken<'_, N, O>) -> Flow {
        if step.epoch > 3 {
            std::fs::write(&self.file, "").unwrap();
            sleep(self.pause);
        }
        Flow::Continue(())
    }
}

/// The labels turned round: what is learned is wrong there.
fn other_labels() -> Dataset<'static, f32, 2, Label<2>> {
    let data = data();
    let labels = Label::from_indices(data.targets().iter().map(|label| 1 - label.index())).unwrap();
    Dataset::new(data.samples().to_vec(), labels).unwrap()
}

fn folder() -> Option<PathBuf> {
    std::env::var_os("NETWRIGHT_INTERRUPTED").map(PathBuf::from)
}

#[test]
#[ignore = "a child of the tests below"]
fn trains() {
    let Some(folder) = folder() else { return };
    let (validation, mut trained) = (other_labels(), net());
    let slow = Slow { file: folder.join("begun"), pause: Duration::from_millis(1) };
    let trainer = trainer(&validation).progress().observe(slow);
    let history = trainer.checkpoints(Checkpoints::in_folder(&folder).every(1000)).fit(&mut trained, &data()).unwrap();
    assert_eq!(history.ending(), Ending::Observer);
    // The best weights were those of the first epoch.
    let mut best = net();
    Trainer::new(CrossEntropy, Adam::new(0.05)).batch(4).fit(&mut best, &data()).unwrap();
    assert_eq!((history.best_epoch(), trained.as_slice()), (Some(1), best.as_slice()));
    std::fs::write(folder.join("history"), history.epochs().to_string()).unwrap();
    // Nothing is trained any more, and the next Ctrl-C ends the program.
    sleep(Duration::from_secs(60));
}

#[test]
#[ignore = "a child of the tests below"]
fn hangs_in_a_step() {
    let Some(folder) = folder() else { return };
    let validation = data();
    let slow = Slow { file: folder.join("begun"), pause: Duration::from_secs(60) };
    trainer(&validation).progress().observe(slow).fit(&mut net(), &data()).unwrap();
}

#[test]
#[ignore = "a child of the tests below"]
fn has_a_handler_of_its_own() {
    static STOP: AtomicBool = AtomicBool::new(false);
    let Some(folder) = folder() else { return };
    ctrlc::set_handler(|| STOP.store(true, Ordering::SeqCst)).unwrap();
    let validation = data();
    let slow = Slow { file: folder.join("begun"), pause: Duration::from_millis(1) };
    let trainer = trainer(&validation).progress().observe(slow).stop_when(|| STOP.load(Ordering::SeqCst));
    let history = trainer.fit(&mut net(), &data()).unwrap();
    assert!(STOP.load(Ordering::SeqCst));
    std::fs::write(folder.join("history"), history.epochs().to_string()).unwrap();
}

#[test]
#[ignore = "a child of the tests below"]
fn sets_a_handler_afterwards() {
    let validation = data();
    trainer(&validation).progress().epochs(1).fit(&mut net(), &data()).unwrap();
    let refused = ctrlc::set_handler(|| {}).unwrap_err();
    assert!(matches!(refused, ctrlc::Error::MultipleHandlers), "{refused}");
}

/// Returns `true` if Ctrl-C is ignored here, and so in every child: in the background of a shell.
fn ctrl_c_is_ignored() -> bool {
    const INTERRUPT: u64 = 1 << 1; // The signals' numbers begin at 1.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.is_some_and(|mask| u64::from_str_radix(mask.trim(), 16).unwrap() & INTERRUPT != 0)
}

/// This program, where Ctrl-C ends it unless it says otherwise.
fn interruptible() -> Command {
    let program = std::env::current_exe().unwrap();
    if !ctrl_c_is_ignored() {
        return Command::new(program);
    }
    let mut command = Command::new("env");
    command.arg("--default-signal=INT").arg(program);
    command
}

/// Runs one of the tests above in a process of its own.
fn spawn(test: &str, folder: &Path) -> Child {
    interruptible()
        .args(["--exact", &format!("interrupted::{test}"), "--ignored", "--nocapture"])
        .env("NETWRIGHT_INTERRUPTED", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn wait_for(file: &Path) {
    let begun = Instant::now();
    while !file.exists() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{} was not written", file.display());
        sleep(Duration::from_millis(2));
    }
}

fn press_ctrl_c(child: &Child) {
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
}

/// Waits for the end of a process, which must have written nothing about its progress.
fn end_of(child: Child) -> Output {
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    output
}

#[test]
fn ctrl_c_ends_training_well_and_the_next_one_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let child = spawn("trains", folder.path());
    wait_for(&folder.path().join("begun"));
    press_ctrl_c(&child);
    wait_for(&folder.path().join("history"));
    let epochs: usize = std::fs::read_to_string(folder.path().join("history")).unwrap().parse().unwrap();
    assert!(epochs >= 3);
    // The checkpoint is that of the batch.
    let file = find(folder.path()).unwrap().file.unwrap();
    let name = file.file_name().unwrap().to_str().unwrap();
    assert_eq!(name[11..17].parse(), Ok(epochs));
    let mut resumed = net();
    let validation = other_labels();
    let checkpoints = Checkpoints::in_folder(folder.path()).resume();
    let trainer = trainer(&validation).epochs(epochs + 2).checkpoints(checkpoints);
    assert_eq!(trainer.fit(&mut resumed, &data()).unwrap().epochs(), epochs + 2);
    press_ctrl_c(&child);
    assert_eq!(end_of(child).status.code(), Some(130));
}

#[test]
fn a_second_ctrl_c_ends_the_program_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = spawn("hangs_in_a_step", folder.path());
    wait_for(&folder.path().join("begun"));
    press_ctrl_c(&child);
    sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none(), "the first one waits for the end of the batch");
    press_ctrl_c(&child);
    let begun = Instant::now();
    assert_eq!(end_of(child).status.code(), Some(130));
    assert!(begun.elapsed() < Duration::from_secs(30));
}

#[test]
fn a_handler_of_the_program_stays() {
    let folder = tempfile::tempdir().unwrap();
    let child = spawn("has_a_handler_of_its_own", folder.path());
    wait_for(&folder.path().join("begun"));
    press_ctrl_c(&child);
    assert!(end_of(child).status.success());
    assert!(folder.path().join("history").exists());
    // After a training there is no place for another one, and its author is told so.
    assert!(end_of(spawn("sets_a_handler_afterwards", folder.path())).status.success());
}
