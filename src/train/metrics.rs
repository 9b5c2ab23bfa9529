//! How good a classifier is.

use crate::data::Class;
use crate::error::Error;
use crate::network::Classifier;
use core::fmt;
use nalgebra::Const;

/// What [`Classifier::confusion`] does.
pub(crate) fn confusion<N, Y, const F: usize, const K: usize>(
    network: &N,
    samples: &[[N::Scalar; F]],
    targets: &[Y],
) -> Result<ConfusionMatrix<K>, Error>
where
    N: Classifier<InDim = Const<F>, OutDim = Const<K>>,
    Y: Class<K>,
{
    if samples.len() != targets.len() {
        return Err(Error::TargetCount { samples: samples.len(), targets: targets.len() });
    }
    if samples.is_empty() {
        return Err(Error::NoSamples);
    }
    let mut matrix = ConfusionMatrix { counts: [[0; K]; K] };
    for (sample, target) in samples.iter().zip(targets) {
        matrix.counts[target.label().index()][network.classify_index(sample)] += 1;
    }
    Ok(matrix)
}

/// Counts of samples by their true class (rows) and the class they were given (columns).
///
/// ```
/// use netwright::data::Label;
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Larger(Softmax);
///
/// let labels = Label::<2>::from_indices([0, 1, 1, 1])?;
/// let matrix = Larger::zeros().confusion(&[[3.0, 1.0], [1.0, 3.0], [0.0, 1.0], [1.0, 0.0]], &labels)?;
/// assert_eq!(matrix.counts(), &[[1, 0], [1, 2]]);
/// assert_eq!(matrix.accuracy(), 0.75);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusionMatrix<const K: usize> {
    counts: [[usize; K]; K],
}

impl<const K: usize> ConfusionMatrix<K> {
    /// The counts, a row for each true class.
    #[must_use]
    pub fn counts(&self) -> &[[usize; K]; K] {
        &self.counts
    }

    /// The share of samples on the diagonal.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..K).map(|class| self.counts[class][class]).sum();
        let all: usize = self.counts.iter().flatten().sum();
        right as f64 / all as f64
    }
}

/// A table with a row for each true class.
impl<const K: usize> fmt::Display for ConfusionMatrix<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "true \\ given")?;
        for class in 0..K {
            write!(f, " {class:>6}")?;
        }
        for (class, row) in self.counts.iter().enumerate() {
            write!(f, "\n{class:>12}")?;
            for count in row {
                write!(f, " {count:>6}")?;
            }
        }
        writeln!(f)
    }
}
