//! Work on several threads (feature `rayon`).
//!
//! Work is divided so that each number of the result is computed the same way wherever the cuts
//! are, and sums over several threads are added up in an order that the sizes alone decide: results
//! are the same bits for any number of threads.
//!
//! The threads are those of the pool that the caller is in: of the one whose `install` it is called
//! from, or else of the global one. See [`shares`] for what makes it safe to be called from within
//! a job of that pool, and [`crew`] for what makes it pay for a layer of a small batch.
//!
//! Numbers that a step of training reads are best where the step before has written them, in the
//! cache of a core. So the first part of whatever is divided is the caller's, and gradients, steps
//! and the weights of a forward pass are divided at the same places.

#[cfg(feature = "rayon")]
mod crew;
#[cfg(feature = "rayon")]
mod shares;

#[cfg(all(feature = "rayon", test))]
pub(crate) use crew::forced::with_shares;

/// True if there may be more than one thread.
pub(crate) const AVAILABLE: bool = cfg!(feature = "rayon");

/// Returns the rows of each thread, a multiple of `block` but for the last one, if there is more
/// than one thread and enough to do for two. A row takes `work` multiplications, or as long as so
/// many.
#[cfg(feature = "rayon")]
#[inline]
pub(crate) fn share(rows: usize, work: usize, block: usize) -> Option<usize> {
    let shares = crew::shares(rows.saturating_mul(work)).min(rows);
    (shares > 1).then(|| rows.div_ceil(shares).next_multiple_of(block))
}

/// Returns nothing: there is one thread.
#[cfg(not(feature = "rayon"))]
#[inline(always)]
pub(crate) fn share(_: usize, _: usize, _: usize) -> Option<usize> {
    None
}

/// Calls `work` with each of a few items, on as many threads as there are: with chunks of a result,
/// or with those of several slices side by side.
///
/// This thread begins with the first item. Where there are two threads, each has the same part of
/// the numbers in its cache from one call to the next.
#[cfg(feature = "rayon")]
pub(crate) fn for_each<I: ExactSizeIterator + Send>(mut items: I, work: impl Fn(I::Item) + Sync) {
    let Some(first) = items.next() else { return };
    let (count, items) = (items.len(), std::sync::Mutex::new(items));
    shares::run(|| work(first), count, &|| {
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

/// The most parts of a sum.
#[cfg(feature = "train")]
const MAX_PARTS: usize = 64;

/// The elements of a part of a sum, at least.
#[cfg(feature = "train")]
const MIN_PART: usize = 1 << 13;

/// The multiplications that take as long as to read or write a number, about.
pub(crate) const WORK_OF_READING: usize = 4;

/// Returns the sum of what `sum` returns for parts of a slice. The parts and their order do not
/// depend on the number of threads.
#[cfg(feature = "train")]
pub(crate) fn sum<E: Sync>(elements: &[E], sum: impl Fn(&[E]) -> f64 + Sync) -> f64 {
    let length = elements.len().div_ceil(MAX_PARTS).max(MIN_PART);
    let count = elements.len().div_ceil(length);
    let mut sums = [0.0; MAX_PARTS];
    let sums = &mut sums[..count];
    let compute = |parts: &[E], sums: &mut [f64]| {
        for (part, place) in parts.chunks(length).zip(sums) {
            *place = sum(part);
        }
    };
    match share(count, WORK_OF_READING * length, 1) {
        Some(parts) => {
            let shares = elements.chunks(parts * length).zip(sums.chunks_mut(parts));
            for_each(shares, |(elements, sums)| compute(elements, sums));
        }
        None => compute(elements, sums),
    }
    sums.iter().sum()
}

/// Fills a slice.
pub(crate) fn fill<E: Copy + Send + Sync>(elements: &mut [E], value: E) {
    match share(elements.len(), WORK_OF_READING, 1) {
        Some(length) => for_each(elements.chunks_mut(length), |part| part.fill(value)),
        None => elements.fill(value),
    }
}

#[cfg(all(feature = "rayon", test))]
mod tests {
    use super::{MAX_PARTS, MIN_PART, fill, sum, with_shares};
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn a_sum_is_the_same_bits_for_any_number_of_threads() {
        for length in [0, 1, MIN_PART, 3 * MIN_PART + 5, MAX_PARTS * MIN_PART + 77] {
            let numbers: Vec<f64> = (0..length).map(|i| 1.0 / (i + 1) as f64).collect();
            let add = || sum(&numbers, |part| part.iter().sum());
            let one = with_shares(1, add);
            assert!((one - numbers.iter().sum::<f64>()).abs() < 1e-9, "{length}: {one}");
            for shares in [2, 3, 8] {
                assert_eq!(with_shares(shares, add).to_bits(), one.to_bits(), "{length} on {shares} threads");
            }
        }
    }

    #[test]
    fn all_of_a_slice_is_filled() {
        for shares in [1, 2, 3, 7] {
            let mut numbers = vec![0; 100];
            with_shares(shares, || fill(&mut numbers, 1));
            assert_eq!(numbers, [1; 100]);
        }
    }
}
