//! Arithmetic of whole vectors: scalar products, and sums with a factor (`dot` and `axpy` of BLAS).

use crate::kernel::precompiled::precompiled;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Simd, WithSimd, dispatch, vectorize};

/// `Σ a·b`, in double precision.
pub(crate) fn dot<T: Real>(a: &[T], b: &[T]) -> f64 {
    scaled_dot(1.0, a, b)
}

/// `Σ (factor·a)·(factor·b)`, in double precision.
pub(crate) fn scaled_dot<T: Real>(factor: f64, a: &[T], b: &[T]) -> f64 {
    T::precompiled::<Dots>(Dot { factor, a, b })
}

/// `to += factor·from`.
pub(crate) fn add<T: Real>(factor: f64, from: &[T], to: &mut [T]) {
    T::precompiled::<Additions>(Addition { factor: T::from_double(factor), from, to });
}

struct Dot<'a, T> {
    factor: f64,
    a: &'a [T],
    b: &'a [T],
}

precompiled!(Dots: Dot -> f64 = dispatch);

impl<T: Real> WithSimd for Dot<'_, T> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> f64 {
        let Dot { factor, a, b } = self;
        vectorize!(simd, {
            // As many sums as fill registers of double precision, added in an order of their own.
            let mut sums = [0.0_f64; 16];
            let (mut a, mut b) = (a.chunks_exact(16), b.chunks_exact(16));
            for (a, b) in (&mut a).zip(&mut b) {
                for (sum, (a, b)) in sums.iter_mut().zip(a.iter().zip(b)) {
                    *sum += (a.to_double() * factor) * (b.to_double() * factor);
                }
            }
            let mut sum = 0.0;
            for (a, b) in a.remainder().iter().zip(b.remainder()) {
                sum += (a.to_double() * factor) * (b.to_double() * factor);
            }
            sums.iter().fold(sum, |sum, part| sum + part)
        })
    }
}

struct Addition<'a, T> {
    factor: T,
    from: &'a [T],
    to: &'a mut [T],
}

precompiled!(Additions: Addition -> () = dispatch);

impl<T: Real> WithSimd for Addition<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        vectorize!(simd, {
            for (to, from) in self.to.iter_mut().zip(self.from) {
                *to += self.factor * *from;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{add, dot, scaled_dot};
    use std::vec::Vec;

    #[test]
    fn every_number_counts() {
        for length in 0..70_u8 {
            let a: Vec<f32> = (0..length).map(f32::from).collect();
            let b: Vec<f32> = (0..length).map(|i| f32::from(i) - 3.0).collect();
            let expected: f64 = (0..length).map(f64::from).map(|i| i * (i - 3.0)).sum();
            assert_eq!(dot(&a, &b), expected);
            assert_eq!(scaled_dot(0.5, &a, &b), expected / 4.0);
            let mut sum = b.clone();
            add(2.0, &a, &mut sum);
            assert!(sum.iter().zip(0..length).all(|(sum, i)| *sum == 3.0 * f32::from(i) - 3.0));
        }
    }
}
