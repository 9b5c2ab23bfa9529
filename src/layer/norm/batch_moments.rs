//! Mean and variance of each channel over a batch, and the passes of training that go through them.
//!
//! All of it is computed in double precision, so that neither the number of samples nor a mean far
//! from zero costs digits.

use crate::kernel::channels;
use crate::layer::Saved;
use crate::scalar::Real;
use alloc::vec::Vec;
use nalgebra::{ComplexField, Dim};

/// The kinds of numbers that each channel has.
const PARTS: usize = 5;

/// The mean and variance of each of `C` channels over a batch.
///
/// A sample of `N` numbers has those of one channel in a row.
#[derive(Clone, Debug, Default)]
pub struct BatchMoments<const C: usize> {
    /// The number of numbers of each channel in the last batch.
    count: usize,
    /// Once memory is reserved, the mean, the variance, divided by the count, the factor `1 /
    /// √(variance + ε)`, and two sums of a pass.
    numbers: Vec<f64>,
}

impl<B: Dim, const C: usize> Saved<B> for BatchMoments<C> {
    fn reserve(&mut self, _: B) {
        self.numbers.resize(PARTS * C, 0.0);
    }
}

impl<const C: usize> BatchMoments<C> {
    fn arrays(&self) -> Option<&[[f64; C]; PARTS]> {
        self.numbers.as_chunks().0.first_chunk()
    }

    fn arrays_mut(&mut self) -> Option<&mut [[f64; C]; PARTS]> {
        self.numbers.as_chunks_mut().0.first_chunk_mut()
    }

    /// Measures a batch, by the corrected two-pass algorithm:
    ///
    /// ```text
    /// c = Σ x / n,   d = x - c,   mean = c + Σ d / n,   variance = (Σ d² - (Σ d)² / n) / n
    /// ```
    ///
    /// Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for computing the sample variance",
    /// 1983.
    #[inline(always)]
    pub(super) fn measure<T: Real, const N: usize>(&mut self, samples: &[T], epsilon: f64) {
        self.count = samples.len() / C;
        let n = real(self.count);
        let Some([mean, variance, factor, sums, squares]) = self.arrays_mut() else { return };
        mean.fill(0.0);
        let add = |channel: usize, [sum]: [f64; 1]| mean[channel] += sum;
        channels::sums::<_, _, _, _, C, N>(|_| (), [samples; 2], |(), [x, _]| [x.to_double()], add);
        mean.iter_mut().for_each(|mean| *mean /= n);
        sums.fill(0.0);
        squares.fill(0.0);
        let distances = |mean: f64, [x, _]: [T; 2]| {
            let distance = x.to_double() - mean;
            [distance, distance * distance]
        };
        let add = |channel: usize, [sum, square]: [f64; 2]| {
            sums[channel] += sum;
            squares[channel] += square;
        };
        channels::sums::<_, _, _, _, C, N>(|channel| mean[channel], [samples; 2], distances, add);
        let measured = mean.iter_mut().zip(variance).zip(factor);
        for (((mean, variance), factor), (sum, squares)) in measured.zip(sums.iter().zip(squares)) {
            *mean += *sum / n;
            *variance = (*squares - *sum * *sum / n) / n;
            // By a comparison, since the greater of NaN and 0 would be 0.
            if *variance < 0.0 {
                *variance = 0.0;
            }
            *factor = 1.0 / ComplexField::sqrt(*variance + epsilon);
        }
    }

    /// `y = (x - mean)·factor ⊙ weight + bias`.
    #[inline(always)]
    pub(super) fn standardize<T: Real, const N: usize>(&self, [weight, bias]: [&[T; C]; 2], x: &[T], y: &mut [T]) {
        let Some([mean, _, factor, ..]) = self.arrays() else { return };
        let numbers = |channel: usize| {
            let scale = factor[channel] * weight[channel].to_double();
            (mean[channel], scale, bias[channel].to_double())
        };
        channels::map::<T, _, C, N>(numbers, x, y, |(mean, scale, bias), x| {
            T::from_double((x.to_double() - mean) * scale + bias)
        });
    }

    /// Adds the gradients of the weight and the bias, and keeps their parts for
    /// [`backward`](Self::backward).
    #[inline(always)]
    pub(super) fn add_gradients<T: Real, const N: usize>(&mut self, x: &[T], dy: &[T], [dw, db]: [&mut [T; C]; 2]) {
        let Some([mean, _, factor, sums, along]) = self.arrays_mut() else { return };
        sums.fill(0.0);
        along.fill(0.0);
        let parts = |(mean, factor): (f64, f64), [x, dy]: [T; 2]| {
            let dy = dy.to_double();
            [dy, dy * ((x.to_double() - mean) * factor)]
        };
        let add = |channel: usize, [sum, product]: [f64; 2]| {
            sums[channel] += sum;
            along[channel] += product;
        };
        channels::sums::<_, _, _, _, C, N>(|channel| (mean[channel], factor[channel]), [x, dy], parts, add);
        for ((dw, db), (sum, along)) in dw.iter_mut().zip(db).zip(sums.iter().zip(along)) {
            *dw += T::from_double(*along);
            *db += T::from_double(*sum);
        }
    }

    /// Writes the gradient of the input, after [`add_gradients`](Self::add_gradients).
    ///
    /// The three terms of `w·factor·(dy - Σ dy / n - z·(Σ dy ⊙ z) / n)`, with `z = (x -
    /// mean)·factor`, are summed with factors that a channel has once.
    #[inline(always)]
    pub(super) fn backward<T: Real, const N: usize>(&self, weight: &[T; C], x: &[T], dy: &[T], dx: &mut [T]) {
        let Some([mean, _, factor, sums, along]) = self.arrays() else { return };
        let share = 1.0 / real(self.count);
        let numbers = |channel: usize| {
            let scale = weight[channel].to_double() * factor[channel];
            (mean[channel], scale, sums[channel] * share, factor[channel] * (along[channel] * share))
        };
        channels::zip_map::<T, _, C, N>(numbers, [x, dy], dx, |(mean, scale, sum, along), [x, dy]| {
            T::from_double(scale * (dy.to_double() - sum - (x.to_double() - mean) * along))
        });
    }

    /// Moves running statistics towards those of the batch, of which the variance is divided by the
    /// count less one. A batch of a single number has no such variance, and moves nothing.
    pub(super) fn follow<T: Real>(&self, [running_mean, running_var]: [&mut [T; C]; 2], momentum: f64) {
        let Some([mean, variance, ..]) = self.arrays().filter(|_| self.count > 1) else { return };
        let unbiased = real(self.count) / real(self.count - 1);
        let measured = mean.iter().zip(variance);
        for ((running_mean, running_var), (mean, variance)) in running_mean.iter_mut().zip(running_var).zip(measured) {
            *running_mean = towards(*running_mean, *mean, momentum);
            *running_var = towards(*running_var, variance * unbiased, momentum);
        }
    }
}

/// A share of the way from one number to another. What would leave the range of `T` stays at its
/// end: an infinite variance would make the next one NaN.
fn towards<T: Real>(from: T, to: f64, share: f64) -> T {
    let reached = (1.0 - share) * from.to_double() + share * to;
    let largest = T::max_value().map_or(f64::MAX, T::to_double);
    // NaN stays what it is.
    T::from_double(if reached > largest {
        largest
    } else if reached < -largest {
        -largest
    } else {
        reached
    })
}

#[allow(clippy::cast_precision_loss)] // There are far fewer numbers than 2^52.
fn real(count: usize) -> f64 {
    count as f64
}
