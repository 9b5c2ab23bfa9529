//! Computes a network step by step from its table: no memory is shared, no steps are computed
//! together, and no kernel of the library is used.

use super::functions::function;
use super::images::resampled;
use super::windows::{Array, Window};
use netwright::layer::TensorSpec;
use netwright::prelude::*;
use std::collections::BTreeMap;

/// The epsilon of normalisations in these networks, with which zeroes, as a `Relu` gives them, are
/// not nearly a kink.
pub(crate) const EPSILON: f64 = 0.01;

/// The output of a network for one sample, as inference should compute it.
pub(crate) fn walk<N: Network<Scalar = f64>>(network: &N, sample: &[f64], windows: &[(&str, Window)]) -> Vec<f64> {
    let mut values = BTreeMap::from([("input", sample.to_vec())]);
    let mut rest = sample;
    for input in N::INPUTS {
        let (own, others) = rest.split_at(input.shape.features());
        values.insert(input.name, own.to_vec());
        rest = others;
    }
    for step in N::STEPS {
        let inputs: Vec<&[f64]> = step.from.iter().map(|from| &*values[from]).collect();
        let window = windows.iter().find(|(name, _)| *name == step.name).map(|&(_, window)| window);
        let (input, output) = (step.inputs[0], step.output);
        let array = Array { network, name: step.name, x: inputs[0], input, output, window };
        let output = match step.layer {
            layer if array.knows(layer) => array.compute(layer),
            "Linear" => linear(network, step.name, inputs[0], step.output.features()),
            "Pointwise<Gaussian>" => map(inputs[0], |x| (-x * x).exp()),
            "Softmax" => softmax(inputs[0]),
            "LogSoftmax" => map(&softmax(inputs[0]), f64::ln),
            "Softmin" => softmax(&map(inputs[0], |x| -x)),
            "LayerNorm" => layer_norm(network, step.name, inputs[0]),
            "RmsNorm" => rms_norm(network, step.name, inputs[0]),
            "Normalize" => normalize(network, step.name, inputs[0]),
            "Embedding" => embedding(network, step.name, inputs[0], step.output.features() / inputs[0].len()),
            "Distance" => distance(network, step.name, inputs[0], step.output.features()),
            "Neg" => map(inputs[0], |x| -x),
            "Scale" => paired(&tensor(network, &format!("{}.weight", step.name)), inputs[0], |w, x| w * x),
            "Bias" => paired(&tensor(network, &format!("{}.bias", step.name)), inputs[0], |b, x| b + x),
            "Slice" => slice(step.name, inputs[0], step.output.features()),
            "Upsample" | "Pad" | "Crop" => resampled(step.name, inputs[0], step.inputs[0], step.output),
            "Dropout" | "Reshape" | "Flatten" => inputs[0].to_vec(),
            "Add" => together(&inputs, |a, b| a + b),
            "Sub" => together(&inputs, |a, b| a - b),
            "Mul" => together(&inputs, |a, b| a * b),
            "Max" => together(&inputs, f64::max),
            "Min" => together(&inputs, f64::min),
            "Mean" => map(&together(&inputs, |a, b| a + b), |sum| sum / inputs.len() as f64),
            "Concat" => inputs.concat(),
            other => map(inputs[0], |x| function(other, x)),
        };
        values.insert(step.name, output);
    }
    if N::OUTPUTS.is_empty() {
        return values.remove(N::STEPS.last().unwrap().name).unwrap();
    }
    N::OUTPUTS.iter().flat_map(|output| values[output.step].clone()).collect()
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

/// A tensor with its numbers, if there is one of this name.
pub(crate) fn find<'n, N: Network<Scalar = f64>>(network: &'n N, name: &str) -> Option<(TensorSpec, &'n [f64])> {
    network.named_tensors().find(|(tensor, _)| tensor.path().is(name))
}

/// The numbers of a tensor of one size.
pub(crate) fn tensor<N: Network<Scalar = f64>>(network: &N, name: &str) -> Vec<f64> {
    find(network, name).unwrap_or_else(|| panic!("there is no {name}")).1.to_vec()
}

pub(crate) fn mean(x: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = x.len() as f64;
    x.sum::<f64>() / count
}

/// `z ⊙ w + b`, with the mean 0 and the variance 1.
fn layer_norm<N: Network<Scalar = f64>>(network: &N, name: &str, x: &[f64]) -> Vec<f64> {
    let [weight, bias] = ["weight", "bias"].map(|part| tensor(network, &format!("{name}.{part}")));
    let centre = mean(x.iter().copied());
    let variance = mean(x.iter().map(|x| (x - centre).powi(2)));
    (0..x.len()).map(|i| (x[i] - centre) / (variance + EPSILON).sqrt() * weight[i] + bias[i]).collect()
}

/// `z ⊙ w`, with the mean square 1.
fn rms_norm<N: Network<Scalar = f64>>(network: &N, name: &str, x: &[f64]) -> Vec<f64> {
    let weight = tensor(network, &format!("{name}.weight"));
    let square = mean(x.iter().map(|x| x * x));
    x.iter().zip(weight).map(|(x, w)| x / (square + EPSILON).sqrt() * w).collect()
}

/// `(x - mean) / deviation`.
fn normalize<N: Network<Scalar = f64>>(network: &N, name: &str, x: &[f64]) -> Vec<f64> {
    let [mean, deviation] = ["mean", "deviation"].map(|part| tensor(network, &format!("{name}.{part}")));
    (0..x.len()).map(|i| (x[i] - mean[i]) / deviation[i]).collect()
}

/// `Σ (x - p)²` for each prototype.
fn distance<N: Network<Scalar = f64>>(network: &N, name: &str, x: &[f64], out: usize) -> Vec<f64> {
    let path = format!("{name}.prototypes");
    let (tensor, numbers) = network.named_tensors().find(|(tensor, _)| tensor.path().is(&path)).expect("prototypes");
    let square = |row, (column, x): (usize, &f64)| (x - numbers[tensor.offset(&[row, column])]).powi(2);
    (0..out).map(|row| x.iter().enumerate().map(|x| square(row, x)).sum()).collect()
}

/// The vectors of classes, one behind the other.
fn embedding<N: Network<Scalar = f64>>(network: &N, name: &str, x: &[f64], size: usize) -> Vec<f64> {
    let path = format!("{name}.weight");
    let (tensor, numbers) = network.named_tensors().find(|(tensor, _)| tensor.path().is(&path)).expect("vectors");
    let vector = |&class: &f64| (0..size).map(move |column| [class as usize, column]);
    x.iter().flat_map(vector).map(|place| numbers[tensor.offset(&place)]).collect()
}

fn paired(numbers: &[f64], x: &[f64], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    numbers.iter().zip(x).map(|(&number, &x)| f(number, x)).collect()
}

/// Some features, of which the name of the step has the first: `s3_from_2`.
fn slice(name: &str, x: &[f64], out: usize) -> Vec<f64> {
    let start: usize = name.rsplit('_').next().and_then(|start| start.parse().ok()).expect("a position");
    x[start..start + out].to_vec()
}

fn softmax(x: &[f64]) -> Vec<f64> {
    let sum: f64 = x.iter().map(|x| x.exp()).sum();
    map(x, |x| x.exp() / sum)
}

pub(crate) fn map(x: &[f64], f: impl Fn(f64) -> f64) -> Vec<f64> {
    x.iter().map(|&x| f(x)).collect()
}

fn together(inputs: &[&[f64]], f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
    (0..inputs[0].len()).map(|row| inputs.iter().map(|input| input[row]).reduce(&f).unwrap()).collect()
}
