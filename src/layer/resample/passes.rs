//! The passes of all layers that resample: channel by channel, row by row.

use super::axis::{Axes, ResampledAxis, Taps};
use crate::scalar::Real;

/// Computes the outputs of some samples.
#[inline(always)]
pub(super) fn forward<T: Real, A: Axes>(x: &[T], y: &mut [T]) {
    for (x, y) in x.chunks_exact(A::PLANE_IN).zip(y.chunks_exact_mut(A::PLANE_OUT)) {
        for (position, y) in y.chunks_exact_mut(A::Columns::OUT).enumerate() {
            match A::Rows::taps(position) {
                Taps::None => y.fill(T::zero()),
                Taps::One(row) => A::Columns::resample(self::row::<T, A>(x, row), y),
                Taps::Two { first, second, weight } => {
                    let (first, second) = (self::row::<T, A>(x, first), self::row::<T, A>(x, second));
                    between::<T, A::Columns>(first, second, T::from_double(weight), y);
                }
            }
        }
    }
}

/// A row of a channel.
#[inline(always)]
fn row<T: Real, A: Axes>(x: &[T], position: usize) -> &[T] {
    let width = A::Columns::IN;
    x.get(position * width..(position + 1) * width).unwrap_or_default()
}

/// Computes a row of the output as a weighted mean of two.
#[inline(always)]
fn between<T: Real, C: ResampledAxis>(first: &[T], second: &[T], weight: T, y: &mut [T]) {
    let rest = T::one() - weight;
    for (position, y) in y.iter_mut().enumerate() {
        let taps = C::taps(position);
        *y = rest * taps.of(first) + weight * taps.of(second);
    }
}

/// Computes the gradients of the inputs of some samples: each element of the output gives its own
/// to its taps.
#[cfg(feature = "train")]
#[inline(always)]
pub(super) fn backward<T: Real, A: Axes>(dy: &[T], dx: &mut [T]) {
    dx.fill(T::zero());
    for (dx, dy) in dx.chunks_exact_mut(A::PLANE_IN).zip(dy.chunks_exact(A::PLANE_OUT)) {
        for (position, dy) in dy.chunks_exact(A::Columns::OUT).enumerate() {
            match A::Rows::taps(position) {
                Taps::None => {}
                Taps::One(row) => add::<T, A>(dy, T::one(), dx, row),
                Taps::Two { first, second, weight } => {
                    let weight = T::from_double(weight);
                    add::<T, A>(dy, T::one() - weight, dx, first);
                    add::<T, A>(dy, weight, dx, second);
                }
            }
        }
    }
}

/// Adds the gradients of a row of the output, with this weight, to those of a row of a channel.
#[cfg(feature = "train")]
#[inline(always)]
fn add<T: Real, A: Axes>(dy: &[T], weight: T, dx: &mut [T], row: usize) {
    let width = A::Columns::IN;
    let dx = dx.get_mut(row * width..(row + 1) * width).unwrap_or_default();
    for (position, &dy) in dy.iter().enumerate() {
        A::Columns::taps(position).add(weight * dy, dx);
    }
}
