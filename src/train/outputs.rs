//! The outputs of a network for a whole data set, a few samples at a time.

use crate::error::Error;
use crate::network::{Network, batch_memory, infer_batch};
use crate::train::samples::require_indices;
use crate::value::View;
use alloc::vec;
use nalgebra::{DimName, Dyn};

/// The memory that a part of the samples may take: about as much as a second-level cache holds.
const PART_BYTES: usize = 1 << 20;
/// More samples in one pass would not make it any faster.
const MAX_SAMPLES: usize = 1024;

/// Calls `work` with the outputs of some samples, and the position of the first of them, until all
/// have had their turn or there is an error. Memory, all of it on the heap, does not grow with the
/// number of samples. An index that the network cannot look up is an error before the first call.
pub(super) fn for_each_part<N: Network>(
    network: &N,
    samples: &[N::Scalar],
    mut work: impl FnMut(usize, &[N::Scalar]) -> Result<(), Error>,
) -> Result<(), Error> {
    require_indices::<N>(samples)?;
    let (inputs, outputs) = (N::InDim::DIM.max(1), N::OutDim::DIM);
    let rows = (PART_BYTES / N::RAM_BYTES.max(1)).clamp(1, MAX_SAMPLES).min(samples.len() / inputs);
    let mut memory = vec![N::Scalar::default(); batch_memory::<N>(rows)];
    let mut output = vec![N::Scalar::default(); outputs * rows];
    for (part, samples) in samples.chunks(rows.max(1) * inputs).enumerate() {
        let batch = samples.len() / inputs;
        let output = &mut output[..outputs * batch];
        let input = View::from_slice_generic(samples, N::InDim::name(), Dyn(batch));
        infer_batch(network, input, output, &mut memory);
        work(part * rows, output)?;
    }
    Ok(())
}
