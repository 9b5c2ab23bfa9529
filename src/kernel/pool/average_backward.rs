//! The gradient of averages: each element of a window gets the same part of it.

use super::forward::{BLOCK, number};
use super::positions::Positions;
use crate::kernel::scalar::Real;

/// Writes `dx`, the gradients of the elements of all channels.
///
/// The parts of a row of the output are spread along one row, which is added to all rows under the
/// window.
#[inline(always)]
pub(super) fn backward<T: Real>(rows: impl Positions, columns: impl Positions, dy: &[T], dx: &mut [T]) {
    let (width, width_out) = (columns.size(), columns.out());
    let (plane, plane_out) = (rows.size() * width, rows.out() * width_out);
    return_unless!(width > 0 && width_out > 0 && plane > 0 && plane_out > 0, "an image has pixels");
    dx.fill(T::zero());
    let mut block = [T::zero(); BLOCK];
    for (dy, dx) in dy.chunks_exact(plane_out).zip(dx.chunks_exact_mut(plane)) {
        for (position, dy) in dy.chunks_exact(width_out).enumerate() {
            let (window, count) = (rows.window(position), rows.count(position));
            let block = block.get_mut(..width).filter(|_| window.taps > 1);
            let spread_row = block.map(|block| {
                block.fill(T::zero());
                spread(columns, count, dy, block);
                &*block
            });
            for row in (0..window.taps).map(|tap| window.element(tap)) {
                let Some(start) = row.checked_mul(width) else { continue };
                let Some(dx) = start.checked_add(width).and_then(|end| dx.get_mut(start..end)) else { continue };
                match spread_row {
                    Some(row) => dx.iter_mut().zip(row).for_each(|(dx, &part)| *dx += part),
                    None => spread(columns, count, dy, dx),
                }
            }
        }
    }
}

/// Adds the part of each gradient to all elements under its window.
#[inline(always)]
fn spread<T: Real>(columns: impl Positions, rows: usize, dy: &[T], dx: &mut [T]) {
    let uniform = columns.uniform_count().map(|count| number(rows * count));
    if let Some(slide) = columns.slide()
        && let Some(count) = uniform
        && (slide.kernel, slide.stride, slide.before) == (2, 2, 0)
    {
        for ([first, second], &dy) in dx.as_chunks_mut().0.iter_mut().zip(dy) {
            let part = dy / count;
            *first += part;
            *second += part;
        }
        return;
    }
    for (position, &dy) in dy.iter().enumerate() {
        let part = dy / uniform.unwrap_or_else(|| number(rows * columns.count(position)));
        let window = columns.window(position);
        if let Some(dx) = window.run().and_then(|run| dx.get_mut(run)) {
            dx.iter_mut().for_each(|dx| *dx += part);
        } else {
            for element in (0..window.taps).map(|tap| window.element(tap)) {
                if let Some(dx) = dx.get_mut(element) {
                    *dx += part;
                }
            }
        }
    }
}
