//! A safetensors file, read while the macro runs.

use super::fit::broken;
use super::half::{from_bfloat16, from_float16};
use super::table::{self, LENGTH, Table};
use crate::model::layout::index;
use crate::parse::file::FilePath;
use hmac_sha256::Hash;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// A file whose tensors could be read.
pub(super) struct File {
    pub(super) path: FilePath,
    pub(super) sha256: String,
    /// The beginning of the names of its tensors in the file, without which they stand here.
    pub(super) prefix: String,
    pub(super) tensors: Vec<FileTensor>,
    /// Texts by their names.
    pub(super) metadata: BTreeMap<String, String>,
}

/// A tensor of a file.
pub(super) struct FileTensor {
    pub(super) name: String,
    pub(super) shape: Vec<usize>,
    /// The name of the type of its numbers.
    pub(super) kind: &'static str,
    /// Its numbers, row after row; none if they are not of a type that is read.
    pub(super) numbers: Option<Numbers>,
}

/// Numbers of a type that is read.
pub(super) enum Numbers {
    /// Of single precision, or widened to it.
    Single(Vec<f32>),
    /// Of double precision.
    Double(Vec<f64>),
}

impl File {
    /// Reads a file, of which those tensors are taken whose names begin with `prefix`. The error
    /// says what is wrong, and where the file was looked for.
    pub(super) fn open(path: FilePath, prefix: &str) -> syn::Result<Self> {
        let wrong = |message| syn::Error::new(path.span, message);
        let (name, folder) = (&path.text, folder().map_err(wrong)?);
        let bytes = read(&folder.join(name)).map_err(|error| wrong(unreadable(name, &folder, &error)))?;
        if matches!(bytes.get(..4), Some(b"PK\x03\x04" | b"PK\x05\x06" | b"PK\x06\x06")) {
            let help = "help: `netwright-export` writes a safetensors file from it: https://docs.rs/netwright/latest/netwright/guide/from_pytorch";
            return Err(wrong(format!(
                "{name:?} is a zip archive, perhaps NumPy's .npz or PyTorch's .pt; a safetensors file is needed\n{help}"
            )));
        }
        let (tensors, metadata) = tensors(&bytes, prefix).map_err(|error| {
            wrong(format!(
                "{name:?} is not a safetensors file, or is damaged: {error}\nhelp: write it again, with `net.save(..)` or `netwright-export`"
            ))
        })?;
        Ok(File { sha256: sha256(&bytes), prefix: prefix.into(), tensors, metadata, path })
    }

    /// A name as it stands in the file.
    pub(super) fn shown(&self, name: &str) -> String {
        format!("`{}{name}`", self.prefix)
    }

    /// The tensor of a name.
    pub(super) fn tensor(&self, name: &str) -> Option<&FileTensor> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }
}

impl FileTensor {
    /// The indices and the value of the first number that the tensor cannot have, and the rule that
    /// it breaks.
    pub(super) fn wrong_number(&self) -> Option<(Vec<usize>, f64, &'static str)> {
        let broken = broken(&self.name);
        let of = |(position, number)| Some((position, number, broken(number)?));
        let (position, found, rule) = match self.numbers.as_ref()? {
            Numbers::Single(numbers) => numbers.iter().map(|&number| f64::from(number)).enumerate().find_map(of),
            Numbers::Double(numbers) => numbers.iter().copied().enumerate().find_map(of),
        }?;
        Some(((0..self.shape.len()).map(|dimension| index(&self.shape, position, dimension)).collect(), found, rule))
    }
}

/// The bytes of a regular file; a pipe or a device might have no end.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() { fs::read(path) } else { Err(io::Error::other("it is not a regular file")) }
}

/// The tensors of a file whose names begin with `prefix`, without it, and its texts.
fn tensors(file: &[u8], prefix: &str) -> Result<(Vec<FileTensor>, BTreeMap<String, String>), String> {
    let length = table::length(file, file.len() as u64)?;
    let (text, numbers) = file[LENGTH..].split_at(length);
    let Table { tensors, metadata } = Table::parse(text, numbers.len() as u64)?;
    let tensors = tensors.into_iter().filter_map(|(name, entry)| {
        let table::Entry { kind, shape, bytes } = entry;
        let name = name.strip_prefix(prefix)?.to_owned();
        Some(FileTensor { name, shape, kind, numbers: decode(kind, &numbers[bytes]) })
    });
    Ok((tensors.collect(), metadata))
}

/// The folder of the crate that is compiled.
fn folder() -> Result<PathBuf, String> {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    folder.ok_or_else(|| {
        "files are found relative to `Cargo.toml`, but `CARGO_MANIFEST_DIR` is not set\nhelp: compile with cargo".into()
    })
}

fn unreadable(name: &str, folder: &Path, error: &io::Error) -> String {
    let looked = format!("it was looked for in {}, the folder of Cargo.toml", folder.display());
    let parent = folder.join(name).parent().map(Path::to_path_buf).unwrap_or_default();
    let others: Vec<String> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|other| other.ends_with(".safetensors"))
        .collect();
    let last = Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned());
    let meant = last.and_then(|last| crate::report::nearest::nearest(&last, others.iter().map(String::as_str)));
    let help = match meant {
        Some(meant) => format!("did you mean {meant:?}?"),
        None => "train and save the network first, or correct the path".into(),
    };
    format!("{name:?} cannot be read: {error}; {looked}\nhelp: {help}")
}

/// Numbers of 16 bits are widened.
fn decode(kind: &str, bytes: &[u8]) -> Option<Numbers> {
    match kind {
        "F16" => Some(Numbers::Single(each(bytes, from_float16))),
        "BF16" => Some(Numbers::Single(each(bytes, from_bfloat16))),
        "F32" => Some(Numbers::Single(each(bytes, f32::from_le_bytes))),
        "F64" => Some(Numbers::Double(each(bytes, f64::from_le_bytes))),
        _ => None,
    }
}

fn each<T, const BYTES: usize>(bytes: &[u8], number: impl Fn([u8; BYTES]) -> T) -> Vec<T> {
    bytes.as_chunks().0.iter().map(|&bytes| number(bytes)).collect()
}

fn sha256(bytes: &[u8]) -> String {
    Hash::hash(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
