//! The methods that measure how good a classifier is.

use crate::data::Target;
use crate::error::Error;
use crate::metrics::{Accuracy, ConfusionMatrix, Metric};
use crate::network::{Classifier, Signature};
use crate::train::measure;
use nalgebra::Const;

/// Measures a classifier on labelled samples. Every [`Classifier`] has it. Other
/// [metrics](crate::metrics) are computed by
/// [`Trainable::measure`](crate::train::Trainable::measure).
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Larger(Flatten);
///
/// let (samples, classes) = ([[1.0, 0.0], [0.0, 1.0], [3.0, 2.0]], [0, 1, 1]);
/// let labels = classes.map(|class| Label::<2>::new(class).unwrap());
/// assert_eq!(Larger::zeros().accuracy(&samples, &labels).unwrap(), 2.0 / 3.0);
/// ```
pub trait Evaluate: Classifier {
    /// The share of samples that are classified as their targets say. One with NaN among its
    /// outputs is not.
    ///
    /// A network with one output has [`binary_accuracy`](crate::train::Trainable::binary_accuracy).
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::TargetCount`] if there are not as many targets as samples.
    fn accuracy<Y, const F: usize, const K: usize>(
        &self,
        samples: &[[Self::Scalar; F]],
        targets: &[Y],
    ) -> Result<f64, Error>
    where
        Self: Signature<InDim = Const<F>, OutDim = Const<K>>,
        Y: Target<K>,
    {
        Ok(measure::metric(self, Accuracy::default(), samples, targets)?.value())
    }

    /// Counts for each class how often its samples are classified as which class, or as none, with
    /// NaN among their outputs.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::TargetCount`] if there are not as many targets as samples.
    fn confusion<Y, const F: usize, const K: usize>(
        &self,
        samples: &[[Self::Scalar; F]],
        targets: &[Y],
    ) -> Result<ConfusionMatrix<K>, Error>
    where
        Self: Signature<InDim = Const<F>, OutDim = Const<K>>,
        Y: Target<K>,
    {
        measure::metric(self, ConfusionMatrix::default(), samples, targets)
    }
}

impl<N: Classifier> Evaluate for N {}
