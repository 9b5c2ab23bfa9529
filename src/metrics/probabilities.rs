//! The probabilities of classes that outputs stand for.

use crate::error::Error;
use crate::meaning::MeaningKind;
use crate::metrics::{ClassTarget, MetricBatch};
use crate::scalar::Real;
use alloc::vec::Vec;
use nalgebra::ComplexField;

/// Calls `add` with the probabilities of the classes and the true class of each sample of a network
/// with `N` outputs. With one output there are two classes.
pub(super) fn for_each_sample<T: Real, const N: usize, Y: ClassTarget<N>>(
    batch: MetricBatch<'_, T, Y>,
    mut add: impl FnMut(&[f64], usize),
) -> Result<(), Error> {
    let mut probabilities = Vec::new();
    for (row, (output, target)) in batch.samples().enumerate() {
        let class = target.class().ok_or(Error::NotBinary { row })?;
        probabilities.clear();
        probabilities.extend(output.iter().map(|x| x.to_double()));
        match &mut probabilities[..] {
            [output] => {
                let positive = positive(*output, batch.meaning());
                *output = 1.0 - positive;
                probabilities.push(positive);
            }
            scores => normalize(scores, batch.meaning()),
        }
        add(&probabilities, class);
    }
    Ok(())
}

/// Returns the probability of the positive class, from a single output.
fn positive(output: f64, meaning: MeaningKind) -> f64 {
    match meaning {
        MeaningKind::Logits => 1.0 / (1.0 + ComplexField::exp(-output)),
        MeaningKind::LogProbabilities => ComplexField::exp(output),
        MeaningKind::Probabilities | MeaningKind::Values => output,
        // One distance has no other one to be compared with.
        MeaningKind::Distances => f64::NAN,
    }
}

/// Converts scores of classes into probabilities whose sum is 1.
fn normalize(scores: &mut [f64], meaning: MeaningKind) {
    if meaning == MeaningKind::Distances {
        scores.iter_mut().for_each(|distance| *distance = -*distance);
    }
    if !matches!(meaning, MeaningKind::Probabilities | MeaningKind::Values) {
        let largest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        scores.iter_mut().for_each(|score| *score = ComplexField::exp(*score - largest));
    }
    let sum: f64 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}
