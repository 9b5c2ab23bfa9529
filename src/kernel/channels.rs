//! One number for each channel, and all elements of the channel in every sample.
//!
//! A sample of `N` elements has `C` channels, one after the other; for a flat vector every feature
//! is a channel.

use crate::kernel::scalar::Real;

/// `output = f(number of the channel, input)`, at each element.
#[inline(always)]
pub(crate) fn map<T: Real, const C: usize, const N: usize>(
    channels: &[T],
    input: &[T],
    output: &mut [T],
    f: impl Fn(T, T) -> T,
) {
    for (x, y) in input.chunks_exact(N).zip(output.chunks_exact_mut(N)) {
        if const { C == N } {
            for ((y, &x), &number) in y.iter_mut().zip(x).zip(channels) {
                *y = f(number, x);
            }
        } else {
            let planes = x.chunks_exact(N / C).zip(y.chunks_exact_mut(N / C));
            for ((x, y), &number) in planes.zip(channels) {
                for (y, &x) in y.iter_mut().zip(x) {
                    *y = f(number, x);
                }
            }
        }
    }
}

/// Adds `f(left, right)` of all elements of a channel to its number.
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn add<T: Real, const C: usize, const N: usize>(
    left: &[T],
    right: &[T],
    channels: &mut [T],
    f: impl Fn(T, T) -> T,
) {
    for (left, right) in left.chunks_exact(N).zip(right.chunks_exact(N)) {
        if const { C == N } {
            for ((number, &left), &right) in channels.iter_mut().zip(left).zip(right) {
                *number += f(left, right);
            }
        } else {
            let planes = left.chunks_exact(N / C).zip(right.chunks_exact(N / C));
            for ((left, right), number) in planes.zip(&mut *channels) {
                let products = left.iter().zip(right).map(|(&left, &right)| f(left, right));
                *number += products.fold(T::zero(), |sum, product| sum + product);
            }
        }
    }
}
