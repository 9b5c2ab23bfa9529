//! The gradient of max pools: all of it goes to the first of the greatest elements of the window.
//!
//! The position of that element is found again from the input. So the forward pass, which folds
//! registers, need not know it, and nothing is kept between the passes.

use super::positions::{Positions, Window};
use crate::kernel::argmax::is_nan;
use crate::kernel::scalar::Real;
use crate::kernel::window::Slide;

/// Writes `dx`, the gradients of the elements of all channels.
#[inline(always)]
pub(super) fn backward<T: Real>(rows: Slide, columns: Slide, x: &[T], dy: &[T], dx: &mut [T]) {
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
                first = pairs_of_columns(x, dy, dx);
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

/// Writes the gradients of two by two elements each, without branches, and returns the number of
/// windows.
#[inline(always)]
fn pairs_of_columns<T: Real>([top, bottom]: [&[T]; 2], dy: &[T], [dx_top, dx_bottom]: [&mut [T]; 2]) -> usize {
    let (top, bottom) = (top.as_chunks().0, bottom.as_chunks().0);
    let (dx_top, dx_bottom) = (dx_top.as_chunks_mut().0, dx_bottom.as_chunks_mut().0);
    let windows = dy.len().min(top.len());
    let given = top.iter().zip(bottom).zip(dy);
    for ((([a, b], [c, d]), &dy), (dx_top, dx_bottom)) in given.zip(dx_top.iter_mut().zip(dx_bottom)) {
        let (most, b_wins) = greater(*a, *b);
        let (most, c_wins) = greater(most, *c);
        let (_, d_wins) = greater(most, *d);
        let (dy, d) = hand_out(dy, d_wins);
        let (dy, c) = hand_out(dy, c_wins);
        let (a, b) = hand_out(dy, b_wins);
        (*dx_top, *dx_bottom) = ([a, b], [c, d]);
    }
    windows
}

/// The greater of two numbers, the first of equal ones, and true if it is the second. NaN is
/// greater than every number, and than NaN.
#[inline(always)]
fn greater<T: Real>(first: T, second: T) -> (T, bool) {
    let is_second = (second > first) | is_nan(second);
    (if is_second { second } else { first }, is_second)
}

/// Gives all of a gradient to a taker, or nothing: what is left, and what is given.
#[inline(always)]
fn hand_out<T: Real>(gradient: T, is_taken: bool) -> (T, T) {
    if is_taken { (T::zero(), gradient) } else { (gradient, T::zero()) }
}
