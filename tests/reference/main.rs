//! Outputs, losses, gradients and optimiser steps agree with PyTorch's, in single and double
//! precision.

mod batches;
mod fixture;
mod functions;
mod images;
mod losses;
mod metrics;
mod norms;
mod optimizers;
mod recurrent;
mod resampling;
mod schedules;
mod transposed;

use fixture::{Fixture, assert_close, assert_tensors, rows, set};
use netwright::data::Label;
use netwright::layer::Parameters;
use netwright::loss::LossFor;
use netwright::nalgebra::{Const, Dyn, OMatrix};
use netwright::prelude::*;
use netwright::scalar::Real;
use rand::SeedableRng;
use rand::rngs::SmallRng;

/// A chain.
#[network(input = 5)]
struct Chain {
    hidden: Linear<7>,
    relu: Relu,
    middle: Linear<6>,
    tanh: Tanh,
    logits: Linear<4>,
}

/// A graph with two branches from the input, and values that are used twice.
#[network(input = 6)]
struct Dag {
    a: Linear<8>,
    ra: Relu,
    b: Linear<8>,
    #[from(ra, b)]
    s: Add,
    t: Tanh,
    #[from(input)]
    c: Linear<8, NoBias>,
    #[from(t, c)]
    m: Max,
    #[from(c)]
    sg: Sigmoid,
    #[from(m, sg)]
    cat: Concat,
    o: Linear<5>,
    logp: LogSoftmax,
}

/// The other joins.
#[network(input = 5)]
struct Joins {
    a: Linear<6>,
    #[from(input)]
    b: Linear<6>,
    #[from(a, b)]
    d: Sub,
    #[from(d, a, a)]
    m: Mul,
    #[from(m, b)]
    s: Min,
    #[from(s, a, b)]
    mean: Mean,
    o: Linear<4>,
}

/// Negative distances as logits.
#[network(input = 6)]
struct Prototypes {
    scale: Scale,
    shift: Bias,
    part: Slice<1, 6>,
    distance: Distance<4>,
    logits: Neg,
}

/// Indices of classes beside numbers.
#[network(input = 5)]
struct Words {
    indices: Slice<0, 3>,
    word: Embedding<6, 4>,
    #[from(input)]
    numbers: Slice<3, 5>,
    #[from(word, numbers)]
    all: Concat,
    hidden: Linear<5>,
    tanh: Tanh,
    logits: Linear<3>,
}

/// Two inputs and two outputs, of which one is used by another step.
#[network(input = { a = 4, b = 3 }, output = { class = logits, number = far })]
struct Ends {
    #[from(a)]
    left: Linear<6>,
    #[from(b)]
    right: Linear<6>,
    #[from(left, right)]
    sum: Add,
    tanh: Tanh,
    #[from(tanh, b)]
    with_b: Concat,
    far: Linear<1>,
    #[from(tanh, far)]
    with_far: Concat,
    logits: Linear<3>,
}

/// Probabilities, compared with numbers.
#[network(input = 4)]
struct SoftmaxMse {
    hidden: Linear<6>,
    sigmoid: Sigmoid,
    logits: Linear<3>,
    softmax: Softmax,
}

/// Compares one pass, forward and backward, with the file.
fn check_pass<T, N, L, Y, const I: usize, const O: usize>(fixture: &Fixture, network: &mut N, loss: &L, targets: &[Y])
where
    T: Real,
    N: Trainable<Scalar = T, InDim = Const<I>, OutDim = Const<O>>,
    L: LossFor<N, Y>,
{
    set(network, &fixture.parameters);
    let input = fixture.input::<T, I>();
    let (mut workspace, mut gradients) = (Workspace::for_batch(input.len()), N::zeros());
    let mut input_gradient = OMatrix::<T, Const<I>, Dyn>::zeros(input.len());
    let batch = Dyn(input.len());
    let pass = network.forward_shared(&input, &mut workspace, &mut SmallRng::seed_from_u64(0));
    for (sample, expected) in fixture.output.iter().enumerate() {
        for (row, &expected) in expected.iter().enumerate() {
            let found = pass.output()[(row, sample)].to_double();
            assert_close::<T>(&format!("output {row} of sample {sample}"), found, expected);
            let predicted = network.predict_batch(&input)[(row, sample)].to_double();
            assert_close::<T>(&format!("prediction {row} of sample {sample}"), predicted, expected);
        }
    }
    let scored = pass.loss(loss, targets).unwrap();
    assert_close::<T>("loss", scored.value().to_double(), fixture.loss);
    let view = netwright::value::ViewMut::from_slice_generic(input_gradient.as_mut_slice(), Const, batch);
    scored.backward_to_input(&mut gradients, view);
    assert_tensors("gradient", &*gradients, &fixture.gradients);
    for (sample, expected) in fixture.input_gradient.iter().enumerate() {
        for (row, &expected) in expected.iter().enumerate() {
            let found = input_gradient[(row, sample)].to_double();
            assert_close::<T>(&format!("gradient of input {row} of sample {sample}"), found, expected);
        }
    }
}

/// Takes the steps of the file and compares the loss before each, and the parameters after the
/// last.
fn check_steps<T: Real>(name: &str, mut optimizer: impl Optimizer<Chain<T>>) {
    let fixture = Fixture::read::<T>(name);
    let labels = Label::<4>::from_indices(fixture.labels.iter().copied()).unwrap();
    let (mut network, mut gradients) = (Chain::<T>::zeros(), Chain::<T>::zeros());
    set(&mut *network, &fixture.parameters);
    let input = fixture.input::<T, 5>();
    let mut workspace = Workspace::for_batch(input.len());
    for (step, &expected) in fixture.losses.iter().enumerate() {
        let pass = network.forward_shared(&input, &mut workspace, &mut SmallRng::seed_from_u64(0));
        gradients.zero();
        let loss = pass.loss(&CrossEntropy, &labels).unwrap().backward(&mut gradients);
        assert_close::<T>(&format!("loss before step {step}"), loss.to_double(), expected);
        optimizer.step(&mut network, &gradients);
    }
    assert_tensors::<T>("after the steps", &*network, &fixture.after);
}

fn chain<T: Real>() {
    let fixture = Fixture::read::<T>("chain");
    let labels = Label::<4>::from_indices(fixture.labels.iter().copied()).unwrap();
    check_pass(&fixture, &mut *Chain::<T>::zeros(), &CrossEntropy, &labels);
}

fn dag<T: Real>() {
    let fixture = Fixture::read::<T>("dag");
    let labels = Label::<5>::from_indices(fixture.labels.iter().copied()).unwrap();
    check_pass(&fixture, &mut *Dag::<T>::zeros(), &Nll, &labels);
}

fn joins<T: Real>() {
    let fixture = Fixture::read::<T>("joins");
    let labels = Label::<4>::from_indices(fixture.labels.iter().copied()).unwrap();
    check_pass(&fixture, &mut *Joins::<T>::zeros(), &CrossEntropy, &labels);
}

fn prototypes<T: Real>() {
    let fixture = Fixture::read::<T>("prototypes");
    let labels = Label::<4>::from_indices(fixture.labels.iter().copied()).unwrap();
    check_pass(&fixture, &mut *Prototypes::<T>::zeros(), &CrossEntropy, &labels);
}

fn words<T: Real>() {
    let fixture = Fixture::read::<T>("words");
    let labels = Label::<3>::from_indices(fixture.labels.iter().copied()).unwrap();
    check_pass(&fixture, &mut *Words::<T>::zeros(), &CrossEntropy, &labels);
}

fn ends<T: Real>() {
    let fixture = Fixture::read::<T>("ends");
    let targets: Vec<_> = fixture
        .labels
        .iter()
        .map(|&label| EndsTarget { class: Label::<3>::new(label).unwrap(), number: [T::from_double(label as f64)] })
        .collect();
    let loss = EndsLoss { class: CrossEntropy::default(), number: Mse.weight(0.1) };
    check_pass(&fixture, &mut *Ends::<T>::zeros(), &loss, &targets);
}

fn softmax_mse<T: Real>() {
    let fixture = Fixture::read::<T>("softmax_mse");
    let targets = rows::<T, 3>(&fixture.targets);
    check_pass(&fixture, &mut *SoftmaxMse::<T>::zeros(), &Mse, &targets);
}

/// The README of the fixtures names every file.
#[test]
fn every_fixture_is_described() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let readme = std::fs::read_to_string(format!("{folder}/README.md")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let is_case = file.ends_with(".f32.json") || file.ends_with(".f64.json");
        let case = file.split('.').next().unwrap();
        let names = [format!("`{file}`"), format!("`{file}/`"), format!("| `{case}` |")];
        let described = names.iter().enumerate().any(|(at, name)| (at < 2 || is_case) && readme.contains(name));
        assert!(described || file == "README.md", "{file}");
    }
}

/// Each function in both precisions.
macro_rules! in_both_precisions {
    ($($single:ident, $double:ident: $check:expr, $check_double:expr;)*) => {
        $(
            #[test]
            fn $single() {
                $check;
            }

            #[test]
            fn $double() {
                $check_double;
            }
        )*
    };
}

in_both_precisions! {
    chain_f32, chain_f64: chain::<f32>(), chain::<f64>();
    dag_f32, dag_f64: dag::<f32>(), dag::<f64>();
    joins_f32, joins_f64: joins::<f32>(), joins::<f64>();
    prototypes_f32, prototypes_f64: prototypes::<f32>(), prototypes::<f64>();
    words_f32, words_f64: words::<f32>(), words::<f64>();
    ends_f32, ends_f64: ends::<f32>(), ends::<f64>();
    softmax_mse_f32, softmax_mse_f64: softmax_mse::<f32>(), softmax_mse::<f64>();
    sgd_f32, sgd_f64: check_steps::<f32>("sgd", Sgd::new(0.1)), check_steps::<f64>("sgd", Sgd::new(0.1));
    momentum_f32, momentum_f64:
        check_steps::<f32>("sgd_momentum", Sgd::new(0.1).momentum(0.9)),
        check_steps::<f64>("sgd_momentum", Sgd::new(0.1).momentum(0.9));
    nesterov_f32, nesterov_f64:
        check_steps::<f32>("sgd_nesterov", Sgd::new(0.1).momentum(0.9).nesterov()),
        check_steps::<f64>("sgd_nesterov", Sgd::new(0.1).momentum(0.9).nesterov());
    l2_f32, l2_f64:
        check_steps::<f32>("sgd_momentum_l2", Sgd::new(0.1).momentum(0.9).weight_decay(0.01)),
        check_steps::<f64>("sgd_momentum_l2", Sgd::new(0.1).momentum(0.9).weight_decay(0.01));
    adam_f32, adam_f64: check_steps::<f32>("adam", Adam::new(0.01)), check_steps::<f64>("adam", Adam::new(0.01));
    adam_l2_f32, adam_l2_f64:
        check_steps::<f32>("adam_l2", Adam::new(0.01).weight_decay(0.01)),
        check_steps::<f64>("adam_l2", Adam::new(0.01).weight_decay(0.01));
}
