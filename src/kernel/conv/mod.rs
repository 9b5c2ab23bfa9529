//! Convolutions of images and signals, of one sample and of batches.

mod correlation;
mod forward;
mod frame;
mod geometry;
mod over_columns;
mod over_filters;
#[cfg(test)]
mod tests;
mod tile;

use crate::kernel::epilogue::Epilogue;
use crate::kernel::pointwise;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, vectorize};
use core::ops::Range;

#[allow(unused_imports)] // The layers that use them are on their way.
pub(crate) use forward::{forward, forward_rows, prepare};
pub(crate) use geometry::Convolution;

/// `dx = f(wᵀ * dy)` for each sample of the batch.
///
/// It works in [`Convolution::training_scratch`] scalars.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_input<S: Simd, T: Real, E: Epilogue<T>>(
    simd: S,
    convolution: &Convolution,
    weight: &[T],
    dy: &[T],
    dx: &mut [T],
    _scratch: &mut [T],
    epilogue: E,
) {
    let (inputs, outputs) = (convolution.inputs(), convolution.outputs());
    if inputs == 0 || outputs == 0 {
        return;
    }
    dx.fill(T::zero());
    for (dx, dy) in dx.chunks_exact_mut(inputs).zip(dy.chunks_exact(outputs)) {
        for_each_product(convolution, 0..convolution.rows.out, |w, x_place, output| {
            let y_place = convolution.place(output);
            if let (Some(&dy), Some(&w), Some(dx)) = (dy.get(y_place), weight.get(w), dx.get_mut(x_place)) {
                *dx += w * dy;
            }
        });
    }
    if !epilogue.is_identity() {
        vectorize!(simd, pointwise::map_in_place(simd, dx, epilogue));
    }
}

/// `dw += dy * x`, summed over the batch.
///
/// It works in [`Convolution::training_scratch`] scalars.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_weight<S: Simd, T: Real>(
    _simd: S,
    convolution: &Convolution,
    x: &[T],
    dy: &[T],
    dw: &mut [T],
    _scratch: &mut [T],
) {
    let (inputs, outputs) = (convolution.inputs(), convolution.outputs());
    if inputs == 0 || outputs == 0 {
        return;
    }
    for (x, dy) in x.chunks_exact(inputs).zip(dy.chunks_exact(outputs)) {
        for_each_product(convolution, 0..convolution.rows.out, |w, x_place, output| {
            let y_place = convolution.place(output);
            if let (Some(&dy), Some(&x), Some(dw)) = (dy.get(y_place), x.get(x_place), dw.get_mut(w)) {
                *dw += x * dy;
            }
        });
    }
}

/// `db += Σ dy`, the sum over the positions of each filter and over the batch.
#[cfg(any(feature = "train", test))]
pub(crate) fn backward_bias<S: Simd, T: Real>(_simd: S, convolution: &Convolution, dy: &[T], db: &mut [T]) {
    let (outputs, positions) = (convolution.outputs(), convolution.positions());
    if outputs == 0 {
        return;
    }
    for dy in dy.chunks_exact(outputs) {
        for (map, db) in dy.chunks_exact(positions).zip(&mut *db) {
            *db += map.iter().fold(T::zero(), |sum, &dy| sum + dy);
        }
    }
}

/// Calls `product` with each weight, the number that it is multiplied with and the output, as
/// filter, row and column, that the product is added to.
fn for_each_product(
    convolution: &Convolution,
    output_rows: Range<usize>,
    mut product: impl FnMut(usize, usize, (usize, usize, usize)),
) {
    let Convolution { channels, filters, groups, rows, columns } = *convolution;
    let (Some(channels), Some(of_group)) = (channels.checked_div(groups), filters.checked_div(groups)) else { return };
    for filter in 0..filters {
        let first_channel = filter.checked_div(of_group).unwrap_or(0) * channels;
        for channel in 0..channels {
            for row in output_rows.clone() {
                let (first_row, end_row) = rows.taps(row);
                for column in 0..columns.out {
                    let (first, end) = columns.taps(column);
                    for tap_row in first_row..end_row {
                        for tap in first..end {
                            let w = ((channel * rows.kernel + tap_row) * columns.kernel + tap) * filters + filter;
                            let y = row * rows.stride + tap_row * rows.dilation - rows.before;
                            let x = column * columns.stride + tap * columns.dilation - columns.before;
                            let place = ((first_channel + channel) * rows.size + y) * columns.size + x;
                            product(w, place, (filter, row, column));
                        }
                    }
                }
            }
        }
    }
}

impl Convolution {
    /// The place of an output: filter, row and column.
    #[cfg(any(feature = "train", test))]
    const fn place(&self, (filter, row, column): (usize, usize, usize)) -> usize {
        (filter * self.rows.out + row) * self.columns.out + column
    }
}
