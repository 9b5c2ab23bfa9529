//! Standardisation: features with mean 0 and standard deviation 1.

use crate::data::finite::require_finite_samples;
use crate::data::moments::moments;
use crate::error::Error;
use crate::layer::Linear;
use crate::scalar::Real;
use alloc::boxed::Box;

/// Mean and standard deviation of each feature, computed from the training samples and applied to
/// all:
///
/// ```text
/// x' = (x - mean) / deviation
/// ```
///
/// With features on one scale, gradient descent proceeds at one speed in all directions. The
/// deviation is that of the population (divided by the number of samples). A feature that is
/// constant is only shifted, as in scikit-learn's `StandardScaler`. A feature counts as constant if
/// its values are equal, or so close that their deviation is rounded to 0.
///
/// A network that is to take raw samples has the layer [`Normalize`](crate::layer::Normalize)
/// instead, whose numbers are saved and embedded with its weights.
///
/// Its numbers are on the heap, and no sample passes over the stack, except in
/// [`apply_one`](Self::apply_one).
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
    mean: Box<[T; N]>,
    /// The rounding error of the mean, to be added to it: half of the distance between two samples,
    /// where these are neighbours in their type.
    mean_rest: Box<[T; N]>,
    deviation: Box<[T; N]>,
}

impl<T: Real, const N: usize> Standardizer<T, N> {
    /// Computes the mean and deviation of each feature.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::NotFinite`] with the first number that is infinite or NaN.
    pub fn fit(samples: &[[T; N]]) -> Result<Self, Error> {
        if samples.is_empty() {
            return Err(Error::NoSamples);
        }
        require_finite_samples(samples.as_flattened(), N)?;
        let zeros = bytemuck::zeroed_box::<[T; N]>;
        let mut standardizer = Standardizer { mean: zeros(), mean_rest: zeros(), deviation: zeros() };
        for (feature, moments) in moments(samples.as_flattened(), N, 1).into_iter().enumerate() {
            let mean = T::from_double(moments.mean);
            standardizer.mean[feature] = mean;
            standardizer.mean_rest[feature] = T::from_double(moments.mean - mean.to_double() + moments.mean_rest);
            standardizer.deviation[feature] = moments.divisor();
        }
        Ok(standardizer)
    }

    /// Returns the mean of each feature.
    #[must_use]
    pub fn mean(&self) -> &[T; N] {
        &self.mean
    }

    /// Returns the standard deviation of each feature, 1 where it is constant.
    #[must_use]
    pub fn deviation(&self) -> &[T; N] {
        &self.deviation
    }

    /// Standardises samples in place.
    pub fn apply(&self, samples: &mut [[T; N]]) {
        for sample in samples {
            for (feature, x) in sample.iter_mut().enumerate() {
                *x = self.standardized(feature, *x);
            }
        }
    }

    /// Returns one sample, standardised. It passes over the stack; [`apply`](Self::apply) works in
    /// place.
    #[must_use]
    pub fn apply_one(&self, sample: [T; N]) -> [T; N] {
        core::array::from_fn(|feature| self.standardized(feature, sample[feature]))
    }

    fn standardized(&self, feature: usize, x: T) -> T {
        let [mean, rest, deviation] = [&self.mean, &self.mean_rest, &self.deviation].map(|numbers| numbers[feature]);
        let distance = x - mean;
        if distance.is_finite() {
            return (distance - rest) / deviation;
        }
        // The distance of two numbers may leave the range of their type; half of it does not.
        let half = T::from_double(0.5);
        (x * half - mean * half - rest * half) / (deviation * half)
    }

    /// Folds the standardisation into a first layer that was trained on standardised samples, so
    /// that the finished network takes raw samples:
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
    ///
    /// # Rounding
    ///
    /// Where features are large compared with their deviation, `W'·x` and `b'` are large numbers
    /// that nearly cancel. With the unit roundoff `u` of `T`, 6.0e-8 or 1.1e-16, an output of the
    /// folded layer differs from the exact first line by at most
    ///
    /// ```text
    /// (3·N + 4) · u · (|b| + Σ_j |W'_j| · (|x_j| + |mean_j|))
    /// ```
    ///
    /// which counts a rounding for each weight, `2·N + 1` for the sum of the bias, and `N + 1` for
    /// the sum of the layer. A weight over a tiny deviation may leave the range of `T` and be
    /// infinite.
    pub fn fold<const OUT: usize>(&self, layer: &mut Linear<T, N, OUT>) {
        for row in 0..OUT {
            let mut bias = layer.bias[row].to_double();
            for column in 0..N {
                let weight = layer.weight[(row, column)] / self.deviation[column];
                layer.weight[(row, column)] = weight;
                bias -= weight.to_double() * self.mean[column].to_double();
                bias -= weight.to_double() * self.mean_rest[column].to_double();
            }
            layer.bias[row] = T::from_double(bias);
        }
    }
}
