//! Standardisation: features with mean 0 and standard deviation 1.

use crate::error::Error;
use crate::layer::Linear;
use crate::scalar::Real;
use nalgebra::ComplexField;

/// The mean and the standard deviation of each feature, found on the training samples and applied to all:
///
/// ```text
/// x' = (x - mean) / deviation
/// ```
///
/// Features on one scale let gradient descent go at one speed in all directions. The deviation is that of the population (divided by the
/// number of samples); a feature that is constant is only shifted, as in scikit-learn's `StandardScaler`.
///
/// ```
/// use netwright::data::Standardizer;
///
/// let mut samples = [[1.0_f64, 5.0], [3.0, 5.0]];
/// let standardizer = Standardizer::fit(&samples)?;
/// standardizer.apply(&mut samples);
/// assert_eq!(samples, [[-1.0, 0.0], [1.0, 0.0]]);
/// assert_eq!(standardizer.apply_one([4.0, 6.0]), [2.0, 1.0]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Standardizer<T, const N: usize> {
    mean: [T; N],
    deviation: [T; N],
}

impl<T: Real, const N: usize> Standardizer<T, N> {
    /// Finds mean and deviation of each feature.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::NotFinite`] with the first number that is infinite or NaN.
    pub fn fit(samples: &[[T; N]]) -> Result<Self, Error> {
        if samples.is_empty() {
            return Err(Error::NoSamples);
        }
        for (row, sample) in samples.iter().enumerate() {
            if let Some(column) = sample.iter().position(|x| !x.is_finite()) {
                return Err(Error::NotFinite { row, column, found: sample[column].to_double() });
            }
        }
        let columns: [(f64, f64); N] = core::array::from_fn(|column| moments(samples, column));
        Ok(Standardizer {
            mean: columns.map(|(mean, _)| T::from_double(mean)),
            deviation: columns.map(|(_, deviation)| T::from_double(if deviation == 0.0 { 1.0 } else { deviation })),
        })
    }

    /// The mean of each feature.
    #[must_use]
    pub fn mean(&self) -> &[T; N] {
        &self.mean
    }

    /// The standard deviation of each feature, 1 where it is constant.
    #[must_use]
    pub fn deviation(&self) -> &[T; N] {
        &self.deviation
    }

    /// Standardises samples in place.
    pub fn apply(&self, samples: &mut [[T; N]]) {
        for sample in samples {
            *sample = self.apply_one(*sample);
        }
    }

    /// One sample, standardised.
    #[must_use]
    pub fn apply_one(&self, sample: [T; N]) -> [T; N] {
        core::array::from_fn(|column| (sample[column] - self.mean[column]) / self.deviation[column])
    }

    /// Makes a first layer that was trained on standardised samples take samples as they are, so that a finished network needs no
    /// preparation:
    ///
    /// ```text
    /// W·(x - mean) / deviation + b = W'·x + b',   W'_ij = W_ij / deviation_j,   b' = b - W'·mean
    /// ```
    ///
    /// ```
    /// use netwright::data::Standardizer;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Net(Linear<1>);
    ///
    /// let standardizer = Standardizer::fit(&[[1.0_f32, 10.0], [3.0, 50.0]])?;
    /// let mut net = Net::zeros();
    /// (net.0.weight[(0, 0)], net.0.weight[(0, 1)]) = (1.0, 2.0);
    /// let before = net.predict(&standardizer.apply_one([2.5, 20.0]));
    /// standardizer.fold(&mut net.0);
    /// assert_eq!(net.predict(&[2.5, 20.0]), before);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    pub fn fold<const OUT: usize>(&self, layer: &mut Linear<T, N, OUT>) {
        for row in 0..OUT {
            for column in 0..N {
                let weight = layer.weight[(row, column)] / self.deviation[column];
                layer.weight[(row, column)] = weight;
                layer.bias[row] -= weight * self.mean[column];
            }
        }
    }
}

/// Mean and standard deviation of a feature, in double precision and in two passes, so that large means cost no digits.
#[allow(clippy::cast_precision_loss)] // There are far fewer samples than 2^52.
fn moments<T: Real, const N: usize>(samples: &[[T; N]], column: usize) -> (f64, f64) {
    let count = samples.len() as f64;
    let values = || samples.iter().map(|sample| sample[column].to_double());
    let mean = values().sum::<f64>() / count;
    let variance = values().map(|x| (x - mean) * (x - mean)).sum::<f64>() / count;
    (mean, ComplexField::sqrt(variance))
}
