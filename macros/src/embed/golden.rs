//! Inputs and outputs that were computed elsewhere, for a test.

use super::file::{File, FileTensor, Numbers};
use crate::model::shape::Shape;
use crate::model::size::Size;
use crate::model::{Input, Network, Output};
use crate::parse::file::FilePath;
use crate::report::diagnostics::Diagnostics;
use syn::ext::IdentExt;

/// Inputs, and the outputs that a network must give for them.
pub(crate) struct Golden {
    pub(crate) path: FilePath,
    /// The samples, one after the other, of single precision and little endian.
    pub(crate) inputs: Vec<u8>,
    /// The outputs in the same way.
    pub(crate) outputs: Vec<u8>,
}

impl Golden {
    /// Takes the two tensors; all mistakes are reported at the literal.
    pub(super) fn read(file: File, network: &Network, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut problems = Vec::new();
        let inputs = rows(&file, &inputs(network), &mut problems);
        let outputs = rows(&file, &outputs(network), &mut problems);
        if let [(first, (samples, _)), others @ ..] = &inputs.iter().chain(&outputs).collect::<Vec<_>>()[..]
            && let Some((other, (results, _))) = others.iter().find(|(_, (results, _))| results != samples)
        {
            problems.push(format!("there are {samples} samples in `{first}`, but {results} in `{other}`"));
        }
        if !problems.is_empty() {
            let FilePath { text, span, .. } = &file.path;
            let help = "help: `netwright-export` writes such a file: https://docs.rs/netwright/latest/netwright/guide/from_pytorch";
            let message =
                format!("{text:?} is not a golden file for `{}`: {}\n{help}", network.name, problems.join("; "));
            diagnostics.error(*span, message);
            return None;
        }
        Some(Golden { path: file.path, inputs: interleaved(&inputs), outputs: interleaved(&outputs) })
    }
}

/// The names and shapes of the tensors that hold the inputs.
fn inputs(network: &Network) -> Vec<(String, Shape)> {
    let name = |input: &Input| match &input.field {
        Some(_) => format!("inputs.{}", input.name),
        None => "inputs".into(),
    };
    network.inputs.iter().map(|input| (name(input), input.shape.clone())).collect()
}

/// The names and shapes of the tensors that hold the outputs.
fn outputs(network: &Network) -> Vec<(String, Shape)> {
    if !network.has_named_outputs() {
        return vec![("outputs".into(), network.output().clone())];
    }
    let of = |output: &Output| (format!("outputs.{}", output.name.unraw()), network.output_shape(output));
    network.outputs.iter().map(of).collect()
}

/// A tensor of the file: its name, and the number and the bytes of its rows.
type Rows = (String, (usize, Vec<u8>));

/// Takes tensors from the file, and leaves out those that do not fit.
fn rows(file: &File, wanted: &[(String, Shape)], problems: &mut Vec<String>) -> Vec<Rows> {
    let take = |(name, shape): &(String, Shape)| match checked(file, name, shape) {
        Ok(rows) => Some((name.clone(), rows)),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    wanted.iter().filter_map(take).collect()
}

/// For each sample the rows of all tensors, one after the other.
fn interleaved(tensors: &[Rows]) -> Vec<u8> {
    let samples = tensors.first().map_or(0, |(_, (samples, _))| *samples);
    let row = |sample: usize| {
        tensors.iter().flat_map(move |(_, (samples, bytes))| {
            let width = bytes.len() / samples;
            &bytes[sample * width..][..width]
        })
    };
    (0..samples).flat_map(row).copied().collect()
}

/// The number of samples, and the numbers as bytes.
fn checked(file: &File, name: &str, shape: &Shape) -> Result<(usize, Vec<u8>), String> {
    let tensor = file.tensor(name).ok_or_else(|| format!("it has no tensor `{name}`"))?;
    let samples = tensor.shape.first().copied().unwrap_or(0);
    if samples == 0 || !is_row(tensor.shape.get(1..).unwrap_or_default(), shape) {
        return Err(format!("`{name}` is {:?}, but has to be a row of {shape} for each sample", tensor.shape));
    }
    if let Some((place, found, _)) = tensor.wrong_number() {
        return Err(format!("`{name}` has {found} at {place:?}"));
    }
    Ok((samples, bytes(tensor).ok_or_else(|| format!("`{name}` has {} numbers, F32 or F64 are read", tensor.kind))?))
}

/// Returns true if `found` may be the shape of a row of `shape`, as far as its sizes are known: the
/// same, or one of the two a vector of all features. As many features in another order of the axes,
/// `[28, 28, 3]` for `[3, 28, 28]`, would be other numbers.
fn is_row(found: &[usize], shape: &Shape) -> bool {
    let has_features = shape.features().known().is_none_or(|needed| needed == found.iter().product::<usize>());
    let is_vector = |rank: usize| rank == 1;
    let has_axes = || {
        let fits = |(found, size): (&usize, &Size)| size.known().is_none_or(|size| size == *found);
        found.len() == shape.rank() && found.iter().zip(shape.sizes()).all(fits)
    };
    !found.is_empty() && has_features && (is_vector(found.len()) || is_vector(shape.rank()) || has_axes())
}

/// The numbers as single ones.
fn bytes(tensor: &FileTensor) -> Option<Vec<u8>> {
    match tensor.numbers.as_ref()? {
        Numbers::Single(numbers) => Some(numbers.iter().flat_map(|number| number.to_le_bytes()).collect()),
        #[allow(clippy::cast_possible_truncation)] // What is compared with is single.
        Numbers::Double(numbers) => Some(numbers.iter().flat_map(|&number| (number as f32).to_le_bytes()).collect()),
    }
}
