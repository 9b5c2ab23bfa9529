//! Networks over several batches, with the numbers of a file: outputs, gradients and statistics.

use crate::fixture::{Numbers, rows, set};
use netwright::layer::Parameters;
use netwright::nalgebra::{Const, DimName, Dyn, OMatrix};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::{Features, ViewMut};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// One network; `tools/generate/norms.py` says what the numbers are.
#[derive(Deserialize)]
pub(crate) struct Case {
    batch: usize,
    input: Vec<Vec<f64>>,
    targets: Vec<Vec<f64>>,
    parameters: BTreeMap<String, Numbers>,
    output: Vec<Vec<f64>>,
    losses: Vec<f64>,
    input_gradient: Vec<Vec<f64>>,
    gradients: BTreeMap<String, Numbers>,
    /// The parameters and statistics behind the last batch; empty if training changes none.
    after: BTreeMap<String, Numbers>,
    /// The outputs at inference; empty if they are those in training.
    evaluated: Vec<Vec<f64>>,
}

/// The cases of a file.
pub(crate) fn read(file: &str) -> BTreeMap<String, Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Asserts that numbers agree to 1e-10, or to 3e-5 in single precision, of the largest of them, or
/// of 1e-3 where all are smaller: a bias below a normalisation has no gradient but for rounding.
#[track_caller]
fn assert_near<T>(what: &str, found: &[f64], expected: &[f64]) {
    let tolerance = if size_of::<T>() == 4 { 3e-5 } else { 1e-10 };
    let largest = expected.iter().fold(1e-3, |largest: f64, number| largest.max(number.abs()));
    assert_eq!(found.len(), expected.len(), "{what}");
    for (position, (found, expected)) in found.iter().zip(expected).enumerate() {
        let is_near = (found - expected).abs() <= tolerance * largest;
        assert!(is_near, "{what}, number {position}: {found} instead of {expected}, of at most {largest}");
    }
}

fn doubles<'n, T: Real>(numbers: impl IntoIterator<Item = &'n T>) -> Vec<f64> {
    numbers.into_iter().map(|number| number.to_double()).collect()
}

/// Compares the tensors that the file has.
fn assert_tensors<T: Real, N: Parameters<T>>(what: &str, network: &N, expected: &BTreeMap<String, Numbers>) {
    let mut count = 0;
    for (tensor, values) in network.named_tensors() {
        let name = tensor.path().to_string();
        let Some(numbers) = expected.get(&name) else { continue };
        assert_eq!(tensor.shape(), numbers.shape, "{what} of {name}");
        let found: Vec<_> = (0..values.len()).map(|position| values[tensor.offset_of(position)].to_double()).collect();
        assert_near::<T>(&format!("{what} of {name}"), &found, &numbers.data);
        count += 1;
    }
    assert_eq!(count, expected.len(), "{what}");
}

/// Compares the passes over all batches, and the inference after them.
pub(crate) fn check<T: Real, N, const I: usize, const O: usize>(name: &str, case: &Case)
where
    N: Trainable<Scalar = T, InDim = Const<I>, OutDim = Const<O>>,
    Const<I>: Features + DimName,
{
    let mut network = N::zeros();
    set(&mut *network, &case.parameters);
    train(name, &mut *network, case, 1);
    assert_tensors(&format!("{name}, the value afterwards"), &*network, &case.after);
    let samples = rows::<T, I>(&case.input);
    let expected = if case.evaluated.is_empty() { &case.output } else { &case.evaluated };
    let batch = network.predict_batch(&samples);
    assert_near::<T>(&format!("{name}, a batch"), &doubles(batch.iter()), &expected.concat());
    for (sample, expected) in samples.iter().zip(expected) {
        assert_near::<T>(&format!("{name}, one sample"), &doubles(network.predict(sample).iter()), expected);
    }
    if case.after.is_empty() {
        // Each sample several times, so that there are more of them than lanes: gradients of the
        // parameters stay, since the loss is a mean.
        train(&format!("{name}, repeated"), &mut *network, case, 7);
    }
}

/// Compares the passes over all batches, of which each has its samples as often as `times` says.
fn train<T: Real, N, const I: usize, const O: usize>(name: &str, network: &mut N, case: &Case, times: usize)
where
    N: Trainable<Scalar = T, InDim = Const<I>, OutDim = Const<O>>,
    Const<I>: Features + DimName,
{
    let count = case.batch * times;
    let (mut workspace, mut gradients) = (Workspace::for_batch(count), N::zeros());
    let rng = &mut SmallRng::seed_from_u64(0);
    for (number, &loss) in case.losses.iter().enumerate() {
        let range = number * case.batch..(number + 1) * case.batch;
        let [samples, targets] = [&case.input, &case.targets].map(|rows| vec![&rows[range.clone()]; times].concat());
        let (samples, targets) = (rows::<T, I>(&samples), rows::<T, O>(&targets));
        let pass = network.forward(&samples[..], &mut workspace, rng);
        let expected = case.output[range.clone()].concat().repeat(times);
        assert_near::<T>(&format!("{name}, the output"), &doubles(pass.output().iter()), &expected);
        let mut input_gradient = OMatrix::<T, Const<I>, Dyn>::zeros(count);
        let view = ViewMut::from_slice_generic(input_gradient.as_mut_slice(), Const, Dyn(count));
        let scored = pass.loss(&Mse, &targets[..]).unwrap();
        let found = scored.backward_to_input(&mut gradients, view).to_double();
        assert_near::<T>(&format!("{name}, the loss"), &[found], &[loss]);
        let found: Vec<_> = input_gradient.iter().map(|number| number.to_double() * times as f64).collect();
        let expected = case.input_gradient[range].concat().repeat(times);
        assert_near::<T>(&format!("{name}, the gradient of the input"), &found, &expected);
    }
    assert_tensors(&format!("{name}, the gradient"), &*gradients, &case.gradients);
}
