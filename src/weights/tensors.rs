//! Tensors as they stand in safetensors files, whatever they belong to.

#[cfg(feature = "train")]
use super::source::File;
use super::table::LENGTH;
#[cfg(feature = "train")]
use crate::error::Error;
use std::collections::BTreeMap;
use std::fmt::Write;
#[cfg(feature = "train")]
use std::path::Path;
use std::prelude::rust_2024::*;
use std::{format, vec};

/// A tensor in a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tensor {
    /// The type of its numbers as the format calls it.
    pub(crate) kind: String,
    pub(crate) shape: Vec<usize>,
    /// Its numbers, little endian, row after row.
    pub(crate) bytes: Vec<u8>,
}

/// A file: its table, whose entries stand in the order of their names so that the same tensors give
/// the same bytes, and the numbers of the tensors in that order.
pub(crate) fn with_table(metadata: &BTreeMap<&str, String>, tensors: &BTreeMap<String, Tensor>) -> Vec<u8> {
    let texts = metadata.iter().map(|(name, text)| format!("{}:{}", quoted(name), quoted(text)));
    let mut entries = BTreeMap::from([("__metadata__", format!("{{{}}}", texts.collect::<Vec<_>>().join(",")))]);
    let mut end = 0;
    for (name, Tensor { kind, shape, bytes }) in tensors {
        let (start, sizes) = (end, shape.iter().map(ToString::to_string).collect::<Vec<_>>().join(","));
        end += bytes.len();
        entries.insert(name, format!("{{\"data_offsets\":[{start},{end}],\"dtype\":\"{kind}\",\"shape\":[{sizes}]}}"));
    }
    let entries: Vec<_> = entries.iter().map(|(name, entry)| format!("{}:{entry}", quoted(name))).collect();
    let mut table = format!("{{{}}}", entries.join(",")).into_bytes();
    // The numbers begin at a multiple of their size.
    table.resize(table.len().next_multiple_of(LENGTH), b' ');
    let mut file = vec![];
    file.extend((table.len() as u64).to_le_bytes());
    file.extend(table);
    tensors.values().for_each(|tensor| file.extend(&tensor.bytes));
    file
}

/// Texts and tensors, by name.
#[cfg(feature = "train")]
pub(crate) type Contents = (BTreeMap<String, String>, BTreeMap<String, Tensor>);

/// Reads all texts and tensors of a safetensors file.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be read or is not whole.
#[cfg(feature = "train")]
pub(crate) fn read_all(path: &Path) -> Result<Contents, Error> {
    File::at(path)?.read(|mut source| source.contents())
}

/// A text in JSON.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            // Writing into a string cannot fail.
            '\0'..'\x20' => drop(write!(quoted, "\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}
