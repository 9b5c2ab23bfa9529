//! Samples with their targets.

use crate::data::Rows;
use crate::error::Error;
use alloc::vec::Vec;
use rand::{Rng, RngExt};

/// Samples of `N` features, each with a target `Y`, borrowed or owned.
///
/// ```
/// use netwright::data::{Dataset, Label};
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// let points = [[0.0_f32, 1.0], [2.0, 3.0], [4.0, 5.0], [6.0, 7.0], [8.0, 9.0]];
/// // Borrowed samples: nothing is copied before they are shuffled.
/// let mut data = Dataset::new(&points, Label::<2>::from_indices([0, 1, 0, 1, 0])?)?;
/// data.shuffle(&mut SmallRng::seed_from_u64(1));
/// let (train, test) = data.split(0.8)?;
/// assert_eq!((train.len(), test.len()), (4, 1));
/// let sizes: Vec<usize> = train.batches(3).map(|batch| batch.samples().len()).collect();
/// assert_eq!(sizes, [3, 1]); // the last batch is shorter
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// A function that returns a data set of its own returns a `Dataset<'static, ..>`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset<'a, T, const N: usize, Y> {
    samples: Rows<'a, [T; N]>,
    targets: Rows<'a, Y>,
}

impl<'a, T, const N: usize, Y> Dataset<'a, T, N, Y> {
    /// Creates a data set of samples and their targets, in one order.
    ///
    /// Slices and references to arrays and vectors are borrowed, vectors are taken; see [`Rows`].
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::TargetCount`] if the numbers of targets and samples
    /// differ.
    pub fn new(samples: impl Into<Rows<'a, [T; N]>>, targets: impl Into<Rows<'a, Y>>) -> Result<Self, Error> {
        let (samples, targets) = (samples.into(), targets.into());
        if samples.len() != targets.len() {
            return Err(Error::TargetCount { samples: samples.len(), targets: targets.len() });
        }
        if samples.is_empty() {
            return Err(Error::NoSamples);
        }
        Ok(Dataset { samples, targets })
    }

    /// Collects pairs of a sample and its target.
    ///
    /// ```
    /// use netwright::data::Dataset;
    ///
    /// let squares = Dataset::from_pairs((0..4).map(f64::from).map(|x| ([x], [x * x])))?;
    /// assert_eq!(squares.targets(), [[0.0], [1.0], [4.0], [9.0]]);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`] if there are no pairs.
    pub fn from_pairs(pairs: impl IntoIterator<Item = ([T; N], Y)>) -> Result<Self, Error> {
        let (samples, targets): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        Self::new(samples, targets)
    }

    /// The samples.
    #[must_use]
    pub fn samples(&self) -> &[[T; N]] {
        &self.samples
    }

    /// Returns the samples for changes, such as standardisation, copied first if they are borrowed.
    #[must_use]
    pub fn samples_mut(&mut self) -> &mut [[T; N]]
    where
        T: Clone,
    {
        self.samples.to_mut()
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

    /// Shuffles the samples, together with their targets (Fisher and Yates). Borrowed ones are
    /// copied first.
    pub fn shuffle(&mut self, rng: &mut impl Rng)
    where
        T: Clone,
        Y: Clone,
    {
        let (samples, targets) = (self.samples.to_mut(), self.targets.to_mut());
        for last in (1..samples.len()).rev() {
            let other = rng.random_range(0..=last);
            exchange(samples, last, other);
            exchange(targets, last, other);
        }
    }

    /// Splits into the first `count` samples and the others, which both exist.
    pub(super) fn split_at(self, count: usize) -> (Self, Self) {
        let (samples, other_samples) = self.samples.split(count);
        let (targets, other_targets) = self.targets.split(count);
        (Dataset { samples, targets }, Dataset { samples: other_samples, targets: other_targets })
    }

    /// Returns a data set that borrows the samples and targets of this one.
    #[must_use]
    pub fn as_borrowed(&self) -> Dataset<'_, T, N, Y> {
        Dataset { samples: self.samples().into(), targets: self.targets().into() }
    }

    /// Returns a data set with samples and targets of its own, copied if they are borrowed.
    #[must_use]
    pub fn into_owned<'b>(self) -> Dataset<'b, T, N, Y>
    where
        T: Clone + 'b,
        Y: Clone + 'b,
    {
        Dataset { samples: self.samples.into_owned().into(), targets: self.targets.into_owned().into() }
    }

    /// Returns a data set of the same samples with other targets.
    ///
    /// ```
    /// use netwright::data::{Dataset, Label, one_hot};
    ///
    /// let data = Dataset::new(&[[0.5], [1.5]], Label::<2>::from_indices([0, 1])?)?;
    /// let columns = one_hot::<f32, _, 2>(data.targets());
    /// let data = data.with_targets(columns)?;
    /// assert_eq!(data.targets(), [[1.0, 0.0], [0.0, 1.0]]);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::TargetCount`] if there are not as many targets as samples.
    pub fn with_targets<Z>(self, targets: impl Into<Rows<'a, Z>>) -> Result<Dataset<'a, T, N, Z>, Error> {
        Dataset::new(self.samples, targets)
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
