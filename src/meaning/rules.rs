//! The rules by which meanings follow from others: one table.

use super::{Distances, LogProbabilities, Logits, Meaning, MeaningKind, Probabilities, Values};

/// A meaning, named by a constant. Unlike a type, a constant expression may mention private items.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct MeaningId<const N: usize>;

/// Implemented by [`MeaningId`].
#[doc(hidden)]
pub trait MeaningOfId {
    /// The meaning.
    type Meaning: Meaning;
}

/// The second half of [`Meaning::Joined`]: the table of pairs. Nobody else can name it, so that
/// there are no other meanings.
pub trait Joins: 'static {
    type WithLogits: Meaning;
    type WithProbabilities: Meaning;
    type WithLogProbabilities: Meaning;
    type WithDistances: Meaning;
    type WithValues: Meaning;
}

/// Implements [`Meaning`] for each row: what is joined with values of each meaning, what several
/// are in a sum, in a product, in a mean and one behind the other, and the negatives.
macro_rules! rules {
    ($($meaning:ident, $with:ident, $id:literal, $choice:ident:
        [$logits:ty, $probabilities:ty, $log_probabilities:ty, $distances:ty, $values:ty],
        $combined:ty, $multiplied:ty, $averaged:ty, $concatenated:ty, $negated:ty;)*) => {
        $(
            impl Joins for $meaning {
                type WithLogits = $logits;
                type WithProbabilities = $probabilities;
                type WithLogProbabilities = $log_probabilities;
                type WithDistances = $distances;
                type WithValues = $values;
            }

            impl Meaning for $meaning {
                type Joined<Other: Meaning> = Other::$with;
                type Combined = $combined;
                type Multiplied = $multiplied;
                type Averaged = $averaged;
                type Concatenated = $concatenated;
                type Negated = $negated;

                const KIND: MeaningKind = MeaningKind::$meaning;
                const ID: usize = $id;
                type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning> = $choice;
            }

            impl MeaningOfId for MeaningId<$id> {
                type Meaning = $meaning;
            }
        )*
    };
}

rules! {
    Logits, WithLogits, 0, A:
        [Logits, Logits, Logits, Logits, Logits],
        Logits, Logits, Logits, Logits, Logits;
    Probabilities, WithProbabilities, 1, B:
        [Logits, Probabilities, Logits, Values, Values],
        Values, Values, Probabilities, Values, Values;
    // The product of distributions is not normalised.
    LogProbabilities, WithLogProbabilities, 2, C:
        [Logits, Logits, LogProbabilities, Logits, Logits],
        Logits, Values, Logits, Values, Values;
    // A factor may be negative, so that a product of distances is none.
    Distances, WithDistances, 3, D:
        [Logits, Values, Logits, Distances, Values],
        Distances, Values, Distances, Distances, Logits;
    Values, WithValues, 4, E:
        [Logits, Values, Logits, Values, Values],
        Values, Values, Values, Values, Values;
}

// Several outputs, each with its own meaning, of which only losses of each make use.
impl<A: Meaning, B: Meaning> Joins for (A, B) {
    type WithLogits = Logits;
    type WithProbabilities = Values;
    type WithLogProbabilities = Values;
    type WithDistances = Values;
    type WithValues = Values;
}

impl<A: Meaning, B: Meaning> Meaning for (A, B) {
    type Joined<Other: Meaning> = Values;
    type Combined = Values;
    type Multiplied = Values;
    type Averaged = Values;
    type Concatenated = Values;
    type Negated = Values;

    const KIND: MeaningKind = MeaningKind::Values;
    const ID: usize = Values::ID;
    type Choice<C: Meaning, D: Meaning, E: Meaning, F: Meaning, G: Meaning> = G;
}
