//! Functions of one number over slices, and of the numbers at the same place of several.

use crate::kernel::simd::dispatch;

/// `output_i = f(input_i)`.
pub(crate) fn map<T: Copy>(input: &[T], output: &mut [T], f: impl Fn(T) -> T) {
    dispatch(
        #[inline(always)]
        || output.iter_mut().zip(input).for_each(|(y, &x)| *y = f(x)),
    );
}

/// `output_i = f(a_i, b_i, c_i)`.
#[cfg(feature = "train")]
pub(crate) fn map3<T: Copy>([a, b, c]: [&[T]; 3], output: &mut [T], f: impl Fn(T, T, T) -> T) {
    dispatch(
        #[inline(always)]
        || {
            let given = a.iter().zip(b).zip(c);
            output.iter_mut().zip(given).for_each(|(y, ((&a, &b), &c))| *y = f(a, b, c));
        },
    );
}
