//! Calls from within the caller's own parallel iterators: a thread that waits for others must not
//! start another item of the caller meanwhile, which would need the lock or the workspace that the
//! thread already holds.
#![cfg(feature = "rayon")]

use netwright::data::Dataset;
use netwright::layer::Activation;
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// The time limit of a test, which takes a second unless something hangs.
const PATIENCE: Duration = Duration::from_secs(120);
const THREADS: usize = 8;
const ITEMS: usize = 16;
const ROUNDS: usize = 20;

/// `y = x`, which takes a while for some numbers, and panics for numbers that are not finite.
struct Slow;

/// A number for which the output takes a while.
const SLOW: f64 = 1000.0;

impl Activation for Slow {
    fn value<T: Real>(x: T) -> T {
        assert!(x.is_finite(), "not a finite number");
        if x >= T::from_double(SLOW) {
            std::thread::sleep(Duration::from_micros(200));
        }
        x
    }

    fn derivative<T: Real>(_: T, _: T) -> T {
        T::one()
    }
}

/// A network whose products are compiled for its sizes, with the function inside them: threads wait
/// for each other.
#[network(input = 68)]
struct Net(Linear<15>, Pointwise<Slow>);

/// A batch that is divided among six threads.
const BATCH: usize = 6200;

fn net() -> Box<Net> {
    let mut net = Net::zeros();
    for column in 0..15 {
        net.0.weight[(column, column)] = 1.0;
    }
    net
}

fn samples() -> Vec<[f32; 68]> {
    let mut samples = vec![[0.5; 68]; BATCH];
    for sample in samples.iter_mut().step_by(BATCH / 12) {
        sample[0] = 2000.0;
    }
    samples
}

/// Runs `work` on its own thread, and fails if it does not end.
fn with_a_watchdog(work: impl FnOnce() + Send + 'static) {
    let (sender, receiver) = channel();
    let thread = std::thread::spawn(move || {
        work();
        // The receiver is gone only if it has given up.
        let _ = sender.send(());
    });
    match receiver.recv_timeout(PATIENCE) {
        Err(RecvTimeoutError::Timeout) => panic!("hangs"),
        Ok(()) | Err(RecvTimeoutError::Disconnected) => thread.join().expect("the work does not panic"),
    }
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads")
}

/// Calls `work` again and again from all threads of a pool.
fn from_all_threads(pool: &ThreadPool, work: impl Fn(usize) + Sync) {
    for _ in 0..ROUNDS {
        pool.install(|| (0..ITEMS).into_par_iter().with_max_len(1).for_each(&work));
    }
}

#[test]
fn a_batch_under_a_lock_does_not_hang() {
    with_a_watchdog(|| {
        let (net, samples) = (Mutex::new(net()), samples());
        from_all_threads(&pool(THREADS), |_| {
            let outputs = net.lock().unwrap().predict_batch(&samples);
            assert!(outputs.column_iter().zip(&samples).all(|(y, x)| y.as_slice() == &x[..15]));
        });
    });
}

#[test]
fn training_under_a_lock_does_not_hang() {
    with_a_watchdog(|| {
        let data = Dataset::new(samples(), vec![[0.0; 15]; BATCH]).unwrap();
        let state = Mutex::new((net(), Sgd::new(1e-12), data));
        from_all_threads(&pool(THREADS), |_| {
            let (net, sgd, data) = &mut *state.lock().unwrap();
            assert!(Trainer::new(Mse, sgd).batch(BATCH).fit(net, data).unwrap().last_loss().is_finite());
        });
    });
}

#[test]
fn a_workspace_of_each_thread_is_borrowed_once_at_a_time() {
    thread_local! {
        static MEMORY: RefCell<(Workspace<Net>, Box<Net>)> = RefCell::new((Workspace::default(), Net::zeros()));
    }
    with_a_watchdog(|| {
        let (net, samples, targets) = (net(), samples(), vec![[0.0; 15]; BATCH]);
        from_all_threads(&pool(THREADS), |item| {
            MEMORY.with_borrow_mut(|(workspace, gradients)| {
                let mut rng = SmallRng::seed_from_u64(item as u64);
                let pass = net.forward_shared(&samples, workspace, &mut rng);
                gradients.zero();
                pass.loss(&Mse, &targets).unwrap().backward(gradients);
            });
        });
    });
}

#[test]
fn one_lock_serves_several_pools() {
    with_a_watchdog(|| {
        let (net, samples) = (Mutex::new(net()), samples());
        let call = |_| drop(net.lock().unwrap().predict_batch(&samples));
        let (one, other) = (pool(3), pool(THREADS));
        std::thread::scope(|scope| {
            scope.spawn(|| from_all_threads(&one, call));
            scope.spawn(|| from_all_threads(&other, call));
            // The global pool, and a thread outside of any pool.
            scope.spawn(|| (0..ROUNDS * ITEMS).into_par_iter().with_max_len(1).for_each(call));
            scope.spawn(|| (0..ROUNDS * ITEMS).for_each(call));
        });
    });
}

/// Layers of a small batch, which are divided only with workers that stay.
#[derive(PartialEq)]
#[network(input = 300)]
struct Small(Linear<100>, Relu, Linear<15>);

#[test]
fn several_trainings_in_one_pool_end_with_the_same_bits() {
    with_a_watchdog(|| {
        let data = Dataset::new(vec![[0.5; 300]; 640], vec![[0.25; 15]; 640]).unwrap();
        let train = |seed: usize| {
            let mut net = Small::init(&mut SmallRng::seed_from_u64(seed as u64));
            Trainer::new(Mse, Sgd::new(0.01)).epochs(4).batch(64).fit(&mut net, &data).unwrap();
            net
        };
        let alone = pool(1).install(|| (0..4).map(train).collect::<Vec<_>>());
        let busy = AtomicUsize::new(0);
        pool(3).install(|| {
            (0..ITEMS).into_par_iter().with_max_len(1).for_each(|item| {
                // All threads of the pool train, and none but them.
                assert!(busy.fetch_add(1, Ordering::Relaxed) < 3);
                assert!(*train(item % 4) == *alone[item % 4]);
                busy.fetch_sub(1, Ordering::Relaxed);
            });
        });
    });
}

#[test]
fn a_panic_on_any_thread_reaches_the_caller() {
    with_a_watchdog(|| {
        let (net, mut samples, pool) = (net(), samples(), pool(4));
        for row in [0, BATCH / 4, BATCH / 2, BATCH - 1] {
            samples[row][3] = f32::NAN;
            let outcome = pool.install(|| catch_unwind(AssertUnwindSafe(|| net.predict_batch(&samples))));
            let panic = outcome.expect_err("a number is not finite");
            assert_eq!(panic.downcast_ref::<&str>(), Some(&"not a finite number"));
            // The pool is as good as before.
            samples[row][3] = 0.5;
            assert!(pool.install(|| net.predict_batch(&samples)).iter().all(|y| y.is_finite()));
        }
    });
}
