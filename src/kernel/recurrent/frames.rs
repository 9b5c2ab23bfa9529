//! Sequences, in which the numbers of a channel follow each other, and their frames as rows.

use core::ops::Range;

/// The order in which a layer goes over a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Walk {
    /// The frames of the sequence, `L`.
    pub(crate) frames: usize,
    /// From the end to the beginning.
    pub(crate) is_reversed: bool,
    /// The state after all frames is the output, not those after each.
    pub(crate) is_last: bool,
}

impl Walk {
    /// The position in the sequence of the frame that is the `number`-th on the way.
    #[inline(always)]
    fn position(self, number: usize) -> usize {
        if self.is_reversed { self.frames.wrapping_sub(number + 1) } else { number }
    }
}

/// The part of each sample that belongs to one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The numbers of a sample.
    pub(crate) sample: usize,
    /// The position of the first of them.
    pub(crate) start: usize,
}

/// Copies frames, in the order of the way, out of the sequences of `channels` that stand at a place
/// of each sample, into rows: `[B, C, L]` to `[F, B, C]`.
pub(super) fn gather<T: Copy>(
    walk: Walk,
    numbers: Range<usize>,
    (samples, place): (&[T], Place),
    channels: usize,
    rows: &mut [T],
) {
    let (length, count) = (walk.frames.max(1), samples.len() / place.sample.max(1));
    for (sample, numbers_of_sample) in samples.chunks_exact(place.sample.max(1)).enumerate() {
        let sequences = or_return!(numbers_of_sample.get(place.start..)).chunks_exact(length);
        for (channel, sequence) in sequences.take(channels).enumerate() {
            for (frame, number) in numbers.clone().enumerate() {
                let from = or_return!(sequence.get(walk.position(number)));
                *or_return!(rows.get_mut((frame * count + sample) * channels + channel)) = *from;
            }
        }
    }
}

/// Copies rows into the sequences of samples, the inverse of [`gather`], by `write`.
pub(super) fn scatter<T: Copy>(
    walk: Walk,
    numbers: Range<usize>,
    rows: &[T],
    channels: usize,
    (samples, place): (&mut [T], Place),
    write: impl Fn(&mut T, T),
) {
    let (length, count) = (walk.frames.max(1), samples.len() / place.sample.max(1));
    for (sample, numbers_of_sample) in samples.chunks_exact_mut(place.sample.max(1)).enumerate() {
        let sequences = or_return!(numbers_of_sample.get_mut(place.start..)).chunks_exact_mut(length);
        for (channel, sequence) in sequences.take(channels).enumerate() {
            for (frame, number) in numbers.clone().enumerate() {
                let from = or_return!(rows.get((frame * count + sample) * channels + channel));
                write(or_return!(sequence.get_mut(walk.position(number))), *from);
            }
        }
    }
}
