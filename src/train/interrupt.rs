//! Ctrl-C ends a training after the batch that is going on (feature `progress`).

use crate::train::{Epoch, Flow, Observer, StepTaken};
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::Once;

/// The number of trainings that wait for Ctrl-C.
static WAITING: AtomicUsize = AtomicUsize::new(0);
static IS_REQUESTED: AtomicBool = AtomicBool::new(false);
static HANDLER: Once = Once::new();

/// The code of a process that was ended by Ctrl-C, as shells have it.
const INTERRUPTED: i32 = 130;

/// Ends training after the batch during which Ctrl-C was pressed, as if all epochs were done: with
/// a checkpoint, if checkpoints are saved. A second Ctrl-C ends the program, and so does one while
/// nothing is trained.
///
/// The handler is that of the whole program, and is installed with the first step of the first
/// training. If the program has a handler of its own by then, it stays, and no other is installed,
/// without a word: have it set a flag that
/// [`Trainer::stop_when`](crate::train::Trainer::stop_when) reads. A program that sets its handler
/// later is told by `ctrlc` that there is one (`MultipleHandlers`).
#[derive(Debug, Default)]
pub struct StopAtCtrlC {
    is_waiting: bool,
}

impl StopAtCtrlC {
    /// Creates an observer that waits from the first step to the end of training.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn wait(&mut self) {
        // An error means that the program has a handler of its own, or that signals cannot be had.
        HANDLER.call_once(|| drop(ctrlc::try_set_handler(handle)));
        WAITING.fetch_add(1, Ordering::SeqCst);
        self.is_waiting = true;
    }

    fn wait_no_more(&mut self) {
        if core::mem::take(&mut self.is_waiting) && WAITING.fetch_sub(1, Ordering::SeqCst) == 1 {
            IS_REQUESTED.store(false, Ordering::SeqCst);
        }
    }
}

fn handle() {
    if WAITING.load(Ordering::SeqCst) == 0 || IS_REQUESTED.swap(true, Ordering::SeqCst) {
        std::process::exit(INTERRUPTED);
    }
}

impl<N, O> Observer<N, O> for StopAtCtrlC {
    fn after_step(&mut self, _: &mut StepTaken<'_, N, O>) -> Flow {
        if !self.is_waiting {
            self.wait();
        }
        if IS_REQUESTED.load(Ordering::SeqCst) { Flow::Break(Ok(())) } else { Flow::Continue(()) }
    }

    fn at_end(&mut self, _: &mut Epoch<'_, N, O>) {
        self.wait_no_more();
    }
}

impl Drop for StopAtCtrlC {
    fn drop(&mut self) {
        self.wait_no_more();
    }
}
