//! The description that an array of NumPy's begins with.
//!
//! It is a Python literal, `{'descr': '<f4', 'fortran_order': False, 'shape': (8, 4), }`. The
//! format: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.

use std::io::Read;
use std::prelude::rust_2024::*;
use std::{format, vec};

/// The most bytes of a description, as in NumPy.
const LONGEST: u64 = 10_000;

/// The most sizes of an array, as in NumPy.
const LARGEST_RANK: usize = 64;

/// The description of an array.
#[derive(Debug, PartialEq)]
pub(crate) struct Header {
    /// The type of its numbers as NumPy calls it, `<f4`.
    pub(crate) kind: String,
    /// True if it lies column after column.
    pub(crate) by_columns: bool,
    pub(crate) shape: Vec<usize>,
}

impl Header {
    /// Reads the description; the numbers come next.
    pub(crate) fn read(bytes: &mut impl Read) -> Result<Self, String> {
        let mut start = [0; 8];
        bytes.read_exact(&mut start).map_err(|_| "it is cut off")?;
        let [b'\x93', b'N', b'U', b'M', b'P', b'Y', version, _] = start else {
            return Err("it is not a NumPy array".into());
        };
        let mut length = [0; 4];
        let width = if version == 1 { 2 } else { 4 };
        bytes.read_exact(&mut length[..width]).map_err(|_| "it is cut off")?;
        let length = u64::from(u32::from_le_bytes(length));
        if !(1..=3).contains(&version) || length > LONGEST {
            return Err(format!("its description is of version {version} and {length} bytes"));
        }
        let mut text = Vec::new();
        bytes.take(length).read_to_end(&mut text).map_err(|error| error.to_string())?;
        let text = str::from_utf8(&text).ok().filter(|text| text.len() as u64 == length);
        let header = text.and_then(|text| Literal(text).header());
        header.ok_or_else(|| "its description is invalid".into())
    }
}

/// Returns where a number lies in an array whose first index moves fastest, by its position in one
/// whose last index does.
pub(crate) fn place_by_columns(position: usize, shape: &[usize]) -> usize {
    let (mut rest, mut stride, mut place) = (position, shape.iter().product::<usize>(), 0);
    for size in shape.iter().rev() {
        stride /= size;
        place += rest % size * stride;
        rest /= size;
    }
    place
}

/// A Python literal that is read from front to back.
struct Literal<'t>(&'t str);

impl<'t> Literal<'t> {
    fn header(mut self) -> Option<Header> {
        let (mut kind, mut by_columns, mut shape) = (None, None, None);
        self.mark("{")?;
        while self.mark("}").is_none() {
            let key = self.string()?;
            self.mark(":")?;
            let is_new = match key {
                "descr" => kind.replace(self.kind()?).is_none(),
                "fortran_order" => by_columns.replace(self.truth()?).is_none(),
                "shape" => shape.replace(self.sizes()?).is_none(),
                _ => false,
            };
            let goes_on = self.mark(",").is_some();
            if !is_new || !(goes_on || self.0.trim_start().starts_with('}')) {
                return None;
            }
        }
        self.0.trim().is_empty().then_some(())?;
        Some(Header { kind: kind?, by_columns: by_columns?, shape: shape? })
    }

    /// Passes over `mark` if it comes next.
    fn mark(&mut self, mark: &str) -> Option<()> {
        self.0 = self.0.trim_start().strip_prefix(mark)?;
        Some(())
    }

    /// A text in quotes. Nothing in a description has to be escaped.
    fn string(&mut self) -> Option<&'t str> {
        let quote = ["'", "\""].into_iter().find(|quote| self.mark(quote).is_some())?;
        let (string, rest) = self.0.split_once(quote)?;
        self.0 = rest;
        (!string.contains('\\')).then_some(string)
    }

    /// The name of a type of numbers, or the list of the fields of a record, as it is written.
    fn kind(&mut self) -> Option<String> {
        if self.mark("[").is_none() {
            return self.string().map(String::from);
        }
        let (start, mut depth) = (self.0, 1);
        while depth > 0 {
            let next = self.0.find(['[', ']', '\'', '"'])?;
            match self.0.as_bytes()[next] {
                b'[' => depth += 1,
                b']' => depth -= 1,
                _ => {
                    self.0 = &self.0[next..];
                    self.string()?;
                    continue;
                }
            }
            self.0 = &self.0[next + 1..];
        }
        Some(format!("[{}", &start[..start.len() - self.0.len()]))
    }

    fn truth(&mut self) -> Option<bool> {
        let is_true = self.mark("True").is_some();
        (is_true || self.mark("False").is_some()).then_some(is_true)
    }

    /// `()`, `(8,)` or `(8, 4)`.
    fn sizes(&mut self) -> Option<Vec<usize>> {
        let mut sizes = vec![];
        self.mark("(")?;
        while self.mark(")").is_none() {
            self.0 = self.0.trim_start();
            let end = self.0.find(|letter: char| !letter.is_ascii_digit())?;
            sizes.push(self.0[..end].parse().ok().filter(|_| sizes.len() < LARGEST_RANK)?);
            // Python 2 wrote `8L`.
            self.0 = self.0[end..].trim_start_matches('L');
            let goes_on = self.mark(",").is_some();
            if !goes_on && !self.0.trim_start().starts_with(')') {
                return None;
            }
        }
        Some(sizes)
    }
}

#[cfg(test)]
mod tests {
    use super::{Header, place_by_columns};
    use std::format;
    use std::prelude::rust_2024::*;

    fn read(text: &str) -> Option<Header> {
        let length = u16::try_from(text.len()).unwrap().to_le_bytes();
        let bytes = [&b"\x93NUMPY\x01\0"[..], &length, text.as_bytes()].concat();
        Header::read(&mut &bytes[..]).ok()
    }

    #[test]
    fn descriptions_as_numpy_writes_them_are_read() {
        let header = |kind: &str, by_columns, shape: &[usize]| {
            Some(Header { kind: kind.into(), by_columns, shape: shape.to_vec() })
        };
        let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 4), }     \n";
        assert_eq!(read(text), header("<f4", false, &[8, 4]));
        assert_eq!(read("{\"shape\":(3L,),'fortran_order':True,'descr':'>f8'}"), header(">f8", true, &[3]));
        let record = "{'descr': [('a', '<f4'), ('b[', '<i4', (2, [1]))], 'fortran_order': False, 'shape': (), }";
        assert_eq!(read(record), header("[('a', '<f4'), ('b[', '<i4', (2, [1]))]", false, &[]));
    }

    #[test]
    fn what_is_no_description_is_refused() {
        let good = "{'descr': '<f4', 'fortran_order': False, 'shape': (8, 4)}";
        assert!(read(good).is_some());
        for (from, to) in [
            ("(8, 4)", "(8 4)"),
            ("(8, 4)", "(-8, 4)"),
            ("(8, 4)", "(8.0, 4)"),
            ("(8, 4)", "(99999999999999999999999,)"),
            ("(8, 4)", "[8, 4]"),
            ("(8, 4)", "(8, 4"),
            ("(8, 4)", "(,)"),
            ("False", "0"),
            ("'<f4'", "None"),
            ("'<f4'", "'<f4"),
            ("'<f4'", "[[[["),
            ("'descr'", "'shape'"),
            ("'descr'", "'more'"),
            ("'descr': '<f4',", ""),
            ("}", "} x"),
            ("}", ""),
        ] {
            assert_eq!(read(&good.replace(from, to)), None, "{to} instead of {from}");
        }
        assert_eq!(read(&format!("{{'descr': {}", "[".repeat(9_000))), None);
    }

    #[test]
    fn lengths_are_bounded() {
        let problem = |bytes: &[u8]| Header::read(&mut &bytes[..]).unwrap_err();
        let long = problem(b"\x93NUMPY\x02\0\xff\xff\xff\xff{}");
        assert_eq!(long, "its description is of version 2 and 4294967295 bytes");
        assert_eq!(problem(b"\x93NUMPY\x09\0\x02\0\0\0{}"), "its description is of version 9 and 2 bytes");
        assert_eq!(problem(b"\x93NUMPY\x01\0\x09\0{}"), "its description is invalid");
        assert_eq!(problem(b"\x93NUM"), "it is cut off");
        assert_eq!(problem(b"\x93NUMPI\x01\0\0\0"), "it is not a NumPy array");
    }

    #[test]
    fn numbers_of_any_rank_are_found_by_columns() {
        let turned = |numbers: &[i32], shape: &[usize]| -> Vec<i32> {
            (0..numbers.len()).map(|position| numbers[place_by_columns(position, shape)]).collect()
        };
        assert_eq!(turned(&[1, 4, 2, 5, 3, 6], &[2, 3]), [1, 2, 3, 4, 5, 6]);
        assert_eq!(turned(&[1, 2, 3], &[3]), [1, 2, 3]);
        // numpy.arange(12).reshape(2, 3, 2).flatten("F")
        let numbers = [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11];
        assert_eq!(turned(&numbers, &[2, 3, 2]), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        assert!(turned(&[], &[2, 0]).is_empty());
    }
}
