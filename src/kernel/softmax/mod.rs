//! Softmax, its logarithm (log-sum-exp) and cross-entropy, without overflow and underflow.
//!
//! With `m = max x` all exponents are at most 0: `softmax(x)_i = exp(x_i - m) / Σ_j exp(x_j - m)`
//! and `ln Σ_j exp(x_j) = m + ln Σ_j exp(x_j - m)`. A NaN among the scores makes all results NaN.
//!
//! The missing lanes of the last register of a row are `-inf` for the maximum and 0 for the sum. A
//! row that fits into one register, as those of most classifiers, stays there: it is loaded and
//! stored once.

#[cfg(any(feature = "train", test))]
mod rows;
#[cfg(test)]
mod tests;

use crate::kernel::math::Elementary;
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Lanes, Simd};
use crate::kernel::sum::two_sum;
#[cfg(any(feature = "train", test))]
pub(crate) use rows::{ScoreRows, cross_entropies};

/// `output_i = exp(x_i - max x) / Σ_j exp(x_j - max x)`.
#[inline(always)]
pub(crate) fn softmax<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
    if input.len() <= T::Lanes::<S>::LANES {
        let row: ShortRow<T::Lanes<S>> = ShortRow::new(simd, input, input.len());
        (row.exps / row.sum).store_partial(output);
    } else {
        long_softmax::<S, T, false>(simd, input, output);
    }
}

/// The softmax of `-x`.
#[inline(always)]
pub(crate) fn softmin<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
    if input.len() <= T::Lanes::<S>::LANES {
        let missing = T::Lanes::<S>::splat(simd, T::from_double(f64::NEG_INFINITY));
        let row = ShortRow::of(load_scores::<_, true>(simd, input, missing), input.len());
        (row.exps / row.sum).store_partial(output);
    } else {
        long_softmax::<S, T, true>(simd, input, output);
    }
}

/// The softmax of a row that is longer than a register, or of the negative row.
#[inline(always)]
fn long_softmax<S: Simd, T: Real, const NEGATIVE: bool>(simd: S, input: &[T], output: &mut [T]) {
    let (_, sum) = max_and_sum::<S, T, NEGATIVE>(simd, input, Some(output));
    normalize(simd, output, sum, sum.splat_f64(1.0));
}

/// `output_i = x_i - max x - ln Σ_j exp(x_j - max x)`, exact also where all exponentials but one
/// vanish.
#[inline(always)]
pub(crate) fn log_softmax<S: Simd, T: Real>(simd: S, input: &[T], output: &mut [T]) {
    if input.len() <= T::Lanes::<S>::LANES {
        let row: ShortRow<T::Lanes<S>> = ShortRow::new(simd, input, input.len());
        (row.shifted - T::ln_lanes(row.sum)).store_partial(output);
    } else {
        let (max, sum) = max_and_sum::<S, T, false>(simd, input, None);
        let log_sum = T::ln_lanes(sum);
        let lanes = T::Lanes::<S>::LANES;
        for (x, y) in input.chunks(lanes).zip(output.chunks_mut(lanes)) {
            store((load(simd, x, max) - max) - log_sum, y);
        }
    }
}

/// The cross-entropy of a row of scores: returns the loss
/// `ln Σ_j exp(x_j - max x) - (x_class - max x)`, and writes `factor` times its gradient,
/// `softmax(x)_i - [i = class]`, with one pass of exponentials for both.
#[cfg(any(feature = "train", test))]
#[inline(always)]
pub(crate) fn cross_entropy<S: Simd, T: Real>(simd: S, x: &[T], class: usize, factor: T, gradient: &mut [T]) -> T {
    let (shifted, sum) = cross_entropy_gradient(simd, (x, x.len()), class, factor, gradient);
    // All lanes are the same.
    first_lane(T::ln_lanes(T::Lanes::<S>::splat(simd, sum))) - shifted
}

/// Writes `factor` times the gradient of the cross-entropy of a row of `width` scores, and returns
/// `x_class - max x` and `Σ_j exp(x_j - max x)`. The slices may go on with the rows that follow;
/// the gradient of these may be overwritten.
#[cfg(any(feature = "train", test))]
#[inline(always)]
fn cross_entropy_gradient<S: Simd, T: Real>(
    simd: S,
    (x, width): (&[T], usize),
    class: usize,
    factor: T,
    gradient: &mut [T],
) -> (T, T) {
    let scale = T::Lanes::<S>::splat(simd, factor);
    let (max, sum) = if width <= T::Lanes::<S>::LANES {
        let row: ShortRow<T::Lanes<S>> = ShortRow::new(simd, x, width);
        let softmax = row.exps / row.sum * scale;
        if gradient.len() >= T::Lanes::<S>::LANES {
            softmax.store_slice(gradient);
        } else {
            softmax.store_partial(&mut gradient[..width]);
        }
        (row.max, row.sum)
    } else {
        let (x, gradient) = (&x[..width], &mut gradient[..width]);
        let (max, sum) = max_and_sum::<S, T, false>(simd, x, Some(gradient));
        normalize(simd, gradient, sum, scale);
        (max, sum)
    };
    gradient[class] -= factor;
    (x[class] - first_lane(max), first_lane(sum))
}

/// A row in one register.
struct ShortRow<L> {
    /// `max x` in each lane.
    #[cfg(any(feature = "train", test))]
    max: L,
    /// `x_i - max x`.
    shifted: L,
    /// `exp(x_i - max x)`.
    exps: L,
    /// `Σ_j exp(x_j - max x)` in each lane.
    sum: L,
}

impl<L: Lanes> ShortRow<L> {
    /// Takes the first `width` elements of `x`; the others belong to the rows that follow.
    #[inline(always)]
    fn new(simd: L::Simd, x: &[L::Scalar], width: usize) -> Self {
        let missing = L::splat(simd, L::Scalar::from_double(f64::NEG_INFINITY));
        let scores = if x.len() >= L::LANES {
            select_first(L::load_slice(simd, x), width, missing)
        } else {
            load(simd, &x[..width], missing)
        };
        Self::of(scores, width)
    }

    /// Takes `width` scores, and `-inf` in the lanes behind them.
    #[inline(always)]
    fn of(scores: L, width: usize) -> Self {
        let simd = scores.simd();
        let max = L::splat(simd, scores.reduce_max());
        let shifted = scores - max;
        let exps = exp_partial(shifted, width);
        let sum = L::splat(simd, exps.reduce_sum());
        ShortRow {
            #[cfg(any(feature = "train", test))]
            max,
            shifted,
            exps,
            sum,
        }
    }
}

/// The registers of exponentials whose sum is compensated: rounding errors grow within such a block
/// alone.
const BLOCK: usize = 64;

/// `max x` and `Σ_j exp(x_j - max x)` in each lane, of `-x` if `NEGATIVE`; writes the exponentials
/// to `exps`.
#[inline(always)]
fn max_and_sum<S: Simd, T: Real, const NEGATIVE: bool>(
    simd: S,
    x: &[T],
    mut exps: Option<&mut [T]>,
) -> (T::Lanes<S>, T::Lanes<S>) {
    let lanes = T::Lanes::<S>::LANES;
    let lowest = T::Lanes::<S>::splat(simd, T::from_double(f64::NEG_INFINITY));
    let mut max = lowest;
    for x in x.chunks(lanes) {
        max = load_scores::<_, NEGATIVE>(simd, x, lowest).max(max);
    }
    let max = T::Lanes::<S>::splat(simd, max.reduce_max());
    let zero = T::Lanes::<S>::splat(simd, T::zero());
    let (mut sum, mut error, mut place) = (zero, zero, 0);
    for block in x.chunks(lanes * BLOCK) {
        let mut part = zero;
        for x in block.chunks(lanes) {
            let exp = exp_partial(load_scores::<_, NEGATIVE>(simd, x, max) - max, x.len());
            part = part + exp;
            if let Some(exps) = &mut exps
                && let Some(exps) = exps.get_mut(place..place + x.len())
            {
                store(exp, exps);
            }
            place += x.len();
        }
        let (total, lost) = two_sum(sum, part);
        (sum, error) = (total, error + lost);
    }
    (max, T::Lanes::<S>::splat(simd, (sum + error).reduce_sum()))
}

/// Replaces exponentials by `exponential / sum * scale`.
#[inline(always)]
fn normalize<S: Simd, T: Real>(simd: S, exps: &mut [T], sum: T::Lanes<S>, scale: T::Lanes<S>) {
    for exps in exps.chunks_mut(T::Lanes::<S>::LANES) {
        store(load(simd, exps, sum) / sum * scale, exps);
    }
}

/// The exponentials of the first `count` lanes, and 0 in the others. The exponential of `-inf` is 0
/// too, but processors take long for subnormal intermediate results.
#[inline(always)]
fn exp_partial<L: Lanes>(x: L, count: usize) -> L {
    if count >= L::LANES {
        return L::Scalar::exp_lanes(x);
    }
    let zero = x.splat_f64(0.0);
    select_first(L::Scalar::exp_lanes(select_first(x, count, zero)), count, zero)
}

/// The first `count` lanes of a register, and those of `rest` behind them.
#[inline(always)]
fn select_first<L: Lanes>(register: L, count: usize, rest: L) -> L {
    L::lane_indices(register.simd()).select_less(register.splat_f64(count as f64), register, rest)
}

/// [`load`], with the signs turned if `NEGATIVE`.
#[inline(always)]
fn load_scores<L: Lanes, const NEGATIVE: bool>(simd: L::Simd, x: &[L::Scalar], rest: L) -> L {
    let zero = rest.splat_f64(0.0);
    let rest = if NEGATIVE { zero - rest } else { rest };
    let scores = load(simd, x, rest);
    if NEGATIVE { zero - scores } else { scores }
}

/// Loads a slice that is not longer than a register, and the lanes of `rest` behind it.
#[inline(always)]
fn load<L: Lanes>(simd: L::Simd, x: &[L::Scalar], rest: L) -> L {
    if x.len() >= L::LANES {
        // SAFETY: the slice has `LANES` numbers.
        return unsafe { L::load(simd, x.as_ptr()) };
    }
    select_first(L::load_partial(simd, x), x.len(), rest)
}

/// Stores as many lanes as the slice has room for.
#[inline(always)]
fn store<L: Lanes>(register: L, to: &mut [L::Scalar]) {
    if to.len() >= L::LANES {
        // SAFETY: the slice has `LANES` numbers.
        unsafe { register.store(to.as_mut_ptr()) }
    } else {
        register.store_partial(to);
    }
}

/// The first lane.
#[cfg(any(feature = "train", test))]
#[inline(always)]
fn first_lane<L: Lanes>(register: L) -> L::Scalar {
    let mut number = [<L::Scalar as Default>::default()];
    register.store_partial(&mut number);
    number[0]
}
