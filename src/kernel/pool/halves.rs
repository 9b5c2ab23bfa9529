//! Two by two elements to one, the most common pool: in registers, without a row in between.

use super::Band;
use super::fold::Fold;
use super::positions::Positions;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};
use crate::kernel::window::Slide;
use core::ops::Range;

/// Returns true if the windows are two elements side by side, and none is padding.
#[inline(always)]
pub(super) fn halves(slide: Slide) -> bool {
    let Slide { kernel, stride, dilation, before, .. } = slide;
    (kernel, stride, dilation, before, slide.after()) == (2, 2, 1, 0, 0)
}

/// Computes some rows of the output of every channel, where both axes are [halved](halves).
#[inline(always)]
pub(super) fn forward<S: Simd, T: Real, F: Fold<T>>(
    simd: S,
    rows: impl Positions,
    columns: impl Positions,
    band: Band<'_, T>,
    out: Range<usize>,
    y: &mut [T],
) {
    let (width, width_out) = (columns.size(), columns.out());
    let (plane, plane_out) = (band.rows * width, rows.out() * width_out);
    return_unless!(width > 0 && width_out > 0 && plane > 0 && plane_out > 0, "an image has pixels");
    let skipped = (2 * out.start).saturating_sub(band.first) * width;
    // Chunks would divide by their length, and panic if it were 0.
    let (mut inputs, mut outputs) = (band.x, y);
    while let (Some(x), Some(y)) = (inputs.split_off(..plane), outputs.split_off_mut(..plane_out)) {
        let (Some(mut x), Some(mut y)) = (x.get(skipped..), y.get_mut(out.start * width_out..out.end * width_out))
        else {
            return;
        };
        while let (Some(top), Some(bottom), Some(row)) =
            (x.split_off(..width), x.split_off(..width), y.split_off_mut(..width_out))
        {
            fold_rows::<S, T, F>(simd, top, bottom, row);
        }
    }
}

/// Folds two rows to one of half the length.
#[inline(always)]
fn fold_rows<S: Simd, T: Real, F: Fold<T>>(simd: S, top: &[T], bottom: &[T], y: &mut [T]) {
    let lanes = T::Lanes::<S>::LANES;
    let Some(last) = y.len().checked_sub(lanes) else {
        for ((y, &[a, b]), &[c, d]) in y.iter_mut().zip(top.as_chunks().0).zip(bottom.as_chunks().0) {
            *y = F::average(F::of(d, F::of(c, F::of(b, a))), 0.25);
        }
        return;
    };
    let mut place = 0;
    while place < last + lanes {
        // The last register may overlap the one before.
        let start = place.min(last);
        let inputs = 2 * start..2 * start + 2 * lanes;
        let (Some(top), Some(bottom)) = (top.get(inputs.clone()), bottom.get(inputs)) else { return };
        let Some(y) = y.get_mut(start..start + lanes) else { return };
        let (first, second) =
            (fold_columns::<S, T, F>(simd, top, bottom, 0), fold_columns::<S, T, F>(simd, top, bottom, lanes));
        let (even, odd) = first.deinterleave(second);
        F::average_lanes(F::of_lanes(odd, even), 0.25).store_slice(y);
        place += lanes;
    }
}

/// Folds two registers of two rows.
#[inline(always)]
fn fold_columns<S: Simd, T: Real, F: Fold<T>>(simd: S, top: &[T], bottom: &[T], place: usize) -> T::Lanes<S> {
    let above = T::Lanes::<S>::load_slice(simd, &top[place..]);
    F::of_lanes(T::Lanes::<S>::load_slice(simd, &bottom[place..]), above)
}
