//! Work in shares, which the caller does together with those workers of its pool that have time.
//!
//! A worker of rayon's that waits in `join` or a parallel iterator begins other jobs of its pool
//! meanwhile. If the caller is itself a job of the pool, that may be the next item of the caller's
//! own iterator, which wants the lock or the workspace that is in use further down on the same
//! stack: a deadlock. So nobody waits that way here:
//!
//! - The caller asks workers for help, and does shares itself until all are claimed. It never
//!   depends on help: where no worker has time, it does everything.
//! - Then it waits for the shares that others have claimed, without beginning anything else. These
//!   are running, each at the top of a stack, and need nothing but their processor; so the wait
//!   ends.
//! - A worker that comes late finds what the caller is at by then, or nothing to do. Each caller
//!   has at most as many requests in the queues of its pool as there are workers, however long
//!   these are busy.
//!
//! A training step is some tens of pieces of work, each shorter than it takes to wake a worker. So
//! a worker that has helped [lingers](crew) for the next piece.

use super::crew::DESK;
use core::any::Any;
use core::mem::transmute;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::boxed::Box;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The iterations of the spin loop before a caller goes to sleep: some ten microseconds, since the
/// others are mostly done by then.
const SPINS: usize = 1 << 9;

/// Calls `own` on this thread, and `share` as often as `count` says, on those workers of its pool
/// that have time and on this thread after `own`. Returns when all of these calls have returned.
///
/// # Panics
///
/// If a call does, with what the first of them has panicked with, after the others have returned.
pub(super) fn run(own: impl FnOnce(), count: usize, share: &(dyn Fn() + Sync)) {
    let task = Arc::new(Task::new(count, share));
    let finished = Finished(&task);
    // A thread that is coming to its end has no desk any more, and works alone.
    if let Ok(desk) = DESK.try_with(Arc::clone) {
        let before = desk.replace(Some(Arc::clone(&task)));
        desk.call(count.min(rayon::current_num_threads() - 1));
        let begun = Instant::now();
        task.catch(own);
        task.work();
        let worked = begun.elapsed();
        // A share may itself have called this function; then the outer task is there again.
        desk.replace(before);
        desk.judge(worked, task.wait());
    } else {
        task.catch(own);
    }
    drop(finished);
    let panic = lock(&task.panic).take();
    if let Some(panic) = panic {
        resume_unwind(panic);
    }
}

/// Locks a mutex, poisoned or not: what it protects here is whole at all times.
pub(super) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Work in `count` shares, each of which one thread claims.
pub(super) struct Task {
    /// Does a share. It is borrowed from the caller, and may be called only for a share that has
    /// been claimed and is not done.
    share: *const (dyn Fn() + Sync),
    count: usize,
    claimed: AtomicUsize,
    /// The shares that are not done.
    left: AtomicUsize,
    panic: Mutex<Option<Box<dyn Any + Send>>>,
    /// Tells the caller, with the lock of `panic`, that none are left.
    done: Condvar,
}

// SAFETY: all fields are `Send` but the pointer, which is to something that is `Sync`, and is used
// from other threads only as long as the caller borrows it.
unsafe impl Send for Task {}

// SAFETY: as above; the other fields are `Sync`.
unsafe impl Sync for Task {}

impl Task {
    fn new(count: usize, share: &(dyn Fn() + Sync)) -> Self {
        let share: *const (dyn Fn() + Sync + '_) = share;
        // SAFETY: the types differ in the lifetime of the function, and it is used only while it
        // lives, as proven there.
        let share: *const (dyn Fn() + Sync) = unsafe { transmute(share) };
        let (claimed, left) = (AtomicUsize::new(0), AtomicUsize::new(count));
        Task { share, count, claimed, left, panic: Mutex::new(None), done: Condvar::new() }
    }

    /// Does shares until all are claimed.
    pub(super) fn work(&self) {
        while self.claimed.fetch_add(1, Ordering::Relaxed) < self.count {
            // SAFETY: the call of `run` that has made the task, and borrows the function, returns
            // when no shares are left, and the one that has just been claimed is counted as left
            // until the end of this block.
            let share = unsafe { &*self.share };
            self.catch(share);
            // Whoever sees that the share is done sees what it has written.
            if self.left.fetch_sub(1, Ordering::Release) == 1 {
                // The caller is either about to look, or asleep with the lock released.
                drop(lock(&self.panic));
                self.done.notify_all();
            }
        }
    }

    /// Keeps the panic of a call, if it is the first one.
    fn catch(&self, call: impl FnOnce()) {
        if let Err(panic) = catch_unwind(AssertUnwindSafe(call)) {
            lock(&self.panic).get_or_insert(panic);
        }
    }

    /// Returns `true` if all shares are done, so that their results can be read.
    fn is_done(&self) -> bool {
        self.left.load(Ordering::Acquire) == 0
    }

    /// Waits until all shares are done; returns the time that it took, if it was worth measuring.
    fn wait(&self) -> Duration {
        for _ in 0..SPINS {
            if self.is_done() {
                return Duration::ZERO;
            }
            core::hint::spin_loop();
        }
        let begun = Instant::now();
        let mut guard = lock(&self.panic);
        while !self.is_done() {
            guard = self.done.wait(guard).unwrap_or_else(PoisonError::into_inner);
        }
        begun.elapsed()
    }
}

/// Waits for all shares when it is dropped: even if something panics, `run` does not end while they
/// are in use.
struct Finished<'t>(&'t Task);

impl Drop for Finished<'_> {
    fn drop(&mut self) {
        self.0.work();
        self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::{DESK, run};
    use core::sync::atomic::{AtomicUsize, Ordering};
    use rayon::ThreadPoolBuilder;
    use std::sync::{Arc, Barrier};
    use std::vec::Vec;

    fn add_one(count: &AtomicUsize) {
        count.fetch_add(1, Ordering::Relaxed);
    }

    #[test]
    fn every_share_is_done_once_and_by_all_threads() {
        let pool = ThreadPoolBuilder::new().num_threads(4).build().unwrap();
        // Nobody passes unless all four threads have a share at the same time.
        let (barrier, calls) = (Barrier::new(4), AtomicUsize::new(0));
        pool.install(|| {
            run(|| {}, 4, &|| {
                barrier.wait();
                add_one(&calls);
            });
        });
        assert_eq!(calls.into_inner(), 4);
    }

    #[test]
    fn no_shares_need_no_help() {
        run(|| {}, 0, &|| unreachable!("there is no share"));
        assert_eq!(DESK.with(|desk| desk.asked.load(Ordering::Relaxed)), 0);
    }

    #[test]
    fn a_share_may_have_shares() {
        let pool = ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let calls = AtomicUsize::new(0);
        pool.install(|| run(|| {}, 5, &|| run(|| {}, 7, &|| add_one(&calls))));
        assert_eq!(calls.into_inner(), 35);
    }

    #[test]
    fn busy_workers_are_not_asked_again_and_again() {
        let pool = ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let (begin, end) = (Arc::new(Barrier::new(3)), Arc::new(Barrier::new(3)));
        for _ in 0..2 {
            let (begin, end) = (Arc::clone(&begin), Arc::clone(&end));
            pool.spawn(move || {
                begin.wait();
                end.wait();
            });
        }
        pool.install(|| {
            begin.wait();
            let calls = AtomicUsize::new(0);
            (0..1000).for_each(|_| run(|| {}, 3, &|| add_one(&calls)));
            assert_eq!((calls.into_inner(), DESK.with(|desk| desk.asked.load(Ordering::Relaxed))), (3000, 2));
            end.wait();
        });
    }

    #[test]
    fn a_thread_at_its_end_works_alone() {
        struct Last(Arc<AtomicUsize>);
        impl Drop for Last {
            fn drop(&mut self) {
                run(|| {}, 4, &|| add_one(&self.0));
            }
        }
        std::thread_local! {
            static LAST: core::cell::RefCell<Vec<Last>> = const { core::cell::RefCell::new(Vec::new()) };
        }
        let calls = Arc::new(AtomicUsize::new(0));
        let last = Last(Arc::clone(&calls));
        std::thread::spawn(move || {
            LAST.with_borrow_mut(|lasts| lasts.push(last));
            // The desk is made after, and is gone before.
            run(|| {}, 2, &|| {});
        })
        .join()
        .unwrap();
        assert_eq!(calls.load(Ordering::Relaxed), 4);
    }
}
