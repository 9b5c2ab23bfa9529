//! Classifiers: networks whose outputs are scores of classes.

use crate::meaning::{Meaning, Scores};
use crate::network::{Network, Signature, with_output};
use crate::shape::Rank1;
use crate::value::{Elements, ElementsMut, Features, Samples, SingleSample};
use nalgebra::Const;
use typenum::UInt;

/// A network whose outputs are scores of two or more classes.
///
/// The attribute `#[network]` implements it for networks with at least two outputs that
/// [mean](crate::meaning) scores. With the argument `classes = Species` the classes are those of an
/// enum with [`#[derive(Class)]`](crate::network::classes::Class), without it they are numbers.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 3)]
/// struct Scores(Flatten);
///
/// let net = Scores::zeros();
/// assert_eq!(net.classify(&[0.0, 2.0, 1.0]), 1);
/// let probabilities = net.predict_proba(&[7.0, 7.0, -1e4]);
/// assert_eq!(probabilities.as_slice(), [0.5, 0.5, 0.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a classifier: its outputs are not scores of classes",
    label = "has no classes",
    note = "a classifier has two or more outputs and ends in `Linear`, `Softmax`, `LogSoftmax` or `Distance`, not in an activation",
    note = "`&*net` borrows a network that is in a `Box`"
)]
pub trait Classifier: Network<OutputShape: Several> + Signature<Meaning: Scores> {
    /// The type of a class: an enum, or a number from 0, `usize`.
    type Class: 'static;

    /// The names of the classes; none if they are numbers.
    const CLASSES: &'static [&'static str] = Self::CLASS_NAMES;

    /// Returns the class of an output.
    #[doc(hidden)]
    fn class_at(index: usize) -> Self::Class;

    /// Returns the probability of each class, for one sample.
    fn predict_proba<X>(&self, sample: &X) -> <Self::OutDim as Features>::Vector<Self::Scalar>
    where
        X: Samples<Self::Scalar, Self::InDim, Batch: SingleSample> + ?Sized,
    {
        probabilities::<Self>(self.predict(sample))
    }

    /// Returns the most probable class of one sample; the first of several that are equally
    /// probable.
    ///
    /// NaN counts as the largest output, and the first NaN wins, as in PyTorch's `argmax`: a
    /// network that gives NaN has no answer, and
    /// [`classify_with_probability`](Self::classify_with_probability) returns the probability NaN.
    fn classify<X>(&self, sample: &X) -> Self::Class
    where
        X: Samples<Self::Scalar, Self::InDim, Batch: SingleSample> + ?Sized,
    {
        Self::class_at(self.classify_index(sample))
    }

    /// Returns the most probable class of one sample, as [`classify`](Self::classify) does, and its
    /// probability.
    ///
    /// The probability is NaN if there is NaN among the outputs.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Softmax);
    ///
    /// let (class, probability) = Larger::zeros().classify_with_probability(&[0.0, 3.0_f32.ln()]);
    /// assert_eq!(class, 1);
    /// assert!((probability - 0.75).abs() < 1e-6);
    /// ```
    fn classify_with_probability<X>(&self, sample: &X) -> (Self::Class, Self::Scalar)
    where
        X: Samples<Self::Scalar, Self::InDim, Batch: SingleSample> + ?Sized,
    {
        let mut output = self.predict(sample);
        let index = Self::Meaning::KIND.best(Self::OutDim::vector_view_mut(&mut output).elements());
        let mut probabilities = probabilities::<Self>(output);
        let probabilities = Self::OutDim::vector_view_mut(&mut probabilities);
        let probability = probabilities.elements().get(index).copied();
        (Self::class_at(index), probability.unwrap_or_default())
    }

    /// Returns the number of the most probable class of one sample, from 0, for any type of class.
    fn classify_index<X>(&self, sample: &X) -> usize
    where
        X: Samples<Self::Scalar, Self::InDim, Batch: SingleSample> + ?Sized,
    {
        with_output(self, X::Batch::single(sample.view()), |output| {
            Self::Meaning::KIND.best(Self::OutDim::vector_view_mut(output).elements())
        })
    }
}

/// Returns the probabilities that belong to an output.
#[inline(always)]
fn probabilities<N: Classifier>(
    mut scores: <N::OutDim as Features>::Vector<N::Scalar>,
) -> <N::OutDim as Features>::Vector<N::Scalar> {
    let mut probabilities = scores;
    let scores = N::OutDim::vector_view_mut(&mut scores);
    let mut column = N::OutDim::vector_view_mut(&mut probabilities);
    N::Meaning::probabilities(scores.elements(), column.elements_mut());
    probabilities
}

/// The output shape of a classifier: two or more outputs in a flat vector.
#[diagnostic::on_unimplemented(
    message = "outputs of the shape `{Self}` distinguish no classes: a classifier has two or more, in a flat vector",
    label = "not the outputs of a classifier"
)]
pub trait Several {}

impl<U, A, B> Several for Rank1<UInt<UInt<U, A>, B>> {}
impl<const K: usize> Several for Rank1<Const<K>> {}

/// A number of outputs that is a const parameter, with one output for each of `K` classes.
#[diagnostic::on_unimplemented(
    message = "there are {K} classes, but the outputs are `{Self}`: a classifier has one for each class",
    label = "not an output for each of {K} classes"
)]
pub trait OneForEach<const K: usize> {}

impl<const K: usize> OneForEach<K> for Const<K> {}
