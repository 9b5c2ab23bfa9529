//! Numbers as they stand in files: little endian, row after row.

use crate::error::Mismatch;
use crate::error::fit::broken;
use crate::layer::TensorSpec;
use crate::scalar::Real;
use half::{bf16, f16};
use std::prelude::rust_2024::*;

/// The numbers of a tensor, widened if need be; `None` if they are of a type that is not read, or
/// wider than `T`.
pub(super) fn decode<T: Real>(kind: &str, bytes: &[u8]) -> Option<Vec<T>> {
    match kind {
        "F16" => Some(each(bytes, |bytes| f16::from_le_bytes(bytes).to_f64())),
        "BF16" => Some(each(bytes, |bytes| bf16::from_le_bytes(bytes).to_f64())),
        "F32" => Some(each(bytes, |bytes| f32::from_le_bytes(bytes).into())),
        "F64" if is_double::<T>() => Some(each(bytes, f64::from_le_bytes)),
        _ => None,
    }
}

/// The type of numbers `T` as the format calls it.
pub(super) fn kind<T: Real>() -> &'static str {
    if is_double::<T>() { "F64" } else { "F32" }
}

/// Adds the bytes of a number.
pub(super) fn encode<T: Real>(number: T, bytes: &mut Vec<u8>) {
    if is_double::<T>() {
        bytes.extend(number.to_double().to_le_bytes());
    } else {
        // The number is single, so that nothing is lost.
        bytes.extend((number.to_double() as f32).to_le_bytes());
    }
}

/// The types that can be read into numbers of type `T`.
pub(super) fn readable<T: Real>() -> &'static str {
    if is_double::<T>() { "F16, BF16, F32 or F64" } else { "F16, BF16 or F32" }
}

/// Returns `true` if numbers are of double precision.
pub(super) fn is_double<T: Real>() -> bool {
    size_of::<T>() == size_of::<f64>()
}

/// The mismatch if a tensor cannot have one of its numbers; they are in the mathematical order. In
/// the file the tensor may have another name than in the network.
pub(super) fn wrong<T: Real>(name: &str, tensor: &TensorSpec, numbers: impl Iterator<Item = T>) -> Option<Mismatch> {
    let broken = broken(tensor.path().names().last().unwrap_or_default());
    let (position, found) = numbers.map(Real::to_double).enumerate().find(|(_, number)| broken(*number).is_some())?;
    let (name, place) = (name.to_owned(), tensor.indices(position).collect());
    Some(if found.is_finite() {
        Mismatch::Negative { name, place, found }
    } else {
        Mismatch::NotFinite { name, place, found }
    })
}

/// The numbers of `bytes`, each of which has `BYTES`.
pub(super) fn each<T: Real, const BYTES: usize>(bytes: &[u8], number: impl Fn([u8; BYTES]) -> f64) -> Vec<T> {
    let (numbers, _) = bytes.as_chunks::<BYTES>();
    numbers.iter().map(|&bytes| T::from_double(number(bytes))).collect()
}
