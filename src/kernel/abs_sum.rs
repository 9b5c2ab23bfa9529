//! The sum of absolute values (`asum` of BLAS), which says in one pass whether numbers are finite,
//! and bounds how large they are.

use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd, WithSimd, dispatch, vectorize};
use crate::kernel::threads;

/// `Σ |x_i|`, at least as large as every number. It is infinite or NaN if one of them is, or if the
/// sum leaves the range of `T`.
pub(crate) fn abs_sum<T: Real>(values: &[T]) -> f64 {
    threads::sum(values, |values| T::precompiled::<AbsSums>(AbsSum(values)))
}

precompiled!(AbsSums: AbsSum -> f64 = abs_sum_of);

fn abs_sum_of<T: Real>(values: AbsSum<'_, T>) -> f64 {
    dispatch(values).to_double()
}

struct AbsSum<'a, T>(&'a [T]);

impl<T: Real> WithSimd for AbsSum<'_, T> {
    type Output = T;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> T {
        vectorize!(simd, {
            // Four accumulators, since an addition has a latency of four cycles.
            let mut sums = [T::Lanes::<S>::splat(simd, T::zero()); 4];
            let lanes = T::Lanes::<S>::LANES;
            let mut blocks = self.0.chunks_exact(4 * lanes);
            for block in &mut blocks {
                for (sum, values) in sums.iter_mut().zip(block.chunks_exact(lanes)) {
                    *sum = *sum + T::Lanes::<S>::load_slice(simd, values).abs();
                }
            }
            let [a, b, c, d] = sums;
            blocks.remainder().iter().fold(((a + b) + (c + d)).reduce_sum(), |sum, x| sum + x.abs())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::abs_sum;
    use std::vec::Vec;

    #[test]
    fn every_number_counts() {
        for length in 0..200 {
            let mut values: Vec<f32> = (0..length).map(|i: u8| if i.is_multiple_of(2) { 1.0 } else { -1.0 }).collect();
            assert_eq!(abs_sum(&values), f64::from(length));
            for place in 0..values.len() {
                for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
                    let right = std::mem::replace(&mut values[place], wrong);
                    assert!(!abs_sum(&values).is_finite(), "{wrong} at {place} of {length}");
                    values[place] = right;
                }
            }
        }
        assert_eq!(abs_sum(&[f32::MAX, f32::MAX]), f64::INFINITY);
    }
}
