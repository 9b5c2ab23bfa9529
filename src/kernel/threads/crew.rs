//! The workers that help a thread, and when they come and go.
//!
//! To wake a worker takes some ten microseconds, as long as a whole layer of a small batch. A
//! worker that has come stays at the caller's desk until nothing has been put there for a while,
//! [`LINGER`], and looks again and again. While one is there, much smaller pieces of work are
//! divided.
//!
//! - It takes the place of a job in the caller's pool, and no other thread; so there are never more
//!   threads at work than the pool has.
//! - It leaves after [`STAY`] in any case, so that other jobs of the pool have their turn, and may
//!   be asked again.
//! - Where the machine has other work, a helper is interrupted in the middle of a share for
//!   milliseconds, and the caller waits. Then the caller works [alone](Desk::judge) for a multiple
//!   of the time that it has lost.

use super::shares::{Task, lock};
use core::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::{Duration, Instant};

/// The time that a helper waits for the next task.
const LINGER: Duration = Duration::from_micros(200);

/// The longest time that a helper stays.
const STAY: Duration = Duration::from_millis(10);

/// The looks at a desk between two looks at the clock.
const LOOKS: usize = 1 << 5;

/// The least time that is called a loss, where a caller waits for a helper.
const LOSS: Duration = Duration::from_micros(200);

/// The time that a caller works alone after it has lost some, as a multiple of the loss.
const ALONE: u32 = 20;

/// The least work of a share, in multiplications, for a helper that must be woken: some tens of
/// microseconds.
const MIN_TO_WAKE: usize = 1 << 20;

/// The least work of a share for a helper that is there: some microseconds.
const MIN_TO_SHARE: usize = 1 << 16;

/// The work within [`RECENTLY`] for which helpers are woken although each piece of it is small.
const WORK_TO_WAKE: usize = 4 * MIN_TO_WAKE;
const RECENTLY: Duration = Duration::from_millis(2);

std::thread_local! {
    pub(super) static DESK: Arc<Desk> = Arc::default();
}

/// Returns the number of shares that some work is divided into, given its multiplications; 1 if it
/// is too little.
pub(super) fn shares(work: usize) -> usize {
    #[cfg(test)]
    if let Some(shares) = forced::SHARES.get() {
        return shares;
    }
    let threads = if work < 2 * MIN_TO_SHARE { 1 } else { rayon::current_num_threads() };
    if threads < 2 {
        return 1;
    }
    // A thread that is coming to its end has no desk any more.
    let least_share = DESK.try_with(|desk| desk.least_share(work, threads)).unwrap_or(usize::MAX);
    (work / least_share).clamp(1, threads)
}

/// A number of shares for tests, whatever the work and the pool.
#[cfg(test)]
pub(crate) mod forced {
    use core::cell::Cell;

    std::thread_local! {
        pub(super) static SHARES: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Calls `work` with everything divided into so many shares.
    pub(crate) fn with_shares<R>(shares: usize, work: impl FnOnce() -> R) -> R {
        SHARES.set(Some(shares));
        let result = work();
        SHARES.set(None);
        result
    }
}

/// The place where helpers find the task of a thread.
#[derive(Default)]
pub(super) struct Desk {
    task: Mutex<Option<Arc<Task>>>,
    /// The number of times that a task was put on the desk.
    tasks: AtomicUsize,
    /// The workers that have been asked for help and have not come yet.
    pub(super) asked: AtomicUsize,
    /// The workers that have come.
    present: AtomicUsize,
    /// The work that was not divided in this while, and when it began, as [`now`] tells.
    small_work: AtomicUsize,
    small_work_since: AtomicU64,
    /// The time until which the caller works alone.
    alone_until: AtomicU64,
}

impl Desk {
    /// Returns the least work of a share, in multiplications.
    fn least_share(self: &Arc<Self>, work: usize, threads: usize) -> usize {
        if now() < self.alone_until.load(Ordering::Relaxed) {
            return usize::MAX;
        }
        if self.present.load(Ordering::Relaxed) > 0 {
            return MIN_TO_SHARE;
        }
        if work < 2 * MIN_TO_WAKE && self.has_much_small_work(work) {
            self.call(threads - 1);
        }
        MIN_TO_WAKE
    }

    /// Counts work that is too small to wake a helper for; returns `true` if there has been much of
    /// it recently.
    fn has_much_small_work(&self, work: usize) -> bool {
        let since = self.small_work_since.load(Ordering::Relaxed);
        let is_recent = now() < since.saturating_add(micros(RECENTLY));
        let sum = if is_recent { self.small_work.load(Ordering::Relaxed).saturating_add(work) } else { work };
        if !is_recent {
            self.small_work_since.store(now(), Ordering::Relaxed);
        }
        let is_much = sum >= WORK_TO_WAKE;
        self.small_work.store(if is_much { 0 } else { sum }, Ordering::Relaxed);
        is_much
    }

    /// Puts a task on the desk; returns the one before.
    pub(super) fn replace(&self, task: Option<Arc<Task>>) -> Option<Arc<Task>> {
        let before = core::mem::replace(&mut *lock(&self.task), task);
        self.tasks.fetch_add(1, Ordering::Release);
        before
    }

    /// Asks workers of this thread's pool for help, so that as many as `helpers` are there or on
    /// their way.
    pub(super) fn call(self: &Arc<Self>, helpers: usize) {
        let coming = self.asked.load(Ordering::Relaxed) + self.present.load(Ordering::Relaxed);
        for _ in coming..helpers {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let desk = Arc::clone(self);
            rayon::spawn(move || desk.help());
        }
    }

    /// Has the caller work alone for a while, if it had to wait for helpers for longer than it
    /// worked itself.
    pub(super) fn judge(&self, worked: Duration, waited: Duration) {
        if waited > LOSS && waited > worked {
            self.alone_until.store(now() + micros(waited * ALONE), Ordering::Relaxed);
        }
    }

    /// Helps with the tasks on the desk, until none have come for a while.
    fn help(&self) {
        // First, so that a helper that comes too late for one task is not counted on for the next.
        self.present.fetch_add(1, Ordering::Relaxed);
        self.asked.fetch_sub(1, Ordering::Relaxed);
        let came = Instant::now();
        let (mut seen, mut idle_since) = (None, came);
        while came.elapsed() < STAY && idle_since.elapsed() < LINGER {
            for _ in 0..LOOKS {
                let tasks = self.tasks.load(Ordering::Acquire);
                if seen != Some(tasks) {
                    seen = Some(tasks);
                    let task = lock(&self.task).clone();
                    if let Some(task) = task {
                        task.work();
                    }
                    idle_since = Instant::now();
                }
                core::hint::spin_loop();
            }
        }
        self.present.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Returns the microseconds since this function was called first.
fn now() -> u64 {
    static BEGIN: OnceLock<Instant> = OnceLock::new();
    micros(BEGIN.get_or_init(Instant::now).elapsed())
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{ALONE, Desk, LOSS, MIN_TO_SHARE, MIN_TO_WAKE, WORK_TO_WAKE};
    use core::sync::atomic::Ordering;
    use rayon::{ThreadPool, ThreadPoolBuilder};
    use std::sync::Arc;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    fn pool() -> ThreadPool {
        ThreadPoolBuilder::new().num_threads(2).build().unwrap()
    }

    #[test]
    fn a_helper_leaves_when_there_is_nothing_to_do() {
        let desk = Arc::new(Desk::default());
        pool().install(|| desk.call(1));
        let begun = Instant::now();
        while desk.asked.load(Ordering::Relaxed) + desk.present.load(Ordering::Relaxed) > 0 {
            assert!(begun.elapsed() < Duration::from_secs(60), "the helper stays");
            std::thread::yield_now();
        }
    }

    #[test]
    fn smaller_work_is_shared_with_a_helper_that_is_there() {
        let desk = Arc::new(Desk::default());
        assert_eq!(desk.least_share(2 * MIN_TO_WAKE, 2), MIN_TO_WAKE);
        desk.present.store(1, Ordering::Relaxed);
        assert_eq!(desk.least_share(2 * MIN_TO_WAKE, 2), MIN_TO_SHARE);
    }

    #[test]
    fn much_small_work_wakes_a_helper() {
        let desk = Desk::default();
        let pieces = WORK_TO_WAKE / MIN_TO_WAKE;
        // The pieces must be recent, which they are not where the test is interrupted.
        let wakes = (0..100).any(|_| (0..pieces).fold(false, |_, _| desk.has_much_small_work(MIN_TO_WAKE)));
        assert!(wakes, "{pieces} pieces of work within two milliseconds");
        let desk = Desk::default();
        let slowly = |_| {
            sleep(2 * super::RECENTLY);
            desk.has_much_small_work(MIN_TO_WAKE)
        };
        assert!(!(0..2 * pieces).any(slowly), "not recently");
    }

    #[test]
    fn after_a_loss_the_caller_works_alone_for_a_while() {
        let desk = Arc::new(Desk::default());
        desk.judge(Duration::from_secs(1), 2 * LOSS);
        assert_ne!(desk.least_share(2 * MIN_TO_WAKE, 2), usize::MAX, "a long share is no loss");
        let loss = Duration::from_millis(10);
        desk.judge(LOSS, loss);
        assert_eq!(desk.least_share(2 * MIN_TO_WAKE, 2), usize::MAX);
        sleep(loss * (ALONE + 1));
        assert_eq!(desk.least_share(2 * MIN_TO_WAKE, 2), MIN_TO_WAKE);
    }

    #[test]
    fn a_helper_has_time_for_other_jobs() {
        let (desk, pool) = (Arc::new(Desk::default()), ThreadPoolBuilder::new().num_threads(1).build().unwrap());
        let (sender, receiver) = std::sync::mpsc::channel();
        // The only worker becomes a helper before it takes the second job.
        let caller = Arc::clone(&desk);
        pool.spawn(move || caller.call(1));
        pool.spawn(move || sender.send(()).unwrap());
        let begun = Instant::now();
        while receiver.try_recv().is_err() {
            desk.replace(None); // tasks without an end
            assert!(begun.elapsed() < Duration::from_secs(60), "the helper stays");
        }
    }
}
