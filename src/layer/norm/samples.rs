//! The gradients of normalisations of single samples.

use crate::kernel::normalize::Standardize;
use crate::kernel::simd::Simd;
use crate::scalar::Real;

/// Adds the gradient of the weight, and writes that of the input, if it is wanted, sample by sample
/// of `N` features. A sample is normalised as `standardize` finds, which has removed its mean if
/// `is_centred`.
#[inline(always)]
pub(super) fn backward<S: Simd, T: Real, const N: usize>(
    simd: S,
    (standardize, is_centred): (impl Fn(&[T]) -> Standardize<T>, bool),
    [x, weight, dy]: [&[T]; 3],
    dw: &mut [T],
    dx: Option<&mut [T]>,
) {
    let mut dx = dx.map(|dx| dx.chunks_exact_mut(N));
    for (x, dy) in x.chunks_exact(N).zip(dy.chunks_exact(N)) {
        let standardize = standardize(x);
        standardize.add_weight_gradient(x, dy, dw);
        if let Some(dx) = dx.as_mut().and_then(Iterator::next) {
            standardize.backward(simd, is_centred, [x, weight, dy], dx);
        }
    }
}
