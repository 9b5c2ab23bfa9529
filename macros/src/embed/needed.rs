//! The tensors that a declaration needs, as far as the macro knows them.

use crate::model::{Network, Step};

/// A tensor that the declaration needs.
pub(super) struct Needed {
    pub(super) step: usize,
    pub(super) name: String,
    /// The sizes; none if only the compiler knows them all.
    pub(super) shape: Option<Vec<usize>>,
}

/// The step to which a tensor belongs: the one with the longest key that its name begins with.
pub(super) fn owner(network: &Network, name: &str) -> Option<usize> {
    let steps = network.steps.iter().enumerate().filter(|(_, step)| step.layer.has_parameters());
    let owners = steps
        .filter(|(_, step)| name.strip_prefix(&step.key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
    owners.max_by_key(|(_, step)| step.key.len()).map(|(position, _)| position)
}

/// The tensors of the built-in steps.
pub(super) fn needed(network: &Network) -> Vec<Needed> {
    let steps = network.steps.iter().enumerate();
    let of_step = |(position, step): (usize, &Step)| -> Vec<Needed> {
        let tensors = step.tensors.iter().flatten();
        tensors
            .map(|tensor| Needed {
                step: position,
                name: format!("{}.{}", step.key, tensor.name),
                shape: tensor.shape.iter().map(|size| size.known()).collect(),
            })
            .collect()
    };
    steps.flat_map(of_step).collect()
}
