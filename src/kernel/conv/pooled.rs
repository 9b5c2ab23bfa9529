//! A convolution with the pool behind it, a few rows of the pool at a time.

use super::correlation::Filters;
use super::forward::forward_greatest;
use super::samples::{Samples, apply, over_samples};
use super::{Convolution, forward_rows, prepare};
use crate::kernel::epilogue::{Epilogue, Identity};
use crate::kernel::pool::{self, Band, Pool};
use crate::kernel::scalar::Real;
use crate::kernel::simd::Simd;

/// The scalars of a band that is not enlarged further: it stays in the L1 cache.
const BAND: usize = 1024;

/// The scalars that [`forward_pooled`] works in, for any number of samples.
pub(crate) const fn pooled_scratch(convolution: Convolution, pool: Pool) -> usize {
    let rows = pool.rows_read(pool_rows(convolution, pool));
    convolution.scratch() + row_size(convolution) * rows
}

/// The number of rows of the pool that are computed at a time.
const fn pool_rows(convolution: Convolution, pool: Pool) -> usize {
    let (rows, band) = (pool.out()[0], row_size(convolution) * pool.rows_read(1));
    let fitting = if band < BAND { BAND / band } else { 1 };
    if fitting < rows { fitting } else { rows }
}

/// The scalars of a row of the output of a convolution, with all filters.
const fn row_size(convolution: Convolution) -> usize {
    convolution.filters * convolution.columns.out
}

/// `y = pool(f(w * x + b))` for each sample of the batch; `bias` may be empty.
///
/// Pools that halve an image, or a signal, take the greatest numbers of the accumulators before
/// they are written, if `f` has the greatest value at the greatest number. Sizes and function are
/// constants where this is called, so that the other way of the two is not compiled.
#[inline(always)]
pub(crate) fn forward_pooled<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    sizes: &(Convolution, Pool),
    (weight, bias): (&[T], &[T]),
    x: &[T],
    y: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    let filters = Filters { weight, bias, floor: epilogue.floor() };
    match sizes.1.halving_window() {
        Some(window) if epilogue.keeps_order() => {
            forward_halved(simd, sizes, (filters, window), x, y, scratch, epilogue);
        }
        _ => forward_in_bands(simd, sizes, filters, x, y, scratch, epilogue),
    }
}

/// Takes the greatest numbers of the accumulators.
#[inline(never)]
fn forward_halved<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    (convolution, pool): &(Convolution, Pool),
    (filters, window): (Filters<'_, T>, (usize, usize)),
    x: &[T],
    y: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    let [rows, columns] = pool.out();
    let samples = Samples {
        read: (x, convolution.inputs()),
        written: (y, convolution.filters * rows * columns),
        scratch,
        frame: convolution.scratch(),
        work: convolution.macs(),
    };
    over_samples(simd, samples, epilogue, |x, y, scratch| {
        prepare(simd, convolution, x, scratch);
        forward_greatest(simd, convolution, filters, x, (window, [rows, columns]), y, scratch);
    });
}

/// Computes some rows of the convolution, and those of the pool that are computed from them.
#[inline(never)]
fn forward_in_bands<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    (convolution, pool): &(Convolution, Pool),
    filters: Filters<'_, T>,
    x: &[T],
    y: &mut [T],
    scratch: &mut [T],
    epilogue: E,
) {
    let [rows, columns] = pool.out();
    let (row, count) = (row_size(*convolution), pool_rows(*convolution, *pool));
    return_unless!(count > 0, "a pool has rows");
    let samples = Samples {
        read: (x, convolution.inputs()),
        written: (y, convolution.filters * rows * columns),
        scratch,
        frame: pooled_scratch(*convolution, *pool),
        work: convolution.macs(),
    };
    over_samples(simd, samples, Identity, |x, y, scratch| {
        let (frame, band) = or_return!(scratch.split_at_mut_checked(convolution.scratch()));
        prepare(simd, convolution, x, frame);
        for first in (0..rows).step_by(count) {
            let out = first..rows.min(first + count);
            let read = pool.reads(out.clone());
            let band = or_return!(band.get_mut(..row * read.len()));
            forward_rows(simd, convolution, filters, x, read.clone(), band, frame);
            apply(simd, band, epilogue);
            pool::rows(simd, *pool, Band { x: band, first: read.start, rows: read.len() }, out, y);
        }
    });
}
