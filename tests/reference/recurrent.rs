//! Recurrent layers, compared with PyTorch's.

use crate::fixture::{Numbers, rows, set};
use netwright::nalgebra::{Const, DimName, Dyn, OMatrix};
use netwright::prelude::*;
use netwright::scalar::Real;
use netwright::value::{Features, ViewMut};
use rand::SeedableRng;
use rand::rngs::SmallRng;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A case of the file; `tools/generate/recurrent.py` says what the numbers are.
#[derive(Deserialize)]
struct Case {
    input: Vec<Vec<f64>>,
    targets: Vec<Vec<f64>>,
    parameters: BTreeMap<String, Numbers>,
    output: Vec<Vec<f64>>,
    loss: f64,
    gradients: BTreeMap<String, Numbers>,
    input_gradient: Vec<Vec<f64>>,
}

fn case(name: &str) -> Case {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/recurrent.json");
    let mut cases: BTreeMap<String, Case> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    cases.remove(name).unwrap()
}

/// Agreement to 1e-10, or to 1e-5 in single precision.
#[track_caller]
fn assert_near<'n, T: Real>(what: &str, found: &[T], expected: impl IntoIterator<Item = &'n f64>) {
    let tolerance = if size_of::<T>() == 4 { 1e-5 } else { 1e-10 };
    let mut expected = expected.into_iter();
    for (position, found) in found.iter().map(|found| found.to_double()).enumerate() {
        let expected = *expected.next().unwrap_or_else(|| panic!("{what} has more numbers"));
        let error = (found - expected).abs() / expected.abs().max(1.0);
        assert!(error <= tolerance, "{what}, number {position}: {found} instead of {expected}");
    }
    assert!(expected.next().is_none(), "{what} has fewer numbers");
}

fn check<T: Real, N, const IN: usize, const OUT: usize>(name: &str, network: &mut N)
where
    N: Trainable<Scalar = T, InDim = Const<IN>, OutDim = Const<OUT>>,
    Const<IN>: Features + DimName,
    Const<OUT>: Features + DimName,
{
    let case = case(name);
    set(network, &case.parameters);
    let (samples, targets) = (rows::<T, IN>(&case.input), rows::<T, OUT>(&case.targets));
    for (sample, expected) in samples.iter().zip(&case.output) {
        assert_near("the output of one sample", network.predict(sample).as_slice(), expected);
    }
    let expected = || case.output.iter().flatten();
    assert_near("the outputs of a batch", network.predict_batch(&samples).as_slice(), expected());

    // A longer batch before it, whose numbers must not be left anywhere.
    let (mut workspace, mut gradients) = (Workspace::for_batch(samples.len()), N::zeros());
    let rng = &mut SmallRng::seed_from_u64(0);
    let twice = [&samples[..], &samples[..]].concat();
    network.forward(&twice, &mut workspace, rng);
    let pass = network.forward(&samples, &mut workspace, rng);
    assert_near("the outputs in training", pass.output().as_slice(), expected());
    let mut input_gradient = OMatrix::<T, Const<IN>, Dyn>::zeros(samples.len());
    let view = ViewMut::from_slice_generic(input_gradient.as_mut_slice(), Const, Dyn(samples.len()));
    let loss = pass.loss(&Mse, &targets).unwrap().backward_to_input(&mut gradients, view);
    assert_near("the loss", &[loss], [&case.loss]);
    assert_near("the gradient of the input", input_gradient.as_slice(), case.input_gradient.iter().flatten());
    for (tensor, values) in gradients.named_tensors() {
        let numbers = &case.gradients[&tensor.path().to_string()];
        let values: Vec<T> = (0..values.len()).map(|position| values[tensor.offset_of(position)]).collect();
        assert_near(&format!("the gradient of {}", tensor.path()), &values, &numbers.data);
    }
}

macro_rules! layers {
    ($($name:ident: $input:tt, $layer:ty;)*) => {
        $(#[test]
        fn $name() {
            #[network(input = $input)]
            struct Net {
                layer: $layer,
            }
            check(stringify!($name), &mut *Net::<f64>::zeros());
            check(stringify!($name), &mut *Net::<f32>::zeros());
        })*
    };
}

layers! {
    rnn: [3, 6], Rnn<5>;
    rnn_relu: [2, 9], Rnn<3, Relu>;
    rnn_two_ways: [2, 5], Rnn<9, Tanh, Bidirectional>;
    rnn_last: [2, 7], Rnn<4, Layers<2>, Last, NoBias>;
    gru: [3, 13], Gru<5>;
    gru_wide: [2, 3], Gru<9>;
    gru_unit: [1, 1], Gru<1>;
    gru_without_bias: [3, 6], Gru<4, NoBias>;
    gru_last: [3, 12], Gru<8, Last>;
    gru_reverse: [2, 7], Gru<3, Reverse>;
    gru_reverse_last: [2, 7], Gru<3, Reverse, Last, Layers<2>>;
    gru_layers: [3, 7], Gru<2, Layers<3>>;
    gru_two_ways: [3, 8], Gru<3, Layers<2>, Bidirectional>;
    gru_two_ways_last: [2, 6], Gru<2, Layers<3>, Bidirectional, Last>;
    lstm: [3, 13], Lstm<5>;
    lstm_wide: [2, 4], Lstm<9>;
    lstm_last: [3, 8], Lstm<4, Layers<2>, Last>;
    lstm_two_ways: [2, 7], Lstm<3, Layers<2>, Bidirectional>;
    lstm_two_ways_last: [3, 7], Lstm<3, Bidirectional, Last, NoBias>;
    lstm_reverse: [2, 8], Lstm<3, Reverse>;
}
