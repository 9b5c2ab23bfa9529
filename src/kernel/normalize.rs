//! Normalisation of one row of numbers: to mean 0 and variance 1, or to a mean square of 1.

use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};

/// Mean and variance of a row.
///
/// The mean is a sum of two numbers, since rounded to one it may be off by more than a deviation.
#[derive(Clone, Copy)]
pub(crate) struct RowMoments<T> {
    centre: T,
    /// The rounding error of the centre, to be added to it.
    rest: T,
    variance: T,
}

impl<T: Real> RowMoments<T> {
    /// Computes the moments in two passes, which need no range beyond that of the numbers, and
    /// where large numbers that are nearly equal cost no digits:
    ///
    /// ```text
    /// c = Σ x / n,   d = x - c,   mean = c + Σ d / n,   variance = (Σ d² - (Σ d)² / n) / n
    /// ```
    ///
    /// Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for computing the sample variance",
    /// 1983, the corrected two-pass algorithm.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(simd: S, x: &[T]) -> Self {
        let count = count_of(x);
        let [sum, _] = sums(simd, [x; 3], |[x, ..]| [x, x]);
        let centre = sum / count;
        let centres = T::Lanes::<S>::splat(simd, centre);
        let [sum, squares] = sums(simd, [x; 3], |[x, ..]| {
            let distance = x - centres;
            [distance, distance * distance]
        });
        let rest = sum / count;
        let variance = (squares - sum * rest) / count;
        // By a comparison, since the greater of NaN and 0 would be 0.
        RowMoments { centre, rest, variance: if variance < T::zero() { T::zero() } else { variance } }
    }

    /// `(x - mean)·factor`, with the factor `1 / √(variance + ε)`.
    #[inline(always)]
    pub(crate) fn standardize(self, epsilon: T) -> Standardize<T> {
        let RowMoments { centre, rest, variance } = self;
        Standardize { centre, rest, factor: T::one() / (variance + epsilon).sqrt() }
    }
}

/// A row moved and scaled: `z = (x - mean)·factor`.
#[derive(Clone, Copy)]
pub(crate) struct Standardize<T> {
    centre: T,
    rest: T,
    factor: T,
}

impl<T: Real> Standardize<T> {
    /// `x / √(mean(x²) + ε)`, which moves nothing.
    #[inline(always)]
    pub(crate) fn by_mean_square<S: Simd>(simd: S, x: &[T], epsilon: T) -> Self {
        let [squares, _] = sums(simd, [x; 3], |[x, ..]| [x * x, x]);
        let factor = T::one() / (squares / count_of(x) + epsilon).sqrt();
        Standardize { centre: T::zero(), rest: T::zero(), factor }
    }

    #[inline(always)]
    fn of(self, x: T) -> T {
        ((x - self.centre) - self.rest) * self.factor
    }

    #[inline(always)]
    #[cfg(feature = "train")]
    fn of_lanes<L: Lanes<Scalar = T>>(self, x: L) -> L {
        // Not by `map` of an array, which is not always inlined.
        let simd = x.simd();
        ((x - L::splat(simd, self.centre)) - L::splat(simd, self.rest)) * L::splat(simd, self.factor)
    }

    /// `y = z ⊙ weight + bias`.
    #[inline(always)]
    pub(crate) fn scale_and_shift(self, x: &[T], weight: &[T], bias: &[T], y: &mut [T]) {
        for (((y, &x), &weight), &bias) in y.iter_mut().zip(x).zip(weight).zip(bias) {
            *y = self.of(x) * weight + bias;
        }
    }

    /// `y = z ⊙ weight`.
    #[inline(always)]
    pub(crate) fn scale(self, x: &[T], weight: &[T], y: &mut [T]) {
        for ((y, &x), &weight) in y.iter_mut().zip(x).zip(weight) {
            *y = self.of(x) * weight;
        }
    }

    /// `y = z·weight + bias`, with one weight and one bias.
    #[inline(always)]
    pub(crate) fn scale_and_shift_all(self, x: &[T], weight: T, bias: T, y: &mut [T]) {
        for (y, &x) in y.iter_mut().zip(x) {
            *y = self.of(x) * weight + bias;
        }
    }

    /// Adds the gradient of the weight, `dE/dw = dE/dy ⊙ z`.
    #[cfg(feature = "train")]
    #[inline(always)]
    pub(crate) fn add_weight_gradient(self, x: &[T], output_gradient: &[T], gradient: &mut [T]) {
        for ((dw, &x), &dy) in gradient.iter_mut().zip(x).zip(output_gradient) {
            *dw += dy * self.of(x);
        }
    }

    /// `Σ dE/dy` and `Σ dE/dy ⊙ z`: the gradients of one bias and of one weight.
    #[cfg(feature = "train")]
    #[inline(always)]
    pub(crate) fn gradient_sums<S: Simd>(self, simd: S, x: &[T], output_gradient: &[T]) -> [T; 2] {
        sums(simd, [x, output_gradient, x], |[x, dy, _]| [dy, dy * self.of_lanes(x)])
    }

    /// The gradient by a part of the row that has one weight, given `mean(g)` and `mean(g ⊙ z)` of
    /// all of it; see [`backward`](Self::backward).
    #[cfg(feature = "train")]
    #[inline(always)]
    pub(crate) fn backward_part(self, weight: T, [mean, along]: [T; 2], [x, dy]: [&[T]; 2], input_gradient: &mut [T]) {
        for (dx, (&x, &dy)) in input_gradient.iter_mut().zip(x.iter().zip(dy)) {
            *dx = self.factor * (dy * weight - mean - self.of(x) * along);
        }
    }

    /// The gradient by `x`, with `g = dE/dy ⊙ w`, by way of the mean and the variance of the row:
    ///
    /// ```text
    /// dE/dx_i = factor·(g_i - mean(g) - z_i·mean(g ⊙ z))
    /// ```
    ///
    /// without `mean(g)` where the row is not moved.
    #[cfg(feature = "train")]
    #[inline(always)]
    pub(crate) fn backward<S: Simd>(
        self,
        simd: S,
        is_moved: bool,
        [x, weight, output_gradient]: [&[T]; 3],
        input_gradient: &mut [T],
    ) {
        let count = count_of(x);
        let [sum, along] = sums(simd, [x, weight, output_gradient], |[x, weight, dy]| {
            let gradient = dy * weight;
            [gradient, gradient * self.of_lanes(x)]
        });
        let (mean, along) = (if is_moved { sum / count } else { T::zero() }, along / count);
        let given = x.iter().zip(weight).zip(output_gradient);
        for (dx, ((&x, &weight), &dy)) in input_gradient.iter_mut().zip(given) {
            *dx = self.factor * (dy * weight - mean - self.of(x) * along);
        }
    }
}

#[allow(clippy::cast_precision_loss)] // Sizes are far below 2^52.
#[inline(always)]
fn count_of<T: Real>(x: &[T]) -> T {
    T::from_double(x.len() as f64)
}

/// The sums of two functions of the numbers at each place of three rows.
#[inline(always)]
fn sums<S: Simd, T: Real>(simd: S, [a, b, c]: [&[T]; 3], f: impl Fn([T::Lanes<S>; 3]) -> [T::Lanes<S>; 2]) -> [T; 2] {
    let lanes = T::Lanes::<S>::LANES;
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let (mut first, mut second) = (zero, zero);
    for ((a, b), c) in a.chunks(lanes).zip(b.chunks(lanes)).zip(c.chunks(lanes)) {
        let [one, other] = f([load(simd, a), load(simd, b), load(simd, c)]);
        first = first + keep_first(one, a.len(), zero);
        second = second + keep_first(other, a.len(), zero);
    }
    [first.reduce_sum(), second.reduce_sum()]
}

/// Loads a slice that is not longer than a register, and zeroes behind it.
#[inline(always)]
fn load<L: Lanes>(simd: L::Simd, x: &[L::Scalar]) -> L {
    if x.len() >= L::LANES { L::load_slice(simd, x) } else { L::load_partial(simd, x) }
}

/// The first `count` lanes, and zeroes behind them.
#[inline(always)]
fn keep_first<L: Lanes>(register: L, count: usize, zero: L) -> L {
    if count >= L::LANES {
        return register;
    }
    L::lane_indices(register.simd()).select_less(register.splat_f64(count as f64), register, zero)
}

#[cfg(test)]
mod tests {
    use super::RowMoments;
    use crate::kernel::simd::{Isa, Simd, WithSimd};
    use alloc::vec::Vec;

    /// Rows of 0, 2, 2, 2 so far from zero that their mean, 1.5 more, is no number there.
    struct FarFromZero;

    impl WithSimd for FarFromZero {
        type Output = ();

        fn with_simd<S: Simd>(self, simd: S) {
            for repetitions in [1, 2, 5, 16, 33] {
                let x = [0.0, 2.0, 2.0, 2.0].repeat(repetitions);
                let x: Vec<f32> = x.into_iter().map(|x: f32| x + 16_777_216.0).collect();
                let row = RowMoments::of(simd, &x).standardize(0.0);
                let mut y = alloc::vec![0.0; x.len()];
                row.scale_and_shift_all(&x, 1.0, 0.0, &mut y);
                // The deviation is half of the root of 3.
                let expected = [-3.0, 1.0, 1.0, 1.0].map(|z: f32| z / 3.0_f32.sqrt());
                for (place, y) in y.iter().enumerate() {
                    let error = (y - expected[place % 4]).abs();
                    assert!(error < 1e-6, "element {place} of {}: {y} is not {}", x.len(), expected[place % 4]);
                }
                #[cfg(feature = "train")]
                for place in [0, x.len() - 1] {
                    let mut dy = alloc::vec![0.0; x.len()];
                    dy[place] = 2.0;
                    let [sum, along] = row.gradient_sums(simd, &x, &dy);
                    let expected = 2.0 * expected[place % 4];
                    assert!(sum == 2.0 && (along - expected).abs() < 2e-6, "{along} is not {expected}");
                }
            }
        }
    }

    #[test]
    fn rows_far_from_zero_are_standardized_as_those_near_it() {
        Isa::all().into_iter().for_each(|isa| isa.run(FarFromZero));
    }
}
