//! A weights file against the declaration, tensor by tensor.

use super::file::{File, Numbers, Tensor};
use super::{Stored, Weights, layout};
use crate::diagnostics::Diagnostics;
use crate::model::{Network, Step};
use crate::nearest::nearest;
use std::collections::BTreeMap;

/// A tensor that the declaration needs.
struct Needed {
    step: usize,
    name: String,
    /// The sizes; none if only the compiler knows them all.
    shape: Option<Vec<usize>>,
}

/// Something that does not fit.
struct Problem {
    /// The step concerned, if it is one.
    step: Option<usize>,
    text: String,
}

impl Problem {
    /// Only the file has the tensor.
    fn unexpected(tensor: &Tensor, owner: Option<usize>) -> Self {
        let Tensor { name, shape, .. } = tensor;
        Problem { step: owner, text: format!("`{name}`: the file has {shape:?}, the declaration has no such tensor") }
    }
}

/// The tensors of a file, all of which fit the network as far as the macro can see; none after mistakes, which are reported at the literal and at the fields.
pub(super) fn verify(file: File, network: &Network, diagnostics: &mut Diagnostics) -> Option<Weights> {
    let owners: Vec<Option<usize>> = file.tensors.iter().map(|tensor| owner(network, &tensor.name)).collect();
    let needed = needed(network);
    let others = others(&file, &owners, &needed, network);
    let mut problems = missing(&file, &needed, &others);
    problems.extend(others.iter().map(|(tensor, owner)| Problem::unexpected(tensor, *owner)));
    for (tensor, owner) in file.tensors.iter().zip(&owners) {
        if let Some(text) = wrong_numbers(tensor) {
            problems.push(Problem { step: *owner, text });
        }
    }
    report(&file, network, &problems, diagnostics);
    let asserted = (0..network.steps.len()).filter(|step| is_asserted(&network.steps[*step], *step, &needed)).collect();
    let stored = file.tensors.into_iter().zip(owners).filter_map(|(tensor, owner)| stored(tensor, owner?)).collect();
    problems.is_empty().then_some(Weights { path: file.path, sha256: file.sha256, stored, asserted })
}

/// The step to which a tensor belongs: the one with the longest key that its name begins with.
fn owner(network: &Network, name: &str) -> Option<usize> {
    let steps = network.steps.iter().enumerate().filter(|(_, step)| step.layer.has_parameters());
    let owners = steps
        .filter(|(_, step)| name.strip_prefix(&step.key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')));
    owners.max_by_key(|(_, step)| step.key.len()).map(|(position, _)| position)
}

/// The tensors of the built-in steps.
fn needed(network: &Network) -> Vec<Needed> {
    let steps = network.steps.iter().enumerate();
    let of_step = |(position, step): (usize, &Step)| -> Vec<Needed> {
        let tensors = step.layer.tensors(&step.inputs, &step.output).into_iter();
        tensors
            .map(|tensor| Needed {
                step: position,
                name: format!("{}.{}", step.key, tensor.name),
                shape: tensor.sizes.iter().map(|size| size.known()).collect(),
            })
            .collect()
    };
    steps.flat_map(of_step).collect()
}

/// Whether the compiler has to compare the tensors of a step.
fn is_asserted(step: &Step, position: usize, needed: &[Needed]) -> bool {
    step.layer.foreign.is_some() || needed.iter().any(|needed| needed.step == position && needed.shape.is_none())
}

/// The tensors that no step needs, as far as the macro can see, and the steps that their names belong to.
fn others<'f>(
    file: &'f File,
    owners: &[Option<usize>],
    needed: &[Needed],
    network: &Network,
) -> Vec<(&'f Tensor, Option<usize>)> {
    let is_foreign = |owner: &Option<usize>| owner.is_some_and(|step| network.steps[step].layer.foreign.is_some());
    let is_needed = |tensor: &Tensor| needed.iter().any(|needed| needed.name == tensor.name);
    let tensors = file.tensors.iter().zip(owners.iter().copied());
    tensors.filter(|(tensor, owner)| !is_foreign(owner) && !is_needed(tensor)).collect()
}

/// What the file does not have, or has of another shape.
fn missing(file: &File, needed: &[Needed], others: &[(&Tensor, Option<usize>)]) -> Vec<Problem> {
    let problem = |needed: &Needed| {
        let Needed { step, name, shape } = needed;
        let needs = match shape {
            Some(shape) => format!("the declaration needs {shape:?}"),
            None => "the declaration needs it".into(),
        };
        let text = match (file.tensor(name), shape) {
            (Some(found), Some(shape)) if found.shape != *shape => {
                format!("`{name}`: the file has {:?}, {needs}", found.shape)
            }
            (Some(_), _) => return None,
            (None, _) => {
                let meant = meant(name, shape.as_deref(), others);
                let meant = meant.map_or_else(String::new, |meant| format!("; did you mean its `{meant}`?"));
                format!("`{name}`: the file has no such tensor, {needs}{meant}")
            }
        };
        Some(Problem { step: Some(*step), text })
    };
    needed.iter().filter_map(problem).collect()
}

/// The tensor of the file that is probably meant: one with a similar name, or the only one of the same shape.
fn meant(name: &str, shape: Option<&[usize]>, others: &[(&Tensor, Option<usize>)]) -> Option<String> {
    let similar = nearest(name, others.iter().map(|(tensor, _)| tensor.name.as_str()));
    let mut same_shape = others.iter().filter(|(tensor, _)| Some(tensor.shape.as_slice()) == shape);
    let only = same_shape.next().filter(|_| same_shape.next().is_none());
    similar.or_else(|| only.map(|(tensor, _)| tensor.name.clone()))
}

/// What is wrong with the numbers of a tensor.
fn wrong_numbers(tensor: &Tensor) -> Option<String> {
    let (name, kind) = (&tensor.name, &tensor.kind);
    if !matches!(tensor.numbers, Some(Numbers::Single(_))) {
        return Some(format!(
            "`{name}`: the file has {kind} numbers, the declaration needs F32 (or F16 or BF16, which are widened)"
        ));
    }
    let (place, found) = tensor.not_finite()?;
    Some(format!("`{name}`: the number at {place:?} is {found}, but all must be finite"))
}

/// Reports all problems at the literal, and those of each step at its field.
fn report(file: &File, network: &Network, problems: &[Problem], diagnostics: &mut Diagnostics) {
    if problems.is_empty() {
        return;
    }
    let literal = &file.path.literal;
    let lines: String = problems.iter().map(|problem| format!("\n  {}", problem.text)).collect();
    let help = "change the declaration, or write the file again from a network like this one; `#[key = \"..\"]` on a field says what it is called in the file";
    diagnostics
        .error(literal.span(), format!("{:?} does not fit `{}`:{lines}\nhelp: {help}", literal.value(), network.name));
    let mut by_step: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for problem in problems {
        if let Some(step) = problem.step {
            by_step.entry(step).or_default().push(&problem.text);
        }
    }
    for (step, texts) in by_step {
        diagnostics.error(network.steps[step].span, texts.join("\n"));
    }
}

/// A tensor as the library takes it.
fn stored(tensor: Tensor, step: usize) -> Option<Stored> {
    let Some(Numbers::Single(numbers)) = tensor.numbers else { return None };
    let (layout, bytes) = layout::bytes(&tensor.shape, &numbers);
    Some(Stored { step, name: tensor.name, shape: tensor.shape, layout, bytes })
}
