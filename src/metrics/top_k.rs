//! `TopK`: the share of samples whose class is among those with the largest scores.

use crate::data::Target;
use crate::error::Error;
use crate::meaning::MeaningKind;
use crate::metrics::{AnyScores, Better, Measure, Metric, MetricBatch, ratio_or_zero};
use crate::scalar::Real;
use alloc::borrow::Cow;
use alloc::format;
use nalgebra::Const;

/// The share of samples whose class is among the `k` largest outputs, or of distances the smallest;
/// scikit-learn's `top_k_accuracy_score`.
///
/// Of equal outputs the one of the first class counts as the largest, as for
/// [`Accuracy`](crate::metrics::Accuracy), which it is with a `k` of 1. scikit-learn takes that of
/// the last class. A sample with NaN among its outputs is not right.
///
/// ```
/// use netwright::metrics::{Metric, TopK};
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Scores(Flatten);
///
/// let labels = Label::<3>::from_indices([0, 0])?;
/// let top = Scores::zeros().measure(TopK::new(2), &[[1.0, 2.0, 0.0], [1.0, 2.0, 3.0]], &labels)?;
/// assert_eq!((top.name(), top.value()), ("top-2 accuracy".into(), 0.5));
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopK {
    k: usize,
    right: usize,
    all: usize,
}

impl TopK {
    /// The share of samples whose class is among the `k` largest outputs.
    #[must_use]
    pub const fn new(k: usize) -> Self {
        TopK { k, right: 0, all: 0 }
    }
}

impl Metric for TopK {
    fn name(&self) -> Cow<'static, str> {
        format!("top-{} accuracy", self.k).into()
    }

    fn better(&self) -> Better {
        Better::Higher
    }

    fn reset(&mut self) {
        *self = TopK::new(self.k);
    }

    fn value(&self) -> f64 {
        if self.all == 0 { f64::NAN } else { ratio_or_zero(self.right, self.all) }
    }
}

impl<T: Real, const N: usize, Y: Target<N>> Measure<T, Const<N>, Y> for TopK {
    type Outputs = AnyScores;

    fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
        let smallest_wins = batch.meaning() == MeaningKind::Distances;
        for (output, target) in batch.samples() {
            let class = target.label().index();
            let score = output[class];
            let is_better = |x: T| if smallest_wins { x < score } else { x > score };
            let is_above = |(other, x): (usize, &T)| is_better(*x) || (*x == score && other < class);
            let above = output.iter().enumerate().filter(|&candidate| is_above(candidate)).count();
            let is_number = output.iter().all(|x| !x.to_double().is_nan());
            self.right += usize::from(is_number && above < self.k);
            self.all += 1;
        }
        Ok(())
    }
}
