//! From a network into a file.

use super::mismatch::Mismatch;
use super::numbers;
use crate::error::Error;
use crate::network::Network;
use crate::scalar::Real;
use safetensors::tensor::{Dtype, View, serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::prelude::rust_2024::*;

/// What is written besides the parameters.
///
/// The file has the version of this crate and the name of the network too, as strings of its metadata: `netwright`, `network`, `note` and `classes`.
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
    metadata: BTreeMap<String, String>,
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
        self.with("note", note.into())
    }

    /// The names of the classes, in the order of the outputs; a JSON array in the file.
    #[must_use]
    pub fn classes<C: Into<String>>(self, names: impl IntoIterator<Item = C>) -> Self {
        let names: Vec<serde_json::Value> = names.into_iter().map(|name| name.into().into()).collect();
        self.with("classes", serde_json::Value::from(names).to_string())
    }

    fn with(mut self, key: &str, value: String) -> Self {
        self.metadata.insert(key.to_owned(), value);
        self
    }

    /// The bytes of the file.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] if some numbers are not finite: no such file could be loaded.
    pub fn to_bytes<N: Network>(&self, net: &N) -> Result<Vec<u8>, Error> {
        self.bytes_of("bytes in memory", net)
    }

    /// Writes a file, or replaces one: at every moment there is the old file or the new one, whole.
    ///
    /// # Errors
    ///
    /// [`Error::Weights`] as [`to_bytes`](Save::to_bytes), and [`Error::File`] if the file cannot be written; what was there before is left then.
    pub fn to_file<N: Network>(&self, path: impl AsRef<Path>, net: &N) -> Result<(), Error> {
        let path = path.as_ref();
        let file = path.display().to_string();
        let bytes = self.bytes_of(&file, net)?;
        replace(path, &bytes).map_err(|error| Error::File { file, problem: error.to_string() })
    }

    fn bytes_of<N: Network>(&self, file: &str, net: &N) -> Result<Vec<u8>, Error> {
        let (mut tensors, mut mismatches) = (Vec::new(), Vec::new());
        net.for_each(|tensor, scalars| {
            let name = tensor.path().to_string();
            let numbers = || (0..scalars.len()).map(|position| scalars[tensor.offset_of(position)]);
            if let Some(position) = numbers().position(|number| !number.to_double().is_finite()) {
                let found = scalars[tensor.offset_of(position)].to_double();
                mismatches.push(Mismatch::NotFinite { name: name.clone(), place: tensor.place(position), found });
            }
            let (dtype, bytes) = numbers::encode(numbers());
            tensors.push((name, Encoded { dtype, shape: tensor.shape().to_vec(), bytes }));
        });
        if !mismatches.is_empty() {
            return Err(Error::Weights { file: file.to_owned(), mismatches });
        }
        let own = [("netwright", env!("CARGO_PKG_VERSION")), ("network", N::NAME)];
        let own = own.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let metadata = self.metadata.clone().into_iter().chain(own).collect();
        let bytes = serialize(tensors, None).map_err(|error| error.to_string());
        let bytes = bytes.and_then(|bytes| with_metadata(&bytes, &metadata).map_err(|error| error.to_string()));
        bytes.map_err(|problem| Error::File { file: file.to_owned(), problem })
    }
}

/// The file with metadata in its table, in the order of the keys: the same network gives the same bytes. (The crate would write them in any order.)
fn with_metadata(file: &[u8], metadata: &BTreeMap<String, String>) -> serde_json::Result<Vec<u8>> {
    const LENGTH: usize = size_of::<u64>();
    let (length, rest) = file.split_first_chunk::<LENGTH>().unwrap_or((&[0; LENGTH], &[]));
    let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (table, numbers) = rest.split_at(length.min(rest.len()));
    let mut table: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(table)?;
    table.insert("__metadata__".to_owned(), serde_json::to_value(metadata)?);
    let mut table = serde_json::to_vec(&table)?;
    // The numbers begin at a multiple of their size.
    table.resize(table.len().next_multiple_of(LENGTH), b' ');
    Ok([&(table.len() as u64).to_le_bytes(), &table[..], numbers].concat())
}

/// Writes a file beside the old one, which it then takes the place of.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any file that is created: the user's mask takes away from it. Temporary files are for their owner alone otherwise.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// A tensor as it is written.
struct Encoded {
    dtype: Dtype,
    shape: Vec<usize>,
    bytes: Vec<u8>,
}

impl View for Encoded {
    fn dtype(&self) -> Dtype {
        self.dtype
    }

    fn shape(&self) -> &[usize] {
        &self.shape
    }

    fn data(&self) -> Cow<'_, [u8]> {
        (&self.bytes).into()
    }

    fn data_len(&self) -> usize {
        self.bytes.len()
    }
}
