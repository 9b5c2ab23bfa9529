//! Compares two threads with one, in one run: `threads [--check]`.
//!
//! Each workload runs on one thread and on two by turns, and prints the ratio of its shortest
//! times. Between its rounds there is arithmetic that two threads do independently, which shows
//! what the machine gives at that time. With `--check` the program fails if a workload is below its
//! bound three times, while the machine has a second core to give.

use netwright::meaning::Logits;
use netwright::optim::Optimizer;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

const ROUNDS: usize = 12;
const ROUND: Duration = Duration::from_millis(40);

/// The gain of independent work from which the machine is said to have two cores to give.
const TWO_CORES: f64 = 1.8;

/// The attempts at a bound.
const ATTEMPTS: usize = 3;

#[network(input = 784)]
struct Digits(Linear<128>, Relu, Linear<10>);

#[network(input = 2)]
struct Spiral(Linear<100>, Relu, Linear<3>);

/// A name, the least gain, and the work.
type Workload = (&'static str, f64, Box<dyn FnMut() + Send>);

fn main() -> ExitCode {
    let is_check = std::env::args().any(|argument| argument == "--check");
    let pools = [1, 2].map(|threads| ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool"));
    let workloads: [Workload; 5] = [
        ("a batch of 64, 784-128-10", 1.4, predict()),
        ("a step on 64, momentum, 784-128-10", 1.35, step::<Digits, 784, 10>(64, Sgd::new(0.01).momentum(0.9))),
        ("a step on 64, Adam, 784-128-10", 1.35, step::<Digits, 784, 10>(64, Adam::new(1e-3))),
        ("a step on 3000, Adam, 2-100-3", 1.4, step::<Spiral, 2, 3>(3000, Adam::new(1e-3))),
        ("an epoch of 6400 in 64s, 784-128-10", 1.35, epoch()),
    ];
    let mut is_slow = false;
    for (name, least, mut work) in workloads {
        let attempts = if is_check { ATTEMPTS } else { 1 };
        let is_below = (0..attempts).all(|_| {
            let [gain, machine] = gains(&pools, &mut work);
            println!("{name:36} {gain:.2} times as fast, independent work {machine:.2} times");
            gain < least && machine >= TWO_CORES
        });
        is_slow |= is_below;
    }
    ExitCode::from(u8::from(is_check && is_slow))
}

/// Returns the time on one thread divided by that on two, of some work and of independent work.
fn gains(pools: &[ThreadPool; 2], work: &mut (dyn FnMut() + Send)) -> [f64; 2] {
    let mut best = [[f64::INFINITY; 2]; 2];
    for _ in 0..ROUNDS {
        for (best, work) in best.iter_mut().zip([&mut *work, &mut independent]) {
            for (best, pool) in best.iter_mut().zip(pools) {
                *best = best.min(pool.install(|| seconds(work)));
            }
        }
    }
    best.map(|[one, two]| one / two)
}

/// Returns the seconds of one call, on average over a round.
fn seconds(work: &mut (dyn FnMut() + Send)) -> f64 {
    let (begun, mut calls) = (Instant::now(), 0.0);
    while begun.elapsed() < ROUND {
        work();
        calls += 1.0;
    }
    begun.elapsed().as_secs_f64() / calls
}

/// Arithmetic in two parts.
fn independent() {
    let part = || (0..200_000_u32).fold(black_box(1.5_f32), |x, _| x * 1.000_001 + 1e-6);
    black_box(rayon::join(part, part));
}

fn numbers<const F: usize>(count: usize) -> Vec<[f32; F]> {
    let number = |place: usize| (place.wrapping_mul(0x9E37_79B9) % 1_000_003) as f32 / 500_001.5 - 1.0;
    (0..count).map(|sample| core::array::from_fn(|feature| number(sample * F + feature))).collect()
}

fn labels<const K: usize>(count: usize) -> Vec<Label<K>> {
    Label::from_indices((0..count).map(|sample| sample % K)).expect("classes below their number")
}

fn predict() -> Box<dyn FnMut() + Send> {
    let (net, samples) = (Digits::init(&mut SmallRng::seed_from_u64(1)), numbers::<784>(64));
    Box::new(move || drop(black_box(net.predict_batch(black_box(&samples[..])))))
}

/// The five steps of training.
fn step<N, const F: usize, const K: usize>(
    batch: usize,
    mut optimizer: impl Optimizer<Box<N>> + Send + 'static,
) -> Box<dyn FnMut() + Send>
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<F> + ClassifierOf<K> + Send + 'static,
    Workspace<N>: Send,
{
    let (mut rng, samples, labels) = (SmallRng::seed_from_u64(1), numbers::<F>(batch), labels::<K>(batch));
    let (mut net, mut gradients) = (N::init(&mut rng), N::zeros());
    let mut workspace = Workspace::for_batch(batch);
    Box::new(move || {
        let pass = net.forward(black_box(&samples[..]), &mut workspace, &mut rng);
        let loss = pass.loss(&CrossEntropy, &labels).expect("as many labels as samples");
        gradients.zero();
        loss.backward(&mut gradients);
        optimizer.step(&mut net, &gradients);
    })
}

fn epoch() -> Box<dyn FnMut() + Send> {
    let data = Dataset::new(numbers::<784>(6400), labels::<10>(6400)).expect("as many labels as samples");
    let (mut net, mut sgd) = (Digits::init(&mut SmallRng::seed_from_u64(1)), Sgd::new(0.01).momentum(0.9));
    Box::new(move || {
        Trainer::new(CrossEntropy, &mut sgd).batch(64).fit(&mut net, &data).expect("numbers are finite");
    })
}
