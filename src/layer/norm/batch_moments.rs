//! Mean and variance of each channel over a batch, and the passes of training that go through them.
//!
//! All of it is computed in double precision, so that neither the number of samples nor a mean far
//! from zero costs digits.

use crate::layer::Saved;
use crate::scalar::Real;
use alloc::vec::Vec;
use nalgebra::{ComplexField, Dim};

/// The mean and variance of each of `C` channels over a batch.
///
/// A sample has the numbers of one channel in a row, as many as each of the methods is told.
#[derive(Clone, Debug, Default)]
pub struct BatchMoments<const C: usize> {
    /// The number of numbers of each channel in the last batch.
    count: usize,
    mean: Vec<f64>,
    /// The variance, divided by the count.
    variance: Vec<f64>,
    /// `1 / √(variance + ε)`.
    factor: Vec<f64>,
    /// Two sums of a pass.
    sums: [Vec<f64>; 2],
}

impl<B: Dim, const C: usize> Saved<B> for BatchMoments<C> {
    fn reserve(&mut self, _: B) {
        let BatchMoments { mean, variance, factor, sums: [first, second], .. } = self;
        [mean, variance, factor, first, second].into_iter().for_each(|numbers| numbers.resize(C, 0.0));
    }
}

impl<const C: usize> BatchMoments<C> {
    /// Measures a batch, by the corrected two-pass algorithm:
    ///
    /// ```text
    /// c = Σ x / n,   d = x - c,   mean = c + Σ d / n,   variance = (Σ d² - (Σ d)² / n) / n
    /// ```
    ///
    /// Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for computing the sample variance",
    /// 1983.
    #[inline(always)]
    pub(super) fn measure<T: Real>(&mut self, samples: &[T], run: usize, epsilon: f64) {
        let BatchMoments { count, mean, variance, factor, sums: [sums, squares] } = self;
        *count = samples.len() / C;
        let n = real(*count);
        mean.fill(0.0);
        for sample in samples.chunks_exact(C * run) {
            for (mean, x) in mean.iter_mut().zip(sample.chunks_exact(run)) {
                x.iter().for_each(|x| *mean += x.to_double());
            }
        }
        mean.iter_mut().for_each(|mean| *mean /= n);
        sums.fill(0.0);
        squares.fill(0.0);
        for sample in samples.chunks_exact(C * run) {
            let channels = sums.iter_mut().zip(squares.iter_mut()).zip(mean.iter());
            for (((sum, squares), mean), x) in channels.zip(sample.chunks_exact(run)) {
                for x in x {
                    let distance = x.to_double() - mean;
                    *sum += distance;
                    *squares += distance * distance;
                }
            }
        }
        let measured = mean.iter_mut().zip(variance).zip(factor);
        for (((mean, variance), factor), (sum, squares)) in measured.zip(sums.iter().zip(squares)) {
            *mean += sum / n;
            *variance = (*squares - sum * sum / n) / n;
            // By a comparison, since the greater of NaN and 0 would be 0.
            if *variance < 0.0 {
                *variance = 0.0;
            }
            *factor = 1.0 / ComplexField::sqrt(*variance + epsilon);
        }
    }

    /// `y = (x - mean)·factor ⊙ weight + bias`.
    #[inline(always)]
    pub(super) fn standardize<T: Real>(&self, [weight, bias]: [&[T; C]; 2], x: &[T], y: &mut [T], run: usize) {
        for (x, y) in x.chunks_exact(C * run).zip(y.chunks_exact_mut(C * run)) {
            let runs = x.chunks_exact(run).zip(y.chunks_exact_mut(run));
            let channels = self.mean.iter().zip(&self.factor).zip(weight.iter().zip(bias));
            for ((x, y), ((mean, factor), (weight, bias))) in runs.zip(channels) {
                let (weight, bias) = (weight.to_double(), bias.to_double());
                for (x, y) in x.iter().zip(y) {
                    *y = T::from_double((x.to_double() - mean) * factor * weight + bias);
                }
            }
        }
    }

    /// Adds the gradients of the weight and the bias, and keeps their parts for
    /// [`backward`](Self::backward).
    #[inline(always)]
    pub(super) fn add_gradients<T: Real>(&mut self, x: &[T], dy: &[T], [dw, db]: [&mut [T; C]; 2], run: usize) {
        let BatchMoments { mean, factor, sums: [sums, along], .. } = self;
        sums.fill(0.0);
        along.fill(0.0);
        for (x, dy) in x.chunks_exact(C * run).zip(dy.chunks_exact(C * run)) {
            let runs = x.chunks_exact(run).zip(dy.chunks_exact(run));
            let channels = mean.iter().zip(factor.iter()).zip(sums.iter_mut().zip(along.iter_mut()));
            for ((x, dy), ((mean, factor), (sum, along))) in runs.zip(channels) {
                for (x, dy) in x.iter().zip(dy) {
                    let dy = dy.to_double();
                    *sum += dy;
                    *along += dy * ((x.to_double() - mean) * factor);
                }
            }
        }
        for ((dw, db), (sum, along)) in dw.iter_mut().zip(db).zip(sums.iter().zip(along)) {
            *dw += T::from_double(*along);
            *db += T::from_double(*sum);
        }
    }

    /// Writes the gradient of the input, after [`add_gradients`](Self::add_gradients).
    #[inline(always)]
    pub(super) fn backward<T: Real>(&self, weight: &[T; C], x: &[T], dy: &[T], dx: &mut [T], run: usize) {
        let BatchMoments { count, mean, factor, sums: [sums, along], .. } = self;
        let share = 1.0 / real(*count);
        let samples = x.chunks_exact(C * run).zip(dy.chunks_exact(C * run)).zip(dx.chunks_exact_mut(C * run));
        for ((x, dy), dx) in samples {
            let runs = x.chunks_exact(run).zip(dy.chunks_exact(run)).zip(dx.chunks_exact_mut(run));
            let channels = mean.iter().zip(factor).zip(sums.iter().zip(along)).zip(weight);
            for (((x, dy), dx), (((mean, factor), (sum, along)), weight)) in runs.zip(channels) {
                let scale = weight.to_double() * factor;
                for ((x, dy), dx) in x.iter().zip(dy).zip(dx) {
                    let z = (x.to_double() - mean) * factor;
                    *dx = T::from_double(scale * (dy.to_double() - sum * share - z * (along * share)));
                }
            }
        }
    }

    /// Moves running statistics towards those of the batch, of which the variance is divided by the
    /// count less one. A batch of a single number has no such variance, and moves nothing.
    pub(super) fn follow<T: Real>(&self, [running_mean, running_var]: [&mut [T; C]; 2], momentum: f64) {
        if self.count < 2 {
            return;
        }
        let unbiased = real(self.count) / real(self.count - 1);
        let measured = self.mean.iter().zip(&self.variance);
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
