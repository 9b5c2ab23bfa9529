//! The numbers that derivatives are checked of, tensor by tensor, and their names.

use crate::layer::{Parameters, TensorSpec};
use crate::scalar::Real;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// A tensor of parameters, or all samples.
pub(super) struct TensorPlaces {
    pub(super) name: String,
    /// The places of its numbers, in the order of memory.
    pub(super) places: Range<usize>,
    /// The name of each number.
    names: Vec<String>,
}

impl TensorPlaces {
    /// The name of the number at a position within the group.
    pub(super) fn name_of(&self, position: usize) -> String {
        self.names[position].clone()
    }
}

/// Returns all tensors of parameters, and behind them each input, which has so many features and
/// `batch` samples.
pub(super) fn groups<T: Real, P: Parameters<T>>(inputs: &[usize], batch: usize) -> Vec<TensorPlaces> {
    let parameters = P::tensors().filter(|tensor| tensor.role().is_parameter());
    let mut groups: Vec<TensorPlaces> = parameters.map(|tensor| group(&tensor)).collect();
    let mut start = P::LEN;
    for (number, features) in (1..).zip(inputs) {
        let name = if inputs.len() == 1 { "input".into() } else { format!("input {number}") };
        let feature = |position| format!("{name}[{}] of sample {}", position % features, position / features);
        let names: Vec<_> = (0..features * batch).map(feature).collect();
        let places = start..start + names.len();
        start = places.end;
        groups.push(TensorPlaces { name, places, names });
    }
    groups.retain(|group| !group.places.is_empty());
    groups
}

fn group(tensor: &TensorSpec) -> TensorPlaces {
    let (name, places) = (tensor.path().to_string(), tensor.range());
    let mut names = vec![String::new(); places.len()];
    for position in 0..places.len() {
        let indices: Vec<_> = tensor.indices(position).map(|index| index.to_string()).collect();
        let indices = if indices.is_empty() { String::new() } else { format!("[{}]", indices.join(", ")) };
        names[tensor.offset_of(position)] = format!("{name}{indices}");
    }
    TensorPlaces { name, places, names }
}
