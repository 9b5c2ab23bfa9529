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
//! | `Linear`, `Embedding`, `LayerNorm`, `RmsNorm`, `BatchNorm1d`, `Normalize` | logits |
//! | `Softmax` | probabilities |
//! | `LogSoftmax` | log-probabilities |
//! | `Relu`, `Tanh`, `Sigmoid`, `Pointwise` | plain values |
//! | `Columnwise<F>` | [`ColumnFunction::Meaning`](crate::layer::ColumnFunction::Meaning) of `F` |
//! | `Flatten`, `Dropout` | the meaning of its input |
//! | `Distance` | distances |
//! | `Neg` | logits of logits and of distances; else plain values |
//! | `Add`, `Sub`, `Max`, `Min`, `Slice`, `Bias` | logits if an input is logits or log-probabilities; distances of distances; else plain values |
//! | `Mean` | probabilities of probabilities; of anything else as `Add` |
//! | `Mul`, `Scale` | logits if an input is logits; else plain values |
//! | `Concat` | logits if an input is logits; distances of distances; else plain values |
//! | a network | the meaning of its last step |
//! | a layer of your own | what [`#[meaning(..)]`](derive@crate::layer::Parameters) says; logits if it says nothing |
//!
//! The input of a network counts as logits: any numbers, about which nothing else is known.

#[cfg(feature = "train")]
use crate::kernel::argmax::is_nan;
use crate::kernel::argmax::{argmax, argmin};
use crate::kernel::simd::{Simd, WithSimd, dispatch};
use crate::kernel::softmax::softmax;
use crate::scalar::Real;

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
pub trait Meaning: sealed::Rules {
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

impl Meaning for Logits {
    type Joined<Other: Meaning> = Logits;
    type Combined = Logits;
    type Multiplied = Logits;
    type Averaged = Logits;
    type Concatenated = Logits;
    type Negated = Logits;

    const KIND: MeaningKind = MeaningKind::Logits;
    const ID: usize = 0;
    type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning> = A;
}

impl Meaning for Probabilities {
    type Joined<Other: Meaning> = Other::WithProbabilities;
    type Combined = Values;
    type Multiplied = Values;
    type Averaged = Probabilities;
    type Concatenated = Values;
    type Negated = Values;

    const KIND: MeaningKind = MeaningKind::Probabilities;
    const ID: usize = 1;
    type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning> = B;
}

impl Meaning for LogProbabilities {
    type Joined<Other: Meaning> = Other::WithLogProbabilities;
    // The product of distributions is not normalised.
    type Combined = Logits;
    type Multiplied = Values;
    type Averaged = Logits;
    type Concatenated = Values;
    type Negated = Values;

    const KIND: MeaningKind = MeaningKind::LogProbabilities;
    const ID: usize = 2;
    type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning> = C;
}

impl Meaning for Distances {
    type Joined<Other: Meaning> = Other::WithDistances;
    type Combined = Distances;
    // A factor may be negative.
    type Multiplied = Values;
    type Averaged = Distances;
    type Concatenated = Distances;
    type Negated = Logits;

    const KIND: MeaningKind = MeaningKind::Distances;
    const ID: usize = 3;
    type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning> = D;
}

impl Meaning for Values {
    type Joined<Other: Meaning> = Other::WithValues;
    type Combined = Values;
    type Multiplied = Values;
    type Averaged = Values;
    type Concatenated = Values;
    type Negated = Values;

    const KIND: MeaningKind = MeaningKind::Values;
    const ID: usize = 4;
    type Choice<A: Meaning, B: Meaning, C: Meaning, D: Meaning, E: Meaning> = E;
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

// Several outputs, each with its own meaning, of which only losses of each make use.
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

impl MeaningOfId for MeaningId<{ Logits::ID }> {
    type Meaning = Logits;
}

impl MeaningOfId for MeaningId<{ Probabilities::ID }> {
    type Meaning = Probabilities;
}

impl MeaningOfId for MeaningId<{ LogProbabilities::ID }> {
    type Meaning = LogProbabilities;
}

impl MeaningOfId for MeaningId<{ Distances::ID }> {
    type Meaning = Distances;
}

impl MeaningOfId for MeaningId<{ Values::ID }> {
    type Meaning = Values;
}

mod sealed {
    use super::{Distances, LogProbabilities, Logits, Meaning, Probabilities, Values};

    /// The second half of [`Meaning::Joined`]: the table of pairs.
    pub trait Rules: 'static {
        type WithProbabilities: Meaning;
        type WithLogProbabilities: Meaning;
        type WithDistances: Meaning;
        type WithValues: Meaning;
    }

    impl Rules for Logits {
        type WithProbabilities = Logits;
        type WithLogProbabilities = Logits;
        type WithDistances = Logits;
        type WithValues = Logits;
    }

    impl Rules for Probabilities {
        type WithProbabilities = Probabilities;
        type WithLogProbabilities = Logits;
        type WithDistances = Values;
        type WithValues = Values;
    }

    impl Rules for LogProbabilities {
        type WithProbabilities = Logits;
        type WithLogProbabilities = LogProbabilities;
        type WithDistances = Logits;
        type WithValues = Logits;
    }

    impl Rules for Distances {
        type WithProbabilities = Values;
        type WithLogProbabilities = Logits;
        type WithDistances = Distances;
        type WithValues = Values;
    }

    impl<A: Meaning, B: Meaning> Rules for (A, B) {
        type WithProbabilities = Values;
        type WithLogProbabilities = Values;
        type WithDistances = Values;
        type WithValues = Values;
    }

    impl Rules for Values {
        type WithProbabilities = Values;
        type WithLogProbabilities = Logits;
        type WithDistances = Values;
        type WithValues = Values;
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

/// The meaning of outputs that distinguish classes: [`Logits`], [`Probabilities`],
/// [`LogProbabilities`] or [`Distances`].
#[diagnostic::on_unimplemented(
    message = "outputs that are `{Self}` are no scores of classes",
    label = "not the outputs of a classifier",
    note = "a classifier ends in `Linear`, `Softmax`, `LogSoftmax` or `Distance`, not in an activation; steps that keep their values may follow"
)]
pub trait Scores: Meaning {
    /// Converts the scores of one sample into probabilities; both slices have one length.
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]);
}

impl Scores for Logits {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        dispatch(LogitsToProbabilities(scores, probabilities));
    }
}

impl Scores for Probabilities {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        probabilities.copy_from_slice(scores);
    }
}

impl Scores for LogProbabilities {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        for (probability, score) in probabilities.iter_mut().zip(scores) {
            *probability = score.exponential();
        }
    }
}

impl Scores for Distances {
    fn probabilities<T: Real>(scores: &[T], probabilities: &mut [T]) {
        // NaN among the scores is the least, and makes all of them NaN.
        let least = scores.get(argmin(scores)).copied().unwrap_or_default();
        let mut sum = T::zero();
        for (probability, &score) in probabilities.iter_mut().zip(scores) {
            *probability = (least - score).exponential();
            sum += *probability;
        }
        probabilities.iter_mut().for_each(|probability| *probability /= sum);
    }
}

/// The softmax of one sample: scores, and memory for their probabilities.
struct LogitsToProbabilities<'a, T>(&'a [T], &'a mut [T]);

impl<T: Real> WithSimd for LogitsToProbabilities<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        softmax(simd, self.0, self.1);
    }
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
