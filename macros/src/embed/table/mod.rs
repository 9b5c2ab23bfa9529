//! The table of a safetensors file: which tensors there are, where their bytes lie, and what was
//! noted.
//!
//! The format is small: the length of the table, the table in JSON, and the numbers. The macro and
//! the library read it with this very code (the library has a link to this folder), so that a file
//! that is embedded is one that can be loaded. What the format leaves to its reader is refused:
//! names that stand twice, numbers that are not written as whole ones, properties that it does not
//! have.

mod json;

use json::Json;
use std::collections::BTreeMap;
use std::format;
use std::ops::Range;
use std::prelude::rust_2024::*;

/// The bytes of the length that a file begins with.
pub(super) const LENGTH: usize = 8;

/// The most bytes that the format allows for a table.
const LONGEST_TABLE: u64 = 100_000_000;

/// The most sizes of a tensor, as in PyTorch.
const LARGEST_RANK: usize = 64;

/// The types of numbers, and their bits.
const KINDS: [(&str, usize); 22] = [
    ("BOOL", 8),
    ("F4", 4),
    ("F6_E2M3", 6),
    ("F6_E3M2", 6),
    ("U8", 8),
    ("I8", 8),
    ("F8_E5M2", 8),
    ("F8_E4M3", 8),
    ("F8_E8M0", 8),
    ("F8_E4M3FNUZ", 8),
    ("F8_E5M2FNUZ", 8),
    ("I16", 16),
    ("U16", 16),
    ("F16", 16),
    ("BF16", 16),
    ("I32", 32),
    ("U32", 32),
    ("F32", 32),
    ("C64", 64),
    ("F64", 64),
    ("I64", 64),
    ("U64", 64),
];

/// The table of a file.
pub(super) struct Table {
    pub(super) tensors: BTreeMap<String, Entry>,
    /// Texts by their names.
    pub(super) metadata: BTreeMap<String, String>,
}

/// An entry of the table: one tensor.
pub(super) struct Entry {
    /// The type of its numbers as the format calls it.
    pub(super) kind: &'static str,
    pub(super) shape: Vec<usize>,
    /// Where its bytes lie, counted from the end of the table.
    pub(super) bytes: Range<usize>,
}

/// The length of the table of a file of `all` bytes, which begins with `start`.
pub(super) fn length(start: &[u8], all: u64) -> Result<usize, String> {
    let length = start.first_chunk::<LENGTH>().ok_or_else(|| format!("it has {all} bytes, which is too few"))?;
    let length = u64::from_le_bytes(*length);
    if length > LONGEST_TABLE || length > all.saturating_sub(LENGTH as u64) {
        return Err(format!("its table would have {length} bytes, but the file has {all}"));
    }
    usize::try_from(length).map_err(|_| format!("its table of {length} bytes is larger than any memory"))
}

impl Table {
    /// Reads a table, which `data` bytes of numbers follow.
    pub(super) fn parse(text: &[u8], data: u64) -> Result<Self, String> {
        let invalid = |problem| format!("the table of tensors is invalid: {problem}");
        let table = Table::read(text).map_err(invalid)?;
        table.check(data)?;
        Ok(table)
    }

    fn read(text: &[u8]) -> Result<Self, String> {
        let text = str::from_utf8(text).map_err(|_| "it is not text in UTF-8")?;
        if !text.starts_with('{') {
            return Err("it does not begin with `{`".into());
        }
        let (mut tensors, mut metadata) = (BTreeMap::new(), BTreeMap::new());
        let mut json = Json::new(text);
        json.object(|json, name| {
            if name == "__metadata__" {
                return json.object(|json, key| json.string().map(|text| drop(metadata.insert(key, text))));
            }
            let entry = Entry::read(json).map_err(|problem| format!("of `{name}`, {problem}"))?;
            tensors.insert(name, entry);
            Ok(())
        })?;
        json.end()?;
        Ok(Table { tensors, metadata })
    }

    /// Checks that the tensors are as large as their shapes say, and lie one after the other.
    fn check(&self, data: u64) -> Result<(), String> {
        let mut tensors: Vec<_> = self.tensors.iter().collect();
        tensors.sort_by_key(|(_, entry)| (entry.bytes.start, entry.bytes.end));
        let mut end = 0;
        for (name, Entry { kind, shape, bytes }) in tensors {
            if !is_size(kind, shape, bytes) {
                let Range { start, end } = bytes;
                return Err(format!(
                    "`{name}` is {shape:?} of {kind}, which is not the size of its bytes {start} to {end}"
                ));
            }
            if bytes.start != end {
                return Err(format!("`{name}` overlaps another tensor, or there is a gap before it"));
            }
            end = bytes.end;
        }
        if end as u64 != data {
            return Err(format!("it is cut off, or has something added: tensors of {end} bytes, but there are {data}"));
        }
        Ok(())
    }
}

impl Entry {
    fn read(json: &mut Json<'_>) -> Result<Self, String> {
        let (mut kind, mut shape, mut offsets) = (None, None, None);
        json.object(|json, property| {
            match property.as_str() {
                "dtype" => kind = Some(json.string()?),
                "shape" => shape = Some(json.array(LARGEST_RANK, Json::whole)?),
                "data_offsets" => offsets = Some(json.array(2, Json::whole)?),
                _ => return Err(format!("`{property}` is not a property of a tensor")),
            }
            Ok(())
        })?;
        let kind = kind.ok_or("the `dtype` is missing")?;
        let known = KINDS.iter().find(|(known, _)| *known == kind);
        let (kind, _) = known.ok_or_else(|| format!("the `dtype` {kind:?} is not known"))?;
        let shape = shape.ok_or("the `shape` is missing")?;
        let offsets = offsets.ok_or("the `data_offsets` are missing")?;
        let [start, end] = offsets[..] else { return Err("the `data_offsets` are not two".into()) };
        Ok(Entry { kind, shape, bytes: start..end })
    }
}

/// Returns true if a tensor of a shape takes just these bytes.
fn is_size(kind: &str, shape: &[usize], bytes: &Range<usize>) -> bool {
    let bits = KINDS.iter().find(|(known, _)| *known == kind).map(|(_, bits)| *bits);
    let size = shape.iter().copied().chain(bits).try_fold(1, usize::checked_mul);
    let found = bytes.end.checked_sub(bytes.start).and_then(|bytes| bytes.checked_mul(8));
    size.is_some() && size == found
}

/// The texts of a JSON array; none if it is anything else.
pub(super) fn texts(json: &str) -> Option<Vec<String>> {
    let mut json = Json::new(json);
    let texts = json.array(usize::MAX, Json::string).ok()?;
    json.end().ok()?;
    Some(texts)
}

/// The message about names of classes that are not [`texts`].
pub(super) fn no_names(json: &str) -> String {
    let json: String = json.chars().take(60).collect();
    format!("its `classes` are not a JSON array of names, but {json}")
}
