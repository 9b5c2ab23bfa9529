//! Metrics of classifiers, counted over whole data sets.

use crate::data::{Binary, Target};
use crate::error::Error;
use crate::meaning::Meaning;
use crate::network::{Classifier, Network, Signature};
use crate::scalar::Real;
use crate::train::measure::require_targets;
use crate::train::outputs::for_each_part;
use alloc::boxed::Box;
use core::fmt;
use nalgebra::Const;

/// Calls `count` with the target of each sample and its answer, the class of its best score: none
/// if there is NaN among its outputs.
fn for_each_answer<N, Y, const F: usize, const K: usize>(
    network: &N,
    samples: &[[N::Scalar; F]],
    targets: &[Y],
    mut count: impl FnMut(&Y, Option<usize>),
) -> Result<(), Error>
where
    N: Network + Signature<InDim = Const<F>, OutDim = Const<K>>,
{
    require_targets(samples.len(), targets)?;
    for_each_part(network, samples.as_flattened(), |first, outputs| {
        let answers = outputs.chunks_exact(K).map(|scores| N::Meaning::KIND.answer(scores));
        targets[first..].iter().zip(answers).for_each(|(target, answer)| count(target, answer));
        Ok(())
    })
}

/// Implements [`Evaluate::confusion`](crate::train::Evaluate::confusion).
pub(super) fn confusion<N, Y, const F: usize, const K: usize>(
    network: &N,
    samples: &[[N::Scalar; F]],
    targets: &[Y],
) -> Result<ConfusionMatrix<K>, Error>
where
    N: Classifier<InDim = Const<F>, OutDim = Const<K>>,
    Y: Target<K>,
{
    let mut matrix = ConfusionMatrix { counts: bytemuck::zeroed_box(), unanswered: bytemuck::zeroed_box() };
    for_each_answer(network, samples, targets, |target, answer| {
        let class = target.label().index();
        match answer {
            Some(given) => matrix.counts[class][given] += 1,
            None => matrix.unanswered[class] += 1,
        }
    })?;
    Ok(matrix)
}

/// Implements [`Evaluate::accuracy`](crate::train::Evaluate::accuracy).
pub(super) fn accuracy<N, Y, const F: usize, const K: usize>(
    network: &N,
    samples: &[[N::Scalar; F]],
    targets: &[Y],
) -> Result<f64, Error>
where
    N: Classifier<InDim = Const<F>, OutDim = Const<K>>,
    Y: Target<K>,
{
    let mut right = 0;
    for_each_answer(network, samples, targets, |target, answer| {
        right += usize::from(answer == Some(target.label().index()));
    })?;
    Ok(share(right, samples.len()))
}

/// Implements [`Trainable::binary_accuracy`](crate::train::Trainable::binary_accuracy).
pub(super) fn binary_accuracy<N, Y, const F: usize>(
    network: &N,
    samples: &[[N::Scalar; F]],
    targets: &[Y],
    threshold: N::Scalar,
) -> Result<f64, Error>
where
    N: Network + Signature<InDim = Const<F>, OutDim = Const<1>>,
    Y: Binary,
{
    require_targets(samples.len(), targets)?;
    let found = threshold.to_double();
    if found.is_nan() {
        return Err(Error::InvalidSetting { name: "the threshold", expected: "a number", found });
    }
    let mut right = 0;
    for_each_part(network, samples.as_flattened(), |first, outputs| {
        for ((row, target), output) in (first..).zip(&targets[first..]).zip(outputs) {
            let positive = target.is_positive().ok_or(Error::NotBinary { row })?;
            // NaN is on neither side.
            right += usize::from(if positive { *output > threshold } else { *output <= threshold });
        }
        Ok(())
    })?;
    Ok(share(right, samples.len()))
}

#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

/// Counts of samples by their true class (rows) and the class they were given (columns).
///
/// A sample with NaN among its outputs was given no class. It is counted by itself, and is none of
/// those that are right.
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
///
/// let matrix = Larger::zeros().confusion(&[[3.0, 1.0], [f32::NAN, 3.0]], &labels[..2])?;
/// assert_eq!((matrix.counts(), matrix.unanswered()), (&[[1, 0], [0, 0]], &[0, 1]));
/// assert_eq!(matrix.accuracy(), 0.5);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfusionMatrix<const K: usize> {
    // On the heap: with a thousand classes they are 8 MB.
    counts: Box<[[usize; K]; K]>,
    unanswered: Box<[usize; K]>,
}

impl<const K: usize> ConfusionMatrix<K> {
    /// The counts, a row for each true class.
    #[must_use]
    pub fn counts(&self) -> &[[usize; K]; K] {
        &self.counts
    }

    /// Returns the number of samples of each true class that got no class, because of NaN among
    /// their outputs.
    #[must_use]
    pub fn unanswered(&self) -> &[usize; K] {
        &self.unanswered
    }

    /// The share of samples on the diagonal.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..K).map(|class| self.counts[class][class]).sum();
        let all: usize = self.counts.iter().flatten().chain(self.unanswered.iter()).sum();
        share(right, all)
    }
}

/// A table with a row for each true class, and a last column, `none`, if some samples were given no
/// class.
impl<const K: usize> fmt::Display for ConfusionMatrix<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let has_unanswered = self.unanswered.iter().any(|count| *count > 0);
        write!(f, "true \\ given")?;
        for class in 0..K {
            write!(f, " {class:>6}")?;
        }
        if has_unanswered {
            write!(f, "   none")?;
        }
        for (class, (row, unanswered)) in self.counts.iter().zip(self.unanswered.iter()).enumerate() {
            write!(f, "\n{class:>12}")?;
            for count in row {
                write!(f, " {count:>6}")?;
            }
            if has_unanswered {
                write!(f, " {unanswered:>6}")?;
            }
        }
        writeln!(f)
    }
}
