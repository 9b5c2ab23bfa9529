//! idx files, the format of MNIST: <http://yann.lecun.com/exdb/mnist>.

use super::kind::Kind;
use super::{Array, exactly};
use std::format;
use std::io::Read;
use std::prelude::rust_2024::*;

/// Reads two zeros, the type of the numbers, the number of dimensions and their sizes, and then the
/// numbers, the most significant byte first.
pub(super) fn read(file: String, bytes: &mut dyn Read) -> Result<Array, String> {
    let start = exactly(bytes, 4, "its beginning")?;
    let &[0, 0, kind, rank] = &start[..] else {
        return Err(format!(
            "it is no idx file: expected two bytes of 0, the type of the numbers and the number of dimensions, but \
             found the bytes {start:?}"
        ));
    };
    let Some(kind) = number_kind(kind) else {
        return Err(format!(
            "expected numbers of type 8 (u8), 9 (i8), 11 (i16), 12 (i32), 13 (f32) or 14 (f64), but found type {kind}"
        ));
    };
    let sizes = exactly(bytes, 4 * usize::from(rank), &format!("the sizes of its {rank} dimensions"))?;
    let (sizes, _) = sizes.as_chunks::<4>();
    let shape = sizes.iter().map(|size| u32::from_be_bytes(*size) as usize).collect();
    Array { file, shape, kind, is_big_endian: true, by_columns: false, numbers: Vec::new() }.filled(bytes)
}

fn number_kind(code: u8) -> Option<Kind> {
    Some(match code {
        0x08 => Kind::U8,
        0x09 => Kind::I8,
        0x0b => Kind::I16,
        0x0c => Kind::I32,
        0x0d => Kind::F32,
        0x0e => Kind::F64,
        _ => return None,
    })
}
