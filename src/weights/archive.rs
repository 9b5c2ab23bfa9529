//! A safetensors file that is open: its table of tensors, and their bytes when asked for.

use super::numbers;
use super::source::{Entry, Source};
use crate::scalar::Real;
use safetensors::tensor::{Metadata, TensorInfo};
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};
use std::prelude::rust_2024::*;
use std::{format, vec};

/// The most bytes that the format allows for a table.
const LONGEST_TABLE: u64 = 100_000_000;

/// The bytes of the length that a file begins with.
const LENGTH: u64 = 8;

/// A file whose table has been read and found to agree with its length.
pub(super) struct Archive<R> {
    table: Metadata,
    /// Where the numbers begin.
    start: u64,
    bytes: R,
}

impl<R: Read + Seek> Archive<R> {
    /// Reads the table. No more memory is asked for than there are bytes, whatever the file says.
    pub(super) fn open(mut bytes: R) -> Result<Self, String> {
        let all = bytes.seek(SeekFrom::End(0)).map_err(|error| error.to_string())?;
        bytes.rewind().map_err(|error| error.to_string())?;
        let mut length = [0; LENGTH as usize];
        let too_short = || format!("it has {all} bytes, which is too few for a safetensors file");
        bytes.read_exact(&mut length).map_err(|_| too_short())?;
        let length = u64::from_le_bytes(length);
        if length > LONGEST_TABLE || length > all - LENGTH {
            return Err(format!(
                "it is no safetensors file, or cut off: its table would have {length} bytes, but the file has {all}"
            ));
        }
        let mut table = Vec::new();
        bytes.by_ref().take(length).read_to_end(&mut table).map_err(|error| error.to_string())?;
        let table: Metadata = serde_json::from_slice(&table).map_err(|error| {
            format!("it is no safetensors file, or damaged: the table of tensors is invalid: {error}")
        })?;
        let (start, data) = (LENGTH + length, table.data_len() as u64);
        if start.checked_add(data) != Some(all) {
            let have = all - start;
            return Err(format!(
                "it is cut off, or has something added: tensors of {data} bytes, but there are {have}"
            ));
        }
        Ok(Archive { table, start, bytes })
    }

    /// The bytes of a tensor of the table.
    fn bytes(&mut self, info: &TensorInfo) -> Result<Vec<u8>, String> {
        let (from, to) = info.data_offsets;
        let mut bytes = vec![0; to - from];
        self.bytes.seek(SeekFrom::Start(self.start + from as u64)).map_err(|error| error.to_string())?;
        self.bytes.read_exact(&mut bytes).map_err(|error| error.to_string())?;
        Ok(bytes)
    }
}

impl<R: Read + Seek> Source for Archive<R> {
    fn table(&mut self) -> Result<BTreeMap<String, Entry>, String> {
        let entry = |info: &TensorInfo| Entry { shape: info.shape.clone(), kind: info.dtype.to_string() };
        Ok(self.table.tensors().into_iter().map(|(name, info)| (name, entry(info))).collect())
    }

    fn read<T: Real>(&mut self, name: &str) -> Result<Option<Vec<T>>, String> {
        let info = self.table.info(name).ok_or_else(|| format!("`{name}` is not in it"))?.clone();
        Ok(numbers::decode(info.dtype, &self.bytes(&info)?))
    }
}
