//! The samples of a data set with the largest loss.

use crate::data::Dataset;
use crate::error::Error;
use crate::loss::{LossFor, require_trainable};
use crate::meaning::Meaning;
use crate::metrics::class_of;
use crate::network::Signature;
use crate::scalar::Real;
use crate::train::Trainable;
use crate::train::outputs::for_each_part;
use crate::train::samples::require_samples;
use alloc::collections::BinaryHeap;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use nalgebra::{Const, DimName};

/// A sample with its own loss, as [`Trainable::hardest`] finds it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct HardSample {
    /// The place of the sample in the data set, from 0.
    pub index: usize,
    /// The loss of this sample alone.
    pub loss: f64,
    /// The number of the class that the network gives, where the loss is one of classes; none if
    /// there is NaN among the outputs.
    pub predicted: Option<usize>,
    /// The number of the class that the target says, where the loss is one of classes.
    pub wanted: Option<usize>,
}

/// The samples of a data set with the largest loss, the largest first. They print as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Hardest {
    samples: Vec<HardSample>,
    names: &'static [&'static str],
}

impl Hardest {
    /// Returns the samples, from the one with the largest loss on.
    #[must_use]
    pub fn samples(&self) -> &[HardSample] {
        &self.samples
    }

    fn name_of(&self, class: Option<usize>) -> String {
        let Some(class) = class else { return "-".into() };
        self.names.get(class).map_or_else(|| class.to_string(), ToString::to_string)
    }
}

/// A line for each sample, with the names or numbers of its classes if the loss is one of classes.
impl fmt::Display for Hardest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_classes = self.samples.iter().any(|sample| sample.wanted.is_some());
        let names = self.names.iter().map(|name| name.chars().count());
        let width = names.fold("predicted".len(), usize::max);
        write!(f, "sample      loss")?;
        if of_classes {
            write!(f, "  {:>width$}  {:>width$}", "predicted", "wanted")?;
        }
        writeln!(f)?;
        for sample in &self.samples {
            write!(f, "{:>6}  {:>8.4}", sample.index, sample.loss)?;
            if of_classes {
                let [predicted, wanted] = [sample.predicted, sample.wanted].map(|class| self.name_of(class));
                write!(f, "  {predicted:>width$}  {wanted:>width$}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// A sample in the order of [`Hardest`]: the easiest is the greatest, so that a heap gives it away.
struct Ranked(HardSample);

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |sample: &HardSample| (sample.loss.is_nan(), sample.loss);
        let ((is_nan, loss), (other_is_nan, other_loss)) = (key(&self.0), key(&other.0));
        let by_loss = || other_loss.total_cmp(&loss);
        other_is_nan.cmp(&is_nan).then_with(by_loss).then(self.0.index.cmp(&other.0.index))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

/// Implements [`Trainable::hardest`].
pub(super) fn hardest<N, L, Y, const F: usize>(
    network: &N,
    loss: &L,
    data: &Dataset<'_, <N as Signature>::Scalar, F, Y>,
    count: usize,
) -> Result<Hardest, Error>
where
    N: Trainable<InDim = Const<F>>,
    L: LossFor<N, Y>,
{
    let (samples, targets) = (data.samples().as_flattened(), data.targets());
    require_samples::<N>(samples)?;
    require_trainable(loss, targets)?;
    let count = count.min(data.len());
    // One more, for the one that is given away.
    let mut found = BinaryHeap::with_capacity(count + 1);
    let mut gradient = vec![N::Scalar::default(); N::OutDim::DIM];
    for_each_part(network, samples, |first, outputs| {
        for (index, output) in (first..).zip(outputs.chunks_exact(N::OutDim::DIM)) {
            let target = &targets[index];
            if loss.sample_weight(target) == 0.0 {
                continue;
            }
            let wanted = loss.class(target);
            let predicted = wanted.and_then(|_| class_of(output, N::Meaning::KIND));
            let loss = loss.sample(output, target, &mut gradient).to_double();
            found.push(Ranked(HardSample { index, loss, predicted, wanted }));
            if found.len() > count {
                found.pop();
            }
        }
        Ok::<_, Error>(())
    })?;
    let samples = found.into_sorted_vec().into_iter().map(|Ranked(sample)| sample).collect();
    Ok(Hardest { samples, names: N::CLASS_NAMES })
}
