//! From a file into a network.

use super::archive::Archive;
use super::mismatch::Mismatch;
use super::numbers;
use super::source::{Entry, Source};
use crate::error::Error;
use crate::layer::Tensor;
use crate::network::Network;
use crate::scalar::Real;
use bytemuck::allocation::zeroed_box;
use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;
use std::prelude::rust_2024::*;
use std::{fmt, format, fs, io};

/// How a weights file is read: under which names its tensors are found.
///
/// Numbers of 16 bits and of single precision are widened to those of the network; narrower ones are not made of wider ones.
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

    /// The tensors of the network are those whose names begin with `prefix`, `"model."`; others are passed over.
    #[must_use]
    pub fn prefix(self, prefix: impl Into<String>) -> Self {
        Load { prefix: prefix.into(), ..self }
    }

    /// The step `name` of the network, or a whole tensor, is called `in_file` in the file: `rename("hidden", "fc1")` finds `hidden.weight` under `fc1.weight`, and
    /// `rename("body", "")` finds `body.0.weight` under `0.weight`.
    #[must_use]
    pub fn rename(mut self, name: impl Into<String>, in_file: impl Into<String>) -> Self {
        self.renamed.push((name.into(), in_file.into()));
        self
    }

    /// A network with the parameters of a file.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is no safetensors file, and [`Error::Weights`] with all that does not fit.
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
    /// [`Error::File`] if the file cannot be read or is no safetensors file; the network is left as it is then.
    pub fn partial_file<N: Network>(&self, path: impl AsRef<Path>, net: &mut N) -> Result<Report, Error> {
        self.partially(File::at(path.as_ref())?, net)
    }

    /// The same from a file in memory.
    ///
    /// # Errors
    ///
    /// As [`partial_file`](Load::partial_file).
    pub fn partial_bytes<N: Network>(&self, bytes: &[u8], net: &mut N) -> Result<Report, Error> {
        self.partially(File::in_memory(bytes), net)
    }

    fn strictly<N: Network, R: Read + Seek>(&self, file: File<R>) -> Result<Box<N>, Error> {
        let (name, mut net) = (file.name.clone(), zeroed_box::<N>());
        let report = self.read(file, &mut *net)?;
        if report.mismatches.is_empty() {
            Ok(net)
        } else {
            Err(Error::Weights { file: name, mismatches: report.mismatches })
        }
    }

    fn partially<N: Network, R: Read + Seek>(&self, file: File<R>, net: &mut N) -> Result<Report, Error> {
        let mut staged = zeroed_box::<N>();
        staged.as_mut_slice().copy_from_slice(net.as_slice());
        let report = self.read(file, &mut *staged)?;
        net.as_mut_slice().copy_from_slice(staged.as_slice());
        Ok(report)
    }

    /// Reads a file of either format.
    fn read<N: Network, R: Read + Seek>(&self, file: File<R>, net: &mut N) -> Result<Report, Error> {
        let File { name, mut bytes } = file;
        let report = match begins_with_npz_magic(&mut bytes) {
            #[cfg(feature = "npz")]
            Ok(true) => super::npz::Npz::open(bytes).and_then(|source| self.fill(source, net)),
            #[cfg(not(feature = "npz"))]
            Ok(true) => Err("it is a zip archive; NumPy's .npz files are read with the feature `npz`".to_owned()),
            Ok(false) => Archive::open(bytes).and_then(|source| self.fill(source, net)),
            Err(error) => Err(error.to_string()),
        };
        report.map_err(|problem| Error::File { file: name, problem })
    }

    /// Fills what fits, and notes what does not.
    fn fill<N: Network>(&self, mut source: impl Source, net: &mut N) -> Result<Report, String> {
        let table = source.table()?;
        let mut report = Report::default();
        let (mut known, mut outcome) = (BTreeSet::new(), Ok(()));
        let scalars = net.as_mut_slice();
        N::tensors(&mut |tensor| {
            if outcome.is_err() {
                return;
            }
            let name = self.name_in_file(tensor);
            let filled = match table.get(&name) {
                None => {
                    Ok(Err(Mismatch::Missing { name: name.clone(), shape: tensor.shape().to_vec(), nearest: None }))
                }
                Some(entry) => fill(&mut source, &name, entry, tensor, &mut scalars[tensor.range()]),
            };
            outcome = filled.map(|filled| match filled {
                Ok(()) => report.loaded.push(name.clone()),
                Err(mismatch) => report.mismatches.push(mismatch),
            });
            known.insert(name);
        });
        outcome?;
        let others = table.iter().filter(|(name, _)| name.starts_with(&self.prefix) && !known.contains(*name));
        let others: Vec<_> = others.map(|(name, entry)| (name.clone(), entry.shape.clone())).collect();
        name_nearest(&mut report.mismatches, &others);
        report.mismatches.extend(others.into_iter().map(|(name, shape)| Mismatch::Unexpected { name, shape }));
        Ok(report)
    }

    fn name_in_file(&self, tensor: &Tensor<'_>) -> String {
        let name = tensor.path().to_string();
        let renamed = self.renamed.iter().find_map(|(step, in_file)| {
            let rest = name.strip_prefix(step.as_str())?;
            let renamed = || format!("{in_file}{rest}").trim_start_matches('.').to_owned();
            (rest.is_empty() || rest.starts_with('.')).then(renamed)
        });
        format!("{}{}", self.prefix, renamed.unwrap_or(name))
    }
}

/// Reads the numbers of a tensor to where they belong; the outer error is one of reading.
fn fill<T: Real>(
    source: &mut impl Source,
    name: &str,
    entry: &Entry,
    tensor: &Tensor<'_>,
    scalars: &mut [T],
) -> Result<Result<(), Mismatch>, String> {
    if entry.shape != tensor.shape() {
        let (expected, found) = (tensor.shape().to_vec(), entry.shape.clone());
        return Ok(Err(Mismatch::Shape { name: name.to_owned(), expected, found }));
    }
    let Some(values) = source.read::<T>(name)? else {
        let (expected, found) = (numbers::readable::<T>(), entry.kind.clone());
        return Ok(Err(Mismatch::Type { name: name.to_owned(), expected, found }));
    };
    let name = name.to_owned();
    if let Some(place) = values.iter().position(|value| !value.to_double().is_finite()) {
        let found = values[place].to_double();
        return Ok(Err(Mismatch::NotFinite { name, place: tensor.place(place), found }));
    }
    for (position, value) in values.into_iter().enumerate() {
        scalars[tensor.offset_of(position)] = value;
    }
    Ok(Ok(()))
}

/// Tells each missing tensor which one of the others may be meant.
fn name_nearest(mismatches: &mut [Mismatch], others: &[(String, Vec<usize>)]) {
    for mismatch in mismatches {
        if let Mismatch::Missing { name, shape, nearest } = mismatch {
            // One of the same shape first.
            let distance =
                |(other, other_shape): &&(String, Vec<usize>)| (other_shape != shape, strsim::levenshtein(name, other));
            *nearest = others.iter().min_by_key(distance).map(|(other, _)| other.clone());
        }
    }
}

/// What is read, and what it is called in errors.
struct File<R> {
    name: String,
    bytes: R,
}

impl File<BufReader<fs::File>> {
    fn at(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        match fs::File::open(path) {
            Ok(file) => Ok(File { name, bytes: BufReader::new(file) }),
            Err(error) => Err(Error::File { file: name, problem: error.to_string() }),
        }
    }
}

impl<'b> File<Cursor<&'b [u8]>> {
    fn in_memory(bytes: &'b [u8]) -> Self {
        File { name: "bytes in memory".to_owned(), bytes: Cursor::new(bytes) }
    }
}

/// Whether it is an archive of NumPy's; the bytes are at their beginning again.
fn begins_with_npz_magic(bytes: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut start = Vec::new();
    bytes.by_ref().take(4).read_to_end(&mut start)?;
    bytes.rewind()?;
    Ok(start == b"PK\x03\x04")
}

/// What has been loaded of a file that need not fit, and what has not. It is displayed as a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    loaded: Vec<String>,
    mismatches: Vec<Mismatch>,
}

impl Report {
    /// The names of the tensors that have been loaded, as in the file.
    #[must_use]
    pub fn loaded(&self) -> &[String] {
        &self.loaded
    }

    /// What did not fit, and was left as it was.
    #[must_use]
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} tensors loaded", self.loaded.len())?;
        self.mismatches.iter().try_for_each(|mismatch| write!(f, "\n  {mismatch}"))
    }
}
