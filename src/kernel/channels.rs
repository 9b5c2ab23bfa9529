//! Numbers of each channel, and all elements of the channel in every sample.
//!
//! A sample of `N` elements has `C` channels, one after the other; for a flat vector every feature
//! is a channel. The elements of a channel in a sample are a plane.

use crate::kernel::scalar::Real;
#[cfg(feature = "train")]
use core::hint::black_box;

/// `output = f(numbers of the channel, input)`, at each element.
#[inline(always)]
pub(crate) fn map<T: Real, P: Copy, const C: usize, const N: usize>(
    numbers: impl Fn(usize) -> P,
    input: &[T],
    output: &mut [T],
    f: impl Fn(P, T) -> T,
) {
    zip_map::<T, P, C, N>(numbers, [input; 2], output, |numbers, [x, _]| f(numbers, x));
}

/// `output = f(numbers of the channel, inputs)`, at each element.
#[inline(always)]
pub(crate) fn zip_map<T: Real, P: Copy, const C: usize, const N: usize>(
    numbers: impl Fn(usize) -> P,
    [left, right]: [&[T]; 2],
    output: &mut [T],
    f: impl Fn(P, [T; 2]) -> T,
) {
    // Arrays and ranges: pairs of `chunks_exact` divide by a size that the compiler may not see.
    let (left, right, output) = (left.as_chunks::<N>().0, right.as_chunks::<N>().0, output.as_chunks_mut::<N>().0);
    for ((left, right), y) in left.iter().zip(right).zip(output) {
        if const { C == N } {
            for (((y, &left), &right), channel) in y.iter_mut().zip(left).zip(right).zip(0..C) {
                *y = f(numbers(channel), [left, right]);
            }
        } else {
            for channel in 0..C {
                let (numbers, plane) = (numbers(channel), channel * (N / C)..(channel + 1) * (N / C));
                let [left, right] = [left, right].map(|of| of.get(plane.clone()).unwrap_or_default());
                for ((y, &left), &right) in y.get_mut(plane).unwrap_or_default().iter_mut().zip(left).zip(right) {
                    *y = f(numbers, [left, right]);
                }
            }
        }
    }
}

/// The sums of a plane that are computed at once, so that none waits for the one before it.
#[cfg(feature = "train")]
const LANES: usize = 16;

/// Calls `add` with sums of `f(numbers of the channel, inputs)` over elements of a channel, until
/// each element is in one of them: planes are summed up over all samples, features of a flat vector
/// come one by one.
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn sums<T: Real, U: Real, P: Copy, const K: usize, const C: usize, const N: usize>(
    numbers: impl Fn(usize) -> P,
    [left, right]: [&[T]; 2],
    f: impl Fn(P, [T; 2]) -> [U; K],
    mut add: impl FnMut(usize, [U; K]),
) {
    let samples = left.chunks_exact(N).zip(right.chunks_exact(N));
    if const { C == N } {
        for (left, right) in samples {
            for ((&left, &right), channel) in left.iter().zip(right).zip(0..C) {
                add(channel, f(numbers(channel), [left, right]));
            }
        }
    } else {
        for channel in 0..C {
            let numbers = numbers(channel);
            let mut sums = [[U::zero(); LANES]; K];
            for (left, right) in samples.clone() {
                let (start, end) = (channel * (N / C), (channel + 1) * (N / C));
                add_plane(&mut sums, [&left[start..end], &right[start..end]], |given| f(numbers, given));
            }
            add(channel, sums.map(|lanes| lanes.into_iter().fold(U::zero(), |sum, lane| sum + lane)));
        }
    }
}

/// Adds the numbers of a plane to sums, lane by lane.
#[cfg(feature = "train")]
#[inline(always)]
fn add_plane<T: Real, U: Real, const K: usize>(
    sums: &mut [[U; LANES]; K],
    [left, right]: [&[T]; 2],
    f: impl Fn([T; 2]) -> [U; K],
) {
    // The compiler makes registers of sums that come from memory and go there. Others it takes for
    // numbers each of its own, and adds them one by one.
    let sums = black_box(sums);
    let mut registers = *sums;
    let ((lefts, left), (rights, right)) = (left.as_chunks::<LANES>(), right.as_chunks::<LANES>());
    for (left, right) in lefts.iter().zip(rights) {
        for lane in 0..LANES {
            let found = f([left[lane], right[lane]]);
            for (sums, number) in registers.iter_mut().zip(found) {
                sums[lane] += number;
            }
        }
    }
    *sums = registers;
    for ((&left, &right), lane) in left.iter().zip(right).zip(0..LANES) {
        for (sums, number) in sums.iter_mut().zip(f([left, right])) {
            sums[lane] += number;
        }
    }
}
