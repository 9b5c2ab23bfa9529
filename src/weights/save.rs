//! From a network into a file.

use super::metadata::CLASSES;
use super::numbers;
use super::tensors::{Tensor, quoted, with_table};
use super::write;
use crate::error::Error;
use crate::error::Mismatch;
use crate::network::Network;
use std::collections::BTreeMap;
use std::format;
use std::path::Path;
use std::prelude::rust_2024::*;

/// Options for writing a weights file: texts besides the parameters.
///
/// The file has the version of this crate and the name of the network too, as strings of its
/// metadata: `netwright`, `network`, `note` and `classes`; [`Metadata`](super::Metadata) reads
/// them. A network that is declared with `classes = ..` names its classes by itself.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::weights::{Load, Save};
///
/// #[network(input = 4)]
/// #[derive(Debug, PartialEq)]
/// struct Iris(Linear<8>, Relu, Linear<3>);
///
/// let net = Iris::zeros();
/// let save = Save::new().note("seed 7, 200 epochs").classes(["setosa", "versicolor", "virginica"]);
/// let file = save.to_bytes(&*net)?;
/// let again: Box<Iris> = Load::new().bytes(&file)?;
/// assert_eq!(again, net);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Save {
    note: Option<String>,
    classes: Option<Vec<String>>,
}

impl Save {
    /// Nothing besides.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A note of yours: where the network comes from.
    #[must_use]
    pub fn note(self, note: impl Into<String>) -> Self {
        Save { note: Some(note.into()), ..self }
    }

    /// The names of the classes, in the order of the outputs; a JSON array in the file. They are
    /// written without this for a network that is declared with `classes = ..`.
    #[must_use]
    pub fn classes<C: Into<String>>(self, names: impl IntoIterator<Item = C>) -> Self {
        Save { classes: Some(names.into_iter().map(Into::into).collect()), ..self }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] if some numbers are not finite, a variance is negative, or the network
    /// has other classes: no such file could be loaded.
    pub fn to_bytes<N: Network>(&self, net: &N) -> Result<Vec<u8>, Error> {
        self.bytes_of("bytes in memory", net)
    }

    /// Writes a file, or replaces one: at every moment there is the old file or the new one, whole.
    ///
    /// The way depends on what is at the path. A symbolic link is followed. A file that is replaced
    /// keeps its permissions, and its owner where the system allows it; a file that is protected
    /// against writing is not replaced. A pipe or a device is written to.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] as [`to_bytes`](Save::to_bytes), and [`Error::File`] if the file cannot
    /// be written; what was there before is left then.
    pub fn to_file<N: Network>(&self, path: impl AsRef<Path>, net: &N) -> Result<(), Error> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let bytes = self.bytes_of(&file, net)?;
        write::write(path, &bytes).map_err(|error| Error::File { file, problem: error.to_string() })
    }

    fn bytes_of<N: Network>(&self, file: &str, net: &N) -> Result<Vec<u8>, Error> {
        let (mut tensors, mut mismatches) = (BTreeMap::new(), Vec::new());
        for (tensor, scalars) in net.named_tensors() {
            let name = tensor.path().to_string();
            let numbers = (0..scalars.len()).map(|position| scalars[tensor.offset_of(position)]);
            let mut bytes = Vec::with_capacity(size_of_val(scalars));
            numbers.clone().for_each(|number| numbers::encode(number, &mut bytes));
            mismatches.extend(numbers::wrong(&name, &tensor, numbers));
            let kind = numbers::kind::<N::Scalar>().to_owned();
            tensors.insert(name, Tensor { kind, shape: tensor.shape().to_vec(), bytes });
        }
        if let Some(named) =
            self.classes.as_ref().filter(|named| !N::CLASS_NAMES.is_empty() && *named != N::CLASS_NAMES)
        {
            mismatches.push(Mismatch::classes(N::CLASS_NAMES, named.clone()));
        }
        if !mismatches.is_empty() {
            return Err(Error::Weights { file: file.to_owned(), mismatches });
        }
        Ok(with_table(&self.metadata::<N>(), &tensors))
    }

    /// The metadata of the file, by name.
    fn metadata<N: Network>(&self) -> BTreeMap<&'static str, String> {
        let mut metadata = BTreeMap::new();
        metadata.insert("netwright", env!("CARGO_PKG_VERSION").to_owned());
        metadata.insert("network", N::NAME.to_owned());
        metadata.extend(self.note.clone().map(|note| ("note", note)));
        let own = || N::CLASS_NAMES.iter().map(|name| quoted(name)).collect();
        let classes: Vec<_> =
            self.classes.as_ref().map_or_else(own, |given| given.iter().map(|name| quoted(name)).collect());
        if !classes.is_empty() {
            metadata.insert(CLASSES, format!("[{}]", classes.join(",")));
        }
        metadata
    }
}
