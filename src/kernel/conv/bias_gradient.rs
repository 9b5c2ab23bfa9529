//! The gradient of a convolution's bias.

use super::Convolution;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, vectorize};
use crate::kernel::sum::{corrected, two_sum};
use crate::kernel::threads;

/// `db += Σ dy`, the sum over the positions of each filter and over the batch.
pub(crate) fn backward_bias<S: Simd, T: Real>(simd: S, convolution: &Convolution, dy: &[T], db: &mut [T]) {
    add_sums_of_maps(simd, convolution.positions(), dy, db);
}

/// Adds the sums of maps, `[samples][maps][positions]`, over positions and samples.
///
/// The sums of the samples are added with compensation.
#[inline(never)]
pub(crate) fn add_sums_of_maps<S: Simd, T: Real>(simd: S, positions: usize, dy: &[T], db: &mut [T]) {
    let (filters, outputs) = (db.len(), db.len() * positions);
    return_unless!(outputs > 0, "maps have positions");
    let work = dy.len() / filters * threads::WORK_OF_READING;
    let share = threads::share(filters, work, 1).unwrap_or(filters);
    let add = |first: usize, db: &mut [T]| {
        for (filter, db) in (first..).zip(db) {
            vectorize!(
                simd,
                add_maps(simd, dy.get(filter * positions..).unwrap_or_default(), (positions, outputs), db)
            );
        }
    };
    if share < filters {
        threads::for_each(db.chunks_mut(share).enumerate(), |(part, db)| add(part * share, db));
    } else {
        add(0, db);
    }
}

/// Adds the sums of maps of so many numbers that lie a distance apart.
#[inline(always)]
fn add_maps<S: Simd, T: Real>(simd: S, maps: &[T], (size, distance): (usize, usize), total: &mut T) {
    let (mut sum, mut error) = (*total, T::zero());
    for map in maps.chunks(distance) {
        let (next, lost) = two_sum(sum, sum_of(simd, map.get(..size).unwrap_or_default()));
        (sum, error) = (next, error + lost);
    }
    *total = corrected(sum, error);
}

/// The sum of some numbers, in four registers.
#[inline(always)]
fn sum_of<S: Simd, T: Real>(simd: S, numbers: &[T]) -> T {
    let lanes = T::Lanes::<S>::LANES;
    let mut sums = [T::Lanes::<S>::splat(simd, T::zero()); 4];
    let blocks = numbers.chunks_exact(4 * lanes);
    let registers = blocks.remainder().chunks_exact(lanes);
    let rest = registers.remainder().len();
    for block in blocks {
        for (sum, numbers) in sums.iter_mut().zip(block.chunks_exact(lanes)) {
            *sum = *sum + T::Lanes::<S>::load_slice(simd, numbers);
        }
    }
    for (sum, numbers) in sums.iter_mut().zip(registers) {
        *sum = *sum + T::Lanes::<S>::load_slice(simd, numbers);
    }
    if rest > 0 {
        sums[3] = sums[3] + T::Lanes::<S>::load_tail(simd, numbers, rest);
    }
    ((sums[0] + sums[1]) + (sums[2] + sums[3])).reduce_sum()
}
