//! A safetensors file that is open: its table of tensors, and their bytes when asked for.

use super::numbers;
use super::source::Entry;
use super::table::{self, LENGTH, Table};
use crate::scalar::Real;
use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::prelude::rust_2024::*;
use std::{format, vec};

/// A file whose table has been read and found to agree with its length.
pub(super) struct Archive<R> {
    table: Table,
    /// Where the numbers begin.
    start: u64,
    bytes: R,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the table. No more memory is asked for than there are bytes, whatever the file says.
    pub(super) fn open(mut bytes: R) -> Result<Self, String> {
        let problem = |error: io::Error| error.to_string();
        let damaged = |error| format!("it is not a safetensors file, or is damaged: {error}");
        let all = bytes.seek(SeekFrom::End(0)).map_err(problem)?;
        bytes.rewind().map_err(problem)?;
        let mut start = Vec::new();
        bytes.by_ref().take(all.min(LENGTH as u64)).read_to_end(&mut start).map_err(problem)?;
        let length = table::length(&start, all).map_err(damaged)?;
        let mut text = Vec::new();
        bytes.by_ref().take(length as u64).read_to_end(&mut text).map_err(problem)?;
        let start = (LENGTH + length) as u64;
        let table = Table::parse(&text, all - start).map_err(damaged)?;
        Ok(Archive { table, start, bytes })
    }

    pub(super) fn table(&self) -> BTreeMap<String, Entry> {
        let entry = |entry: &table::Entry| Entry { shape: entry.shape.clone(), kind: entry.kind.to_owned() };
        self.table.tensors.iter().map(|(name, about)| (name.clone(), entry(about))).collect()
    }

    pub(super) fn metadata(&self) -> BTreeMap<String, String> {
        self.table.metadata.clone()
    }

    /// All texts and tensors, as they are.
    #[cfg(feature = "train")]
    pub(super) fn contents(&mut self) -> Result<super::tensors::Contents, String> {
        let mut tensors = BTreeMap::new();
        for (name, Entry { shape, kind }) in self.table() {
            let bytes = self.bytes_of(&name)?;
            tensors.insert(name, super::tensors::Tensor { kind, shape, bytes });
        }
        Ok((self.metadata(), tensors))
    }

    pub(super) fn read<T: Real>(&mut self, name: &str) -> Result<Option<Vec<T>>, String> {
        let bytes = self.bytes_of(name)?;
        Ok(self.table.tensors.get(name).and_then(|entry| numbers::decode(entry.kind, &bytes)))
    }

    fn bytes_of(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let entry = self.table.tensors.get(name).ok_or_else(|| format!("`{name}` is not in it"))?;
        let (from, mut bytes) = (self.start + entry.bytes.start as u64, vec![0; entry.bytes.len()]);
        self.bytes.seek(SeekFrom::Start(from)).map_err(|error| error.to_string())?;
        self.bytes.read_exact(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}
