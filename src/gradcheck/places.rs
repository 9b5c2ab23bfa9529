//! The numbers that derivatives are checked of, tensor by tensor, and their names.

use crate::layer::{Layer, Parameters, TensorSpec};
use crate::scalar::Real;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
/// The features of all inputs.
pub(super) struct InputFeatures {
    /// The number of features of each input.
    sizes: Vec<usize>,
    /// The features of all inputs, one behind the other, that are indices of classes, with the
    /// number of classes; they have no derivative.
    indices: Vec<(usize, usize)>,
}

impl InputFeatures {
    /// Returns the features of a layer whose inputs have so many.
    pub(super) fn of<T: Real, L: Layer<T>>(sizes: Vec<usize>) -> Self {
        let mut indices = Vec::new();
        L::indices(&mut |feature, classes| indices.push((feature, classes)));
        InputFeatures { sizes, indices }
    }

    /// Returns the number of samples that have so many numbers in all.
    pub(super) fn samples_in(&self, numbers: usize) -> usize {
        numbers / self.sizes.iter().sum::<usize>().max(1)
    }

    /// Returns, for each number of `batch` samples of each input, the number of classes that it is
    /// an index of, if it is one.
    pub(super) fn classes(&self, batch: usize) -> Vec<Option<usize>> {
        let (mut first, mut classes) = (0, Vec::new());
        for &features in &self.sizes {
            classes.extend((0..batch).flat_map(|_| first..first + features).map(|feature| self.classes_of(feature)));
            first += features;
        }
        classes
    }

    fn classes_of(&self, feature: usize) -> Option<usize> {
        self.indices.iter().filter(|(index, _)| *index == feature).map(|(_, classes)| *classes).min()
    }
}

/// A tensor of parameters, or all samples.
pub(super) struct TensorPlaces {
    pub(super) name: String,
    /// The places of its numbers, in the order of memory.
    pub(super) places: Vec<usize>,
    /// The name of each number.
    names: Vec<String>,
}

impl TensorPlaces {
    /// The name of the number at a position within the group.
    pub(super) fn name_of(&self, position: usize) -> String {
        self.names[position].clone()
    }
}

/// Returns all tensors of parameters, and behind them each input, which has `batch` samples.
pub(super) fn groups<T: Real, P: Parameters<T>>(inputs: &InputFeatures, batch: usize) -> Vec<TensorPlaces> {
    let parameters = P::tensors().filter(|tensor| tensor.role().is_parameter());
    let mut groups: Vec<TensorPlaces> = parameters.map(|tensor| group(&tensor)).collect();
    let (mut start, classes) = (0, inputs.classes(batch));
    for (number, features) in (1..).zip(&inputs.sizes) {
        let name = if inputs.sizes.len() == 1 { "input".into() } else { format!("input {number}") };
        let feature = |position| format!("{name}[{}] of sample {}", position % features, position / features);
        let positions = (0..features * batch).filter(|position| classes[start + position].is_none());
        let (places, names) = positions.map(|position| (P::LEN + start + position, feature(position))).unzip();
        start += features * batch;
        groups.push(TensorPlaces { name, places, names });
    }
    groups.retain(|group| !group.places.is_empty());
    groups
}

fn group(tensor: &TensorSpec) -> TensorPlaces {
    let (name, places) = (tensor.path().to_string(), Vec::from_iter(tensor.range()));
    let mut names = vec![String::new(); places.len()];
    for position in 0..places.len() {
        let indices: Vec<_> = tensor.indices(position).map(|index| index.to_string()).collect();
        let indices = if indices.is_empty() { String::new() } else { format!("[{}]", indices.join(", ")) };
        names[tensor.offset_of(position)] = format!("{name}{indices}");
    }
    TensorPlaces { name, places, names }
}
