//! A batch as a metric sees it.

use crate::loss::{TargetOf, Targets};
use crate::meaning::{Meaning, MeaningKind};
use crate::network::Network;
use core::ops::Range;
use nalgebra::DimName;

/// The outputs of some samples with their targets, and the meaning of the outputs.
/// ```
/// use netwright::metrics::MetricBatch;
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Net(Linear<3>);
///
/// // The first output, with the second target.
/// let targets = [(true, 20.0), (false, 50.0)];
/// let batch = MetricBatch::of::<Net>(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &targets);
/// let numbers = batch.targets().part(|target: &(bool, f32)| &target.1);
/// let part = batch.part(0..1, batch.meaning(), &numbers);
/// let samples: Vec<_> = part.samples().collect();
/// assert_eq!(samples, [(&[1.0][..], &20.0), (&[4.0], &50.0)]);
/// ```
#[derive(Debug)]
pub struct MetricBatch<'a, T, Y> {
    outputs: &'a [T],
    targets: Targets<'a, Y>,
    width: usize,
    stride: usize,
    meaning: MeaningKind,
    class_names: &'static [&'static str],
}

// A derive would ask for `T: Copy` and `Y: Copy`.
impl<T, Y> Copy for MetricBatch<'_, T, Y> {}
impl<T, Y> Clone for MetricBatch<'_, T, Y> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<'a, T, Y> MetricBatch<'a, T, Y> {
    /// A batch of outputs of the network `N`. Of slices that differ in their number of samples, the
    /// shorter counts.
    #[must_use]
    pub fn of<N: Network<Scalar = T>>(outputs: &'a [T], targets: &'a [Y]) -> Self
    where
        T: crate::scalar::Real,
    {
        let width = N::OutDim::DIM;
        let samples = (outputs.len() / width.max(1)).min(targets.len());
        MetricBatch {
            outputs: &outputs[..samples * width],
            targets: Targets::new(&targets[..samples]),
            width,
            stride: width,
            meaning: N::Meaning::KIND,
            class_names: N::CLASS_NAMES,
        }
    }

    /// Returns the number of samples.
    #[must_use]
    #[allow(clippy::len_without_is_empty)] // No metric sees an empty batch.
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Returns the meaning of the outputs.
    #[must_use]
    pub fn meaning(&self) -> MeaningKind {
        self.meaning
    }

    /// Returns the names of the classes, if the network has some.
    #[must_use]
    pub fn class_names(&self) -> &'static [&'static str] {
        self.class_names
    }

    /// Returns the targets.
    #[must_use]
    pub fn targets(&self) -> Targets<'a, Y> {
        self.targets
    }

    /// Iterates over the samples: the output and the target of each.
    pub fn samples(self) -> impl Iterator<Item = (&'a [T], &'a Y)> {
        let rows = self.outputs.chunks(self.stride.max(1)).map(move |row| &row[..self.width]);
        rows.zip(self.targets.iter())
    }

    /// Returns some of the outputs of each sample, with their own meaning, and targets that are
    /// [parts](Targets::part) of the whole ones. Outputs that do not exist are left out.
    #[must_use]
    pub fn part<'p, Z>(
        &'p self,
        outputs: Range<usize>,
        meaning: MeaningKind,
        targets: &'p dyn TargetOf<Z>,
    ) -> MetricBatch<'p, T, Z> {
        let end = outputs.end.min(self.width);
        let start = outputs.start.min(end);
        MetricBatch {
            outputs: self.outputs.get(start..).unwrap_or_default(),
            targets: self.targets.replaced(targets),
            width: end - start,
            stride: self.stride,
            meaning,
            class_names: &[],
        }
    }
}
