//! Large batches on several threads (feature `rayon`).
//!
//! Work is divided by rows of the result, each of which is computed the same way wherever the cuts
//! are: results are the same bits for any number of threads.
//!
//! The threads are those of the pool that the caller is in: of the one whose `install` it is called
//! from, or else of the global one. See [`shares`] for what makes it safe to be called from within
//! a job of that pool.

#[cfg(feature = "rayon")]
mod shares;

/// True if there may be more than one thread.
pub(crate) const AVAILABLE: bool = cfg!(feature = "rayon");

/// The least work that is given to a thread, in multiplications: some tens of microseconds, of
/// which waking it costs a part.
#[cfg(feature = "rayon")]
const MIN_MULTIPLICATIONS: usize = 1 << 20;

/// Returns the rows of each thread, a multiple of `block` but for the last one, if there is more
/// than one thread and enough to do for two. A row takes `work` multiplications.
#[cfg(feature = "rayon")]
#[inline]
pub(crate) fn share(rows: usize, work: usize, block: usize) -> Option<usize> {
    let most = (rows.saturating_mul(work) / MIN_MULTIPLICATIONS).min(rows);
    if most < 2 {
        return None;
    }
    let threads = rayon::current_num_threads().min(most);
    (threads > 1).then(|| rows.div_ceil(threads).next_multiple_of(block))
}

/// Returns nothing: there is one thread.
#[cfg(not(feature = "rayon"))]
#[inline(always)]
pub(crate) fn share(_: usize, _: usize, _: usize) -> Option<usize> {
    None
}

/// Calls `work` with each of a few items, on as many threads as there are: with chunks of a result,
/// or with those of several slices side by side.
#[cfg(feature = "rayon")]
pub(crate) fn for_each<I: ExactSizeIterator + Send>(items: I, work: impl Fn(I::Item) + Sync) {
    let (count, items) = (items.len(), std::sync::Mutex::new(items));
    shares::run(count, &|| {
        // The lock is released before the work begins.
        let item = shares::lock(&items).next();
        if let Some(item) = item {
            work(item);
        }
    });
}

/// Calls `work` with each item on this thread.
#[cfg(not(feature = "rayon"))]
pub(crate) fn for_each<I: ExactSizeIterator + Send>(items: I, work: impl Fn(I::Item) + Sync) {
    items.for_each(work);
}
