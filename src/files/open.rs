//! Files with their names, decompressed if need be.

use crate::error::Error;
use std::boxed::Box;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::prelude::rust_2024::*;

/// The bytes that begin what gzip has written.
const GZIP: &[u8] = &[0x1f, 0x8b];

/// A file that is read from front to back, and its name in errors.
pub(crate) struct File<'r> {
    pub(crate) name: String,
    pub(crate) bytes: Box<dyn Read + 'r>,
}

impl<'r> File<'r> {
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        match std::fs::File::open(path) {
            Ok(file) => Self::new(name, file),
            Err(error) => Err(problem(name, error.to_string())),
        }
    }

    pub(crate) fn new(name: String, bytes: impl Read + 'r) -> Result<Self, Error> {
        let mut bytes = BufReader::new(bytes);
        match is_compressed(&mut bytes) {
            Ok(false) => Ok(File { name, bytes: Box::new(bytes) }),
            #[cfg(feature = "gzip")]
            Ok(true) => Ok(File { name, bytes: Box::new(flate2::bufread::MultiGzDecoder::new(bytes)) }),
            #[cfg(not(feature = "gzip"))]
            Ok(true) => {
                Err(problem(name, "it is compressed with gzip; such files are read with the feature `gzip`".into()))
            }
            Err(error) => Err(problem(name, error.to_string())),
        }
    }
}

/// Returns true if the bytes are compressed.
fn is_compressed(bytes: &mut impl BufRead) -> io::Result<bool> {
    Ok(bytes.fill_buf()?.starts_with(GZIP))
}

/// The error of a file that cannot be read.
pub(crate) fn problem(file: String, problem: String) -> Error {
    Error::File { file, problem }
}
