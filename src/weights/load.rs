//! From a file into a network.

use super::metadata::CLASSES;
use super::report::LoadReport;
use super::source::{Entry, File, Source};
use super::table::{self, texts};
use super::{head, names, numbers};
use crate::error::fit::{fits, is_counter, is_square, is_transpose, shows_order};
use crate::error::{Error, Mismatch};
use crate::layer::TensorSpec;
use crate::network::Network;
use crate::scalar::Real;
use bytemuck::allocation::zeroed_box;
use std::collections::{BTreeMap, BTreeSet};
use std::format;
use std::io::{Read, Seek};
use std::path::Path;
use std::prelude::rust_2024::*;

/// Options for reading a weights file: the names of its tensors.
///
/// Numbers of 16 bits and of single precision are widened to those of the network; narrower ones
/// are not made of wider ones.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::weights::{Load, Save};
///
/// #[network(input = 4)]
/// struct Backbone {
///     fc: Linear<8>,
/// }
///
/// #[network(input = 4)]
/// struct Iris {
///     hidden: Linear<8>,
///     relu: Relu,
///     logits: Linear<3>,
/// }
///
/// let file = Save::new().to_bytes(&*Backbone::zeros())?;
/// let problems = Load::new().bytes::<Iris<f32>>(&file).err().unwrap().to_string();
/// assert!(problems.contains("`hidden.weight` [8, 4] is missing; the file has a `fc.weight`"), "{problems}");
///
/// // Of other names, and only a part of the network.
/// let mut net = Iris::zeros();
/// let report = Load::new().rename("hidden", "fc").partial_bytes(&file, &mut *net)?;
/// assert_eq!(report.loaded(), ["fc.weight", "fc.bias"]);
/// assert_eq!(report.mismatches().len(), 2); // `logits.weight` and `logits.bias`
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Load {
    prefix: String,
    renamed: Vec<(String, String)>,
}

impl Load {
    /// Names as they are in the declaration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The tensors of the network are those whose names begin with `prefix`, `"model."`; others are
    /// passed over.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Load { prefix: prefix.into(), ..self }
    }

    /// The step `name` of the network, or a whole tensor, is called `in_file` in the file:
    /// `rename("hidden", "fc1")` finds `hidden.weight` under `fc1.weight`, and `rename("body", "")`
    /// finds `body.0.weight` under `0.weight`.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>, in_file: impl Into<String>) -> Self {
        self.renamed.push((name.into(), in_file.into()));
        self
    }

    /// A network with the parameters of a file.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is no safetensors file, and [`Error::Weights`]
    /// with all that does not fit.
    pub fn file<N: Network>(&self, path: impl AsRef<Path>) -> Result<Box<N>, Error> {
        self.strictly(File::at(path.as_ref())?)
    }

    /// A network with the parameters of a file in memory.
    ///
    /// # Errors
    ///
    /// As [`file`](Load::file).
    pub fn bytes<N: Network>(&self, bytes: &[u8]) -> Result<Box<N>, Error> {
        self.strictly(File::in_memory(bytes))
    }

    /// Gives a network the parameters of a file, or leaves it as it is if there is an error.
    ///
    /// # Errors
    ///
    /// As [`file`](Load::file).
    pub fn file_into<N: Network>(&self, path: impl AsRef<Path>, net: &mut N) -> Result<(), Error> {
        let loaded: Box<N> = self.file(path)?;
        net.as_mut_slice().copy_from_slice(loaded.as_slice());
        Ok(())
    }

    /// Gives a network what fits it in a file, and says what does not.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is no safetensors file; the network is left as
    /// it is then.
    pub fn partial_file<N: Network>(&self, path: impl AsRef<Path>, net: &mut N) -> Result<LoadReport, Error> {
        self.partially(File::at(path.as_ref())?, net)
    }

    /// Gives a network what fits it in a file in memory, and says what does not.
    ///
    /// # Errors
    ///
    /// As [`partial_file`](Load::partial_file).
    pub fn partial_bytes<N: Network>(&self, bytes: &[u8], net: &mut N) -> Result<LoadReport, Error> {
        self.partially(File::in_memory(bytes), net)
    }

    fn strictly<N: Network, R: Read + Seek>(&self, file: File<R>) -> Result<Box<N>, Error> {
        let (name, mut net) = (file.name.clone(), zeroed_box::<N>());
        let report = file.read(|source| self.fill(source, &mut *net))?;
        if report.mismatches.is_empty() {
            Ok(net)
        } else {
            Err(Error::Weights { file: name, mismatches: report.mismatches })
        }
    }

    fn partially<N: Network, R: Read + Seek>(&self, file: File<R>, net: &mut N) -> Result<LoadReport, Error> {
        let mut staged = zeroed_box::<N>();
        staged.as_mut_slice().copy_from_slice(net.as_slice());
        let report = file.read(|source| self.fill(source, &mut *staged))?;
        net.as_mut_slice().copy_from_slice(staged.as_slice());
        Ok(report)
    }

    /// Fills what fits, and notes what does not.
    fn fill<N: Network, R: Read + Seek>(&self, mut source: Source<R>, net: &mut N) -> Result<LoadReport, String> {
        let table = source.table()?;
        let classes = other_classes(&source.metadata(), N::CLASS_NAMES)?;
        // Rows of other classes are nothing that fits.
        let head = classes.as_ref().map_or_else(Vec::new, |_| head::tensors::<N>());
        let is_transposed = self.is_transposed::<N>(&table);
        let (mut loaded, mut mismatches, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (number, tensor) in N::tensors().enumerate() {
            let name = self.name_in_file(&tensor);
            let found = match table.get(&name) {
                None => Err(Mismatch::Missing { name: name.clone(), shape: tensor.shape().to_vec(), nearest: None }),
                Some(_) if is_transposed && is_square(tensor.shape()) => {
                    Err(Mismatch::Square { name: name.clone(), size: tensor.shape()[0] })
                }
                Some(entry) => read(&mut source, &name, entry, &tensor)?,
            };
            match found {
                Ok(_) if head.iter().any(|head| head.contains(&number)) => {}
                Ok(values) => {
                    let scalars = net.values_mut(&tensor);
                    for (position, value) in values.into_iter().enumerate() {
                        scalars[tensor.offset_of(position)] = value;
                    }
                    loaded.push(name.clone());
                }
                Err(mismatch) => mismatches.push(mismatch),
            }
            known.insert(name);
        }
        let statistics = N::tensors().filter(|tensor| !tensor.role().is_parameter());
        let statistics: Vec<_> = statistics.map(|tensor| self.name_in_file(&tensor)).collect();
        let others = table.iter().filter(|(name, _)| name.starts_with(&self.prefix) && !known.contains(*name));
        let others = others.filter(|(name, entry)| !is_counter(name, &entry.shape, &entry.kind, &statistics));
        let others = others.map(|(name, entry)| (name.clone(), entry.shape.clone())).collect();
        let named = names::explain(mismatches, others, &self.prefix, loaded.is_empty());
        Ok(LoadReport { loaded, mismatches: classes.into_iter().chain(named).collect() })
    }

    /// Returns true if the file has its matrices as `[in, out]`: some are transposed, and none that
    /// would show it are not.
    fn is_transposed<N: Network>(&self, table: &BTreeMap<String, Entry>) -> bool {
        let shapes = N::tensors().filter_map(|tensor| {
            let found = table.get(&self.name_in_file(&tensor))?;
            Some((tensor.shape(), &found.shape[..]))
        });
        let is_right = |(needed, found): (&[usize], &[usize])| shows_order(needed) && needed == found;
        shapes.clone().any(|(needed, found)| is_transpose(needed, found)) && !shapes.clone().any(is_right)
    }

    fn name_in_file(&self, tensor: &TensorSpec) -> String {
        let name = tensor.path().to_string();
        let renamed = self.renamed.iter().find_map(|(step, in_file)| {
            let rest = name.strip_prefix(step.as_str())?;
            let renamed = || format!("{in_file}{rest}").trim_start_matches('.').to_owned();
            (rest.is_empty() || rest.starts_with('.')).then(renamed)
        });
        format!("{}{}", self.prefix, renamed.unwrap_or(name))
    }
}

/// The mismatch if the file names other classes than the network; the error if its names cannot be
/// read.
fn other_classes(metadata: &BTreeMap<String, String>, names: &[&str]) -> Result<Option<Mismatch>, String> {
    let Some(text) = metadata.get(CLASSES).filter(|_| !names.is_empty()) else { return Ok(None) };
    let found = texts(text).ok_or_else(|| table::no_names(text))?;
    Ok((found != names).then(|| Mismatch::classes(names, found)))
}

/// The numbers of a tensor, row after row, if they fit; the outer error is one of reading.
fn read<T: Real, R: Read + Seek>(
    source: &mut Source<R>,
    name: &str,
    entry: &Entry,
    tensor: &TensorSpec,
) -> Result<Result<Vec<T>, Mismatch>, String> {
    if !fits(tensor.shape(), &entry.shape) {
        let (expected, found) = (tensor.shape().to_vec(), entry.shape.clone());
        return Ok(Err(Mismatch::Shape { name: name.to_owned(), expected, found }));
    }
    let Some(values) = source.read::<T>(name)? else {
        let (expected, found) = (numbers::readable::<T>(), entry.kind.clone());
        return Ok(Err(Mismatch::Type { name: name.to_owned(), expected, found }));
    };
    Ok(match numbers::wrong(name, tensor, values.iter().copied()) {
        Some(mismatch) => Err(mismatch),
        None => Ok(values),
    })
}
