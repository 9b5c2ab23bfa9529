//! netwright itself.

mod images;

use harness::{Bench, Data, Seconds};
use netwright::meaning::Logits;
use netwright::optim::Optimizer;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
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
struct Wide(Linear<50>, Relu, Linear<7>);

#[network(input = 64)]
struct Deep(Linear<256>, Relu, Linear<256>, Relu, Linear<2>);

/// All states of a sequence.
#[network(input = [16, 100])]
struct Signals(Gru<32>);

fn main() {
    harness::main(&[
        ("W1", one_sample::<Spiral, 2>),
        ("W2", one_sample::<Control, 16>),
        ("W3a", one_sample::<Digits, 784>),
        ("W3b", batch),
        ("W3c", train_digits),
        ("W4a", one_sample::<images::Practicum, 784>),
        ("W4b", train_images::<images::Practicum>),
        ("W4La", one_sample::<images::LeNet5, 784>),
        ("W4Lb", train_images::<images::LeNet5>),
        ("W5", train_spiral),
        ("W6a", one_sample::<Small, 17>),
        ("W6b", one_sample::<Wide, 300>),
        ("W6c", one_sample::<Deep, 64>),
        ("W7", one_sample::<Signals, 1600>),
        ("W8", one_sample::<images::ResNet8, 3072>),
    ]);
}

fn one_sample<N: Trainable<Scalar = f32> + Takes<I>, const I: usize>(bench: &Bench) -> Seconds {
    let net = N::init(&mut StdRng::seed_from_u64(1));
    let sample = Data::noise(1, I, 1).rows::<I>()[0];
    bench.measure(|| net.predict(black_box(&sample)))
}

fn batch(bench: &Bench) -> Seconds {
    let net = Digits::init(&mut StdRng::seed_from_u64(1));
    let samples = Data::noise(64, 784, 10).rows::<784>();
    bench.measure(|| net.predict_batch(black_box(&samples[..]))).divided_by(64.0)
}

fn train_digits(bench: &Bench) -> Seconds {
    let mut step = step::<Digits, 784, 10>(Data::noise(64, 784, 10), Sgd::new(0.01).momentum(0.9));
    bench.measure(&mut step)
}

fn train_images<N>(bench: &Bench) -> Seconds
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<784> + ClassifierOf<10>,
{
    let mut step = step::<N, 784, 10>(Data::noise(64, 784, 10), Sgd::new(0.01).momentum(0.9));
    bench.measure(&mut step)
}

fn train_spiral(bench: &Bench) -> Seconds {
    let mut step = step::<Spiral, 2, 3>(Data::spiral(3000), Adam::new(1e-3));
    bench.measure_in_runs_of(100, &mut step).times(1000.0)
}

/// The five steps of training, as the README has them.
fn step<N, const I: usize, const K: usize>(data: Data, mut optimizer: impl Optimizer<Box<N>>) -> impl FnMut() -> f32
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<I> + ClassifierOf<K>,
{
    let mut rng = StdRng::seed_from_u64(1);
    let (samples, labels) = (data.rows::<I>(), labels::<K>(&data.labels));
    let (mut net, mut gradients) = (N::init(&mut rng), N::zeros());
    let mut workspace = Workspace::for_batch(samples.len());
    move || {
        let pass = net.forward(black_box(&samples[..]), &mut workspace, &mut rng);
        let loss = pass.loss(&CrossEntropy, black_box(&labels)).expect("as many labels as samples");
        gradients.zero();
        let value = loss.backward(&mut gradients);
        optimizer.step(&mut net, &gradients);
        value
    }
}

fn labels<const K: usize>(classes: &[usize]) -> Vec<Label<K>> {
    Label::from_indices(classes.iter().copied()).expect("classes below their number")
}
