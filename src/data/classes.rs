//! Classes as columns of zeros and a one, their counts, and weights that make up for rare ones.

use crate::data::Target;
use crate::error::Error;
use crate::scalar::Real;
use alloc::vec::Vec;

/// Returns for each target a column with 1 at its class and 0 elsewhere, for losses that take
/// numbers or probabilities.
///
/// ```
/// use netwright::data::{Label, one_hot};
///
/// let labels = Label::<3>::from_indices([2, 0])?;
/// assert_eq!(one_hot::<f32, _, 3>(&labels), [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[must_use]
pub fn one_hot<T: Real, Y: Target<K>, const K: usize>(targets: &[Y]) -> Vec<[T; K]> {
    let mut columns = bytemuck::zeroed_vec::<[T; K]>(targets.len());
    for (column, target) in columns.iter_mut().zip(targets) {
        column[target.label().index()] = T::one();
    }
    columns
}

/// Counts the targets of each class.
///
/// ```
/// use netwright::data::{Label, class_counts};
///
/// assert_eq!(class_counts(&Label::<3>::from_indices([2, 0, 2])?), [1, 0, 2]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[must_use]
pub fn class_counts<Y: Target<K>, const K: usize>(targets: &[Y]) -> [usize; K] {
    let mut counts = [0; K];
    for target in targets {
        counts[target.label().index()] += 1;
    }
    counts
}

/// Returns a weight for each class that makes up for its frequency, so that all classes have the
/// same sum of weights:
///
/// ```text
/// weight_k = n / (K · count_k)
/// ```
///
/// These are the weights that scikit-learn calls "balanced"; their mean over all samples is 1.
///
/// ```
/// use netwright::data::{Label, class_weights};
///
/// let labels = Label::<2>::from_indices([0, 0, 0, 1])?;
/// assert_eq!(class_weights::<f64, _, 2>(&labels)?, [2.0 / 3.0, 2.0]);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::AbsentClass`] with the first class that no target has.
///
/// Source: G. King and L. Zeng, "Logistic regression in rare events data", 2001.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
pub fn class_weights<T: Real, Y: Target<K>, const K: usize>(targets: &[Y]) -> Result<[T; K], Error> {
    let counts = class_counts(targets);
    if let Some(class) = counts.iter().position(|count| *count == 0) {
        return Err(Error::AbsentClass { class });
    }
    Ok(counts.map(|count| T::from_double(targets.len() as f64 / (K as f64 * count as f64))))
}
