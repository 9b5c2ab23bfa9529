//! A pool of signals at one position: of the frames under its window.
//!
//! The numbers are those of the whole signal to the bit: averages add the taps one after another,
//! and those of long windows as [`fold_run`](super::columns) adds a run.

use super::Pool;
use super::columns::{adds_in_blocks, fold_taps};
use super::fold::{Fold, Greatest, Sum};
use super::forward::number;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// Computes `y`, a number for each channel, from the frames under a window, `[taps][channels]`, of
/// which the first `padded` ones are padding.
#[inline(always)]
pub(crate) fn forward_frame<S: Simd, T: Real>(simd: S, pool: Pool, frames: &[T], padded: usize, y: &mut [T]) {
    let channels = y.len();
    let taps = frames.get(padded * channels..).unwrap_or_default();
    match pool {
        Pool::Max { .. } => fold::<S, T, Greatest>(simd, taps, y),
        Pool::Average { columns, counts_padding, .. } => {
            if padded == 0 && adds_in_blocks::<S, T>(columns.kernel) {
                for (channel, y) in y.iter_mut().enumerate() {
                    let tap = |tap: usize| taps.get(tap * channels + channel).copied().unwrap_or_default();
                    *y = fold_taps::<S, T, Sum>(simd, columns.kernel, tap);
                }
            } else {
                fold::<S, T, Sum>(simd, taps, y);
            }
            let count = number(if counts_padding { columns.kernel } else { columns.kernel - padded });
            y.iter_mut().for_each(|sum| *sum /= count);
        }
        Pool::Adaptive { .. } => debug_assert!(false, "regions of a whole signal are not frames"),
    }
}

/// Folds frames, the oldest first.
#[inline(always)]
fn fold<S: Simd, T: Real, F: Fold<T>>(simd: S, frames: &[T], y: &mut [T]) {
    let (lanes, channels) = (T::Lanes::<S>::LANES, y.len());
    for (block, y) in y.chunks_mut(lanes).enumerate() {
        let mut result = T::Lanes::<S>::splat(simd, T::from_double(F::START));
        for frame in frames.chunks_exact(channels.max(1)) {
            let numbers = frame.get(block * lanes..).and_then(|numbers| numbers.get(..y.len())).unwrap_or_default();
            let numbers = if numbers.len() == lanes {
                T::Lanes::<S>::load_slice(simd, numbers)
            } else {
                T::Lanes::<S>::load_partial(simd, numbers)
            };
            result = F::of_lanes(numbers, result);
        }
        if y.len() == lanes {
            result.store_slice(y);
        } else {
            result.store_partial(y);
        }
    }
}
