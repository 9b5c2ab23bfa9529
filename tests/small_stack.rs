//! Networks of any size are created in place on the heap: a thread with a quarter of a MiB of stack
//! trains one of 24 MB.

use netwright::prelude::*;
use netwright::train::Doctor;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

const STACK_BYTES: usize = 256 * 1024;
const BATCH: usize = 4;

/// Its weights take 23 MiB, a hundred times the stack.
#[network(input = 784)]
struct Large(Linear<2048>, Relu, Linear<2048>, Relu, Linear<10>);

/// Initialises the network, trains it a step, uses it, and drops everything.
fn train_a_step(mut optimizer: impl Optimizer<Large>) {
    let mut rng = SmallRng::seed_from_u64(1);
    let samples: Vec<[f32; 784]> = (0..BATCH).map(|_| std::array::from_fn(|_| rng.random())).collect();
    let labels = Label::<10>::from_indices(0..BATCH).unwrap();
    let (mut net, mut gradients) = (Large::init(&mut rng), Large::zeros());
    let mut workspace = Workspace::for_batch(BATCH);
    let before = net.forward(&samples, &mut workspace, &mut rng).loss(&CrossEntropy, &labels).unwrap();
    let before = before.backward(&mut gradients);
    optimizer.step(&mut net, &gradients);
    let after = net.forward(&samples, &mut workspace, &mut rng).loss(&CrossEntropy, &labels).unwrap().value();
    assert!(after < before, "the loss went from {before} to {after}");
    assert!(net.classify(&samples[0]) < 10);
}

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work).unwrap().join().unwrap();
}

#[test]
fn sgd_with_momentum_fits_a_small_stack() {
    on_a_small_stack(|| train_a_step(Sgd::new(1e-3).momentum(0.9)));
}

#[test]
fn adam_fits_a_small_stack() {
    on_a_small_stack(|| train_a_step(Adam::new(1e-5)));
}

#[test]
fn an_examination_and_the_hardest_samples_fit_a_small_stack() {
    on_a_small_stack(|| {
        let mut rng = SmallRng::seed_from_u64(1);
        let samples: Vec<[f32; 784]> = (0..BATCH).map(|_| std::array::from_fn(|_| rng.random())).collect();
        let data = Dataset::new(&samples, Label::<10>::from_indices(0..BATCH).unwrap()).unwrap();
        let net = Large::init(&mut rng);
        let diagnosis = Doctor::new(CrossEntropy, Sgd::new(1e-3)).run(&*net, &data).unwrap();
        assert_eq!(diagnosis.step("1").unwrap().units.unwrap().all, 2048);
        assert_eq!(net.hardest(&CrossEntropy, &data, 2).unwrap().samples().len(), 2);
    });
}
