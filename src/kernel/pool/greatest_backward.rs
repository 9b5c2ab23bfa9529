//! The gradient of max pools: all of it goes to the first of the greatest elements of the window.
//!
//! The position of that element is found again from the input. So the forward pass, which folds
//! registers, need not know it, and nothing is kept between the passes.

use super::positions::{Positions, Window};
use crate::kernel::argmax::is_nan;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};
use crate::kernel::window::Slide;

/// Writes `dx`, the gradients of the elements of all channels.
#[inline(always)]
pub(super) fn backward<S: Simd, T: Real>(simd: S, (rows, columns): (Slide, Slide), x: &[T], dy: &[T], dx: &mut [T]) {
    let (width, width_out) = (columns.size, columns.out);
    let (plane, plane_out) = (rows.size * width, rows.out * width_out);
    return_unless!(width > 0 && width_out > 0 && plane > 0 && plane_out > 0, "an image has pixels");
    dx.fill(T::zero());
    // The common case, in which no element is under two windows.
    let by_two = (rows.kernel, rows.dilation) == (2, 1)
        && rows.stride >= 2
        && (columns.kernel, columns.stride, columns.dilation, columns.before) == (2, 2, 1, 0);
    let planes = x.chunks_exact(plane).zip(dy.chunks_exact(plane_out)).zip(dx.chunks_exact_mut(plane));
    for ((x, dy), dx) in planes {
        for (position, dy) in dy.chunks_exact(width_out).enumerate() {
            let window = rows.window(position);
            let mut first = 0;
            if by_two && let Some((x, dx)) = pair_of_rows(window, width, x, dx) {
                first = pairs_of_columns(simd, x, dy, dx);
            }
            for (position, &dy) in dy.iter().enumerate().skip(first) {
                let greatest = greatest(window, columns.window(position), width, x);
                if let Some(dx) = greatest.and_then(|place| dx.get_mut(place)) {
                    *dx += dy;
                }
            }
        }
    }
}

/// The place of the first of the greatest elements under a window, which is that of the last NaN if
/// there is one, as in PyTorch.
#[inline(always)]
fn greatest<T: Real>(rows: Window, columns: Window, width: usize, x: &[T]) -> Option<usize> {
    let mut found = None;
    let mut most = T::from_double(f64::NEG_INFINITY);
    for row in (0..rows.taps).map(|tap| rows.element(tap)) {
        let Some(start) = row.checked_mul(width) else { continue };
        let Some(x) = start.checked_add(width).and_then(|end| x.get(start..end)) else { continue };
        for column in (0..columns.taps).map(|tap| columns.element(tap)) {
            let Some(&x) = x.get(column) else { continue };
            if x > most || is_nan(x) || found.is_none() {
                (found, most) = (Some(start + column), x);
            }
        }
    }
    found
}

/// The two rows under a window, and their gradients, if both are in the image.
#[inline(always)]
#[expect(clippy::type_complexity, reason = "two rows of each of two values")]
fn pair_of_rows<'x, 'd, T>(
    window: Window,
    width: usize,
    x: &'x [T],
    dx: &'d mut [T],
) -> Option<([&'x [T]; 2], [&'d mut [T]; 2])> {
    let start = window.start.checked_mul(width)?;
    let end = start.checked_add(width)?.checked_add(width)?;
    let (x, dx) = (x.get(start..end)?, dx.get_mut(start..end)?);
    let ((top, bottom), (dx_top, dx_bottom)) = (x.split_at_checked(width)?, dx.split_at_mut_checked(width)?);
    Some(([top, bottom], [dx_top, dx_bottom]))
}

/// Writes the gradients of two by two elements each, in registers of windows, and returns the
/// number of windows.
#[inline(always)]
fn pairs_of_columns<S: Simd, T: Real>(
    simd: S,
    [top, bottom]: [&[T]; 2],
    dy: &[T],
    [dx_top, dx_bottom]: [&mut [T]; 2],
) -> usize {
    let (windows, lanes) = (dy.len().min(top.len() / 2), T::Lanes::<S>::LANES);
    let mut place = 0;
    while place < windows {
        // The last register may overlap the one before. Few windows do not fill one.
        let start = place.min(windows.saturating_sub(lanes));
        let (elements, end) = (2 * start..2 * (start + lanes).min(windows), (start + lanes).min(windows));
        let (Some(dy), Some(top), Some(bottom), Some(dx_top), Some(dx_bottom)) = (
            dy.get(start..end),
            top.get(elements.clone()),
            bottom.get(elements.clone()),
            dx_top.get_mut(elements.clone()),
            dx_bottom.get_mut(elements),
        ) else {
            return start;
        };
        register_of_pairs(simd, [top, bottom], dy, [dx_top, dx_bottom]);
        place += lanes;
    }
    windows
}

/// Writes the gradients of as many windows as there are, a register of them at most.
#[inline(always)]
fn register_of_pairs<S: Simd, T: Real>(
    simd: S,
    [top, bottom]: [&[T]; 2],
    dy: &[T],
    [dx_top, dx_bottom]: [&mut [T]; 2],
) {
    let (a, b) = columns_of::<S, T>(simd, top);
    let (c, d) = columns_of::<S, T>(simd, bottom);
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let upper = beats(a, b, b, a);
    let most = beats(upper, c, c, upper);
    let dy = T::Lanes::<S>::load_few(simd, dy);
    let (dy, d) = (beats(most, d, zero, dy), beats(most, d, dy, zero));
    let (dy, c) = (beats(upper, c, zero, dy), beats(upper, c, dy, zero));
    let (a, b) = (beats(a, b, zero, dy), beats(a, b, dy, zero));
    for ((left, right), dx) in [(a.interleave(b), dx_top), (c.interleave(d), dx_bottom)] {
        let (first, second) = dx.split_at_mut(dx.len().min(T::Lanes::<S>::LANES));
        left.store_few(first);
        right.store_few(second);
    }
}

/// The left and the right elements of pairs, two registers of them at most.
#[inline(always)]
fn columns_of<S: Simd, T: Real>(simd: S, row: &[T]) -> (T::Lanes<S>, T::Lanes<S>) {
    let (first, second) = row.split_at(row.len().min(T::Lanes::<S>::LANES));
    T::Lanes::<S>::load_few(simd, first).deinterleave(T::Lanes::<S>::load_few(simd, second))
}

/// `yes` where the second number is greater than the first, `no` elsewhere. NaN is greater than
/// every number, and than NaN.
#[inline(always)]
fn beats<L: Lanes>(first: L, second: L, yes: L, no: L) -> L {
    let (low, high) = (second.splat_f64(f64::NEG_INFINITY), second.splat_f64(f64::INFINITY));
    // Where the second is NaN, its maximum and its minimum are those of the other numbers.
    let unless_less = second.max(low).select_less(second.min(high), yes, no);
    first.select_less(second, yes, unless_less)
}
