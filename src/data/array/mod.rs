//! Arrays in files, of which the first dimension counts the samples.

mod idx;
mod kind;
mod npy;

use crate::data::FromClass;
use crate::error::Error;
use crate::files::{File, npy::place_by_columns, problem};
use crate::scalar::Real;
use kind::Kind;
use std::io::Read;
use std::path::Path;
use std::prelude::rust_2024::*;
use std::{fmt, format};

/// An array that is read from an idx file, the format of MNIST, or from a `.npy` file of NumPy's.
///
/// Its first dimension counts the samples. With the feature `gzip` a file may be compressed.
///
/// ```no_run
/// use netwright::data::{Array, Dataset, Label};
///
/// let images = Array::idx("train-images-idx3-ubyte.gz")?;
/// assert_eq!(images.shape(), [60_000, 28, 28]);
/// let labels = Array::idx("train-labels-idx1-ubyte.gz")?;
/// let data: Dataset<'_, f32, 784, Label<10>> = Dataset::new(images.pixels()?, labels.classes()?)?;
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// A file of no more bytes than an array needs is read, whatever size it claims to have.
#[derive(Clone, PartialEq)]
pub struct Array {
    file: String,
    shape: Vec<usize>,
    kind: Kind,
    is_big_endian: bool,
    /// True if the first index moves fastest, as in Fortran.
    by_columns: bool,
    /// The numbers, as they are in the file.
    numbers: Vec<u8>,
}

impl Array {
    /// Reads an idx file. The format: <http://yann.lecun.com/exdb/mnist>.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be read, is of another format, or is shorter or longer
    /// than its sizes say.
    pub fn idx(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::read(File::open(path.as_ref())?, idx::read)
    }

    /// Reads an idx file from memory or from anywhere else; errors call it `name`.
    ///
    /// ```
    /// use netwright::data::Array;
    ///
    /// let file = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 255];
    /// let array = Array::idx_from("small", &file[..])?;
    /// assert_eq!(array.samples::<f32, 3>()?, [[1.0, 2.0, 3.0], [4.0, 5.0, 255.0]]);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`idx`](Self::idx).
    pub fn idx_from(name: impl Into<String>, bytes: impl Read) -> Result<Self, Error> {
        Self::read(File::new(name.into(), bytes)?, idx::read)
    }

    /// Reads a `.npy` file: numbers of type float32, float64, bool or an integer of either byte
    /// order, laid out by rows or by columns. The format:
    /// <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.
    ///
    /// # Errors
    ///
    /// Those of [`idx`](Self::idx).
    pub fn npy(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::read(File::open(path.as_ref())?, npy::read)
    }

    /// Reads a `.npy` file from memory or from anywhere else; errors call it `name`.
    ///
    /// # Errors
    ///
    /// Those of [`idx`](Self::idx).
    pub fn npy_from(name: impl Into<String>, bytes: impl Read) -> Result<Self, Error> {
        Self::read(File::new(name.into(), bytes)?, npy::read)
    }

    fn read(file: File<'_>, read: fn(String, &mut dyn Read) -> Result<Self, String>) -> Result<Self, Error> {
        let File { name, mut bytes } = file;
        read(name.clone(), &mut bytes).map_err(|what| problem(name, what))
    }

    /// Reads the numbers, which must be as many as the shape says.
    fn filled(mut self, bytes: &mut dyn Read) -> Result<Self, String> {
        let length = self.shape.iter().try_fold(self.kind.size(), |length, size| length.checked_mul(*size));
        let Some(length) = length else {
            return Err(format!("its sizes {:?} are too large for the memory of any machine", self.shape));
        };
        self.numbers = exactly(bytes, length, &format!("numbers of the sizes {:?}", self.shape))?;
        match bytes.read(&mut [0]).map_err(damaged)? {
            0 => Ok(self),
            _ => Err(format!(
                "expected its end after {length} bytes of numbers of the sizes {:?}, but found more",
                self.shape
            )),
        }
    }

    /// The sizes of its dimensions.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Returns the samples, whose features are the numbers of all other dimensions, row after row.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if a sample has not `N` numbers, and [`Error::Row`] if a number is not
    /// finite in `T`.
    pub fn samples<T: Real, const N: usize>(&self) -> Result<Vec<[T; N]>, Error> {
        self.mapped(|number| number)
    }

    /// Returns samples of bytes as numbers from 0 to 1, as torchvision's `ToTensor` does:
    ///
    /// ```text
    /// x = byte / 255
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`samples`](Self::samples), and [`Error::File`] if the numbers are not bytes.
    pub fn pixels<T: Real, const N: usize>(&self) -> Result<Vec<[T; N]>, Error> {
        if self.kind != Kind::U8 {
            let what = "expected pixels, numbers of one byte from 0 to 255, but found numbers of another type";
            return Err(self.problem(what.into()));
        }
        self.mapped(|number| number / 255.0)
    }

    /// Returns the targets that are the classes of these numbers, of which there is one for each
    /// sample.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if there is more than one number for a sample, and [`Error::Row`] if one is
    /// not that of a class.
    pub fn classes<Y: FromClass>(&self) -> Result<Vec<Y>, Error> {
        let (count, _) = self.rows(1)?;
        let class = |row| {
            let number = self.number(row);
            // A number that is no class stays one when it is rounded.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let class = Some(number as usize).filter(|class| *class as f64 == number);
            let expected = || format!("a class from 0 to {}", Y::CLASSES.saturating_sub(1));
            class.and_then(Y::from_class).ok_or_else(|| self.wrong(row, None, expected(), number))
        };
        (0..count).map(class).collect()
    }

    fn mapped<T: Real, const N: usize>(&self, map: impl Fn(f64) -> f64) -> Result<Vec<[T; N]>, Error> {
        let (count, width) = self.rows(N)?;
        let mut samples = bytemuck::zeroed_vec::<[T; N]>(count);
        for (position, x) in samples.as_flattened_mut().iter_mut().enumerate() {
            *x = T::from_double(map(self.number(position)));
            if !x.is_finite() {
                let expected = format!("a finite number of type {}", core::any::type_name::<T>());
                let column = (position % width).to_string();
                return Err(self.wrong(position / width, Some(column), expected, self.number(position)));
            }
        }
        Ok(samples)
    }

    /// The number of samples, and of the numbers of each, which must be `width`.
    fn rows(&self, width: usize) -> Result<(usize, usize), Error> {
        let Some((&count, sizes)) = self.shape.split_first() else {
            return Err(self.problem("expected numbers for each sample, but found a single number".into()));
        };
        if count == 0 {
            return Err(self.problem("it has no samples, but at least one is needed".into()));
        }
        let found: usize = sizes.iter().product();
        if found != width {
            let what =
                format!("expected samples of {width} numbers, but found {found}: its sizes are {:?}", self.shape);
            return Err(self.problem(what));
        }
        Ok((count, found))
    }

    /// Returns a number by its position, row after row.
    fn number(&self, position: usize) -> f64 {
        let size = self.kind.size();
        let place = if self.by_columns { place_by_columns(position, &self.shape) } else { position };
        let mut bytes = [0; 8];
        bytes[..size].copy_from_slice(&self.numbers[size * place..][..size]);
        if self.is_big_endian {
            bytes[..size].reverse();
        }
        self.kind.number(bytes)
    }

    fn problem(&self, what: String) -> Error {
        problem(self.file.clone(), what)
    }

    fn wrong(&self, row: usize, column: Option<String>, expected: String, found: f64) -> Error {
        Error::Row { file: self.file.clone(), row, line: None, column, expected, found: found.to_string() }
    }
}

impl fmt::Debug for Array {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Array { file, shape, kind, .. } = self;
        f.debug_struct("Array").field("file", file).field("shape", shape).field("kind", kind).finish_non_exhaustive()
    }
}

/// Reads as many bytes as `what` takes. Memory grows with the bytes that there are, so that a file
/// cannot ask for more by its header.
fn exactly(bytes: &mut dyn Read, length: usize, what: &str) -> Result<Vec<u8>, String> {
    let mut found = Vec::new();
    bytes.take(length as u64).read_to_end(&mut found).map_err(damaged)?;
    if found.len() == length {
        return Ok(found);
    }
    Err(format!("it is cut off: expected {length} bytes for {what}, but found {}", found.len()))
}

fn damaged(error: std::io::Error) -> String {
    format!("it is damaged, or cannot be read: {error}")
}
