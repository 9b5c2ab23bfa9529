//! A file of tensors, whatever its format.

use super::archive::Archive;
#[cfg(feature = "npz")]
use super::npz::Npz;
use crate::error::Error;
use crate::scalar::Real;
use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;
use std::prelude::rust_2024::*;
use std::{fs, io};

/// A file that is to be read, and what it is called in errors.
pub(super) struct File<R> {
    pub(super) name: String,
    bytes: R,
}

impl File<BufReader<fs::File>> {
    pub(super) fn at(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        match fs::File::open(path) {
            Ok(file) => Ok(File { name, bytes: BufReader::new(file) }),
            Err(error) => Err(Error::File { file: name, problem: error.to_string() }),
        }
    }
}

impl<'b> File<Cursor<&'b [u8]>> {
    pub(super) fn in_memory(bytes: &'b [u8]) -> Self {
        File { name: "bytes in memory".to_owned(), bytes: Cursor::new(bytes) }
    }
}

impl<R: Read + Seek> File<R> {
    /// Hands the file to `read`, whose errors say what is wrong with it.
    pub(super) fn read<O>(self, read: impl FnOnce(Source<R>) -> Result<O, String>) -> Result<O, Error> {
        let File { name, bytes } = self;
        Source::open(bytes).and_then(read).map_err(|problem| Error::File { file: name, problem })
    }
}

/// A tensor in the table of a file.
pub(super) struct Entry {
    pub(super) shape: Vec<usize>,
    /// The type of its numbers as the format calls it.
    pub(super) kind: String,
}

/// A file that is open. Errors say what is wrong with it.
pub(super) enum Source<R> {
    Safetensors(Archive<R>),
    #[cfg(feature = "npz")]
    Npz(Npz<R>),
}

impl<R: Read + Seek> Source<R> {
    fn open(mut bytes: R) -> Result<Self, String> {
        if !is_zip(&mut bytes).map_err(|error| error.to_string())? {
            return Archive::open(bytes).map(Source::Safetensors);
        }
        #[cfg(feature = "npz")]
        return Npz::open(bytes).map(Source::Npz);
        #[cfg(not(feature = "npz"))]
        Err("it is a zip archive; NumPy's .npz files are read with the feature `npz`".to_owned())
    }

    /// All tensors by name.
    pub(super) fn table(&mut self) -> Result<BTreeMap<String, Entry>, String> {
        match self {
            Source::Safetensors(archive) => Ok(archive.table()),
            #[cfg(feature = "npz")]
            Source::Npz(archive) => archive.table(),
        }
    }

    /// All texts and tensors, as they are.
    #[cfg(feature = "train")]
    pub(super) fn contents(&mut self) -> Result<super::tensors::Contents, String> {
        match self {
            Source::Safetensors(archive) => archive.contents(),
            #[cfg(feature = "npz")]
            Source::Npz(_) => Err("it is a zip archive, not a safetensors file".to_owned()),
        }
    }

    /// The texts that the file has besides, by name.
    pub(super) fn metadata(&self) -> BTreeMap<String, String> {
        match self {
            Source::Safetensors(archive) => archive.metadata(),
            #[cfg(feature = "npz")]
            Source::Npz(_) => BTreeMap::new(),
        }
    }

    /// The numbers of a tensor of the table, row after row; `None` if they are of a type that
    /// cannot be read into `T` without loss. It is called for tensors whose shape the network has,
    /// so that no more memory is asked for than the network takes.
    pub(super) fn read<T: Real>(&mut self, name: &str) -> Result<Option<Vec<T>>, String> {
        match self {
            Source::Safetensors(archive) => archive.read(name),
            #[cfg(feature = "npz")]
            Source::Npz(archive) => archive.read(name),
        }
    }
}

/// Returns true for a zip archive, be it one without files; the bytes are at their beginning again.
fn is_zip(bytes: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut start = Vec::new();
    bytes.by_ref().take(4).read_to_end(&mut start)?;
    bytes.rewind()?;
    Ok(matches!(&start[..], b"PK\x03\x04" | b"PK\x05\x06" | b"PK\x06\x06"))
}
