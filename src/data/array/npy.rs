//! NumPy's .npy files.

use super::Array;
use super::kind::Kind;
use crate::files::npy::Header;
use std::format;
use std::io::Read;
use std::prelude::rust_2024::*;

pub(super) fn read(file: String, mut bytes: &mut dyn Read) -> Result<Array, String> {
    let Header { kind: name, by_columns, shape } = Header::read(&mut bytes)?;
    let Some(kind) = number_kind(name.trim_start_matches(['<', '>', '|', '='])) else {
        return Err(format!("expected numbers of type float32, float64, bool or an integer, but found type {name:?}"));
    };
    let is_big_endian = name.starts_with('>');
    Array { file, shape, kind, is_big_endian, by_columns, numbers: Vec::new() }.filled(bytes)
}

fn number_kind(name: &str) -> Option<Kind> {
    Some(match name {
        "u1" | "b1" => Kind::U8,
        "i1" => Kind::I8,
        "u2" => Kind::U16,
        "i2" => Kind::I16,
        "u4" => Kind::U32,
        "i4" => Kind::I32,
        "u8" => Kind::U64,
        "i8" => Kind::I64,
        "f4" => Kind::F32,
        "f8" => Kind::F64,
        _ => return None,
    })
}
