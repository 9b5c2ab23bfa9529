//! Samples in NumPy arrays.
//!
//! | argument | outcome |
//! |---|---|
//! | float32, `(n, 4)`, C-contiguous | read where it lies |
//! | float32, `(n, 4)`, with other strides | copied, then read |
//! | another type of number, a mask, or no array | `TypeError` |
//! | another shape, not aligned, or not finite | `ValueError` |

use crate::batch::{self, Bad};
use crate::{FEATURES, NAMES};
use numpy::{Element, PyArray2, PyArrayDescrMethods, PyArrayMethods, PyUntypedArray, PyUntypedArrayMethods, dtype};
use pyo3::exceptions::{PyMemoryError, PyTypeError, PyValueError};
use pyo3::prelude::*;

/// Answers every sample of an array, while the interpreter runs other threads.
pub(crate) fn read<T, const N: usize>(
    samples: &Bound<'_, PyAny>,
    threads: Option<isize>,
    answer: impl Fn(&[f32; FEATURES], &mut [T; N]) -> bool + Send + Sync,
) -> PyResult<Vec<T>>
where
    T: Element + Copy + Default + Send,
{
    let threads = match threads {
        None => None,
        Some(threads) if threads > 0 => Some(threads.unsigned_abs()),
        Some(threads) => return Err(PyValueError::new_err(format!("threads is {threads}, but must be at least 1"))),
    };
    let array = checked(samples)?.readonly();
    // A slice of an array that is contiguous in the other order would have its columns for rows.
    let mut copy = Vec::new();
    let numbers = if array.is_c_contiguous() {
        array.as_slice()?
    } else {
        // An array that repeats one row has any number of them in no memory.
        copy.try_reserve_exact(array.len()).map_err(|_| exception(Bad::NoMemory))?;
        copy.extend(array.as_array().iter());
        &copy[..]
    };
    let (rows, _) = numbers.as_chunks::<FEATURES>();
    let answers = samples.py().detach(|| batch::answers(rows, threads, answer));
    answers.map_err(exception)
}

/// Returns an array that has the right type and shape.
fn checked<'a, 'py>(samples: &'a Bound<'py, PyAny>) -> PyResult<&'a Bound<'py, PyArray2<f32>>> {
    let Ok(array) = samples.cast::<PyUntypedArray>() else {
        let found = samples.get_type().name()?;
        return Err(PyTypeError::new_err(format!("samples must be a numpy.ndarray of float32, not {found}")));
    };
    let found = array.dtype();
    if !found.is_equiv_to(&dtype::<f32>(samples.py())) {
        return Err(PyTypeError::new_err(format!(
            "samples must be of float32, not {found}: samples.astype(numpy.float32) converts them"
        )));
    }
    // The numbers below the mask would be taken for samples.
    if samples.hasattr("mask")? {
        return Err(PyTypeError::new_err("samples must not be a masked array: samples.filled(..) fills in numbers"));
    }
    let shape = array.shape();
    if !matches!(shape, [_, FEATURES]) {
        let found = shape.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        let comma = if shape.len() == 1 { "," } else { "" };
        let advice = if shape == [FEATURES] { "; samples[numpy.newaxis] is a batch of one" } else { "" };
        return Err(PyValueError::new_err(format!(
            "samples must have the shape (n, {FEATURES}) with the columns {}, not ({found}{comma}){advice}",
            NAMES.join(", ")
        )));
    }
    if !array.is_aligned() {
        return Err(PyValueError::new_err("samples are not aligned in memory: samples.copy() is"));
    }
    Ok(samples.cast()?)
}

/// Returns the exception for a batch without answers.
fn exception(bad: Bad) -> PyErr {
    match bad {
        Bad::NotFinite { row, column, number } => PyValueError::new_err(format!(
            "row {row}, column {column} ({}) of samples is not finite: {number}",
            NAMES[column]
        )),
        Bad::TooLarge { row } => {
            PyValueError::new_err(format!("row {row} of samples is so large that the network has no answer"))
        }
        Bad::NoMemory => PyMemoryError::new_err("there is no memory for so many samples"),
    }
}
