//! Whole networks, each beside a handwritten version: inference of one sample and of a batch, and
//! steps of training.
//!
//! ```text
//! cargo bench --bench workloads            # everything
//! cargo bench --bench workloads -- W3      # what has W3 in its name
//! ```
//!
//! Compare ratios within one run: machines differ, and drift. A workload is a row of the table
//! below, and a function that sets it up.

#[path = "../common/mod.rs"]
mod common;
mod images;
mod sequence;

use common::loops::{self, relu};
use common::matrices::{self, Static};
use common::{Row, Ways, assert_same, labels, measure, random, random_rows, rng, short, task, task_on};
use criterion::{Criterion, criterion_group, criterion_main};
use netwright::meaning::Logits;
use netwright::nalgebra::SVector;
use netwright::prelude::*;
use std::hint::black_box;

const WORKLOADS: &[Row] = &[
    ("W1, one sample, 2-100-3 with Relu", || one_sample(Spiral::init(&mut rng()))),
    ("W2, one sample, 16-32-32-4 with Tanh", || one_sample_deep(Control::init(&mut rng()), f32::tanh)),
    ("W3a, one sample, 784-128-10 with Relu", || one_sample(Digits::init(&mut rng()))),
    ("W3b, a batch of 64, 784-128-10 with Relu", || batch(Digits::init(&mut rng()), 64)),
    ("W3c, a step of training with momentum, 784-128-10, batch 64", || train_with_momentum(64)),
    ("W4a, one image, the practicum's network", || images::one::<images::Practicum>()),
    ("W4b, a step of training with momentum, the practicum's network, batch 64", || {
        images::train::<images::Practicum>(64)
    }),
    ("W4La, one image, LeNet-5", || images::one::<images::LeNet5>()),
    ("W4Lb, a step of training with momentum, LeNet-5, batch 64", || images::train::<images::LeNet5>(64)),
    ("W5, a step of training with Adam, 2-100-3, batch 3000", || train_with_adam(3000)),
    ("W7, a sequence of 100, GRU 16-32", sequence::all_states),
    ("one sample, 17-33-5 with Relu", || one_sample(Odd::init(&mut rng()))),
    ("one sample, 300-50-7 with Relu", || one_sample(Narrowing::init(&mut rng()))),
    ("one sample, 64-256-256-2 with Relu", || one_sample_deep(Wide::init(&mut rng()), relu)),
];

/// A network with one hidden layer and Relu, of which the layers are known.
trait Shallow<const I: usize, const H: usize, const O: usize>:
    Trainable<Scalar = f32, Meaning = Logits> + Takes<I> + ClassifierOf<O> + 'static
{
    fn layers(&self) -> (&Linear<f32, I, H>, &Linear<f32, H, O>);
}

/// A network with two hidden layers, of which the layers are known.
trait Deep<const I: usize, const H: usize, const J: usize, const O: usize>:
    Trainable<Scalar = f32> + Takes<I> + Gives<O> + 'static
{
    fn layers(&self) -> (&Linear<f32, I, H>, &Linear<f32, H, J>, &Linear<f32, J, O>);
}

macro_rules! shallow {
    ($($name:ident: $input:tt $hidden:tt $output:tt;)*) => {
        $(
            #[network(input = $input)]
            struct $name(Linear<$hidden>, Relu, Linear<$output>);

            impl Shallow<$input, $hidden, $output> for $name {
                fn layers(&self) -> (&Linear<f32, $input, $hidden>, &Linear<f32, $hidden, $output>) {
                    (&self.0, &self.2)
                }
            }
        )*
    };
}

macro_rules! deep {
    ($($name:ident: $input:tt $first:tt $second:tt $output:tt $activation:tt;)*) => {
        $(
            #[network(input = $input)]
            struct $name(Linear<$first>, $activation, Linear<$second>, $activation, Linear<$output>);

            impl Deep<$input, $first, $second, $output> for $name {
                fn layers(&self) -> (&Linear<f32, $input, $first>, &Linear<f32, $first, $second>, &Linear<f32, $second, $output>) {
                    (&self.0, &self.2, &self.4)
                }
            }
        )*
    };
}

shallow! {
    Spiral: 2 100 3;
    Digits: 784 128 10;
    Odd: 17 33 5;
    Narrowing: 300 50 7;
}

deep! {
    Control: 16 32 32 4 Tanh;
    Wide: 64 256 256 2 Relu;
}

/// Inference of one sample, after a check that all ways give equal results.
fn one_sample_ways<N, const I: usize, const O: usize>(
    net: Box<N>,
    by_matrices: impl Fn(&SVector<f32, I>) -> SVector<f32, O> + 'static,
    by_loops: impl Fn(&[f32; I]) -> [f32; O] + 'static,
) -> Ways
where
    N: Trainable<Scalar = f32> + Takes<I> + Gives<O> + 'static,
{
    let x = random::<I>();
    let vector = SVector::from(x);
    assert_same(net.predict(&x).as_slice(), [by_matrices(&vector).as_slice(), &by_loops(&x)]);
    [task_on(&x, move |x| net.predict(x)), task_on(&vector, by_matrices), task_on(&x, by_loops)]
}

fn one_sample<N, const I: usize, const H: usize, const O: usize>(net: Box<N>) -> Ways
where
    N: Shallow<I, H, O>,
{
    let (hidden, logits) = net.layers();
    let by_matrices = {
        let (hidden, logits) = (Static::from(hidden), Static::from(logits));
        move |x: &_| logits.of(&hidden.of(x).map(relu))
    };
    let by_loops = {
        let (hidden, logits) = (loops::Layer::from(hidden), loops::Layer::from(logits));
        move |x: &_| logits.of(&hidden.activated(x, relu))
    };
    one_sample_ways(net, by_matrices, by_loops)
}

fn one_sample_deep<N, const I: usize, const H: usize, const J: usize, const O: usize>(
    net: Box<N>,
    activation: impl Fn(f32) -> f32 + Copy + 'static,
) -> Ways
where
    N: Deep<I, H, J, O>,
{
    let (first, second, third) = net.layers();
    let by_matrices = {
        let (first, second, third) = (Static::from(first), Static::from(second), Static::from(third));
        move |x: &_| third.of(&second.of(&first.of(x).map(activation)).map(activation))
    };
    let by_loops = {
        let (first, second) = (loops::Layer::from(first), loops::Layer::from(second));
        let third = loops::Layer::from(third);
        move |x: &_| third.of(&second.activated(&first.activated(x, activation), activation))
    };
    one_sample_ways(net, by_matrices, by_loops)
}

fn batch<N, const I: usize, const H: usize, const O: usize>(net: Box<N>, rows: usize) -> Ways
where
    N: Shallow<I, H, O>,
{
    let (hidden, logits) = net.layers();
    let samples = random_rows::<I>(rows);
    let x = matrices::columns(&samples);
    let mut by_matrices = matrices::Batch::of(hidden, logits, rows);
    let (hidden, logits) = (loops::Layer::from(hidden), loops::Layer::from(logits));
    let by_loops = move |samples: &[[f32; I]]| -> Vec<[f32; O]> {
        samples.iter().map(|sample| logits.of(&hidden.activated(sample, relu))).collect()
    };
    let expected = net.predict_batch(&samples);
    assert_same(expected.as_slice(), [by_matrices.forward(&x).as_slice(), by_loops(&samples).as_flattened()]);
    let copy = samples.clone();
    [
        task(move || net.predict_batch(black_box(&samples))),
        task(move || _ = black_box(by_matrices.forward(black_box(&x)))),
        task(move || by_loops(black_box(&copy))),
    ]
}

fn train_with_momentum(rows: usize) -> Ways {
    let net = Digits::init(&mut rng());
    training(net, random_rows(rows), Sgd::new(1e-3).momentum(0.9), |_| loops::momentum())
}

fn train_with_adam(rows: usize) -> Ways {
    training(Spiral::init(&mut rng()), spiral(rows), Adam::new(1e-3), loops::adam)
}

/// Three arms in the plane.
fn spiral(rows: usize) -> Vec<[f32; 2]> {
    let noise = random_rows::<1>(rows).into_iter().enumerate();
    let point = |(row, [noise]): (usize, [f32; 1])| {
        let radius = row as f32 / rows as f32;
        let angle = 4.0 * (radius + (row % 3) as f32) + 0.2 * noise;
        [radius * angle.sin(), radius * angle.cos()]
    };
    noise.map(point).collect()
}

/// Steps of training with netwright, all over one batch of samples; each gives the loss before it.
fn step<N, const I: usize, const K: usize>(
    mut net: Box<N>,
    samples: Vec<[f32; I]>,
    mut optimizer: impl Optimizer<Box<N>>,
) -> impl FnMut() -> f32
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<I> + ClassifierOf<K>,
{
    let labels = labels::<K>(samples.len());
    let (mut gradients, mut workspace, mut rng) = (N::zeros(), Workspace::for_batch(samples.len()), rng());
    move || {
        let pass = net.forward(black_box(&samples), &mut workspace, &mut rng);
        let loss = pass.loss(&CrossEntropy, black_box(&labels)).expect("as many labels as samples");
        gradients.zero();
        let value = loss.backward(&mut gradients);
        optimizer.step(&mut net, &gradients);
        value
    }
}

/// Steps of training, all over one batch of samples. `rule` returns the handwritten optimiser for a
/// step, counted from 1.
fn training<N, O, R, const I: usize, const H: usize, const K: usize>(
    net: Box<N>,
    samples: Vec<[f32; I]>,
    optimizer: O,
    rule: impl Fn(i32) -> R + Copy + 'static,
) -> Ways
where
    N: Shallow<I, H, K>,
    O: Optimizer<Box<N>> + 'static,
    R: loops::Rule + 'static,
{
    let rows = samples.len();
    let (hidden, logits) = net.layers();
    let mut by_matrices = matrices::Training::of(matrices::Batch::of(hidden, logits, rows));
    let mut by_loops = loops::Training::of(hidden, logits);
    let (x, copy) = (matrices::columns(&samples), samples.clone());
    let classes: Vec<usize> = (0..rows).map(|row| row % K).collect();
    let more_classes = classes.clone();
    let mut step = step(net, samples, optimizer);
    let mut time = 0;
    let mut step_by_matrices = move || {
        time += 1;
        by_matrices.step(black_box(&x), black_box(&classes), rule(time))
    };
    let mut time = 0;
    let mut step_by_loops = move || {
        time += 1;
        by_loops.step(black_box(&copy), black_box(&more_classes), rule(time))
    };
    // The loss after a few steps depends on everything.
    for _ in 0..3 {
        assert_same(&[step()], [[step_by_matrices()], [step_by_loops()]].each_ref().map(|loss| &loss[..]));
    }
    [task(step), task(step_by_matrices), task(step_by_loops)]
}

fn workloads(criterion: &mut Criterion) {
    measure(criterion, WORKLOADS);
}

criterion_group! { name = benches; config = short(); targets = workloads }
criterion_main!(benches);
