//! The numbers that derivatives are checked of, tensor by tensor, and their names.

use crate::layer::{Parameters, Tensor};
use crate::scalar::Real;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

/// A tensor of parameters, or all samples.
pub(super) struct Group {
    pub(super) name: String,
    /// The places of its numbers, in the order of memory.
    pub(super) places: Range<usize>,
    /// How each number is called.
    names: Vec<String>,
}

impl Group {
    /// The name of the number at a position within the group.
    pub(super) fn name_of(&self, position: usize) -> String {
        self.names[position].clone()
    }
}

/// All tensors of parameters, and the samples behind them.
pub(super) fn groups<T: Real, P: Parameters<T>>(samples: usize, features: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    P::tensors(&mut |tensor| {
        let name = tensor.path().to_string();
        let names = indices(tensor).iter().map(|index| format!("{name}[{index}]")).collect();
        groups.push(Group { name, places: tensor.range(), names });
    });
    let feature = |position| format!("input[{}] of sample {}", position % features, position / features);
    groups.push(Group {
        name: "input".into(),
        places: P::LEN..P::LEN + samples,
        names: (0..samples).map(feature).collect(),
    });
    groups.retain(|group| !group.places.is_empty());
    groups
}

/// The mathematical indices of each number.
fn indices(tensor: &Tensor<'_>) -> Vec<String> {
    match *tensor.shape() {
        [rows, columns] => {
            let mut indices = vec![String::new(); rows * columns];
            for row in 0..rows {
                for column in 0..columns {
                    indices[tensor.offset(row, column)] = format!("{row}, {column}");
                }
            }
            indices
        }
        _ => (0..tensor.shape().iter().product()).map(|index: usize| index.to_string()).collect(),
    }
}
