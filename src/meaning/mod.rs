//! Types for the meaning of a network's outputs: [`Logits`], [`Probabilities`],
//! [`LogProbabilities`], [`Distances`] or plain [`Values`].
//!
//! The meaning is set by the last step that defines one, and passes through steps that keep it:
//! `Softmax, Flatten` gives probabilities. The compiler knows it as
//! [`Signature::Meaning`](crate::network::Signature::Meaning), so generic code and losses can
//! depend on it:
//!
//! ```
//! use netwright::meaning::Probabilities;
//! use netwright::network::Signature;
//! use netwright::prelude::*;
//!
//! /// The surprise at an outcome, which only probabilities have.
//! fn surprise<N>(net: &N, sample: &[f32; 2], outcome: usize) -> f32
//! where
//!     N: Takes<2> + Signature<Scalar = f32, Meaning = Probabilities> + Gives<3>,
//! {
//!     -net.predict(sample)[outcome].log2()
//! }
//!
//! #[network(input = 2)]
//! struct Weather {
//!     scores: Linear<3>,
//!     softmax: Softmax,
//!     flatten: Flatten,
//! }
//! assert_eq!(surprise(&*Weather::zeros(), &[0.0, 0.0], 1), 3.0_f32.log2());
//! ```
//!
//! | a step | gives |
//! |---|---|
//! | `Linear`, convolutions, `Embedding`, normalisations | logits |
//! | `Softmax`, `Softmin` | probabilities |
//! | `LogSoftmax` | log-probabilities |
//! | `Distance` | distances |
//! | a function of one number, `Pointwise`, `Rnn`, `Gru`, `Lstm` | plain values |
//! | `Columnwise<F>` | [`ColumnFunction::Meaning`](crate::layer::ColumnFunction::Meaning) of `F` |
//! | `Reshape`, `Flatten`, dropouts | the meaning of its input |
//! | a network | the meaning of its last step |
//! | a layer of your own | what [`#[meaning(..)]`](derive@crate::layer::Parameters) says, or logits |
//!
//! Other steps depend on their input. Inputs of several meanings count as logits if one of them is
//! logits or log-probabilities, else as plain values.
//!
//! | a step | logits | probabilities | log-probabilities | distances |
//! |---|---|---|---|---|
//! | `Add`, `Sub`, `Max`, `Min`, `Slice`, `Bias`, pools, `Upsample`, `Pad`, `Crop` | logits | values | logits | distances |
//! | `Mean` | logits | probabilities | logits | distances |
//! | `Mul`, `Scale` | logits | values | values | values |
//! | `Concat` | logits | values | values | distances |
//! | `Neg` | logits | values | values | logits |
//!
//! The input of a network counts as logits: any numbers, about which nothing else is known.

mod rules;
mod scores;

#[cfg(feature = "train")]
use crate::kernel::argmax::is_nan;
use crate::kernel::argmax::{argmax, argmin};
use crate::scalar::Real;

pub use rules::{MeaningId, MeaningOfId};
pub use scores::Scores;

/// Scores: any numbers, the largest of which belongs to the most probable class. Softmax converts
/// them into probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Logits {}

/// The probabilities of classes: they are not negative, and their sum is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Probabilities {}

/// The logarithms of the probabilities of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogProbabilities {}

/// Distances to the prototypes of classes: none is negative, and the smallest belongs to the most
/// probable class. The softmax of their negatives converts them into probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distances {}

/// Plain values, which are not scores of classes; an activation gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {}

/// One of [`Logits`], [`Probabilities`], [`LogProbabilities`], [`Distances`] and [`Values`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a meaning of outputs",
    note = "outputs are `Logits`, `Probabilities`, `LogProbabilities`, `Distances` or `Values`"
)]
pub trait Meaning: rules::Joins {
    /// The meaning of two values together, where the other one means `Other`: unchanged if both are
    /// equal, logits if one is logits or log-probabilities, else plain values.
    type Joined<Other: Meaning>: Meaning;

    /// The meaning of a sum, a difference, a maximum or a minimum of such values. Several
    /// probabilities combined are no longer probabilities.
    type Combined: Meaning;

    /// The meaning of the product of such values. Twice as unlikely would count as twice as large
    /// among logarithms.
    type Multiplied: Meaning;

    /// The meaning of the mean of such values: that of distributions is one.
    type Averaged: Meaning;

    /// The meaning of several such values, concatenated: no longer one distribution.
    type Concatenated: Meaning;

    /// The meaning of the negatives of such values: the nearest is the most probable.
    type Negated: Meaning;

    /// The meaning as a value.
    const KIND: MeaningKind;

    /// The number by which a constant names the meaning; see [`MeaningOfId`].
    #[doc(hidden)]
    const ID: usize;

    /// The meaning, out of five, at this position.
    #[doc(hidden)]
    type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning>: Meaning;
}

/// A [`Meaning`] as a value.
///
/// ```
/// use netwright::meaning::{Meaning, MeaningKind, Values};
///
/// assert_eq!(Values::KIND, MeaningKind::Values);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeaningKind {
    /// [`Logits`].
    Logits,
    /// [`Probabilities`].
    Probabilities,
    /// [`LogProbabilities`].
    LogProbabilities,
    /// [`Distances`].
    Distances,
    /// [`Values`].
    Values,
}

impl MeaningKind {
    /// Returns the position of the score of the most probable class, the first of several: the
    /// largest, or of distances the smallest. It is that of the first NaN if there is one, and 0
    /// without scores.
    #[inline(always)]
    pub(crate) fn best<T: Real>(self, scores: &[T]) -> usize {
        if self == MeaningKind::Distances { argmin(scores) } else { argmax(scores) }
    }

    /// As [`best`](Self::best), for scores that are an answer: with NaN among them no class is
    /// likelier than another.
    #[cfg(feature = "train")]
    pub(crate) fn answer<T: Real>(self, scores: &[T]) -> Option<usize> {
        let position = self.best(scores);
        // NaN wins wherever it is.
        scores.get(position).filter(|&&score| !is_nan(score)).map(|_| position)
    }
}

/// The meaning of the outputs of a layer, given the meaning of its input.
///
/// `#[derive(Parameters)]` implements it for a layer, and `#[network]` for a network. Several
/// inputs are [joined](Meaning::Joined).
///
/// ```
/// use netwright::layer::{Flatten, Relu, Pointwise};
/// use netwright::meaning::{OutputMeaning, Probabilities, Values};
///
/// fn same<A>(_: fn(A), _: fn(A)) {}
/// same(|_: <Flatten<2> as OutputMeaning>::Given<Probabilities>| (), |_: Probabilities| ());
/// same(|_: <Pointwise<Relu, 2> as OutputMeaning>::Given<Probabilities>| (), |_: Values| ());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say what its outputs mean",
    label = "does not derive `Parameters`",
    note = "write `#[derive(Parameters)]` on the layer, which says so"
)]
pub trait OutputMeaning {
    /// The meaning of the outputs.
    type Given<Input: Meaning>: Meaning;
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::MeaningKind;

    #[test]
    fn scores_with_nan_are_no_answer() {
        let nan = f32::NAN;
        for kind in [MeaningKind::Logits, MeaningKind::Distances] {
            assert_eq!(kind.answer::<f32>(&[]), None);
            assert_eq!(kind.answer(&[1.0, nan, 3.0]), None);
        }
        assert_eq!(MeaningKind::Logits.answer(&[1.0, 3.0, 3.0]), Some(1));
        assert_eq!(MeaningKind::Distances.answer(&[3.0, 1.0, 1.0]), Some(1));
    }
}
