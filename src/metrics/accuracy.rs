//! `Accuracy`: the share of samples that are classified as their targets say.

use crate::error::Error;
use crate::meaning::MeaningKind;
use crate::metrics::{Better, ClassTarget, Measure, Metric, MetricBatch, ratio_or_zero};
use crate::scalar::Real;
use alloc::borrow::Cow;
use nalgebra::Const;

/// The share of samples whose class is the one of the largest output, or of the smallest distance;
/// scikit-learn's
/// `accuracy_score`.
///
/// A single output distinguishes two classes, with `bool` or numbers as targets: it is positive
/// above 0 if it is a logit, and above 0.5 if it is the value of an activation, as behind
/// `Sigmoid`. A sample with NaN among its outputs is not right.
///
/// ```
/// use netwright::metrics::{Accuracy, Metric};
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Sign(Flatten);
///
/// let accuracy = Sign::zeros().measure(Accuracy::default(), &[[1.5], [-0.5], [2.0]], &[true, false, false])?;
/// assert_eq!(accuracy.value(), 2.0 / 3.0);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accuracy {
    right: usize,
    all: usize,
}

impl Metric for Accuracy {
    fn name(&self) -> Cow<'static, str> {
        "accuracy".into()
    }

    fn better(&self) -> Better {
        Better::Higher
    }

    fn reset(&mut self) {
        *self = Accuracy::default();
    }

    fn value(&self) -> f64 {
        if self.all == 0 { f64::NAN } else { ratio_or_zero(self.right, self.all) }
    }
}

impl<T: Real, const N: usize, Y: ClassTarget<N>> Measure<T, Const<N>, Y> for Accuracy {
    type Outputs = Y::Outputs;

    fn add(&mut self, batch: MetricBatch<'_, T, Y>) -> Result<(), Error> {
        let meaning = batch.meaning();
        for (row, (output, target)) in batch.samples().enumerate() {
            let class = target.class().ok_or(Error::NotBinary { row })?;
            self.right += usize::from(class_of(output, meaning) == Some(class));
            self.all += 1;
        }
        Ok(())
    }
}

/// Returns the class that outputs stand for, unless there is NaN among them: that of the largest
/// output, or of two the one on whose side of the threshold a single output is.
pub(crate) fn class_of<T: Real>(output: &[T], meaning: MeaningKind) -> Option<usize> {
    let [output] = output else { return meaning.answer(output) };
    let threshold = match meaning {
        MeaningKind::Logits => 0.0,
        MeaningKind::Probabilities | MeaningKind::Values => 0.5,
        MeaningKind::LogProbabilities => -core::f64::consts::LN_2,
        // One distance says nothing: there is no other to compare it with.
        MeaningKind::Distances => return None,
    };
    let output = output.to_double();
    (!output.is_nan()).then(|| usize::from(output > threshold))
}
