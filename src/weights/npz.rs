//! NumPy's .npz files: arrays in a zip archive, compressed or not.

use super::numbers::is_double;
use super::source::{Entry, Source};
use crate::scalar::Real;
use half::f16;
use npyz::{DType, NpyFile, Order};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek};
use std::prelude::rust_2024::*;
use std::{format, io};
use zip::ZipArchive;

/// The most bytes of a description of an array: NumPy's are a hundred or two.
const LONGEST_HEADER: usize = 4096;

/// An archive whose directory has been read.
pub(super) struct Npz<R>(ZipArchive<R>);

impl<R: Read + Seek> Npz<R> {
    pub(super) fn open(bytes: R) -> Result<Self, String> {
        ZipArchive::new(bytes).map(Npz).map_err(|error| format!("it is no .npz file, or damaged: {error}"))
    }

    /// An array, of which the description has been read.
    fn array(&mut self, name: &str) -> Result<NpyFile<impl Read>, String> {
        let problem = |error: io::Error| format!("`{name}` is damaged: {error}");
        let mut entry = self.0.by_name(&format!("{name}.npy")).map_err(|error| problem(error.into()))?;
        let mut start = Vec::new();
        entry.by_ref().take(LONGEST_HEADER as u64).read_to_end(&mut start).map_err(problem)?;
        if !has_countable_shape(&start) {
            return Err(format!("`{name}` is damaged: its shape has no meaning"));
        }
        NpyFile::new(Cursor::new(start).chain(entry)).map_err(problem)
    }
}

impl<R: Read + Seek> Source for Npz<R> {
    fn table(&mut self) -> Result<BTreeMap<String, Entry>, String> {
        let names: Result<Vec<String>, _> =
            self.0.file_names().map(|name| name.map(|name| name.into_owned())).collect();
        let names = names.map_err(|error| format!("it is damaged: {error}"))?;
        let mut table = BTreeMap::new();
        for name in names.iter().filter_map(|name| name.strip_suffix(".npy")) {
            let array = self.array(name)?;
            let sizes: Result<Vec<usize>, _> = array.shape().iter().map(|&size| size.try_into()).collect();
            let shape = sizes.map_err(|_| format!("`{name}` is damaged: it is larger than any memory"))?;
            let kind = array.dtype().descr();
            table.insert(name.to_owned(), Entry { shape, kind });
        }
        Ok(table)
    }

    fn read<T: Real>(&mut self, name: &str) -> Result<Option<Vec<T>>, String> {
        let array = self.array(name)?;
        let (order, shape) = (array.order(), array.shape().to_vec());
        let DType::Plain(kind) = array.dtype() else { return Ok(None) };
        let numbers: io::Result<Vec<f64>> = match (kind.type_char().to_str(), kind.size_field()) {
            ("f", 2) => array.into_vec::<f16>().map(|numbers| numbers.into_iter().map(f64::from).collect()),
            ("f", 4) => array.into_vec::<f32>().map(|numbers| numbers.into_iter().map(f64::from).collect()),
            ("f", 8) if is_double::<T>() => array.into_vec::<f64>(),
            _ => return Ok(None),
        };
        let numbers = numbers.map_err(|error| format!("`{name}` is cut off or damaged: {error}"))?;
        let number = |place: usize| T::from_double(numbers[place]);
        Ok(Some(match (order, &shape[..]) {
            // Column after column.
            (Order::Fortran, &[rows, columns]) => {
                let (rows, columns) = (rows as usize, columns as usize);
                (0..rows * columns).map(|place| number(place % columns * rows + place / columns)).collect()
            }
            _ => (0..numbers.len()).map(number).collect(),
        }))
    }
}

/// Whether the product of all numbers in the description of an array is one: the crate that reads it would overflow otherwise.
fn has_countable_shape(start: &[u8]) -> bool {
    // A signature of six bytes, two of the version, two or four of the length.
    let text = start.get(8..).unwrap_or_default();
    let end = text.iter().position(|&byte| byte == b'\n').unwrap_or(text.len());
    let digits = text[..end].split(|byte| !byte.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let numbers = digits.map(|digits| core::str::from_utf8(digits).ok()?.parse::<u64>().ok());
    let product = |product: u64, number: Option<u64>| product.checked_mul(number?.max(1));
    numbers.into_iter().try_fold(1_u64, product).is_some()
}

#[cfg(test)]
mod tests {
    use super::has_countable_shape;

    #[test]
    fn a_shape_that_cannot_be_counted_is_found() {
        let header = |shape: &str| [b"\x93NUMPY\x01\0\x40\0", format_header(shape).as_bytes()].concat();
        assert!(has_countable_shape(&header("(8, 4)")) && has_countable_shape(&header("()")));
        assert!(has_countable_shape(&header("(0, 12)")));
        assert!(!has_countable_shape(&header("(99999999999999, 99999999999999)")));
        assert!(!has_countable_shape(&header("(0, 99999999999999, 99999999999999)")));
        assert!(!has_countable_shape(&header("(99999999999999999999999,)")));
    }

    fn format_header(shape: &str) -> std::string::String {
        std::format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n")
    }
}
