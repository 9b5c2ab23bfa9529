//! Runs a pass a number of times: `instructions WORKLOAD COUNT`. tools/measure/instructions.py
//! counts its instructions.
//!
//! Without arguments it prints the workloads, one a line.

#[path = "../activity.rs"]
mod activity;

use activity::{Activity, CHANNELS};
use netwright::meaning::Logits;
use netwright::optim::Optimizer;
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;

#[network(input = 2)]
struct Spiral(Linear<100>, Relu, Linear<3>);

#[network(input = 16)]
struct Control(Linear<32>, Tanh, Linear<32>, Tanh, Linear<4>);

#[network(input = 784)]
struct Digits(Linear<128>, Relu, Linear<10>);

#[network(input = 17)]
struct Small(Linear<33>, Relu, Linear<5>);

#[network(input = 300)]
struct Narrowing(Linear<50>, Relu, Linear<7>);

#[network(input = 64)]
struct Deep(Linear<256>, Relu, Linear<256>, Relu, Linear<2>);

/// The convolutional network of the course's practicum.
#[network(input = [1, 28, 28])]
struct Practicum(
    Conv2d<6, 5>,
    Relu,
    MaxPool2d<2>,
    Conv2d<6, 5>,
    Relu,
    MaxPool2d<2>,
    Flatten,
    Linear<50>,
    Relu,
    Linear<10>,
);

#[network(input = [1, 28, 28])]
struct LeNet5(
    Conv2d<6, 5, Padding<2>>,
    Relu,
    MaxPool2d<2>,
    Conv2d<16, 5>,
    Relu,
    MaxPool2d<2>,
    Flatten,
    Linear<120>,
    Relu,
    Linear<84>,
    Relu,
    Linear<10>,
);

#[network(input = [16, 100])]
struct Sequence(Gru<32>);

/// A residual block.
#[network(input = [32, 16, 16])]
struct Residual {
    conv1: Conv2d<32, 3, Padding<1>>,
    relu1: Relu,
    conv2: Conv2d<32, 3, Padding<1>>,
    #[from(conv2, input)]
    sum: Add,
    relu2: Relu,
}

/// A name, and the function that runs a number of passes.
type Workload = (&'static str, fn(usize));

const WORKLOADS: [Workload; 21] = [
    ("W1", predict::<Spiral, 2>),
    ("W2", predict::<Control, 16>),
    ("W3a", predict::<Digits, 784>),
    ("W3b", predict_batch::<Digits, 784, 64>),
    ("W3c", |count| train::<Digits, 784, 10>(64, Sgd::new(0.01).momentum(0.9), count)),
    ("W4a", predict::<Practicum, 784>),
    ("W4b", |count| train::<Practicum, 784, 10>(64, Sgd::new(0.01).momentum(0.9), count)),
    ("W4La", predict::<LeNet5, 784>),
    ("W4Lb", |count| train::<LeNet5, 784, 10>(64, Sgd::new(0.01).momentum(0.9), count)),
    ("W5", |count| train::<Spiral, 2, 3>(3000, Adam::new(1e-3), count)),
    ("W6a", predict::<Small, 17>),
    ("W6b", predict::<Narrowing, 300>),
    ("W6c", predict::<Deep, 64>),
    ("W7", predict::<Sequence, 1600>),
    ("stream", stream),
    ("residual", predict::<Residual, 8192>),
    ("batch-of-5", predict_batch::<Digits, 784, 5>),
    ("forward", |count| differentiate::<Digits, 784, 10, false>(64, count)),
    ("forward-backward", |count| differentiate::<Digits, 784, 10, true>(64, count)),
    ("adam", |count| step::<Digits>(Adam::new(1e-3), count)),
    ("sgd", |count| step::<Digits>(Sgd::new(0.01).momentum(0.9), count)),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, count] = &arguments[..] else {
        WORKLOADS.iter().for_each(|(name, _)| println!("{name}"));
        return;
    };
    let count = count.parse().expect("the count is a number");
    let (_, run) = WORKLOADS.iter().find(|(workload, _)| workload == name).expect("one of the workloads");
    run(count);
    println!("{}", instruction_set());
}

/// One sample at a time.
fn predict<N: Trainable<Scalar = f32> + Takes<I>, const I: usize>(count: usize) {
    let net = N::init(&mut rng());
    let sample = [0.5; I];
    for _ in 0..count {
        black_box(net.predict(black_box(&sample)));
    }
}

fn predict_batch<N: Trainable<Scalar = f32> + Takes<I>, const I: usize, const ROWS: usize>(count: usize) {
    let net = N::init(&mut rng());
    let samples = random_rows::<I>(ROWS);
    for _ in 0..count {
        black_box(net.predict_batch(black_box(&samples[..])));
    }
}

/// A block of 64 frames, which give half as many outputs.
fn stream(count: usize) {
    let net = Activity::init(&mut rng());
    let (mut stream, mut outputs) = (net.stream(), [Default::default(); 32]);
    let block = [[0.5; CHANNELS]; 64];
    for _ in 0..count {
        let outputs = stream.push_block(black_box(&block), &mut outputs).expect("as many places as outputs");
        black_box(outputs);
    }
}

/// The five steps of training, as the README has them.
fn train<N, const I: usize, const K: usize>(rows: usize, mut optimizer: impl Optimizer<Box<N>>, count: usize)
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<I> + ClassifierOf<K>,
{
    let (mut net, mut gradients) = (N::init(&mut rng()), N::zeros());
    let (samples, labels, mut workspace, mut rng) =
        (random_rows(rows), labels(rows), Workspace::for_batch(rows), rng());
    for _ in 0..count {
        let pass = net.forward(black_box(&samples[..]), &mut workspace, &mut rng);
        let loss = pass.loss(&CrossEntropy, black_box(&labels)).expect("as many labels as samples");
        gradients.zero();
        black_box(loss.backward(&mut gradients));
        optimizer.step(&mut net, &gradients);
    }
}

/// The steps without the optimiser, or without the backward pass either, so that the difference is
/// the backward pass.
fn differentiate<N, const I: usize, const K: usize, const BACKWARD: bool>(rows: usize, count: usize)
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<I> + ClassifierOf<K>,
{
    let (mut net, mut gradients) = (N::init(&mut rng()), N::zeros());
    let (samples, labels, mut workspace, mut rng) =
        (random_rows(rows), labels(rows), Workspace::for_batch(rows), rng());
    for _ in 0..count {
        let pass = net.forward(black_box(&samples[..]), &mut workspace, &mut rng);
        let loss = pass.loss(&CrossEntropy, black_box(&labels)).expect("as many labels as samples");
        if BACKWARD {
            black_box(loss.backward(&mut gradients));
        } else {
            black_box(loss.value());
        }
    }
}

/// Steps of an optimiser alone.
fn step<N: Trainable<Scalar = f32>>(mut optimizer: impl Optimizer<Box<N>>, count: usize) {
    let (mut net, gradients) = (N::init(&mut rng()), N::init(&mut rng()));
    for _ in 0..count {
        optimizer.step(&mut net, black_box(&gradients));
    }
}

/// Returns a generator that gives the same numbers in every run.
fn rng() -> SmallRng {
    SmallRng::seed_from_u64(1)
}

fn random_rows<const I: usize>(rows: usize) -> Vec<[f32; I]> {
    let (mut rng, mut samples) = (rng(), vec![[0.0; I]; rows]);
    samples.as_flattened_mut().fill_with(|| rng.random_range(-1.0..1.0));
    samples
}

fn labels<const K: usize>(rows: usize) -> Vec<Label<K>> {
    Label::from_indices((0..rows).map(|row| row % K)).expect("classes below their number")
}

/// Returns the instruction set that netwright finds on this processor, or on the emulated one.
fn instruction_set() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        return "AVX2 and FMA";
    }
    "what the program is compiled for"
}
