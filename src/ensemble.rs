//! Ensembles: several networks of one type, and what they agree on.
//!
//! Networks that are trained from different seeds agree where there was data, and differ where
//! there was none. So the deviation of an ensemble tells how far its mean can be relied on.

use crate::error::Error;
use crate::kernel::argmax::argmax;
use crate::kernel::threads;
use crate::network::{Classifier, Network, Signature};
use crate::scalar::Real;
use crate::value::{Elements, ElementsMut, Features, Samples, SingleSample};
use alloc::boxed::Box;
use alloc::vec::Vec;
use bytemuck::Zeroable;
use nalgebra::ComplexField;

/// Several networks of one type, as one.
///
/// ```
/// use netwright::ensemble::Ensemble;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 1)]
/// struct Curve {
///     hidden: Linear<20>,
///     tanh: Tanh,
///     value: Linear<1>,
/// }
///
/// let samples = [[-1.0], [-0.5], [0.0], [0.5], [1.0]];
/// let data = Dataset::new(&samples, &[[-1.0], [-0.125], [0.0], [0.125], [1.0]])?;
/// let ensemble = Ensemble::train(5, |seed| {
///     let mut curve = Curve::init(&mut SmallRng::seed_from_u64(seed));
///     let trainer = Trainer::new(Mse, Adam::new(0.01)).epochs(300).seed(seed);
///     trainer.fit(&mut curve, &data).map(|_| curve)
/// })?;
/// let (inside, outside) = (ensemble.predict(&[0.25]), ensemble.predict(&[4.0]));
/// assert!(inside.deviation[0] < outside.deviation[0]);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// Source: L. Hansen and P. Salamon, "Neural network ensembles", 1990.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble<N> {
    members: Vec<Box<N>>,
}

/// The outputs of an ensemble for one sample; `V` is `SVector<T, N>`.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Spread<V> {
    /// The mean of each output.
    pub mean: V,
    /// The standard deviation of each output, `√(Σ (y - mean)² / (K - 1))` for `K` networks; 0 for
    /// a single one.
    pub deviation: V,
}

impl<N> Ensemble<N> {
    /// Makes an ensemble of networks.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`] if there are none.
    pub fn new(members: Vec<Box<N>>) -> Result<Self, Error> {
        if members.is_empty() {
            let expected = "at least 1";
            return Err(Error::InvalidSetting { name: "the number of networks in an ensemble", expected, found: 0.0 });
        }
        Ok(Ensemble { members })
    }

    /// Trains `count` networks: calls `train` with the seeds 0, 1, .., on as many threads as there
    /// are with the feature `rayon`. The result does not depend on their number.
    ///
    /// # Errors
    ///
    /// The error of the first network, in the order of seeds, whose training ends with one, or
    /// [`Error::InvalidSetting`] if `count` is 0.
    pub fn train(count: usize, train: impl Fn(u64) -> Result<Box<N>, Error> + Sync) -> Result<Self, Error>
    where
        N: Send,
    {
        let mut results: Vec<Option<Result<Box<N>, Error>>> = Vec::new();
        results.resize_with(count, || None);
        threads::for_each(results.iter_mut().enumerate(), |(seed, result)| *result = Some(train(seed as u64)));
        let members: Result<Vec<_>, Error> = results.into_iter().flatten().collect();
        Ensemble::new(members?)
    }

    /// Returns the networks, in the order of their seeds.
    #[must_use]
    pub fn members(&self) -> &[Box<N>] {
        &self.members
    }
}

impl<N: Network> Ensemble<N> {
    /// Returns the mean of the outputs for one sample, and their deviation.
    pub fn predict<X>(&self, sample: &X) -> Spread<OutputOf<N>>
    where
        X: Samples<N::Scalar, N::InDim, Batch: SingleSample> + ?Sized,
    {
        self.spread(|member| member.predict(sample))
    }

    /// Returns the mean of what the networks say, and its deviation.
    fn spread(&self, says: impl Fn(&N) -> OutputOf<N>) -> Spread<OutputOf<N>> {
        let (mut mean, mut squares) = (OutputOf::<N>::zeroed(), OutputOf::<N>::zeroed());
        for (member, count) in self.members.iter().zip(1..) {
            let (mut output, count) = (says(member), number::<N>(count));
            let mut means = N::OutDim::vector_view_mut(&mut mean);
            let mut squares = N::OutDim::vector_view_mut(&mut squares);
            let sums = means.elements_mut().iter_mut().zip(squares.elements_mut());
            // Welford's update, which loses no digits where the networks agree.
            for (value, (mean, squares)) in N::OutDim::vector_view_mut(&mut output).elements().iter().zip(sums) {
                let deviation = *value - *mean;
                *mean += deviation / count;
                *squares += deviation * (*value - *mean);
            }
        }
        let others = number::<N>(self.members.len().saturating_sub(1).max(1));
        let mut deviations = N::OutDim::vector_view_mut(&mut squares);
        deviations.elements_mut().iter_mut().for_each(|sum| *sum = ComplexField::sqrt(*sum / others));
        Spread { mean, deviation: squares }
    }
}

impl<N: Classifier> Ensemble<N> {
    /// Returns the probability of each class for one sample: the mean of the networks'
    /// probabilities (soft voting), and their deviation.
    pub fn predict_proba<X>(&self, sample: &X) -> Spread<OutputOf<N>>
    where
        X: Samples<N::Scalar, N::InDim, Batch: SingleSample> + ?Sized,
    {
        self.spread(|member| member.predict_proba(sample))
    }

    /// Returns the class with the largest mean of probabilities; the first of several.
    ///
    /// ```
    /// use netwright::ensemble::Ensemble;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Larger(Linear<2>);
    ///
    /// let (mut sure, unsure) = (Larger::zeros(), Larger::zeros());
    /// sure.0.bias[1] = 3.0_f32.ln();
    /// let ensemble = Ensemble::new(vec![sure, unsure])?;
    /// let probabilities = ensemble.predict_proba(&[0.0, 0.0]);
    /// assert!((probabilities.mean[1] - (0.75 + 0.5) / 2.0).abs() < 1e-6);
    /// assert_eq!(ensemble.classify(&[0.0, 0.0]), 1);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    pub fn classify<X>(&self, sample: &X) -> N::Class
    where
        X: Samples<N::Scalar, N::InDim, Batch: SingleSample> + ?Sized,
    {
        let mut probabilities = self.predict_proba(sample).mean;
        N::class_at(argmax(N::OutDim::vector_view_mut(&mut probabilities).elements()))
    }
}

/// The outputs of a network for one sample.
type OutputOf<N> = <<N as Signature>::OutDim as Features>::Vector<<N as Signature>::Scalar>;

#[allow(clippy::cast_precision_loss)] // There are far fewer than 2^52 networks.
fn number<N: Network>(count: usize) -> N::Scalar {
    N::Scalar::from_double(count as f64)
}
