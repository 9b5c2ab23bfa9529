//! A weights file against the declaration, tensor by tensor.

use super::file::{File, FileTensor, Numbers};
use super::fit::{
    Filled, List, MISSING, MISSING_OF_ANY_SHAPE, NEAREST, NUMBER, NUMBER_AT, OTHER_SHAPE, OTHER_TYPE, SQUARE,
    TRANSPOSED, UNEXPECTED, fits, is_counter, is_square, is_transpose, shows_order,
};
use super::needed::{Needed, needed, owner};
use super::{EmbeddedTensor, Weights, prefix, table};
use crate::model::layout::Layout;
use crate::model::{Network, Step};
use crate::report::diagnostics::Diagnostics;
use crate::report::nearest::nearest;
use std::collections::BTreeMap;

/// Something that does not fit.
struct Problem {
    /// The step concerned, if it is one.
    step: Option<usize>,
    text: String,
}

/// The tensors of a file, all of which fit the network as far as the macro can see; none after
/// mistakes, which are reported at the literal and at the fields.
pub(super) fn verify(mut file: File, network: &Network, diagnostics: &mut Diagnostics) -> Option<Weights> {
    pass_over_counters(&mut file);
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
    if !problems.is_empty() {
        problems.extend(other_classes(&file, network));
    }
    report(&file, network, &problems, diagnostics);
    let classes = classes(&file, network).map_err(|message| diagnostics.error(file.path.span, message)).ok()?;
    let asserted = (0..network.steps.len()).filter(|step| is_asserted(&network.steps[*step], *step, &needed)).collect();
    let tensors =
        file.tensors.into_iter().zip(owners).filter_map(|(tensor, owner)| embedded(tensor, network, owner?)).collect();
    problems.is_empty().then_some(Weights { path: file.path, sha256: file.sha256, tensors, classes, asserted })
}

/// Leaves out PyTorch's counts of batches, which stand beside running statistics.
fn pass_over_counters(file: &mut File) {
    let names: Vec<String> = file.tensors.iter().map(|tensor| tensor.name.clone()).collect();
    file.tensors.retain(|FileTensor { name, shape, kind, .. }| !is_counter(name, shape, kind, &names));
}

/// The names of the classes, if the network has names and the file too.
fn classes(file: &File, network: &Network) -> Result<Option<Vec<String>>, String> {
    let Some(json) = file.metadata.get("classes").filter(|_| network.classes.is_some()) else { return Ok(None) };
    let help = "help: write a JSON array of strings, as `net.save(..)` and `netwright-export --classes` do";
    let names = table::texts(json);
    names.map(Some).ok_or_else(|| format!("{:?}: {}\n{help}", file.path.text, table::no_names(json)))
}

/// The file was trained for another number of classes than the network has outputs, which explains
/// the shapes of its last tensors.
fn other_classes(file: &File, network: &Network) -> Option<Problem> {
    let names = table::texts(file.metadata.get("classes")?)?;
    let outputs = network.output().features().known().filter(|outputs| *outputs != names.len())?;
    let shown: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    let text = format!("it has {} classes, {}, but the network has {outputs} outputs", names.len(), shown.join(", "));
    Some(Problem { step: None, text })
}

/// Returns true if the compiler has to compare the tensors of a step.
fn is_asserted(step: &Step, position: usize, needed: &[Needed]) -> bool {
    step.tensors.is_none() || needed.iter().any(|needed| needed.step == position && needed.shape.is_none())
}

/// The tensors that no step needs, as far as the macro can see, and the steps that their names
/// belong to.
fn others<'f>(
    file: &'f File,
    owners: &[Option<usize>],
    needed: &[Needed],
    network: &Network,
) -> Vec<(&'f FileTensor, Option<usize>)> {
    let is_opaque = |owner: &Option<usize>| owner.is_some_and(|step| network.steps[step].layer.is_opaque());
    let is_needed = |tensor: &FileTensor| needed.iter().any(|needed| needed.name == tensor.name);
    let tensors = file.tensors.iter().zip(owners.iter().copied());
    tensors.filter(|(tensor, owner)| !is_opaque(owner) && !is_needed(tensor)).collect()
}

/// Finds the tensors that the file does not have, or has of another shape.
fn missing(file: &File, needed: &[Needed], others: &[(&FileTensor, Option<usize>)]) -> Vec<Problem> {
    let problem = |needed: &Needed| {
        let Needed { step, name, shape } = needed;
        let text = match (file.tensor(name), shape) {
            (Some(found), Some(shape)) if !fits(shape, &found.shape) => other_shape(file, found, shape),
            (Some(_), _) => return None,
            (None, _) => no_tensor(file, needed, meant(name, shape.as_deref(), others)),
        };
        Some(Problem { step: Some(*step), text })
    };
    needed.iter().filter_map(problem).collect()
}

/// The file has a tensor of another shape.
fn other_shape(file: &File, found: &FileTensor, needed: &[usize]) -> String {
    let text = Filled(OTHER_SHAPE, &[&file.shown(&found.name), &List(&found.shape), &List(needed)]).to_string();
    if is_transpose(needed, &found.shape) { text + TRANSPOSED } else { text }
}

/// The file does not have a tensor, but perhaps one that is meant.
fn no_tensor(file: &File, needed: &Needed, meant: Option<String>) -> String {
    let shown = file.shown(&needed.name);
    let text = match &needed.shape {
        Some(shape) => Filled(MISSING, &[&shown, &List(shape)]).to_string(),
        None => Filled(MISSING_OF_ANY_SHAPE, &[&shown]).to_string(),
    };
    meant.map_or(text.clone(), |meant| format!("{text}{}", Filled(NEAREST, &[&file.shown(&meant)])))
}

/// Only the file has the tensor.
fn unexpected(file: &File, tensor: &FileTensor, owner: Option<usize>) -> Problem {
    let FileTensor { name, shape, .. } = tensor;
    Problem { step: owner, text: Filled(UNEXPECTED, &[&file.shown(name), &List(shape)]).to_string() }
}

/// Matrices that fit because they have as many rows as columns, where all others are transposed.
fn squares(file: &File, needed: &[Needed]) -> Vec<Problem> {
    let shapes = |needed: &Needed| Some((needed.shape.clone()?, file.tensor(&needed.name)?.shape.clone()));
    let pairs = || needed.iter().filter_map(shapes);
    let is_transposed = pairs().any(|(needed, found)| is_transpose(&needed, &found))
        && !pairs().any(|(needed, found)| shows_order(&needed) && needed == found);
    let square = |needed: &Needed| {
        let (shape, _) = shapes(needed).filter(|(needed, found)| is_square(needed) && needed == found)?;
        let text = Filled(SQUARE, &[&file.shown(&needed.name), &List(&shape)]).to_string();
        Some(Problem { step: Some(needed.step), text })
    };
    if is_transposed { needed.iter().filter_map(square).collect() } else { Vec::new() }
}

/// The tensor of the file that is probably meant: one with a similar name, or the only one of the
/// same shape.
fn meant(name: &str, shape: Option<&[usize]>, others: &[(&FileTensor, Option<usize>)]) -> Option<String> {
    let similar = nearest(name, others.iter().map(|(tensor, _)| tensor.name.as_str()));
    let mut same_shape = others.iter().filter(|(tensor, _)| Some(tensor.shape.as_slice()) == shape);
    let only = same_shape.next().filter(|_| same_shape.next().is_none());
    similar.or_else(|| only.map(|(tensor, _)| tensor.name.clone()))
}

/// The mistake in the numbers of a tensor.
fn wrong_numbers(file: &File, tensor: &FileTensor) -> Option<String> {
    let (name, kind) = (file.shown(&tensor.name), &tensor.kind);
    if !matches!(tensor.numbers, Some(Numbers::Single(_))) {
        return Some(Filled(OTHER_TYPE, &[&name, kind, &"F16, BF16 or F32"]).to_string());
    }
    Some(match tensor.wrong_number()? {
        (indices, found, rule) if indices.is_empty() => Filled(NUMBER, &[&name, &found, &rule]).to_string(),
        (indices, found, rule) => Filled(NUMBER_AT, &[&name, &found, &List(&indices), &rule]).to_string(),
    })
}

/// Reports all problems at the literal, and those of each step at its field.
fn report(file: &File, network: &Network, problems: &[Problem], diagnostics: &mut Diagnostics) {
    if problems.is_empty() {
        return;
    }
    let lines: String = problems.iter().map(|problem| format!("\n  {}", problem.text)).collect();
    let help = "change the declaration, or write the file again from a network like this one; `#[key = \"..\"]` on a field sets its name in the file";
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

/// A tensor as the library takes it: its numbers in the order that it most likely has there.
fn embedded(tensor: FileTensor, network: &Network, step: usize) -> Option<EmbeddedTensor> {
    let specs = network.steps[step].tensors.iter().flatten();
    let part = tensor.name.rsplit('.').next().unwrap_or_default();
    let layout = specs.into_iter().find(|spec| spec.name == part).and_then(|spec| spec.layout);
    let layout = layout.unwrap_or_else(|| Layout::likely(&tensor.shape));
    ordered(tensor, layout, step)
}

fn ordered(tensor: FileTensor, layout: Layout, step: usize) -> Option<EmbeddedTensor> {
    let FileTensor { name, shape, numbers: Some(Numbers::Single(numbers)), .. } = tensor else { return None };
    let mut ordered = numbers.clone();
    for (position, number) in numbers.into_iter().enumerate() {
        ordered[layout.offset_of(&shape, position)] = number;
    }
    let bytes = ordered.into_iter().flat_map(f32::to_le_bytes).collect();
    Some(EmbeddedTensor { step, name, shape, layout, bytes })
}

#[cfg(test)]
mod tests {
    use super::{FileTensor, Layout, Numbers, ordered};

    /// The layout that a tensor of this shape is embedded in, and the positions of its numbers.
    fn order(shape: &[usize]) -> (Layout, Vec<f32>) {
        let count: usize = shape.iter().product();
        let numbers = (0..count).map(|position| position as f32).collect();
        let numbers = Some(Numbers::Single(numbers));
        let tensor = FileTensor { name: String::new(), shape: shape.to_vec(), kind: "F32", numbers };
        let embedded = ordered(tensor, Layout::likely(shape), 0).expect("numbers that can be read");
        let (bytes, []) = embedded.bytes.as_chunks() else { panic!("four bytes for each number") };
        (embedded.layout, bytes.iter().copied().map(f32::from_le_bytes).collect())
    }

    #[test]
    fn numbers_are_put_into_the_order_of_the_library() {
        assert_eq!(order(&[]), (Layout::RowMajor, vec![0.0]));
        assert_eq!(order(&[3]), (Layout::RowMajor, vec![0.0, 1.0, 2.0]));
        // Wide matrices keep their rows, and others go by columns.
        assert_eq!(order(&[1, 3]), (Layout::RowMajor, vec![0.0, 1.0, 2.0]));
        assert_eq!(order(&[3, 2]), (Layout::ColumnMajor, vec![0.0, 2.0, 4.0, 1.0, 3.0, 5.0]));
        let (layout, numbers) = order(&[6, 1, 5, 5]);
        assert_eq!((layout, numbers), (Layout::RowMajor, (0..150).map(|number| number as f32).collect()));
    }
}
