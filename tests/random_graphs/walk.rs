//! Computes a network step by step from its table: no memory is shared, no steps are computed
//! together, and no kernel of the library is used.

use netwright::prelude::*;
use std::collections::BTreeMap;

/// The output of a network for one sample, as inference should compute it.
pub(crate) fn walk<N: Network<Scalar = f64>>(network: &N, sample: &[f64]) -> Vec<f64> {
    let mut values = BTreeMap::from([("input", sample.to_vec())]);
    for step in N::STEPS {
        let inputs: Vec<&[f64]> = step.from.iter().map(|from| &*values[from]).collect();
        let output = match step.layer {
            "Linear" => linear(network, step.name, inputs[0], step.output.features()),
            "Relu" => map(inputs[0], |x| x.max(0.0)),
            "Tanh" => map(inputs[0], f64::tanh),
            "Sigmoid" => map(inputs[0], |x| 1.0 / (1.0 + (-x).exp())),
            "Pointwise<Softsign>" => map(inputs[0], |x| x / (1.0 + x.abs())),
            "Softmax" => softmax(inputs[0]),
            "LogSoftmax" => map(&softmax(inputs[0]), f64::ln),
            "Dropout" | "Flatten" => inputs[0].to_vec(),
            "Add" => together(&inputs, |a, b| a + b),
            "Sub" => together(&inputs, |a, b| a - b),
            "Mul" => together(&inputs, |a, b| a * b),
            "Max" => together(&inputs, f64::max),
            "Min" => together(&inputs, f64::min),
            "Mean" => map(&together(&inputs, |a, b| a + b), |sum| sum / inputs.len() as f64),
            "Concat" => inputs.concat(),
            other => panic!("{other} is not known here"),
        };
        values.insert(step.name, output);
    }
    values.remove(N::STEPS.last().unwrap().name).unwrap()
}

/// `W·x + b`.
fn linear<N: Network<Scalar = f64>>(network: &N, name: &str, x: &[f64], out: usize) -> Vec<f64> {
    let mut y = vec![0.0; out];
    for (tensor, numbers) in network.named_tensors() {
        for (row, y) in y.iter_mut().enumerate() {
            if tensor.path().is(&format!("{name}.bias")) {
                *y += numbers[row];
            } else if tensor.path().is(&format!("{name}.weight")) {
                *y += x.iter().enumerate().map(|(column, x)| numbers[tensor.offset(&[row, column])] * x).sum::<f64>();
            }
        }
    }
    y
}

fn softmax(x: &[f64]) -> Vec<f64> {
    let sum: f64 = x.iter().map(|x| x.exp()).sum();
    map(x, |x| x.exp() / sum)
}

fn map(x: &[f64], f: impl Fn(f64) -> f64) -> Vec<f64> {
    x.iter().map(|&x| f(x)).collect()
}

fn together(inputs: &[&[f64]], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    (0..inputs[0].len()).map(|row| inputs.iter().map(|input| input[row]).reduce(&f).unwrap()).collect()
}
