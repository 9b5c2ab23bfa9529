//! The network that is served, as the rest of the program sees it: without its type.

use netwright::Error;
use netwright::meaning::{Meaning, MeaningKind, Scores};
use netwright::prelude::*;
use netwright::weights;
use std::ops::Deref;
use std::sync::Arc;

/// A declared network, and the weights that it has at the start.
pub struct Served {
    pub(crate) declaration: Declaration,
    pub(crate) network: Arc<dyn Classify>,
    pub(crate) sha256: String,
}

/// The parts of a declaration that all weights have in common.
pub(crate) struct Declaration {
    pub(crate) name: &'static str,
    pub(crate) summary: String,
    /// The sizes of the input and of the output.
    pub(crate) input: Vec<usize>,
    pub(crate) output: Vec<usize>,
    /// The names and sizes of the tensors.
    pub(crate) tensors: Vec<(String, Vec<usize>)>,
    /// The names of the classes, or their numbers.
    pub(crate) classes: Vec<String>,
    pub(crate) parameters: usize,
    /// The number of numbers of a sample.
    pub(crate) features: usize,
    /// The multiply-adds of a sample.
    pub(crate) macs: usize,
    /// The bytes of the parameters.
    pub(crate) bytes: usize,
    /// Makes a network from a safetensors file in memory.
    pub(crate) load: Load,
}

/// The bytes that a weights file may have besides the numbers: names, shapes, notes.
const HEADER_BYTES: usize = 1 << 20;

/// Makes a network from a weights file in memory.
type Load = fn(&[u8]) -> Result<Arc<dyn Classify>, Error>;

/// A classifier of any sizes.
pub(crate) trait Classify: Send + Sync {
    /// Returns the scores of samples, which lie one after the other.
    ///
    /// If `block` is 1, each sample goes through the network by itself. Otherwise the samples go
    /// through in batches of at most `block`, which are filled up to a multiple of [`ALIKE`].
    fn scores(&self, samples: &[f32], block: usize) -> Vec<f32>;

    /// Returns the position of the best of the scores of one sample, and replaces them by
    /// probabilities.
    fn decide(&self, scores: &mut [f32]) -> usize;
}

/// The size of batches, and of its multiples, in which sums are rounded alike at all places: an
/// answer must not depend on what else is asked at the same time.
///
/// The kernels take six samples at a time, or three twice, and add the products of the last few
/// samples of batches of other sizes in another order.
const ALIKE: usize = 6;

/// A network in a static or a box.
struct Held<P, const IN: usize, const OUT: usize>(P);

impl Served {
    /// A network with weights that are embedded in the program, and their SHA-256 in hexadecimal
    /// digits.
    #[must_use]
    pub fn new<N, const IN: usize, const OUT: usize>(network: &'static N, sha256: impl Into<String>) -> Self
    where
        N: Classifier<Scalar = f32> + Takes<IN> + ClassifierOf<OUT> + Send + Sync,
    {
        Served {
            declaration: Declaration::of::<N, IN, OUT>(),
            network: Arc::new(Held::<_, IN, OUT>(network)),
            sha256: sha256.into(),
        }
    }
}

impl Declaration {
    /// The largest weights file that is read.
    pub(crate) fn most_bytes(&self) -> usize {
        self.bytes + HEADER_BYTES
    }

    fn of<N, const IN: usize, const OUT: usize>() -> Self
    where
        N: Classifier<Scalar = f32> + Takes<IN> + ClassifierOf<OUT> + Send + Sync + 'static,
    {
        let names = N::CLASSES.iter().map(|&name| name.to_owned());
        Declaration {
            name: N::NAME,
            summary: N::summary().to_string(),
            input: N::INPUT.sizes().to_vec(),
            output: vec![OUT],
            tensors: N::tensors().map(|tensor| (tensor.path().to_string(), tensor.shape().to_vec())).collect(),
            classes: if N::CLASSES.is_empty() {
                (0..OUT).map(|class| class.to_string()).collect()
            } else {
                names.collect()
            },
            parameters: N::PARAMS,
            features: IN,
            macs: N::MACS,
            bytes: N::FLASH_BYTES,
            load: |bytes| Ok(Arc::new(Held::<Box<N>, IN, OUT>(weights::Load::new().bytes(bytes)?))),
        }
    }
}

impl<P, N, const IN: usize, const OUT: usize> Classify for Held<P, IN, OUT>
where
    P: Deref<Target = N> + Send + Sync,
    N: Classifier<Scalar = f32> + Takes<IN> + ClassifierOf<OUT>,
{
    fn scores(&self, samples: &[f32], block: usize) -> Vec<f32> {
        let (samples, _) = samples.as_chunks::<IN>();
        let mut scores = Vec::with_capacity(samples.len() * OUT);
        if block <= 1 {
            for sample in samples {
                scores.extend_from_slice(self.0.predict(sample).as_slice());
            }
            return scores;
        }
        for some in samples.chunks(block) {
            let mut batch = some.to_vec();
            batch.resize(some.len().next_multiple_of(ALIKE), [0.0; IN]);
            scores.extend_from_slice(&self.0.predict_batch(&batch[..]).as_slice()[..some.len() * OUT]);
        }
        scores
    }

    fn decide(&self, scores: &mut [f32]) -> usize {
        let is_distance = N::Meaning::KIND == MeaningKind::Distances;
        let is_better = |new: f32, old: f32| if is_distance { new < old } else { new > old };
        let best = (1..scores.len()).fold(0, |best, new| if is_better(scores[new], scores[best]) { new } else { best });
        let raw = scores.to_vec();
        N::Meaning::probabilities(&raw, scores);
        best
    }
}
