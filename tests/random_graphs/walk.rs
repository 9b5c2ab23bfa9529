//! Computes a network step by step from its table: no memory is shared, no steps are computed
//! together, and no kernel of the library is used.

use super::functions::function;
use super::images::resampled;
use super::number::Number;
use super::windows::{Array, Window};
use netwright::layer::TensorSpec;
use netwright::prelude::*;
use netwright::shape::Step;
use std::collections::BTreeMap;

/// The epsilon of normalisations in these networks, with which zeroes, as a `Relu` gives them, are
/// not nearly a kink.
pub(crate) const EPSILON: f64 = 0.01;

/// The tensors of a network, as numbers to compute with.
pub(crate) struct Tensors<S>(BTreeMap<String, (TensorSpec, Vec<S>)>);

impl<S: Number> Tensors<S> {
    /// Those of a network: `number` makes numbers of this kind of the tensor, the place there and
    /// the value.
    pub(crate) fn of<N: Network<Scalar = f64>>(network: &N, number: impl Fn(&TensorSpec, usize, f64) -> S) -> Self {
        let tensor = |(tensor, values): (TensorSpec, &[f64])| {
            let numbers = values.iter().enumerate().map(|(place, &value)| number(&tensor, place, value)).collect();
            (tensor.path().to_string(), (tensor, numbers))
        };
        Tensors(network.named_tensors().map(tensor).collect())
    }

    /// A tensor with its numbers, if there is one of this name.
    pub(crate) fn find(&self, name: &str) -> Option<&(TensorSpec, Vec<S>)> {
        self.0.get(name)
    }

    /// The numbers of a tensor of one size.
    pub(crate) fn numbers(&self, name: &str) -> Vec<S> {
        self.find(name).unwrap_or_else(|| panic!("there is no {name}")).1.clone()
    }
}

/// The outputs of a network for a batch, as inference should compute them or, `in_training`, a
/// training pass that drops nothing.
pub(crate) fn walk<N: Network<Scalar = f64>, S: Number>(
    tensors: &Tensors<S>,
    samples: &[Vec<S>],
    windows: &[(&str, Window)],
    in_training: bool,
) -> Vec<Vec<S>> {
    let mut values = BTreeMap::from([("input", samples.to_vec())]);
    let mut start = 0;
    for input in N::INPUTS {
        let end = start + input.shape.features();
        values.insert(input.name, samples.iter().map(|sample| sample[start..end].to_vec()).collect());
        start = end;
    }
    for step in N::STEPS {
        let window = windows.iter().find(|(name, _)| *name == step.name).map(|&(_, window)| window);
        let array = |x| Array { tensors, name: step.name, x, input: step.inputs[0], output: step.output, window };
        let batch: Vec<&[S]> = values[step.from[0]].iter().map(Vec::as_slice).collect();
        let output = if in_training && step.layer.starts_with("BatchNorm") {
            array(batch[0]).batch_norm_of(&batch)
        } else {
            let of_sample = |sample: usize| {
                let inputs: Vec<&[S]> = step.from.iter().map(|from| &*values[from][sample]).collect();
                compute(tensors, step, array(inputs[0]), &inputs)
            };
            (0..samples.len()).map(of_sample).collect()
        };
        values.insert(step.name, output);
    }
    if N::OUTPUTS.is_empty() {
        return values.remove(N::STEPS.last().unwrap().name).unwrap();
    }
    let outputs = |sample: usize| N::OUTPUTS.iter().flat_map(|output| values[output.step][sample].clone()).collect();
    (0..samples.len()).map(outputs).collect()
}

/// The output of a step for one sample.
fn compute<S: Number>(tensors: &Tensors<S>, step: &Step, array: Array<'_, S>, inputs: &[&[S]]) -> Vec<S> {
    let (name, x, features) = (step.name, inputs[0], step.output.features());
    match step.layer {
        layer if array.knows(layer) => array.compute(layer),
        "Linear" => linear(tensors, name, x, features),
        "Pointwise<Gaussian>" => map(x, |x| (-x * x).exp()),
        "Softmax" => softmax(x),
        "LogSoftmax" => map(&softmax(x), S::ln),
        "Softmin" => softmax(&map(x, |x| -x)),
        "LayerNorm" => layer_norm(tensors, name, x),
        "RmsNorm" => rms_norm(tensors, name, x),
        "Normalize" => normalize(tensors, name, x),
        "Embedding" => embedding(tensors, name, x, features / x.len()),
        "Distance" => distance(tensors, name, x, features),
        "Neg" => map(x, |x| -x),
        "Scale" => paired(&tensors.numbers(&format!("{name}.weight")), x, |w, x| w * x),
        "Bias" => paired(&tensors.numbers(&format!("{name}.bias")), x, |b, x| b + x),
        "Slice" => slice(name, x, features),
        "Upsample" | "Pad" | "Crop" => resampled(name, x, step.inputs[0], step.output),
        "Dropout" | "Reshape" | "Flatten" => x.to_vec(),
        "Add" => together(inputs, |a, b| a + b),
        "Sub" => together(inputs, |a, b| a - b),
        "Mul" => together(inputs, |a, b| a * b),
        "Max" => together(inputs, S::larger),
        "Min" => together(inputs, S::smaller),
        "Mean" => map(&together(inputs, |a, b| a + b), |sum| sum / S::of(inputs.len() as f64)),
        "Concat" => inputs.concat(),
        other => map(x, |x| function(other, x)),
    }
}

/// `W·x + b`.
fn linear<S: Number>(tensors: &Tensors<S>, name: &str, x: &[S], out: usize) -> Vec<S> {
    let (weight, numbers) = tensors.find(&format!("{name}.weight")).expect("weights");
    let bias = tensors.find(&format!("{name}.bias"));
    let row = |row: usize| {
        let products = x.iter().enumerate().map(|(column, &x)| numbers[weight.offset(&[row, column])] * x);
        bias.map_or(S::of(0.0), |(_, bias)| bias[row]) + products.sum()
    };
    (0..out).map(row).collect()
}

pub(crate) fn mean<S: Number>(x: impl ExactSizeIterator<Item = S>) -> S {
    let count = S::of(x.len() as f64);
    x.sum::<S>() / count
}

/// `z ⊙ w + b`, with the mean 0 and the variance 1.
fn layer_norm<S: Number>(tensors: &Tensors<S>, name: &str, x: &[S]) -> Vec<S> {
    let [weight, bias] = ["weight", "bias"].map(|part| tensors.numbers(&format!("{name}.{part}")));
    let centre = mean(x.iter().copied());
    let variance = mean(x.iter().map(|&x| (x - centre).powi(2)));
    (0..x.len()).map(|i| (x[i] - centre) / (variance + S::of(EPSILON)).sqrt() * weight[i] + bias[i]).collect()
}

/// `z ⊙ w`, with the mean square 1.
fn rms_norm<S: Number>(tensors: &Tensors<S>, name: &str, x: &[S]) -> Vec<S> {
    let weight = tensors.numbers(&format!("{name}.weight"));
    let square = mean(x.iter().map(|&x| x * x));
    x.iter().zip(weight).map(|(&x, w)| x / (square + S::of(EPSILON)).sqrt() * w).collect()
}

/// `(x - mean) / deviation`.
fn normalize<S: Number>(tensors: &Tensors<S>, name: &str, x: &[S]) -> Vec<S> {
    let [mean, deviation] = ["mean", "deviation"].map(|part| tensors.numbers(&format!("{name}.{part}")));
    (0..x.len()).map(|i| (x[i] - mean[i]) / deviation[i]).collect()
}

/// `Σ (x - p)²` for each prototype.
fn distance<S: Number>(tensors: &Tensors<S>, name: &str, x: &[S], out: usize) -> Vec<S> {
    let (tensor, numbers) = tensors.find(&format!("{name}.prototypes")).expect("prototypes");
    let square = |row, (column, &x): (usize, &S)| (x - numbers[tensor.offset(&[row, column])]).powi(2);
    (0..out).map(|row| x.iter().enumerate().map(|x| square(row, x)).sum()).collect()
}

/// The vectors of classes, one behind the other.
fn embedding<S: Number>(tensors: &Tensors<S>, name: &str, x: &[S], size: usize) -> Vec<S> {
    let (tensor, numbers) = tensors.find(&format!("{name}.weight")).expect("vectors");
    let vector = |&class: &S| (0..size).map(move |column| [class.value() as usize, column]);
    x.iter().flat_map(vector).map(|place| numbers[tensor.offset(&place)]).collect()
}

fn paired<S: Number>(numbers: &[S], x: &[S], f: impl Fn(S, S) -> S) -> Vec<S> {
    numbers.iter().zip(x).map(|(&number, &x)| f(number, x)).collect()
}

/// Some features, of which the name of the step has the first: `s3_from_2`.
fn slice<S: Number>(name: &str, x: &[S], out: usize) -> Vec<S> {
    let start: usize = name.rsplit('_').next().and_then(|start| start.parse().ok()).expect("a position");
    x[start..start + out].to_vec()
}

fn softmax<S: Number>(x: &[S]) -> Vec<S> {
    let sum: S = x.iter().map(|x| x.exp()).sum();
    map(x, |x| x.exp() / sum)
}

pub(crate) fn map<S: Number>(x: &[S], f: impl Fn(S) -> S) -> Vec<S> {
    x.iter().map(|&x| f(x)).collect()
}

fn together<S: Number>(inputs: &[&[S]], f: impl Fn(S, S) -> S) -> Vec<S> {
    (0..inputs[0].len()).map(|row| inputs.iter().map(|input| input[row]).reduce(&f).unwrap()).collect()
}
