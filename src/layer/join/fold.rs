//! Several inputs as one output, by a function of two numbers.

use crate::layer::prelude::*;

/// `y = f(.. f(f(x_1, x_2), x_3) ..)`, at each place.
#[inline(always)]
pub(super) fn fold<T: Real, B: Dim, const N: usize, const K: usize>(
    inputs: &[View<'_, T, Const<N>, B>; K],
    output: &mut ViewMut<'_, T, Const<N>, B>,
    f: impl Fn(T, T) -> T,
) {
    for (position, input) in inputs.iter().enumerate() {
        if position == 0 {
            output.copy_from(input);
        } else {
            output.zip_apply(input, |y, x| *y = f(*y, x));
        }
    }
}

/// As [`fold`], of one frame of each input.
#[inline(always)]
pub(super) fn fold_frames<T: Real>(frame: &[T], others: &[&[T]], output: &mut [T], f: impl Fn(T, T) -> T) {
    output.copy_from_slice(frame);
    for other in others {
        output.iter_mut().zip(*other).for_each(|(y, &x)| *y = f(*y, x));
    }
}
