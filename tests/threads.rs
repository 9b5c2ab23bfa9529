//! Results are bit for bit equal for any number of threads, for batches that are large enough to be
//! divided.
#![cfg(feature = "rayon")]

use netwright::data::Augment;
use netwright::meaning::Logits;
use netwright::prelude::*;
use netwright::train::schedule::Cosine;
use rand::rngs::SmallRng;
use rand::{Rng, RngExt, SeedableRng};
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

/// Its first weight is large beside a batch of 64.
#[network(input = 784)]
struct Digits {
    hidden: Linear<128>,
    relu: Relu,
    drop: Dropout<0.2>,
    logits: Linear<7>,
}

/// A batch of thousands has all the work, and there are few weights.
#[network(input = 2)]
struct Spiral(Linear<100>, BatchNorm1d, Tanh, Linear<7>);

/// Shifts each number.
struct Noise;

impl<const F: usize> Augment<f32, F> for Noise {
    fn augment(&self, sample: &mut [f32; F], rng: &mut dyn Rng) {
        sample.iter_mut().for_each(|number| *number += rng.random_range(-0.1..0.1));
    }
}

/// The parameters, statistics and losses after some epochs of training, step by step small pieces
/// of work, with everything that is drawn at random.
fn trained_with<N, const IN: usize>(threads: usize, samples: usize, batch: usize) -> Vec<u64>
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<IN> + ClassifierOf<7>,
{
    let run = || {
        let mut rng = SmallRng::seed_from_u64(1);
        let rows: Vec<[f32; IN]> =
            (0..samples).map(|_| core::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect();
        let labels = Label::<7>::from_indices((0..samples).map(|row| row % 7)).expect("classes below seven");
        let data = Dataset::new(rows, labels).expect("as many labels as samples");
        let mut net = N::init(&mut rng);
        let trainer = Trainer::new(CrossEntropy, AdamW::new(1e-2).clip_norm(1.0).l1(1e-5));
        let trainer = trainer.epochs(8).batch(batch).augment(Noise).schedule(Cosine::new(8)).validation(&data);
        let history = trainer.fit(&mut net, &data).expect("numbers are finite");
        let parameters = net.as_slice().iter().map(|number| u64::from(number.to_bits()));
        parameters.chain(history.losses().iter().map(|loss| loss.to_bits())).collect()
    };
    ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads").install(run)
}

fn check_training<N, const IN: usize>(samples: usize, batch: usize)
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<IN> + ClassifierOf<7>,
{
    let one = trained_with::<N, IN>(1, samples, batch);
    for threads in [2, 4, 7] {
        assert!(trained_with::<N, IN>(threads, samples, batch) == one, "batches of {batch} on {threads} threads");
    }
}

#[test]
fn the_number_of_threads_changes_no_bit_of_training() {
    check_training::<Digits, 784>(640, 64);
    check_training::<Spiral, 2>(3000, 3000);
}
