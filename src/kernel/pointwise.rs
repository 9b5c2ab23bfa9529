//! Functions of one number over slices, and of the numbers at the same place of several.

use crate::kernel::epilogue::Epilogue;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// `output_i = f(input_i)`.
///
/// The last register ends with the slices, and may cover a part of the one before: both get the same numbers there.
#[inline(always)]
pub(crate) fn map<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T], f: impl Epilogue<T>) {
    let count = T::Lanes::<S>::LANES;
    let length = input.len().min(output.len());
    if length < count {
        let x = T::Lanes::<S>::load_partial(simd, &input[..length]);
        return f.apply_part(x, 0, length).store_partial(&mut output[..length]);
    }
    let mut place = 0;
    while place < length {
        let start = place.min(length - count);
        let x = T::Lanes::<S>::load_slice(simd, &input[start..]);
        f.apply(x, start).store_slice(&mut output[start..]);
        place += count;
    }
}

/// `x_i = f(x_i)`.
#[inline(always)]
pub(crate) fn map_in_place<S: Simd, T: Real>(simd: S, numbers: &mut [T], f: impl Epilogue<T>) {
    let count = T::Lanes::<S>::LANES;
    let Some(last) = numbers.len().checked_sub(count) else {
        let x = T::Lanes::<S>::load_partial(simd, numbers);
        return f.apply_part(x, 0, numbers.len()).store_partial(numbers);
    };
    // Read before anything is written, since it may cover a part of the register before.
    let end = T::Lanes::<S>::load_slice(simd, &numbers[last..]);
    let mut place = 0;
    while place < last {
        let x = T::Lanes::<S>::load_slice(simd, &numbers[place..]);
        f.apply(x, place).store_slice(&mut numbers[place..]);
        place += count;
    }
    f.apply(end, last).store_slice(&mut numbers[last..]);
}

/// `output_i = f(a_i, b_i, c_i)`.
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn map3<T: Copy>([a, b, c]: [&[T]; 3], output: &mut [T], f: impl Fn(T, T, T) -> T) {
    let given = a.iter().zip(b).zip(c);
    output.iter_mut().zip(given).for_each(|(y, ((&a, &b), &c))| *y = f(a, b, c));
}
