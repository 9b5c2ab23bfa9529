//! Softmax, its logarithm and the loss that belongs to it, with exponentials that neither overflow nor lose everything.
//!
//! With `m = max x` all exponents are at most 0: `softmax(x)_i = exp(x_i - m) / Σ_j exp(x_j - m)` and `ln Σ_j exp(x_j) = m + ln Σ_j exp(x_j - m)`. NaN among
//! the numbers makes all results NaN.
//!
//! A row goes through registers; what is missing in the last one is `-inf` for the maximum and 0 for the sum. A row that fits into one register, as those of most
//! classifiers, stays there: it is loaded, taken to the exponential and stored once.

#[cfg(test)]
mod tests;

use crate::kernel::math::Elementary;
use crate::kernel::scalar::Real;
#[cfg(any(feature = "train", test))]
use crate::kernel::simd::MAX_LANES;
use crate::kernel::simd::{Lanes, Simd};
#[cfg(any(feature = "train", test))]
use crate::kernel::sum::CompensatedSum;
use crate::kernel::sum::two_sum;

/// `output_i = exp(x_i - max x) / Σ_j exp(x_j - max x)`.
#[inline(always)]
pub(crate) fn softmax<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
    if input.len() <= T::Lanes::<S>::LANES {
        let row: Short<T::Lanes<S>> = Short::new(simd, input);
        (row.powers / row.sum).store_partial(output);
    } else {
        let (_, sum) = exponentials(simd, input, Some(output));
        shares(simd, output, sum, sum.splat_f64(1.0));
    }
}

/// `output_i = x_i - max x - ln Σ_j exp(x_j - max x)`, exact also where all but one exponential vanish.
#[inline(always)]
pub(crate) fn log_softmax<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
    if input.len() <= T::Lanes::<S>::LANES {
        let row: Short<T::Lanes<S>> = Short::new(simd, input);
        (row.shifted - T::ln_lanes(row.sum)).store_partial(output);
    } else {
        let (largest, sum) = exponentials(simd, input, None);
        let log_sum = T::ln_lanes(sum);
        let count = T::Lanes::<S>::LANES;
        for (x, y) in input.chunks(count).zip(output.chunks_mut(count)) {
            store((load(simd, x, largest) - largest) - log_sum, y);
        }
    }
}

/// The cross-entropy of a row of scores: the loss `ln Σ_j exp(x_j - max x) - (x_class - max x)`, and `factor` times its gradient,
/// `softmax(x)_i - [i = class]`, with one pass of exponentials for both.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn cross_entropy<S: Simd, T: Real>(simd: S, x: &[T], class: usize, factor: T, gradient: &mut [T]) -> T {
    let (shifted, sum) = cross_entropy_gradient(simd, x, class, factor, gradient);
    // The first place of each; all are the same.
    first(T::ln_lanes(T::Lanes::<S>::splat(simd, sum))) - shifted
}

/// The cross-entropies of rows of `width` scores, summed. A logarithm takes as long for a register
/// of rows as for one.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn cross_entropies<S: Simd, T: Real>(
    simd: S,
    (rows, width): (&[T], usize),
    classes: impl Iterator<Item = usize>,
    factor: T,
    gradients: &mut [T],
) -> CompensatedSum {
    let (mut sums, mut scores) = ([T::one(); MAX_LANES], [T::zero(); MAX_LANES]);
    let (mut total, mut waiting) = (CompensatedSum::default(), 0);
    for ((x, gradient), class) in rows.chunks_exact(width).zip(gradients.chunks_exact_mut(width)).zip(classes) {
        let (shifted, sum) = cross_entropy_gradient(simd, x, class, factor, gradient);
        (sums[waiting], scores[waiting]) = (sum, shifted);
        waiting += 1;
        if waiting == T::Lanes::<S>::LANES {
            total.add(losses(simd, &sums, &scores));
            waiting = 0;
        }
    }
    // The logarithm of 1 adds nothing.
    sums[waiting..].fill(T::one());
    scores[waiting..].fill(T::zero());
    total.add(losses(simd, &sums, &scores));
    total
}

/// The losses `ln(sum) - score` of a register of rows, summed.
#[cfg(any(feature = "train", test))]
#[inline(always)]
fn losses<S: Simd, T: Real>(simd: S, sums: &[T], scores: &[T]) -> f64 {
    let logarithms = T::ln_lanes(T::Lanes::<S>::load_slice(simd, sums));
    (logarithms - T::Lanes::<S>::load_slice(simd, scores)).reduce_sum().to_double()
}

/// Writes `factor` times the gradient of the cross-entropy of a row, and returns `x_class - max x` and `Σ_j exp(x_j - max x)`.
#[cfg(any(feature = "train", test))]
#[inline(always)]
fn cross_entropy_gradient<S: Simd, T: Real>(simd: S, x: &[T], class: usize, factor: T, gradient: &mut [T]) -> (T, T) {
    let scale = T::Lanes::<S>::splat(simd, factor);
    let (largest, sum) = if x.len() <= T::Lanes::<S>::LANES {
        let row: Short<T::Lanes<S>> = Short::new(simd, x);
        (row.powers / row.sum * scale).store_partial(gradient);
        (row.largest, row.sum)
    } else {
        let (largest, sum) = exponentials(simd, x, Some(gradient));
        shares(simd, gradient, sum, scale);
        (largest, sum)
    };
    gradient[class] -= factor;
    (x[class] - first(largest), first(sum))
}

/// A row in one register.
struct Short<L> {
    /// `max x` at each place.
    #[cfg(any(feature = "train", test))]
    largest: L,
    /// `x_i - max x`.
    shifted: L,
    /// `exp(x_i - max x)`.
    powers: L,
    /// `Σ_j exp(x_j - max x)` at each place.
    sum: L,
}

impl<L: Lanes> Short<L> {
    #[inline(always)]
    fn new(simd: L::Simd, x: &[L::Scalar]) -> Self {
        let missing = L::splat(simd, L::Scalar::from_double(f64::NEG_INFINITY));
        let numbers = load(simd, x, missing);
        let largest = L::splat(simd, numbers.reduce_max());
        let shifted = numbers - largest;
        let powers = powers_of(shifted, x.len());
        let sum = L::splat(simd, powers.reduce_sum());
        Short {
            #[cfg(any(feature = "train", test))]
            largest,
            shifted,
            powers,
            sum,
        }
    }
}

/// How many registers of exponentials are added before their sum is added to the others.
const BLOCK: usize = 64;

/// `max x` and `Σ_j exp(x_j - max x)` at each place; the exponentials go to `powers`.
#[inline(always)]
fn exponentials<S: Simd, T: Real>(simd: S, x: &[T], mut powers: Option<&mut [T]>) -> (T::Lanes<S>, T::Lanes<S>) {
    let count = T::Lanes::<S>::LANES;
    let lowest = T::Lanes::<S>::splat(simd, T::from_double(f64::NEG_INFINITY));
    let mut largest = lowest;
    for x in x.chunks(count) {
        largest = load(simd, x, lowest).max(largest);
    }
    let largest = T::Lanes::<S>::splat(simd, largest.reduce_max());
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let (mut sum, mut rest, mut place) = (zero, zero, 0);
    for block in x.chunks(count * BLOCK) {
        let mut part = zero;
        for x in block.chunks(count) {
            let power = powers_of(load(simd, x, largest) - largest, x.len());
            part = part + power;
            if let Some(powers) = &mut powers
                && let Some(powers) = powers.get_mut(place..place + x.len())
            {
                store(power, powers);
            }
            place += x.len();
        }
        let (total, lost) = two_sum(sum, part);
        (sum, rest) = (total, rest + lost);
    }
    (largest, T::Lanes::<S>::splat(simd, (sum + rest).reduce_sum()))
}

/// From exponentials to `exponential / sum * scale`.
#[inline(always)]
fn shares<S: Simd, T: Real>(simd: S, powers: &mut [T], sum: T::Lanes<S>, scale: T::Lanes<S>) {
    for powers in powers.chunks_mut(T::Lanes::<S>::LANES) {
        store(load(simd, powers, sum) / sum * scale, powers);
    }
}

/// The exponentials of the first `count` numbers, and 0 behind them. The exponential of `-inf` is 0 too, but processors take long for results that small.
#[inline(always)]
fn powers_of<L: Lanes>(x: L, count: usize) -> L {
    if count >= L::LANES {
        return L::Scalar::exp_lanes(x);
    }
    let zero = x.splat_f64(0.0);
    first_of(L::Scalar::exp_lanes(first_of(x, count, zero)), count, zero)
}

/// The first `count` numbers, and those of `rest` behind them.
#[inline(always)]
fn first_of<L: Lanes>(numbers: L, count: usize, rest: L) -> L {
    L::lane_indices(numbers.simd()).select_less(numbers.splat_f64(count as f64), numbers, rest)
}

/// The numbers of a slice, at most as many as a register has, and those of `rest` behind them.
#[inline(always)]
fn load<L: Lanes>(simd: L::Simd, x: &[L::Scalar], rest: L) -> L {
    if x.len() >= L::LANES {
        // SAFETY: the slice has `LANES` numbers.
        return unsafe { L::load(simd, x.as_ptr()) };
    }
    first_of(L::load_partial(simd, x), x.len(), rest)
}

/// As many of the numbers as the slice has room for.
#[inline(always)]
fn store<L: Lanes>(numbers: L, to: &mut [L::Scalar]) {
    if to.len() >= L::LANES {
        // SAFETY: the slice has `LANES` numbers.
        unsafe { numbers.store(to.as_mut_ptr()) }
    } else {
        numbers.store_partial(to);
    }
}

/// The number at the first place.
#[cfg(any(feature = "train", test))]
#[inline(always)]
fn first<L: Lanes>(numbers: L) -> L::Scalar {
    let mut number = [<L::Scalar as Default>::default()];
    numbers.store_partial(&mut number);
    number[0]
}
