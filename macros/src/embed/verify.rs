//! A weights file against the declaration, tensor by tensor.

use super::file::{File, Numbers, Tensor};
use super::{Stored, Weights, layout, prefix, table};
use crate::model::{Network, Step};
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use std::collections::BTreeMap;

/// A tensor that the declaration needs.
pub(super) struct Needed {
    step: usize,
    pub(super) name: String,
    /// The sizes; none if only the compiler knows them all.
    shape: Option<Vec<usize>>,
}

/// Something that does not fit.
struct Problem {
    /// The step concerned, if it is one.
    step: Option<usize>,
    text: String,
}

/// The tensors of a file, all of which fit the network as far as the macro can see; none after mistakes, which are reported at the literal and at the fields.
pub(super) fn verify(file: File, network: &Network, diagnostics: &mut Diagnostics) -> Option<Weights> {
    let owners: Vec<Option<usize>> = file.tensors.iter().map(|tensor| owner(network, &tensor.name)).collect();
    let needed = needed(network);
    if let Some(seen) = prefix::seen(&file, &needed, network) {
        diagnostics.error(file.path.span, prefix::message(&file, &seen, network));
        return None;
    }
    let others = others(&file, &owners, &needed, network);
    let mut problems = missing(&file, &needed, &others);
    problems.extend(squares(&file, &needed));
    problems.extend(others.iter().map(|(tensor, owner)| unexpected(&file, tensor, *owner)));
    for (tensor, owner) in file.tensors.iter().zip(&owners) {
        if let Some(text) = wrong_numbers(&file, tensor) {
            problems.push(Problem { step: *owner, text });
        }
    }
    report(&file, network, &problems, diagnostics);
    let classes = classes(&file, network).map_err(|message| diagnostics.error(file.path.span, message)).ok()?;
    let asserted = (0..network.steps.len()).filter(|step| is_asserted(&network.steps[*step], *step, &needed)).collect();
    let stored = file.tensors.into_iter().zip(owners).filter_map(|(tensor, owner)| stored(tensor, owner?)).collect();
    problems.is_empty().then_some(Weights { path: file.path, sha256: file.sha256, stored, classes, asserted })
}

/// The names of the classes, if the network has names and the file too.
fn classes(file: &File, network: &Network) -> Result<Option<Vec<String>>, String> {
    let Some(json) = file.metadata.get("classes").filter(|_| network.classes.is_some()) else { return Ok(None) };
    let help = "help: write a JSON array of texts, as `net.save(..)` and `netwright-export --classes` do";
    let names = table::texts(json);
    names.map(Some).ok_or_else(|| format!("{:?}: {}\n{help}", file.path.text, table::no_names(json)))
}

/// The step to which a tensor belongs: the one with the longest key that its name begins with.
pub(super) fn owner(network: &Network, name: &str) -> Option<usize> {
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

/// Finds the tensors that the file does not have, or has of another shape. The sentences are those
/// of the library, where it loads a file.
fn missing(file: &File, needed: &[Needed], others: &[(&Tensor, Option<usize>)]) -> Vec<Problem> {
    let problem = |needed: &Needed| {
        let Needed { step, name, shape } = needed;
        let shown = file.shown(name);
        let text = match (file.tensor(name), shape) {
            (Some(found), Some(shape)) if found.shape != *shape => {
                let transposed = if is_transpose(shape, &found.shape) { ": it is transposed" } else { "" };
                format!("{shown} is {:?}, but the network needs {shape:?}{transposed}", found.shape)
            }
            (Some(_), _) => return None,
            (None, _) => {
                let shape = shape.as_ref().map_or_else(String::new, |shape| format!(" {shape:?}"));
                let meant = meant(name, needed.shape.as_deref(), others);
                let meant = meant.map_or_else(String::new, |meant| format!("; the file has a {}", file.shown(&meant)));
                format!("{shown}{shape} is missing{meant}")
            }
        };
        Some(Problem { step: Some(*step), text })
    };
    needed.iter().filter_map(problem).collect()
}

/// Only the file has the tensor.
fn unexpected(file: &File, tensor: &Tensor, owner: Option<usize>) -> Problem {
    let Tensor { name, shape, .. } = tensor;
    Problem { step: owner, text: format!("{} {shape:?} is not in the network", file.shown(name)) }
}

/// Matrices that fit because they have as many rows as columns, where all others are transposed.
fn squares(file: &File, needed: &[Needed]) -> Vec<Problem> {
    let found = |needed: &Needed| Some((needed.shape.clone()?, file.tensor(&needed.name)?.shape.clone()));
    let matrices = || needed.iter().filter_map(found).filter(|(expected, _)| expected.len() == 2);
    let is_transposed = matrices().any(|(expected, found)| is_transpose(&expected, &found))
        && !matrices().any(|(expected, found)| expected == found && expected[0] != expected[1]);
    let square = |needed: &Needed| {
        let (expected, found) = found(needed).filter(|(expected, found)| is_transposed && expected == found)?;
        let size = *found.first().filter(|size| expected == [**size; 2] && **size > 1)?;
        let text = format!(
            "{} is [{size}, {size}], which does not show how it lies; the other matrices of the file are transposed, \
             so that it most likely is too",
            file.shown(&needed.name)
        );
        Some(Problem { step: Some(needed.step), text })
    };
    needed.iter().filter_map(square).collect()
}

/// Returns true if a matrix is the other way round.
fn is_transpose(expected: &[usize], found: &[usize]) -> bool {
    matches!((expected, found), (&[rows, columns], &[other_rows, other_columns])
        if rows != columns && rows == other_columns && columns == other_rows)
}

/// The tensor of the file that is probably meant: one with a similar name, or the only one of the same shape.
fn meant(name: &str, shape: Option<&[usize]>, others: &[(&Tensor, Option<usize>)]) -> Option<String> {
    let similar = nearest(name, others.iter().map(|(tensor, _)| tensor.name.as_str()));
    let mut same_shape = others.iter().filter(|(tensor, _)| Some(tensor.shape.as_slice()) == shape);
    let only = same_shape.next().filter(|_| same_shape.next().is_none());
    similar.or_else(|| only.map(|(tensor, _)| tensor.name.clone()))
}

/// What is wrong with the numbers of a tensor.
fn wrong_numbers(file: &File, tensor: &Tensor) -> Option<String> {
    let (name, kind) = (file.shown(&tensor.name), &tensor.kind);
    if !matches!(tensor.numbers, Some(Numbers::Single(_))) {
        return Some(format!("{name} has numbers of type {kind}, but F16, BF16 or F32 can be read"));
    }
    let (place, found) = tensor.not_finite()?;
    Some(format!("{name} has {found} at {place:?}, but all numbers must be finite"))
}

/// Reports all problems at the literal, and those of each step at its field.
fn report(file: &File, network: &Network, problems: &[Problem], diagnostics: &mut Diagnostics) {
    if problems.is_empty() {
        return;
    }
    let lines: String = problems.iter().map(|problem| format!("\n  {}", problem.text)).collect();
    let help = "change the declaration, or write the file again from a network like this one; `#[key = \"..\"]` on a field says what it is called in the file";
    let text = &file.path.text;
    diagnostics.error(file.path.span, format!("{text:?} does not fit `{}`:{lines}\nhelp: {help}", network.name));
    let mut by_step: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for problem in problems {
        if let Some(step) = problem.step {
            by_step.entry(step).or_default().push(&problem.text);
        }
    }
    for (step, texts) in by_step {
        diagnostics.error(network.steps[step].span, format!("in {text:?}, {}", texts.join("\n")));
    }
}

/// A tensor as the library takes it.
fn stored(tensor: Tensor, step: usize) -> Option<Stored> {
    let Some(Numbers::Single(numbers)) = tensor.numbers else { return None };
    let (layout, bytes) = layout::bytes(&tensor.shape, &numbers);
    Some(Stored { step, name: tensor.name, shape: tensor.shape, layout, bytes })
}
