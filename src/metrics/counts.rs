//! Counts of samples by their true class and the class they were given, which many metrics come
//! from.

use crate::error::Error;
use crate::metrics::accuracy::class_of;
use crate::metrics::{ClassTarget, MetricBatch, ratio_or_zero};
use crate::scalar::Real;
use alloc::vec;
use alloc::vec::Vec;

/// The counts. There are none before the first sample, which says how many classes there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) classes: usize,
    /// A row for each true class, with a column for each class that was given.
    pub(super) cells: Vec<usize>,
    /// The samples of each true class that were given none, because of NaN among their outputs.
    pub(super) unanswered: Vec<usize>,
    /// The names of the classes, if they have some.
    pub(super) names: &'static [&'static str],
}

impl Counts {
    /// Creates counts of 0 for so many classes.
    pub(super) fn of_classes(classes: usize) -> Self {
        Counts { classes, cells: vec![0; classes * classes], unanswered: vec![0; classes], names: &[] }
    }

    /// Counts the samples of a batch of a network with `N` outputs; with one output there are two
    /// classes.
    pub(super) fn add<T: Real, const N: usize, Y: ClassTarget<N>>(
        &mut self,
        batch: MetricBatch<'_, T, Y>,
    ) -> Result<(), Error> {
        if self.classes == 0 {
            *self = Counts::of_classes(N.max(2));
        }
        self.names = batch.class_names();
        for (row, (output, target)) in batch.samples().enumerate() {
            let class = target.class().ok_or(Error::NotBinary { row })?;
            match class_of(output, batch.meaning()) {
                Some(given) => self.cells[class * self.classes + given] += 1,
                None => self.unanswered[class] += 1,
            }
        }
        Ok(())
    }

    /// Returns the number of samples of a class that were given it.
    pub(super) fn right(&self, class: usize) -> usize {
        self.cells[class * self.classes + class]
    }

    /// Returns the number of samples of a class.
    pub(super) fn true_samples(&self, class: usize) -> usize {
        let row = &self.cells[class * self.classes..(class + 1) * self.classes];
        row.iter().sum::<usize>() + self.unanswered[class]
    }

    /// Returns the number of samples that were given a class.
    pub(super) fn given_samples(&self, class: usize) -> usize {
        (0..self.classes).map(|row| self.cells[row * self.classes + class]).sum()
    }

    /// Returns the number of all samples.
    pub(super) fn samples(&self) -> usize {
        self.cells.iter().chain(&self.unanswered).sum()
    }

    /// Returns the share of samples on the diagonal.
    pub(super) fn accuracy(&self) -> f64 {
        let right = (0..self.classes).map(|class| self.right(class)).sum();
        if self.samples() == 0 { f64::NAN } else { ratio_or_zero(right, self.samples()) }
    }

    /// Returns the precision of a class: of the samples that were given it, the share of those that
    /// belong to it.
    pub(super) fn precision(&self, class: usize) -> f64 {
        ratio_or_zero(self.right(class), self.given_samples(class))
    }

    /// Returns the recall of a class: of its samples, the share of those that were given it.
    pub(super) fn recall(&self, class: usize) -> f64 {
        ratio_or_zero(self.right(class), self.true_samples(class))
    }

    /// Returns the harmonic mean of precision and recall of a class.
    pub(super) fn f1(&self, class: usize) -> f64 {
        ratio_or_zero(2 * self.right(class), self.given_samples(class) + self.true_samples(class))
    }
}
