//! The cross-entropies of many rows.

use super::cross_entropy_gradient;
use crate::kernel::scalar::Real;
#[cfg(feature = "rayon")]
use crate::kernel::simd::vectorize;
use crate::kernel::simd::{Lanes, MAX_LANES, Simd};
use crate::kernel::sum::CompensatedSum;
#[cfg(feature = "rayon")]
use crate::kernel::threads;

/// Rows of `width` scores, each with a distance of `stride` to the next; what lies between them
/// belongs to others.
#[derive(Clone, Copy)]
pub(crate) struct ScoreRows<'a, T> {
    pub(crate) scores: &'a [T],
    pub(crate) width: usize,
    pub(crate) stride: usize,
    pub(crate) count: usize,
}

impl<T> ScoreRows<'_, T> {
    /// The rows from a number on.
    fn skip(self, rows: usize) -> Self {
        let scores = self.scores.get(rows * self.stride..).unwrap_or_default();
        ScoreRows { scores, count: self.count.saturating_sub(rows), ..self }
    }

    /// The first rows, as many as `count` says at most.
    fn take(self, count: usize) -> Self {
        ScoreRows { count: self.count.min(count), ..self }
    }
}

/// The rows whose losses are summed on one thread.
const PART: usize = 256;

/// The multiplications that take as long as a row and as one of its scores, about.
#[cfg(feature = "rayon")]
const WORK: (usize, usize) = (200, 20);

/// The sum of the cross-entropies of rows of scores; see [`cross_entropy`](super::cross_entropy).
/// `classes_from` writes the classes of the rows from a number on.
///
/// The losses of many rows are summed part by part, so that the sum does not depend on the number
/// of threads.
#[inline(always)]
pub(crate) fn cross_entropies<S: Simd, T: Real>(
    simd: S,
    rows: ScoreRows<'_, T>,
    classes_from: impl Fn(usize, &mut [usize]),
    factor: T,
    gradients: &mut [T],
) -> CompensatedSum {
    let ScoreRows { stride, count, .. } = rows;
    let mut total = CompensatedSum::default();
    #[cfg(feature = "rayon")]
    if let Some(parts) = threads::share(count.div_ceil(PART), PART * (WORK.0 + WORK.1 * rows.width), 1) {
        shared(simd, rows, &classes_from, (factor, gradients), parts, &mut total);
        return total;
    }
    // All at once, since a call in the loops over rows would cost them their registers.
    let mut classes = [0; PART];
    for (first, gradients) in (0..count).step_by(PART).zip(gradients.chunks_mut(PART * stride)) {
        let rows = rows.skip(first).take(PART);
        let classes = &mut classes[..rows.count];
        classes_from(first, classes);
        total.append(part(simd, rows, classes, factor, gradients));
    }
    total
}

/// The parts whose classes are read at once.
#[cfg(feature = "rayon")]
const PARTS_AT_ONCE: usize = 16;

/// Adds the sums of the parts in their order. A thread has `share` parts after the other.
#[cfg(feature = "rayon")]
fn shared<S: Simd, T: Real>(
    simd: S,
    rows: ScoreRows<'_, T>,
    classes_from: &dyn Fn(usize, &mut [usize]),
    (factor, gradients): (T, &mut [T]),
    share: usize,
    total: &mut CompensatedSum,
) {
    const AT_ONCE: usize = PARTS_AT_ONCE * PART;
    let (stride, share) = (rows.stride, share.min(PARTS_AT_ONCE));
    let mut classes = [0; AT_ONCE];
    for (first, gradients) in (0..rows.count).step_by(AT_ONCE).zip(gradients.chunks_mut(AT_ONCE * stride)) {
        let rows = rows.skip(first).take(AT_ONCE);
        let classes = &mut classes[..rows.count];
        classes_from(first, classes);
        let (classes, mut sums) = (&*classes, [CompensatedSum::default(); PARTS_AT_ONCE]);
        let sums = &mut sums[..rows.count.div_ceil(PART)];
        let shares = gradients.chunks_mut(share * PART * stride).zip(sums.chunks_mut(share)).enumerate();
        threads::for_each(shares, |(number, (gradients, sums))| {
            let places = (number * share * PART..).step_by(PART);
            for ((first, gradients), sum) in places.zip(gradients.chunks_mut(PART * stride)).zip(sums) {
                let rows = rows.skip(first).take(PART);
                let classes = &classes[first..first + rows.count];
                *sum = vectorize!(simd, part(simd, rows, classes, factor, gradients));
            }
        });
        sums.iter().for_each(|sum| total.append(*sum));
    }
}

/// The sum for rows of these classes. The logarithms are taken for a register of rows at a time,
/// since that takes as long as for one.
#[inline(always)]
fn part<S: Simd, T: Real>(
    simd: S,
    ScoreRows { scores: rows, width, stride, count }: ScoreRows<'_, T>,
    classes: &[usize],
    factor: T,
    gradients: &mut [T],
) -> CompensatedSum {
    let lanes = T::Lanes::<S>::LANES;
    let mut total = CompensatedSum::default();
    for (first, classes) in (0..count).step_by(lanes).zip(classes.chunks(lanes)) {
        // The logarithm of 1 adds nothing where there is no row.
        let (mut sums, mut scores) = ([T::one(); MAX_LANES], [T::zero(); MAX_LANES]);
        let results = sums.iter_mut().zip(&mut scores).zip(classes);
        for (place, ((sum, score), &class)) in (first * stride..).step_by(stride).zip(results) {
            // Each row with what follows it, which whole registers may reach into, unless the
            // gradient of another loss is there.
            let end = if stride == width { gradients.len() } else { place + width };
            let (x, gradient) = (&rows[place..], &mut gradients[place..end]);
            (*score, *sum) = cross_entropy_gradient(simd, (x, width), class, factor, gradient);
        }
        total.add(losses(simd, &sums, &scores));
    }
    total
}

/// The sum of the losses `ln(sum) - score` of a register of rows.
#[inline(always)]
fn losses<S: Simd, T: Real>(simd: S, sums: &[T], scores: &[T]) -> f64 {
    let logarithms = T::ln_lanes(T::Lanes::<S>::load_slice(simd, sums));
    (logarithms - T::Lanes::<S>::load_slice(simd, scores)).reduce_sum().to_double()
}
