//! Notes and names of classes in a weights file.

use super::source::File;
use super::table::texts;
use crate::error::Error;
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use std::path::Path;
use std::prelude::rust_2024::*;

/// The name under which the names of the classes stand, as a JSON array.
pub(super) const CLASSES: &str = "classes";

/// The texts that a safetensors file has besides its parameters, by name. An `.npz` file has none.
///
/// ```
/// use netwright::prelude::*;
/// use netwright::weights::{Metadata, Save};
///
/// #[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
/// enum Species {
///     Setosa,
///     Versicolor,
///     Virginica,
/// }
///
/// #[network(input = 4, classes = Species)]
/// struct Iris(Linear<8>, Relu, Linear<3>);
///
/// let file = Save::new().note("seed 7").to_bytes(&*Iris::zeros())?;
/// let metadata = Metadata::from_bytes(&file)?;
/// assert_eq!(metadata.note(), Some("seed 7"));
/// assert_eq!(metadata.network(), Some("Iris"));
/// assert_eq!(metadata.classes().unwrap(), Species::NAMES);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata(BTreeMap<String, String>);

impl Metadata {
    /// Reads the texts of a file.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read or is no weights file.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Metadata::of(File::at(path.as_ref())?)
    }

    /// Reads the texts of a file in memory.
    ///
    /// # Errors
    ///
    /// As [`load`](Metadata::load).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Metadata::of(File::in_memory(bytes))
    }

    fn of<R: Read + Seek>(file: File<R>) -> Result<Self, Error> {
        file.read(|source| Ok(Metadata(source.metadata())))
    }

    /// The note of whoever saved the file.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.get("note")
    }

    /// The names of the classes, in the order of the outputs.
    #[must_use]
    pub fn classes(&self) -> Option<Vec<String>> {
        self.get(CLASSES).and_then(texts)
    }

    /// The name of the network that was saved.
    #[must_use]
    pub fn network(&self) -> Option<&str> {
        self.get("network")
    }

    /// The version of this library that saved it.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.get("netwright")
    }

    /// Any text by its name: PyTorch's `format`, for one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// All names and texts, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}
