use super::{BLOCK, ScoreRows, cross_entropies, cross_entropy, log_softmax, softmax};
use crate::kernel::scalar::Real;
use crate::kernel::simd::{Isa, Lanes, Simd, WithSimd};
use crate::kernel::sum::CompensatedSum;
use std::vec;
use std::vec::Vec;

/// Softmax, its logarithm, and the gradient of the loss with the loss at its end.
type Results<T> = [Vec<T>; 3];

struct All<'a, T>(&'a [T], usize, T);

impl<T: Real> WithSimd for All<'_, T> {
    type Output = Results<T>;

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) -> Results<T> {
        let All(x, class, factor) = self;
        let mut results = [0; 3].map(|_| vec![T::zero(); x.len()]);
        let [shares, logarithms, gradient] = &mut results;
        softmax(simd, x, shares);
        log_softmax(simd, x, logarithms);
        let loss = cross_entropy(simd, x, class, factor, gradient);
        gradient.push(loss);
        results
    }
}

fn all<T: Real>(x: &[T], class: usize, factor: f64) -> Vec<Results<T>> {
    Isa::all().into_iter().map(|isa| isa.run(All(x, class, T::from_double(factor)))).collect()
}

/// The results with the standard library, element by element.
fn expected(x: &[f64], class: usize, factor: f64) -> Results<f64> {
    let largest = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = x.iter().map(|x| (x - largest).exp()).sum();
    let shares: Vec<f64> = x.iter().map(|x| (x - largest).exp() / sum).collect();
    let logarithms = x.iter().map(|x| (x - largest) - sum.ln()).collect();
    let mut gradient: Vec<f64> = shares.iter().map(|share| share * factor).collect();
    gradient[class] -= factor;
    gradient.push(sum.ln() - (x[class] - largest));
    [shares, logarithms, gradient]
}

/// Scores between -9 and 9, which are numbers of both precisions.
fn scores(count: usize) -> Vec<f64> {
    (0..count).map(|i| (i * 37 % 73) as f64 / 4.0 - 9.0).collect()
}

#[test]
fn rows_of_all_lengths() {
    // One short of, as long as and longer than one, two and three registers of all sets.
    for length in 1..=50 {
        let x = scores(length);
        let narrow: Vec<f32> = x.iter().map(|&x| x as f32).collect();
        for class in [0, length / 2, length - 1] {
            let expected = expected(&x, class, 0.25);
            for results in all(&x, class, 0.25) {
                for (found, expected) in results.iter().zip(&expected) {
                    assert_eq!(found.len(), expected.len());
                    for (found, expected) in found.iter().zip(expected) {
                        assert!(
                            (found - expected).abs() <= 1e-15 * (1.0 + expected.abs()),
                            "{length}: {found} {expected}"
                        );
                    }
                }
            }
            for results in all(&narrow, class, 0.25) {
                for (found, expected) in results.iter().zip(&expected) {
                    for (&found, expected) in found.iter().zip(expected) {
                        let error = (f64::from(found) - expected).abs();
                        assert!(error <= 3e-7 * (1.0 + expected.abs()), "{length}: {found} {expected}");
                    }
                }
            }
        }
    }
}

#[test]
fn shares_are_exact_where_they_are_small() {
    let x = scores(40);
    let [shares, ..] = expected(&x, 0, 1.0);
    for [found, ..] in all(&x, 0, 1.0) {
        for (found, expected) in found.iter().zip(&shares) {
            assert!((found / expected - 1.0).abs() < 2e-15);
        }
    }
}

#[test]
fn the_lane_of_a_score_does_not_matter() {
    // The largest first, then equal ones, in full registers and in partial ones.
    for length in [2, 7, 17, 45] {
        let mut x = vec![-0.7_f32; length];
        x[0] = 1.3;
        for [shares, logarithms, _] in all(&x, 0, 1.0) {
            assert!(shares[1..].iter().all(|share| share.to_bits() == shares[1].to_bits()));
            assert!(logarithms[1..].iter().all(|logarithm| logarithm.to_bits() == logarithms[1].to_bits()));
        }
    }
}

#[test]
fn extreme_logits_are_exact() {
    for [shares, ..] in all(&[1e4_f32, -1e4, 1e4], 0, 1.0) {
        assert_eq!(shares, [0.5, 0.0, 0.5]);
    }
    for [_, logarithms, gradient] in all(&[1e4_f32, -1e4, -1e4], 1, 1.0) {
        assert_eq!(logarithms, [0.0, -2e4, -2e4]);
        assert_eq!(gradient, [1.0, -1.0, 0.0, 2e4]);
    }
    for [_, _, gradient] in all(&[-1e4_f64, -1e4], 1, 1.0) {
        assert_eq!(gradient, [0.5, -0.5, core::f64::consts::LN_2]);
    }
}

#[test]
fn equal_logits_give_equal_shares() {
    for length in [3_usize, 4, 32, 35] {
        for logit in [0.0, 1e4, -1e4, f64::MIN_POSITIVE, f64::MIN, f64::MAX] {
            for [shares, logarithms, _] in all(&vec![logit; length], 0, 1.0) {
                assert_eq!(shares, vec![1.0 / length as f64; length]);
                let exact = -(length as f64).ln();
                assert!(
                    logarithms.iter().all(|logarithm| (logarithm / exact - 1.0).abs() < 5e-16),
                    "{length} times {logit}"
                );
            }
        }
    }
}

/// A row whose sum each block of registers behind the first one is lost in.
struct LostBlocks;

impl WithSimd for LostBlocks {
    type Output = ();

    fn with_simd<S: Simd>(self, simd: S) {
        let block = <S::F32 as Lanes>::LANES * BLOCK;
        let mut scores = vec![-17.0_f32; 101 * block];
        scores[..block].fill(0.0);
        let mut shares = vec![0.0; scores.len()];
        softmax(simd, &scores, &mut shares);
        let expected = 1.0 / (block as f64 * (1.0 + 100.0 * (-17.0_f64).exp()));
        let error = (f64::from(shares[0]) / expected - 1.0).abs();
        assert!(error < 2.0 * f64::from(f32::EPSILON), "{} is not {expected}", shares[0]);
    }
}

#[test]
fn many_small_shares_are_not_lost() {
    Isa::all().into_iter().for_each(|isa| isa.run(LostBlocks));
}

#[test]
fn nan_in_gives_nan_out() {
    for length in 1..=35 {
        for position in 0..length {
            for value in [f32::NAN, -f32::NAN] {
                let mut x = vec![1.0; length];
                x[position] = value;
                for results in all(&x, length / 2, 1.0) {
                    assert!(results.iter().flatten().all(|y| y.is_nan()), "{position} of {length}");
                }
            }
        }
    }
}

#[test]
fn infinite_scores() {
    for length in [3, 20] {
        let mut x = vec![0.0_f64; length];
        x[length - 1] = f64::NEG_INFINITY;
        for [shares, logarithms, gradient] in all(&x, 0, 1.0) {
            assert_eq!(shares[length - 1], 0.0);
            assert_eq!(shares[0], 1.0 / (length - 1) as f64);
            assert_eq!(logarithms[length - 1], f64::NEG_INFINITY);
            assert!((gradient[length] - ((length - 1) as f64).ln()).abs() < 1e-15);
        }
    }
}

#[test]
fn scores_without_probabilities_give_nan() {
    // The difference of two infinities, as in PyTorch: no share follows from them.
    for length in 1..=35 {
        let all_are_least = vec![f32::NEG_INFINITY; length];
        for position in 0..length {
            let mut one_is_infinite = vec![0.5; length];
            one_is_infinite[position] = f32::INFINITY;
            for x in [&one_is_infinite, &all_are_least] {
                for [shares, logarithms, gradient] in all(x, length / 2, 1.0) {
                    assert!(shares.iter().all(|y| y.is_nan()), "{x:?}: {shares:?}");
                    assert!(logarithms.iter().all(|y| y.is_nan()), "{x:?}: {logarithms:?}");
                    assert!(gradient.iter().all(|y| y.is_nan()), "{x:?}: {gradient:?}");
                }
            }
        }
    }
}

/// Rows of scores: all at once and row by row, with their losses summed.
struct Rows<'a>(ScoreRows<'a, f64>);

impl WithSimd for Rows<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        let ScoreRows { scores, width, stride, count } = self.0;
        let classes = |first| (first..count).map(|row: usize| row * 7 % width);
        let write = |first, to: &mut [usize]| to.iter_mut().zip(classes(first)).for_each(|(to, class)| *to = class);
        let (mut together, mut one_by_one) = (vec![7.0; scores.len()], vec![7.0; scores.len()]);
        let total: f64 = cross_entropies(simd, self.0, write, 0.25, &mut together).mean(1);
        let mut sum = CompensatedSum::default();
        for ((x, gradient), class) in scores.chunks(stride).zip(one_by_one.chunks_mut(stride)).zip(classes(0)) {
            sum.add(cross_entropy(simd, &x[..width], class, 0.25, &mut gradient[..width]));
        }
        let sum: f64 = sum.mean(1);
        assert_eq!(together, one_by_one);
        assert!((total - sum).abs() <= 1e-14 * sum, "{total} is not {sum}, with rows of {width}");
    }
}

#[test]
fn rows_together_are_rows_one_by_one() {
    for (width, count) in [1, 2, 3, 8, 10, 33]
        .into_iter()
        .flat_map(|width| (0..20).chain([255, 256, 257, 4097]).map(move |count| (width, count)))
    {
        for gap in [0, 1, 20] {
            let stride = width + gap;
            // The last row may be the last of all.
            let numbers = usize::saturating_sub(count * stride, gap / 2);
            let scores: Vec<f64> = (0..numbers).map(|i| ((i * 37 % 101) as f64 - 50.0) / 8.0).collect();
            let rows = ScoreRows { scores: &scores, width, stride, count };
            Isa::all().into_iter().for_each(|isa| isa.run(Rows(rows)));
        }
    }
}

/// The sum of the losses of many rows, and their gradients, on a number of threads.
#[cfg(feature = "rayon")]
struct OnThreads<'a>(ScoreRows<'a, f32>, usize);

#[cfg(feature = "rayon")]
impl WithSimd for OnThreads<'_> {
    type Output = (u64, Vec<f32>);

    fn with_simd<S: Simd>(self, simd: S) -> (u64, Vec<f32>) {
        let OnThreads(rows @ ScoreRows { scores, width, .. }, shares) = self;
        let write = |first: usize, to: &mut [usize]| (first..).zip(to).for_each(|(row, to)| *to = row * 7 % width);
        let mut gradients = vec![7.0; scores.len()];
        let sum =
            crate::kernel::threads::with_shares(shares, || cross_entropies(simd, rows, write, 0.25, &mut gradients));
        (sum.mean::<f64>(1).to_bits(), gradients)
    }
}

#[cfg(feature = "rayon")]
#[test]
fn the_number_of_threads_changes_no_bit() {
    for (width, count) in [(3, 257), (3, 3000), (10, 9000), (40, 700)] {
        for stride in [width, width + 5] {
            let scores: Vec<f32> = (0..count * stride).map(|i| ((i * 37 % 101) as f32 - 50.0) / 8.0).collect();
            let rows = ScoreRows { scores: &scores, width, stride, count };
            for isa in Isa::all() {
                let one = isa.run(OnThreads(rows, 1));
                let is_same = [2, 3, 8].into_iter().all(|shares| isa.run(OnThreads(rows, shares)) == one);
                assert!(is_same, "{count} rows of {width}");
            }
        }
    }
}
