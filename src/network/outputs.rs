//! Outputs with names: the parts of a network's output, one by one and as a struct.

use crate::kernel::argmax::argmax;
use crate::kernel::memory::rows;
use crate::meaning::{Meaning, Scores};
use crate::network::{Activations, Network, Several, Signature, with_output};
use crate::scalar::Real;
use crate::shape::ShapeType;
use crate::value::{Elements, ElementsMut, Features, Sample, Samples, SingleSample};
use nalgebra::{Const, SVector};

/// Something with outputs that a loss can take: a network, or one of its named outputs.
pub trait HasOutputs {
    /// The shape of the outputs as a type.
    type Shape: ShapeType;

    /// The meaning of the outputs.
    type Meaning: Meaning;
}

impl<N: Network> HasOutputs for N {
    type Shape = N::OutputShape;
    type Meaning = <N as Signature>::Meaning;
}

/// One of several outputs of a network, as a type.
///
/// The attribute `#[network(output = { digit = logits, .. })]` implements it for a type of each
/// output, over which [`OutputView`] is generic.
pub trait OutputOf: HasOutputs {
    /// The network.
    type Network: Network;

    /// The number of its features.
    type Dim: Features;

    /// Its name.
    const NAME: &'static str;

    /// The number of features of the network's output that come before.
    const OFFSET: usize;
}

/// The number type of the network that has an output.
type ScalarOf<O> = <<O as OutputOf>::Network as Signature>::Scalar;

/// The features of a sample of the network that has an output.
type InputOf<O> = <<O as OutputOf>::Network as Signature>::InDim;

/// An output by value.
type VectorOf<O> = <<O as OutputOf>::Dim as Features>::Vector<ScalarOf<O>>;

/// A network, of which one output is looked at: `net.digit()` for the output `digit`.
///
/// ```
/// use netwright::prelude::*;
///
/// #[network(input = 2, output = { arm = logits, distance = far })]
/// struct Spiral {
///     hidden: Linear<8>,
///     tanh: Tanh,
///     logits: Linear<3>,
///     #[from(tanh)]
///     far: Linear<1>,
/// }
///
/// let mut net = Spiral::zeros();
/// net.logits.bias[2] = 1.0;
/// net.far.bias[0] = 0.5;
/// let output = net.predict(&[0.3, -0.7]);
/// assert_eq!((output.arm, output.distance), ([0.0, 0.0, 1.0], [0.5]));
/// assert_eq!(net.arm().classify(&[0.3, -0.7]), 2);
/// assert_eq!(net.distance().predict(&[0.3, -0.7]).as_slice(), [0.5]);
/// ```
pub struct OutputView<'a, O: OutputOf> {
    network: &'a O::Network,
}

impl<'a, O: OutputOf> OutputView<'a, O> {
    /// Looks at an output of a network.
    #[must_use]
    pub fn of(network: &'a O::Network) -> Self {
        OutputView { network }
    }

    /// Returns this output for one sample; the network computes all of them.
    pub fn predict<X>(&self, sample: &X) -> VectorOf<O>
    where
        X: Samples<ScalarOf<O>, InputOf<O>, Batch: SingleSample> + ?Sized,
    {
        self.with_features(sample, |features| {
            let mut vector: VectorOf<O> = bytemuck::Zeroable::zeroed();
            O::Dim::vector_view_mut(&mut vector).elements_mut().copy_from_slice(features);
            vector
        })
    }

    /// Returns the network.
    #[cfg(feature = "train")]
    pub(crate) fn network(&self) -> &'a O::Network {
        self.network
    }

    /// Calls `read` with the features of the output.
    #[inline(always)]
    fn with_features<X, R>(&self, sample: &X, read: impl FnOnce(&[ScalarOf<O>]) -> R) -> R
    where
        X: Samples<ScalarOf<O>, InputOf<O>, Batch: SingleSample> + ?Sized,
    {
        with_output(self.network, X::Batch::single(sample.view()), |output| {
            let output = <O::Network as Signature>::OutDim::vector_view_mut(output);
            read(&output.elements()[O::OFFSET..][..O::Dim::FEATURES])
        })
    }
}

impl<O: OutputOf<Shape: Several, Meaning: Scores>> OutputView<'_, O> {
    /// Returns the number of the most probable class of one sample, from 0; the first of several
    /// that are equally probable, and of NaN.
    pub fn classify<X>(&self, sample: &X) -> usize
    where
        X: Samples<ScalarOf<O>, InputOf<O>, Batch: SingleSample> + ?Sized,
    {
        self.with_features(sample, argmax)
    }

    /// Returns the probability of each class, for one sample.
    pub fn predict_proba<X>(&self, sample: &X) -> VectorOf<O>
    where
        X: Samples<ScalarOf<O>, InputOf<O>, Batch: SingleSample> + ?Sized,
    {
        self.with_features(sample, |scores| {
            let mut vector: VectorOf<O> = bytemuck::Zeroable::zeroed();
            O::Meaning::probabilities(scores, O::Dim::vector_view_mut(&mut vector).elements_mut());
            vector
        })
    }

    /// Returns the most probable class of one sample, as [`classify`](Self::classify) does, and its
    /// probability, which is NaN if there is NaN among the scores.
    pub fn classify_with_probability<X>(&self, sample: &X) -> (usize, ScalarOf<O>)
    where
        X: Samples<ScalarOf<O>, InputOf<O>, Batch: SingleSample> + ?Sized,
    {
        self.with_features(sample, |scores| {
            let class = argmax(scores);
            let mut vector: VectorOf<O> = bytemuck::Zeroable::zeroed();
            let mut probabilities = O::Dim::vector_view_mut(&mut vector);
            O::Meaning::probabilities(scores, probabilities.elements_mut());
            (class, probabilities.elements().get(class).copied().unwrap_or_default())
        })
    }
}

/// Returns a vector as the struct of named outputs that it is.
fn named<T: Real, O: Sample<T, K>, const K: usize>(output: &SVector<T, K>) -> &O {
    rows::from_row(&output.data.0[0])
}

/// Returns the named outputs of a network for one sample.
pub fn predict_named<N, X, O, const K: usize>(network: &N, sample: &X) -> O
where
    N: Network<OutDim = Const<K>>,
    X: Samples<N::Scalar, N::InDim, Batch: SingleSample> + ?Sized,
    O: Sample<N::Scalar, K> + Copy,
{
    with_output(network, X::Batch::single(sample.view()), |output| *named(output))
}

/// Computes the named outputs of a network for one sample in memory of the caller.
pub fn predict_named_into<'m, N, X, O, const K: usize>(network: &N, sample: &X, memory: &'m mut Activations<N>) -> &'m O
where
    N: Network<OutDim = Const<K>>,
    X: Samples<N::Scalar, N::InDim, Batch: SingleSample> + ?Sized,
    O: Sample<N::Scalar, K>,
{
    named(Network::predict_into(network, sample, memory))
}

/// Returns the named outputs of a network for a batch.
#[cfg(feature = "alloc")]
pub fn predict_named_batch<N, X, O, const K: usize>(network: &N, samples: &X) -> alloc::vec::Vec<O>
where
    N: Network<OutDim = Const<K>>,
    X: Samples<N::Scalar, N::InDim> + ?Sized,
    O: Sample<N::Scalar, K> + Copy,
{
    let samples = samples.view();
    let mut outputs = alloc::vec![O::zeroed(); samples.ncols()];
    let rows: &mut [[N::Scalar; K]] = rows::as_rows_mut(&mut outputs);
    crate::network::predict_to(network, samples, rows.as_flattened_mut());
    outputs
}
