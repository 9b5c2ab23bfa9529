//! Results are bit for bit equal for any number of threads, for batches that are large enough to be
//! divided.
#![cfg(feature = "rayon")]

use netwright::meaning::Logits;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use rayon::ThreadPoolBuilder;

/// Products of both kinds, forward and backward, in layers that are compiled for their sizes and in
/// others.
#[network(input = 300)]
struct Wide {
    first: Linear<200>,
    relu: Relu,
    second: Linear<64>,
    tanh: Tanh,
    third: Linear<40>,
    sigmoid: Sigmoid,
    logits: Linear<7>,
}

/// A batch of 295 is divided among eight threads so that the last one has a single row.
#[network(input = 2000)]
struct Deep(Linear<40>, Relu, Linear<7>);

/// All outputs for a batch, and all gradients and parameters after a step of training.
fn bits_with<N, const IN: usize>(threads: usize, batch: usize) -> Vec<u32>
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<IN> + ClassifierOf<7>,
{
    let run = || {
        let mut rng = SmallRng::seed_from_u64(1);
        let samples: Vec<[f32; IN]> =
            (0..batch).map(|_| core::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect();
        let labels = Label::<7>::from_indices((0..batch).map(|row| row % 7)).expect("classes below seven");
        let (mut net, mut gradients) = (N::init(&mut rng), N::zeros());
        let outputs = net.predict_batch(&samples);
        let (mut workspace, mut adam) = (Workspace::for_batch(batch), Adam::new(1e-3));
        let pass = net.forward(&samples, &mut workspace, &mut rng);
        pass.loss(&CrossEntropy, &labels).expect("as many labels as samples").backward(&mut gradients);
        adam.step(&mut net, &gradients);
        let numbers = outputs.iter().chain(gradients.as_slice()).chain(net.as_slice());
        numbers.map(|number| number.to_bits()).collect()
    };
    ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads").install(run)
}

/// Compares all numbers with those of one thread.
fn check<N, const IN: usize>(batch: usize)
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<IN> + ClassifierOf<7>,
{
    let one = bits_with::<N, IN>(1, batch);
    for threads in [2, 3, 8] {
        assert!(bits_with::<N, IN>(threads, batch) == one, "a batch of {batch} on {threads} threads");
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    check::<Wide, 300>(2000);
    check::<Deep, 2000>(295);
}
