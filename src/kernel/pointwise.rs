//! Functions of one number, over slices.

use crate::kernel::epilogue::Epilogue;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// The multiplications that take as long as a function of one number, about.
pub(crate) const WORK: usize = 8;

/// `output_i = f(input_i)`.
///
/// The last register ends with the slices and may overlap the one before; both have the same values
/// there.
#[inline(always)]
pub(crate) fn map<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T], f: impl Epilogue<T>) {
    let lanes = T::Lanes::<S>::LANES;
    let length = input.len().min(output.len());
    if length < lanes {
        let x = T::Lanes::<S>::load_partial(simd, &input[..length]);
        return f.apply_part(x, 0, length).store_partial(&mut output[..length]);
    }
    let mut place = 0;
    while place < length {
        let start = place.min(length - lanes);
        let x = T::Lanes::<S>::load_slice(simd, &input[start..]);
        f.apply(x, start).store_slice(&mut output[start..]);
        place += lanes;
    }
}

/// `x_i = f(x_i)`.
#[inline(always)]
pub(crate) fn map_in_place<S: Simd, T: Real>(simd: S, numbers: &mut [T], f: impl Epilogue<T>) {
    let lanes = T::Lanes::<S>::LANES;
    let Some(last) = numbers.len().checked_sub(lanes) else {
        let x = T::Lanes::<S>::load_partial(simd, numbers);
        return f.apply_part(x, 0, numbers.len()).store_partial(numbers);
    };
    // Loaded before anything is stored, since it may overlap the register before.
    let end = T::Lanes::<S>::load_slice(simd, &numbers[last..]);
    let mut place = 0;
    while place < last {
        let x = T::Lanes::<S>::load_slice(simd, &numbers[place..]);
        f.apply(x, place).store_slice(&mut numbers[place..]);
        place += lanes;
    }
    f.apply(end, last).store_slice(&mut numbers[last..]);
}
