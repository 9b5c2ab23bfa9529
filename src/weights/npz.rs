//! NumPy's .npz files: arrays in a zip archive, compressed or not.

use super::numbers;
use super::source::Entry;
use crate::files::npy::{Header, place_by_columns};
use crate::scalar::Real;
use std::collections::BTreeMap;
use std::format;
use std::io::{Read, Seek};
use std::prelude::rust_2024::*;
use zip::ZipArchive;
use zip::read::{ArchiveOffset, Config};

/// An archive whose directory has been read.
pub(super) struct Npz<R>(ZipArchive<R>);

impl<R: Read + Seek> Npz<R> {
    pub(super) fn open(bytes: R) -> Result<Self, String> {
        // An archive of NumPy's begins where the file does.
        let config = Config { archive_offset: ArchiveOffset::Known(0) };
        let archive = ZipArchive::with_config(config, bytes)
            .map_err(|error| format!("it is not an .npz file, or is damaged: {error}"))?;
        if archive.has_duplicate_names() {
            return Err("it is damaged: two of its arrays have the same name".into());
        }
        Ok(Npz(archive))
    }

    /// An array, of which the description has been read: that, and the numbers.
    fn array(&mut self, name: &str) -> Result<(Header, impl Read), String> {
        let damaged = |error: String| format!("`{name}` is damaged: {error}");
        let mut entry = self.0.by_name(&format!("{name}.npy")).map_err(|error| damaged(error.to_string()))?;
        let header = Header::read(&mut entry).map_err(damaged)?;
        Ok((header, entry))
    }

    pub(super) fn table(&mut self) -> Result<BTreeMap<String, Entry>, String> {
        let names = self.0.file_names().map(|name| name.map(|name| name.into_owned()));
        let names: Vec<String> = names.collect::<Result<_, _>>().map_err(|error| format!("it is damaged: {error}"))?;
        let arrays: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".npy")).collect();
        if arrays.is_empty() && !names.is_empty() {
            return Err("it is a zip archive without arrays of NumPy's; PyTorch's .pt files are such archives too, \
                        and `netwright-export` writes safetensors files from them"
                .into());
        }
        let entry = |name: &str| {
            let (Header { kind, shape, .. }, _) = self.array(name)?;
            Ok((name.to_owned(), Entry { shape, kind }))
        };
        arrays.into_iter().map(entry).collect()
    }

    pub(super) fn read<T: Real>(&mut self, name: &str) -> Result<Option<Vec<T>>, String> {
        let (Header { kind, by_columns, shape }, mut entry) = self.array(name)?;
        let is_swapped = kind.starts_with('>');
        let (kind, size) = match kind.trim_start_matches(['<', '>']) {
            "f2" => ("F16", 2),
            "f4" => ("F32", 4),
            "f8" => ("F64", 8),
            _ => return Ok(None),
        };
        // The network has a tensor of this shape in memory.
        let length = shape.iter().product::<usize>() * size;
        let problem = |error: std::io::Error| format!("`{name}` is cut off or damaged: {error}");
        let mut bytes = Vec::new();
        entry.by_ref().take(length as u64).read_to_end(&mut bytes).map_err(problem)?;
        // At the end the checksum is compared.
        let more = entry.read(&mut [0]).map_err(problem)?;
        if bytes.len() != length || more > 0 {
            return Err(format!(
                "`{name}` is cut off, or has something added: it is {shape:?}, which takes {length} bytes"
            ));
        }
        if is_swapped {
            bytes.chunks_exact_mut(size).for_each(<[u8]>::reverse);
        }
        let numbers = numbers::decode::<T>(kind, &bytes);
        let by_rows = |numbers: Vec<T>| -> Vec<T> {
            (0..numbers.len()).map(|position| numbers[place_by_columns(position, &shape)]).collect()
        };
        Ok(if by_columns { numbers.map(by_rows) } else { numbers })
    }
}
