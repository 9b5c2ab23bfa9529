//! Passes of one sample after the other, on several threads where that pays.

use crate::kernel::epilogue::Epilogue;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use crate::kernel::threads;

/// The samples that a pass reads and those that it writes, each with its size, and the memory that
/// it works in.
pub(super) struct Samples<'a, T> {
    pub(super) read: (&'a [T], usize),
    pub(super) written: (&'a mut [T], usize),
    pub(super) scratch: &'a mut [T],
    /// The scalars of `scratch` that one sample needs. There are as many threads as have so much.
    pub(super) frame: usize,
    /// The multiplications for a sample.
    pub(super) work: usize,
}

/// Calls `compute` with each sample that is read, the one that is written and working memory, and
/// [applies](apply) an epilogue to what is written.
#[inline(always)]
pub(super) fn over_samples<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    samples: Samples<'_, T>,
    epilogue: E,
    compute: impl Fn(&[T], &mut [T], &mut [T]) + Sync,
) {
    let Samples { read: (read, read_size), written: (written, written_size), scratch, frame, work } = samples;
    return_unless!(read_size > 0 && written_size > 0 && scratch.len() >= frame, "a frame for each thread");
    let count = written.len() / written_size;
    let in_turn = |first: usize, read: &[T], written: &mut [T], scratch: &mut [T]| {
        let scratch = or_return!(scratch.get_mut(..frame));
        let samples = read.chunks_exact(read_size).zip(written.chunks_exact_mut(written_size));
        for (sample, (read, written)) in samples.enumerate() {
            compute(read, written, scratch);
            apply(simd, written, epilogue.offset_by((first + sample) * written_size));
        }
    };
    let frames = scratch.len().checked_div(frame).unwrap_or(usize::MAX).max(1);
    match threads::share(count, work, 1).map(|share| share.max(count.div_ceil(frames))) {
        Some(share) if share < count => {
            let parts = read.chunks(share * read_size).zip(written.chunks_mut(share * written_size)).enumerate();
            let parts = parts.zip(Frames { rest: scratch, size: frame, count: count.div_ceil(share) });
            threads::for_each(parts, |((part, (read, written)), scratch)| {
                in_turn(part * share, read, written, scratch);
            });
        }
        _ => in_turn(0, read, written, scratch),
    }
}

/// Slices of equal size, which may be empty.
struct Frames<'a, T> {
    rest: &'a mut [T],
    size: usize,
    count: usize,
}

impl<'a, T> Iterator for Frames<'a, T> {
    type Item = &'a mut [T];

    fn next(&mut self) -> Option<Self::Item> {
        self.count = self.count.checked_sub(1)?;
        let (frame, rest) = core::mem::take(&mut self.rest).split_at_mut_checked(self.size)?;
        self.rest = rest;
        Some(frame)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.count, Some(self.count))
    }
}

impl<T> ExactSizeIterator for Frames<'_, T> {}

/// Applies an epilogue to what a convolution has written, unless it is a floor, which the sums have
/// ended with.
#[inline(always)]
pub(super) fn apply<S: Simd, T: Real, E: Epilogue<T>>(simd: S, numbers: &mut [T], epilogue: E) {
    if !epilogue.is_identity() && epilogue.floor().is_none() {
        map(simd, numbers, epilogue);
    }
}

/// Applies an epilogue in a function of its own, so that a loop over samples does not become the
/// loop over its numbers.
#[inline(never)]
fn map<S: Simd, T: Real, E: Epilogue<T>>(simd: S, numbers: &mut [T], epilogue: E) {
    vectorize!(simd, pointwise::map_in_place(simd, numbers, epilogue));
}
