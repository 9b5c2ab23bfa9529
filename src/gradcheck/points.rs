//! The points at which the gradients of a layer are checked: samples for each of its inputs.

use crate::error::Error;
use crate::scalar::Real;
use crate::value::{Inputs, Samples};
use alloc::vec::Vec;
use nalgebra::{Const, Dim};

/// Samples for a layer that takes `I`, in the form of its inputs: [`Samples`] for one input, an
/// array of them for several of one size, pairs for several of different sizes.
///
/// Each input has the same number of samples.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not hold samples in `{T}` for a layer that takes `{I}`",
    note = "a layer that takes `Const<N>` needs samples as `predict_batch` takes them, one that takes `[Const<N>; K]` an array of such samples, `[a, b]`, one that takes `(A, B)` a pair, `(a, b)`"
)]
pub trait Points<T: Real, I: Inputs> {
    /// The number of samples, as a type.
    type Batch: Dim;

    /// Returns the number of samples of the first input; none if there is no input.
    fn batch(&self) -> Option<Self::Batch>;

    /// Appends all features of each input, and returns an error if an input has not `batch`
    /// samples.
    fn gather(&self, batch: usize, to: &mut Features<T>) -> Result<(), Error>;
}

/// The features of the samples of all inputs, one input after another.
pub struct Features<T> {
    pub(super) elements: Vec<T>,
    /// The number of features of each input.
    pub(super) sizes: Vec<usize>,
}

impl<T: Real> Features<T> {
    /// Returns the features of all inputs, and the number of samples.
    pub(super) fn of<I: Inputs, X: Points<T, I> + ?Sized>(points: &X) -> Result<(Self, X::Batch), Error> {
        let batch = points.batch().ok_or(Error::NoSamples)?;
        let mut features = Features { elements: Vec::new(), sizes: Vec::new() };
        points.gather(batch.value(), &mut features)?;
        Ok((features, batch))
    }
}

impl<T: Real, const N: usize, X: Samples<T, Const<N>> + ?Sized> Points<T, Const<N>> for X {
    type Batch = X::Batch;

    fn batch(&self) -> Option<X::Batch> {
        Some(self.view().shape_generic().1)
    }

    fn gather(&self, batch: usize, to: &mut Features<T>) -> Result<(), Error> {
        let samples = self.view();
        if samples.ncols() != batch {
            return Err(Error::InvalidSetting {
                name: "the number of samples of an input",
                expected: "that of the first input",
                found: samples.ncols() as f64,
            });
        }
        to.elements.extend(samples.iter());
        to.sizes.push(N);
        Ok(())
    }
}

impl<T: Real, I: Inputs, X: Points<T, I>, const K: usize> Points<T, [I; K]> for [X; K] {
    type Batch = X::Batch;

    fn batch(&self) -> Option<X::Batch> {
        self.first()?.batch()
    }

    fn gather(&self, batch: usize, to: &mut Features<T>) -> Result<(), Error> {
        self.iter().try_for_each(|input| input.gather(batch, to))
    }
}

impl<T: Real, I: Inputs, J: Inputs, X: Points<T, I>, Y: Points<T, J>> Points<T, (I, J)> for (X, Y) {
    type Batch = X::Batch;

    fn batch(&self) -> Option<X::Batch> {
        self.0.batch()
    }

    fn gather(&self, batch: usize, to: &mut Features<T>) -> Result<(), Error> {
        self.0.gather(batch, to)?;
        self.1.gather(batch, to)
    }
}
