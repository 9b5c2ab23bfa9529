//! Squared Euclidean distances, and their gradients.
//!
//! All of them are computed from the differences `x_i - p_ki`. The expansion
//! `|x|² - 2·x·p + |p|²` would be a matrix product, but where a sample lies near a prototype it
//! subtracts numbers that are much larger than the distance: in f32 with `|x| = 100`, a distance of
//! 0.01 would be lost in rounding errors of 0.001, and could become negative.

use crate::kernel::layout::Layout;
use crate::kernel::scalar::Real;

/// Partial sums, which fill the registers of every instruction set.
const LANES: usize = 16;

/// Writes `d_k = Σ_i (x_i - p_ki)²` for every sample.
#[inline(always)]
pub(crate) fn forward<T: Real, const IN: usize, const K: usize>(prototypes: &[T], x: &[T], d: &mut [T]) {
    for (x, d) in x.chunks_exact(IN).zip(d.chunks_exact_mut(K)) {
        match const { Layout::of(K, IN) } {
            Layout::RowMajor => {
                for (d, prototype) in d.iter_mut().zip(prototypes.chunks_exact(IN)) {
                    *d = sum(x, prototype, |x, p| (x - p) * (x - p));
                }
            }
            Layout::ColumnMajor => {
                d.fill(T::zero());
                for (&x, column) in x.iter().zip(prototypes.chunks_exact(K)) {
                    for (d, &p) in d.iter_mut().zip(column) {
                        *d += (x - p) * (x - p);
                    }
                }
            }
        }
    }
}

/// `Σ_i f(a_i, b_i)`, in so many partial sums that the compiler keeps them in registers.
#[inline(always)]
fn sum<T: Real>(a: &[T], b: &[T], f: impl Fn(T, T) -> T) -> T {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut sums = [T::zero(); LANES];
    for (a, b) in a.iter().zip(b) {
        for ((sum, &a), &b) in sums.iter_mut().zip(a).zip(b) {
            *sum += f(a, b);
        }
    }
    let rest = a_rest.iter().zip(b_rest).fold(T::zero(), |sum, (&a, &b)| sum + f(a, b));
    sums.iter().fold(rest, |sum, &part| sum + part)
}

/// Writes `dE/dx_i = 2·Σ_k dE/dd_k·(x_i - p_ki)` for every sample.
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn backward_input<T: Real, const IN: usize, const K: usize>(
    prototypes: &[T],
    x: &[T],
    dd: &[T],
    dx: &mut [T],
) {
    let two = T::one() + T::one();
    let samples = x.chunks_exact(IN).zip(dd.chunks_exact(K)).zip(dx.chunks_exact_mut(IN));
    for ((x, dd), dx) in samples {
        match const { Layout::of(K, IN) } {
            Layout::RowMajor => {
                dx.fill(T::zero());
                for (&dd, prototype) in dd.iter().zip(prototypes.chunks_exact(IN)) {
                    for ((dx, &x), &p) in dx.iter_mut().zip(x).zip(prototype) {
                        *dx += two * dd * (x - p);
                    }
                }
            }
            Layout::ColumnMajor => {
                for ((dx, &x), column) in dx.iter_mut().zip(x).zip(prototypes.chunks_exact(K)) {
                    *dx = two * sum(dd, column, |dd, p| dd * (x - p));
                }
            }
        }
    }
}

/// Adds `dE/dp_ki = -2·dE/dd_k·(x_i - p_ki)` of every sample.
#[cfg(feature = "train")]
#[inline(always)]
pub(crate) fn backward_prototypes<T: Real, const IN: usize, const K: usize>(
    prototypes: &[T],
    x: &[T],
    dd: &[T],
    dp: &mut [T],
) {
    let two = T::one() + T::one();
    for (x, dd) in x.chunks_exact(IN).zip(dd.chunks_exact(K)) {
        match const { Layout::of(K, IN) } {
            Layout::RowMajor => {
                let rows = prototypes.chunks_exact(IN).zip(dp.chunks_exact_mut(IN));
                for ((prototype, dp), &dd) in rows.zip(dd) {
                    for ((dp, &x), &p) in dp.iter_mut().zip(x).zip(prototype) {
                        *dp -= two * dd * (x - p);
                    }
                }
            }
            Layout::ColumnMajor => {
                let columns = prototypes.chunks_exact(K).zip(dp.chunks_exact_mut(K));
                for ((column, dp), &x) in columns.zip(x) {
                    for ((dp, &dd), &p) in dp.iter_mut().zip(dd).zip(column) {
                        *dp -= two * dd * (x - p);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::forward;

    /// The worst relative error of distances in f32, of samples that lie as near to the prototypes
    /// as `apart` says, all of them `far` from zero.
    fn worst<const IN: usize, const K: usize>(far: f32, apart: f32) -> f64 {
        let number = |i: usize| ((i * 7919 % 1009) as f32 / 1009.0 - 0.5) * apart + far;
        let prototypes: [[f32; IN]; K] = core::array::from_fn(|k| core::array::from_fn(|i| number(k * IN + i)));
        let x: [f32; IN] = core::array::from_fn(|i| number(i * 31 + 5));
        let is_by_rows = K < 16 && K < IN;
        let place = |at: usize| if is_by_rows { (at / IN, at % IN) } else { (at % K, at / K) };
        let mut stored = [[0.0; IN]; K];
        for (at, stored) in stored.as_flattened_mut().iter_mut().enumerate() {
            let (k, i) = place(at);
            *stored = prototypes[k][i];
        }
        let mut found = [0.0; K];
        forward::<f32, IN, K>(stored.as_flattened(), &x, &mut found);
        let error = found.iter().zip(&prototypes).map(|(&found, prototype)| {
            let squares = x.iter().zip(prototype).map(|(&x, &p)| (f64::from(x) - f64::from(p)).powi(2));
            let exact: f64 = squares.sum();
            (f64::from(found) - exact).abs() / exact
        });
        error.fold(0.0, f64::max)
    }

    /// As exact far from zero as near it; the expanded square would have an error of 1e4 there.
    #[test]
    fn distances_are_exact_to_a_few_roundings() {
        for (far, apart) in [(0.0, 2.0), (100.0, 0.01), (-1e4, 1.0)] {
            for error in [worst::<2, 100>(far, apart), worst::<84, 10>(far, apart), worst::<300, 33>(far, apart)] {
                assert!(error < 20.0 * f64::from(f32::EPSILON), "{error:e} at {far}");
            }
        }
    }
}
