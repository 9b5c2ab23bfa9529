//! The position of the largest or the smallest number, where NaN may be among the numbers.
//!
//! NaN counts as larger than all others, and as smaller, and the first of several equally large
//! ones is taken, as by PyTorch's `argmax` and `max`: no comparison loses a NaN.

use crate::kernel::scalar::Real;

/// Returns `true` for NaN alone.
#[inline(always)]
pub(crate) fn is_nan<T: Real>(number: T) -> bool {
    // Only NaN differs from itself.
    #[allow(clippy::eq_op)]
    {
        number != number
    }
}

/// Returns `true` if `number` is larger than `other`. NaN is larger than what is not NaN.
#[inline(always)]
pub(crate) fn exceeds<T: Real>(number: T, other: T) -> bool {
    number > other || (is_nan(number) && !is_nan(other))
}

/// Returns `true` if `number` is smaller than `other`. NaN is smaller than what is not NaN, so that
/// the smallest of several numbers is NaN if one of them is.
#[inline(always)]
pub(crate) fn undercuts<T: Real>(number: T, other: T) -> bool {
    number < other || (is_nan(number) && !is_nan(other))
}

/// The position of the largest number, the first one of several; 0 if there is none.
#[inline(always)]
pub(crate) fn argmax<T: Real>(numbers: &[T]) -> usize {
    first_of_the_best(numbers, exceeds)
}

/// The position of the smallest number, the first one of several; 0 if there is none.
#[inline(always)]
pub(crate) fn argmin<T: Real>(numbers: &[T]) -> usize {
    first_of_the_best(numbers, undercuts)
}

#[inline(always)]
fn first_of_the_best<T: Real>(numbers: &[T], beats: impl Fn(T, T) -> bool) -> usize {
    let mut numbers = numbers.iter().copied().enumerate();
    let Some(first) = numbers.next() else { return 0 };
    let (position, _) = numbers.fold(first, |best, number| if beats(number.1, best.1) { number } else { best });
    position
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::{argmax, argmin};

    use alloc::vec::Vec;

    const NAN: f32 = f32::NAN;
    const INFINITY: f32 = f32::INFINITY;

    /// Scores, and the position of the largest.
    const CASES: &[(&[f32], usize)] = &[
        (&[], 0),
        (&[3.0], 0),
        (&[1.0, 3.0, 2.0], 1),
        (&[1.0, 3.0, 3.0], 1),
        (&[0.0, -0.0], 0),
        (&[-0.0, 0.0], 0),
        (&[-INFINITY, -INFINITY, f32::MIN], 2),
        (&[f32::MAX, INFINITY, INFINITY], 1),
        (&[1.0, NAN, 3.0], 1),
        (&[1.0, -NAN, 3.0], 1),
        (&[NAN, INFINITY, NAN], 0),
        (&[INFINITY, -INFINITY, NAN], 2),
        (&[-INFINITY, NAN, NAN], 1),
    ];

    #[test]
    fn nan_is_the_largest_and_the_first_wins() {
        for (scores, expected) in CASES {
            assert_eq!(argmax(scores), *expected, "{scores:?}");
            let negative: Vec<f32> = scores.iter().map(|score| -score).collect();
            assert_eq!(argmin(&negative), *expected, "{negative:?}");
        }
    }
}
