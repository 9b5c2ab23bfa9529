//! The floor of a tile of sums: `Relu` behind a convolution.

use super::tile::Sums;
use crate::kernel::simd::Lanes;

/// Raises sums to a floor, if there is one. NaN stays NaN.
#[inline(always)]
pub(super) fn raised<L: Lanes, const R: usize, const V: usize>(
    mut sums: Sums<L, R, V>,
    floor: Option<L::Scalar>,
) -> Sums<L, R, V> {
    if let Some(floor) = floor {
        for sum in sums.as_flattened_mut() {
            *sum = L::splat(sum.simd(), floor).max(*sum);
        }
    }
    sums
}
