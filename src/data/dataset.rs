//! Samples with their targets.

use crate::error::Error;
use alloc::vec::Vec;
use rand::{Rng, RngExt};

/// Samples of `N` features, each with a target `Y`.
///
/// ```
/// use netwright::data::{Dataset, Label};
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// let points = vec![[0.0_f32, 1.0], [2.0, 3.0], [4.0, 5.0], [6.0, 7.0], [8.0, 9.0]];
/// let mut data = Dataset::new(points, Label::<2>::from_indices([0, 1, 0, 1, 0])?)?;
/// data.shuffle(&mut SmallRng::seed_from_u64(1));
/// let (train, test) = data.split(0.8)?;
/// assert_eq!((train.len(), test.len()), (4, 1));
/// let sizes: Vec<usize> = train.batches(3).map(|batch| batch.samples().len()).collect();
/// assert_eq!(sizes, [3, 1]); // the last batch is shorter
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset<T, const N: usize, Y> {
    samples: Vec<[T; N]>,
    targets: Vec<Y>,
}

impl<T, const N: usize, Y> Dataset<T, N, Y> {
    /// Creates a data set of samples and their targets, in one order.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::TargetCount`] if the numbers of targets and samples
    /// differ.
    pub fn new(samples: Vec<[T; N]>, targets: Vec<Y>) -> Result<Self, Error> {
        if samples.len() != targets.len() {
            return Err(Error::TargetCount { samples: samples.len(), targets: targets.len() });
        }
        if samples.is_empty() {
            return Err(Error::NoSamples);
        }
        Ok(Dataset { samples, targets })
    }

    /// The samples.
    #[must_use]
    pub fn samples(&self) -> &[[T; N]] {
        &self.samples
    }

    /// Returns the samples for changes, such as standardisation.
    #[must_use]
    pub fn samples_mut(&mut self) -> &mut [[T; N]] {
        &mut self.samples
    }

    /// The targets.
    #[must_use]
    pub fn targets(&self) -> &[Y] {
        &self.targets
    }

    /// Returns the number of samples; at least one.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // It never is.
    pub fn len(&self) -> usize {
        self.samples.len()
    }

    /// Shuffles the samples, together with their targets (Fisher and Yates).
    pub fn shuffle(&mut self, rng: &mut impl Rng) {
        for last in (1..self.len()).rev() {
            let other = rng.random_range(0..=last);
            exchange(&mut self.samples, last, other);
            exchange(&mut self.targets, last, other);
        }
    }

    /// Splits into the first `fraction` of the samples, and the rest; shuffle first, unless the
    /// order is random.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if one of the parts would be empty.
    pub fn split(mut self, fraction: f64) -> Result<(Self, Self), Error> {
        // A fraction outside [0, 1] or NaN ends at a bound and is refused below.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let first = nalgebra::ComplexField::round(self.len() as f64 * fraction) as usize;
        if first == 0 || first >= self.len() {
            let expected = "such that neither part is empty";
            return Err(Error::InvalidSetting { name: "the fraction of a split", expected, found: fraction });
        }
        let rest = Dataset { samples: self.samples.split_off(first), targets: self.targets.split_off(first) };
        Ok((self, rest))
    }

    /// Iterates over the samples in batches of `size`, in order; the last one may be shorter. A
    /// size of 0 counts as 1.
    pub fn batches(&self, size: usize) -> impl ExactSizeIterator<Item = Batch<'_, T, N, Y>> {
        let size = size.max(1);
        let pairs = self.samples.chunks(size).zip(self.targets.chunks(size));
        pairs.map(|(samples, targets)| Batch { samples, targets })
    }
}

/// Exchanges two elements piece by piece: `swap` would hold a whole element on the stack, for which
/// a sample may be too large.
fn exchange<E>(elements: &mut [E], last: usize, other: usize) {
    if other < last {
        let (before, from_last) = elements.split_at_mut(last);
        before[other..=other].swap_with_slice(&mut from_last[..1]);
    }
}

/// Some samples of a data set, with their targets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Batch<'a, T, const N: usize, Y> {
    samples: &'a [[T; N]],
    targets: &'a [Y],
}

impl<'a, T, const N: usize, Y> Batch<'a, T, N, Y> {
    /// The samples, as `forward` takes them.
    #[must_use]
    pub fn samples(&self) -> &'a [[T; N]] {
        self.samples
    }

    /// The targets, as `loss` takes them.
    #[must_use]
    pub fn targets(&self) -> &'a [Y] {
        self.targets
    }
}
