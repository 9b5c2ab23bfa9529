//! Networks of any type, by what they do with a block of samples.

use crate::input::Input;
use crate::number::Number;
use crate::skipped::{Flaw, Skipped};
use netwright::meaning::{Meaning as _, MeaningKind, Scores as _};
use netwright::network::Signature;
use netwright::prelude::*;
use std::marker::PhantomData;
use std::ops::Deref;

/// The number of samples that go through a network at once.
///
/// All blocks have it, since sums over a batch of another size may be rounded differently. It is a
/// multiple of the numbers of rows that the kernels take at once (2, 3, 6, 24, 96), so that they
/// treat no row of a block differently from the others.
pub const BLOCK: usize = 192;

/// A network without its type.
pub(crate) trait Blocks<T>: Send + Sync {
    /// Returns the number of a sample's features.
    fn inputs(&self) -> usize;

    /// Returns the number of classes.
    fn classes(&self) -> usize;

    /// Computes the scores of a block of samples; both slices hold [`BLOCK`] of them.
    fn score(&self, samples: &[T], scores: &mut [T]);

    /// Returns the most probable class by the scores of a sample; `None` if they give no
    /// probabilities.
    fn best(&self, scores: &[T]) -> Option<u32>;

    /// Converts the scores of a sample into probabilities.
    fn probabilities(&self, scores: &[T], probabilities: &mut [T]);
}

/// A network, owned or borrowed, of `I` inputs and `K` classes.
pub(crate) struct Typed<P, T, const I: usize, const K: usize>(P, PhantomData<fn() -> T>);

impl<P, T, const I: usize, const K: usize> Typed<P, T, I, K> {
    pub(crate) fn new(network: P) -> Self {
        Typed(network, PhantomData)
    }
}

impl<P, N, T, const I: usize, const K: usize> Blocks<T> for Typed<P, T, I, K>
where
    P: Deref<Target = N> + Send + Sync,
    N: Takes<I> + ClassifierOf<K> + Signature<Scalar = T>,
    T: Number,
{
    fn inputs(&self) -> usize {
        I
    }

    fn classes(&self) -> usize {
        K
    }

    fn score(&self, samples: &[T], scores: &mut [T]) {
        let (samples, _) = samples.as_chunks::<I>();
        scores.copy_from_slice(self.0.predict_batch(samples).as_slice());
    }

    fn best(&self, scores: &[T]) -> Option<u32> {
        best(N::Meaning::KIND, scores)
    }

    fn probabilities(&self, scores: &[T], probabilities: &mut [T]) {
        N::Meaning::probabilities(scores, probabilities);
    }
}

/// Returns the first of the best scores. There is none if it is not a finite number, as then the
/// probabilities are not either.
fn best<T: Number>(meaning: MeaningKind, scores: &[T]) -> Option<u32> {
    let is_better = |score: &T, other: &T| match meaning {
        MeaningKind::Distances => score < other,
        _ => score > other,
    };
    let mut best: Option<(u32, T)> = None;
    for (class, &score) in (0..).zip(scores) {
        // Only NaN differs from itself.
        #[allow(clippy::eq_op)]
        if score != score {
            return None;
        }
        if best.as_ref().is_none_or(|(_, other)| is_better(&score, other)) {
            best = Some((class, score));
        }
    }
    best.filter(|(_, score)| score.is_finite()).map(|(class, _)| class)
}

/// The answers for a batch of rows.
pub(crate) struct Scored<T> {
    /// The class of each row, 0 without an answer.
    pub(crate) classes: Vec<u32>,
    /// The probabilities of each row, 0 without an answer; empty unless they were asked for.
    pub(crate) probabilities: Vec<T>,
    /// `true` for each row that has an answer.
    pub(crate) answered: Vec<bool>,
    pub(crate) skipped: Skipped,
}

impl<T: Number> Scored<T> {
    /// Runs the samples of a batch through a network.
    pub(crate) fn new(network: &dyn Blocks<T>, input: &Input<'_, T>, rows: usize, with_probabilities: bool) -> Self {
        let (inputs, classes) = (network.inputs(), network.classes());
        let mut scored = Scored {
            classes: Vec::with_capacity(rows),
            probabilities: vec![T::zero(); if with_probabilities { rows * classes } else { 0 }],
            answered: Vec::with_capacity(rows),
            skipped: Skipped::default(),
        };
        let (mut samples, mut scores) = (vec![T::zero(); BLOCK * inputs], vec![T::zero(); BLOCK * classes]);
        let mut flaws = [None; BLOCK];
        for start in (0..rows).step_by(BLOCK) {
            let end = rows.min(start + BLOCK);
            input.copy(start..end, inputs, &mut samples, &mut flaws);
            network.score(&samples, &mut scores);
            for (scores, flaw) in scores.chunks_exact(classes).zip(flaws).take(end - start) {
                scored.push(network, scores, flaw);
            }
        }
        scored
    }

    fn push(&mut self, network: &dyn Blocks<T>, scores: &[T], flaw: Option<Flaw>) {
        let best = match flaw {
            Some(flaw) => Err(flaw),
            None => network.best(scores).ok_or(Flaw::Undecided),
        };
        let row = self.classes.len();
        self.classes.push(best.unwrap_or(0));
        self.answered.push(best.is_ok());
        match best {
            Ok(_) if !self.probabilities.is_empty() => {
                let place = row * scores.len()..(row + 1) * scores.len();
                network.probabilities(scores, &mut self.probabilities[place]);
            }
            Ok(_) => {}
            Err(flaw) => self.skipped.add(flaw),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MeaningKind, best};

    #[test]
    fn the_first_of_the_best_scores_counts() {
        assert_eq!(best(MeaningKind::Logits, &[1.0, 3.0, 3.0]), Some(1));
        assert_eq!(best(MeaningKind::Distances, &[3.0, 1.0, 1.0]), Some(1));
        assert_eq!(best(MeaningKind::LogProbabilities, &[f32::NEG_INFINITY, 0.0]), Some(1));
        assert_eq!(best(MeaningKind::Distances, &[f32::INFINITY, 4.0]), Some(1));
    }

    #[test]
    fn scores_without_probabilities_have_no_best_one() {
        assert_eq!(best(MeaningKind::Logits, &[1.0, f32::NAN, 3.0]), None);
        assert_eq!(best(MeaningKind::Logits, &[1.0, f32::INFINITY]), None);
        assert_eq!(best(MeaningKind::Logits, &[f32::NEG_INFINITY; 2]), None);
        assert_eq!(best(MeaningKind::Distances, &[f32::INFINITY; 2]), None);
        assert_eq!(best::<f32>(MeaningKind::Logits, &[]), None);
    }
}
