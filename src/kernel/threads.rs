//! Large batches on several threads (feature `rayon`).
//!
//! Work is divided by rows of the result, each of which is computed the same way wherever the cuts are: results are the same bits for any number of threads.

/// A thread gets no less work than this many multiplications, some tens of microseconds: waking it costs a part of that.
#[cfg(feature = "rayon")]
const LEAST: usize = 1 << 20;

/// How many rows each thread gets, if there is more than one thread and enough to do for two: `work` is that of a row.
#[cfg(feature = "rayon")]
#[inline]
pub(crate) fn share(rows: usize, work: usize) -> Option<usize> {
    let most = (rows.saturating_mul(work) / LEAST).min(rows);
    if most < 2 {
        return None;
    }
    let threads = rayon::current_num_threads().min(most);
    // Blocks of products have six rows.
    (threads > 1).then(|| rows.div_ceil(threads).next_multiple_of(6))
}

/// There is one thread.
#[cfg(not(feature = "rayon"))]
#[inline(always)]
pub(crate) fn share(_: usize, _: usize) -> Option<usize> {
    None
}

/// Calls `work` with the number of each chunk of `size` elements of `result`, and the chunk, on as many threads as there are.
#[cfg(feature = "rayon")]
pub(crate) fn each_chunk<T: Send>(result: &mut [T], size: usize, work: impl Fn(usize, &mut [T]) + Send + Sync) {
    use rayon::iter::{IndexedParallelIterator, ParallelIterator};
    use rayon::slice::ParallelSliceMut;

    result.par_chunks_mut(size).enumerate().for_each(|(chunk, result)| work(chunk, result));
}

/// The same on this thread.
#[cfg(not(feature = "rayon"))]
pub(crate) fn each_chunk<T: Send>(result: &mut [T], size: usize, work: impl Fn(usize, &mut [T]) + Send + Sync) {
    result.chunks_mut(size).enumerate().for_each(|(chunk, result)| work(chunk, result));
}
