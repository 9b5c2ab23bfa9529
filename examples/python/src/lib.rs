//! The Python module `netwright_iris`: the network of `examples/embed-iris` over NumPy arrays.
//!
//! An array of float32 whose rows lie one after the other is read where it lies; [`samples`] says
//! what becomes of others. The interpreter runs other threads meanwhile.

mod batch;
mod samples;

use embed_iris::Species;
use pyo3::pymodule;

/// The number of features of a sample, and of the classes.
const FEATURES: usize = 4;
const CLASSES: usize = Species::NAMES.len();

/// The names of the features, in the order of the network's inputs.
const NAMES: [&str; FEATURES] = ["sepal_length", "sepal_width", "petal_length", "petal_width"];

/// Species of irises, by the network that a Rust program embeds.
#[pymodule]
mod netwright_iris {
    use super::{CLASSES, NAMES, samples};
    use embed_iris::{Iris, Species};
    use netwright::prelude::*;
    use numpy::{PyArray1, PyArray2, PyArrayMethods};
    use pyo3::prelude::*;
    use pyo3::types::PyTuple;

    /// Returns the number of the most probable class of each sample.
    ///
    /// `samples` is an array of float32 with the shape (n, 4). It is read without a copy if its
    /// rows lie one after the other in memory (C-contiguous), and copied first if they do not.
    /// The batch is shared by `threads` threads, or by as many as there are cores; the answers do
    /// not depend on their number. Do not change the array in another thread during the call.
    ///
    /// Raises TypeError for what is not an array of float32, and ValueError for another shape, and
    /// for a number that is infinite or NaN, with its row and column.
    #[pyfunction]
    #[pyo3(signature = (samples, /, *, threads=None))]
    fn classify<'py>(samples: &Bound<'py, PyAny>, threads: Option<isize>) -> PyResult<Bound<'py, PyArray1<i64>>> {
        let answers = samples::read(samples, threads, |sample, class: &mut [i64; 1]| {
            let (index, probability) = Iris::EMBEDDED.classify_with_probability(sample);
            *class = [index.index() as i64];
            probability.is_finite()
        })?;
        Ok(PyArray1::from_vec(samples.py(), answers))
    }

    /// Returns the probability of each class for each sample, an array with the shape (n, 3).
    ///
    /// The arguments and exceptions are those of `classify`.
    #[pyfunction]
    #[pyo3(signature = (samples, /, *, threads=None))]
    fn predict_proba<'py>(samples: &Bound<'py, PyAny>, threads: Option<isize>) -> PyResult<Bound<'py, PyArray2<f32>>> {
        let answers = samples::read(samples, threads, |sample, probabilities: &mut [f32; CLASSES]| {
            *probabilities = Iris::EMBEDDED.predict_proba(sample).into();
            probabilities.iter().all(|probability| probability.is_finite())
        })?;
        let shape = [answers.len() / CLASSES, CLASSES];
        PyArray1::from_vec(samples.py(), answers).reshape(shape)
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("FEATURES", PyTuple::new(module.py(), NAMES)?)?;
        module.add("CLASSES", PyTuple::new(module.py(), Species::NAMES)?)?;
        module.add("WEIGHTS_SHA256", Iris::WEIGHTS_SHA256)
    }
}
