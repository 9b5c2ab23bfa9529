//! Exponentials that neither overflow nor lose everything, for softmax and its logarithm.

use crate::scalar::Real;

/// The largest element; NaN elements are passed over here and come out of the exponentials that follow.
fn largest<T: Real>(values: impl Iterator<Item = T>) -> T {
    values.fold(T::min_value().unwrap_or_else(T::zero), |largest, value| if value > largest { value } else { largest })
}

/// `output_i = exp(x_i - max x) / Σ_j exp(x_j - max x)`.
pub(crate) fn softmax<T: Real>(input: &[T], output: &mut [T]) {
    let shift = largest(input.iter().copied());
    output.iter_mut().zip(input).for_each(|(y, &x)| *y = (x - shift).exponential());
    let sum = output.iter().fold(T::zero(), |sum, &y| sum + y);
    for output in output {
        *output /= sum;
    }
}

/// The largest element and `ln Σ_j exp(x_j - max x)`: kept apart, since their sum loses the second where the first is large.
pub(crate) fn shifted_log_sum_exp<T: Real>(input: &[T]) -> (T, T) {
    let shift = largest(input.iter().copied());
    let sum = input.iter().fold(T::zero(), |sum, &x| sum + (x - shift).exponential());
    (shift, sum.ln())
}

/// `output_i = x_i - ln Σ_j exp(x_j)`, exact also where all but one exponential vanish.
pub(crate) fn log_softmax<T: Real>(input: &[T], output: &mut [T]) {
    let (shift, log_sum) = shifted_log_sum_exp(input);
    for (output, &x) in output.iter_mut().zip(input) {
        *output = (x - shift) - log_sum;
    }
}

#[cfg(test)]
mod tests {
    use super::{log_softmax, shifted_log_sum_exp, softmax};

    #[test]
    fn extreme_logits_are_exact() {
        let mut output = [0.0_f32; 3];
        softmax(&[1e4, -1e4, 1e4], &mut output);
        assert_eq!(output, [0.5, 0.0, 0.5]);
        log_softmax(&[1e4, -1e4, -1e4], &mut output);
        assert_eq!(output, [0.0, -2e4, -2e4]);
        assert_eq!(shifted_log_sum_exp(&[-1e4_f64, -1e4]), (-1e4, core::f64::consts::LN_2));
    }

    #[test]
    fn equal_logits_give_equal_shares() {
        let mut output = [0.0_f64; 4];
        for logit in [0.0, 1e4, -1e4, f64::MIN_POSITIVE] {
            softmax(&[logit; 4], &mut output);
            assert_eq!(output, [0.25; 4]);
            log_softmax(&[logit; 4], &mut output);
            assert_eq!(output, [-(4.0_f64.ln()); 4]);
        }
    }

    #[test]
    fn nan_in_gives_nan_out() {
        let mut output = [0.0_f32; 3];
        for position in 0..3 {
            let mut input = [1.0, 2.0, 3.0];
            input[position] = f32::NAN;
            softmax(&input, &mut output);
            assert!(output.iter().all(|y| y.is_nan()));
            log_softmax(&input, &mut output);
            assert!(output.iter().all(|y| y.is_nan()));
        }
    }
}
