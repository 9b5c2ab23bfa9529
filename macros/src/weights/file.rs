//! A safetensors file, read while the macro runs.

use super::Path;
use super::archive::{self, Entry};
use super::half::{from_bfloat16, from_float16};
use hmac_sha256::Hash;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};
use syn::LitStr;

/// A file whose tensors could be read.
pub(super) struct File {
    pub(super) path: Path,
    pub(super) sha256: String,
    pub(super) tensors: Vec<Tensor>,
}

/// A tensor of a file.
pub(super) struct Tensor {
    pub(super) name: String,
    pub(super) shape: Vec<usize>,
    /// What its numbers are called.
    pub(super) kind: String,
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
    /// Reads the file that a literal names; the error says what is wrong, and where it was looked for.
    pub(super) fn open(literal: &LitStr) -> Result<Self, String> {
        let (name, folder) = (literal.value(), folder()?);
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|error| unreadable(&name, &folder, &error))?;
        if bytes.starts_with(b"PK\x03\x04") {
            let help = "help: `tools/export.py` in netwright's repository writes a safetensors file from it";
            return Err(format!(
                "{name:?} is a zip archive, perhaps NumPy's .npz or PyTorch's .pt; a safetensors file is needed\n{help}"
            ));
        }
        let entries = archive::read(&bytes).map_err(|error| {
            format!("{name:?} is no safetensors file, or damaged: {error}\nhelp: write it again, with `net.save(..)` or `tools/export.py`")
        })?;
        let tensors = entries.into_iter().map(|Entry { name, kind, shape, bytes }| {
            let numbers = decode(&kind, bytes);
            Tensor { name, shape, kind, numbers }
        });
        let path = Path { literal: literal.clone(), relative: !PathBuf::from(name).is_absolute() };
        Ok(File { path, sha256: sha256(&bytes), tensors: tensors.collect() })
    }

    /// The tensor of a name.
    pub(super) fn tensor(&self, name: &str) -> Option<&Tensor> {
        self.tensors.iter().find(|tensor| tensor.name == name)
    }
}

impl Tensor {
    /// The indices and the value of the first number that is not finite.
    pub(super) fn not_finite(&self) -> Option<(Vec<usize>, f64)> {
        let numbers = self.numbers.as_ref()?;
        let (position, found) = match numbers {
            Numbers::Single(numbers) => first_not_finite(numbers.iter().map(|&number| f64::from(number))),
            Numbers::Double(numbers) => first_not_finite(numbers.iter().copied()),
        }?;
        let (mut rest, mut indices) = (position, Vec::new());
        for size in self.shape.iter().rev() {
            indices.insert(0, rest % size);
            rest /= size;
        }
        Some((indices, found))
    }
}

fn first_not_finite(numbers: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    numbers.enumerate().find(|(_, number)| !number.is_finite())
}

/// The folder of the crate that is compiled.
fn folder() -> Result<PathBuf, String> {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    folder.ok_or_else(|| {
        "files are found relative to `Cargo.toml`, but `CARGO_MANIFEST_DIR` is not set\nhelp: compile with cargo".into()
    })
}

fn unreadable(name: &str, folder: &std::path::Path, error: &std::io::Error) -> String {
    let looked = format!("it was looked for in {}, the folder of Cargo.toml", folder.display());
    let parent = folder.join(name).parent().map(std::path::Path::to_path_buf).unwrap_or_default();
    let others: Vec<String> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|other| other.ends_with(".safetensors"))
        .collect();
    let last = std::path::Path::new(name).file_name().map(|name| name.to_string_lossy().into_owned());
    let meant = last.and_then(|last| crate::nearest::nearest(&last, others.iter().map(String::as_str)));
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
