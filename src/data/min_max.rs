//! Scaling of features to the interval from 0 to 1.

use crate::data::finite::require_finite_samples;
use crate::error::Error;
use crate::layer::Linear;
use crate::scalar::Real;
use alloc::boxed::Box;

/// The least and the greatest number of each feature, computed from the training samples and
/// applied to all:
///
/// ```text
/// x' = (x - min) / (max - min)
/// ```
///
/// The training samples are then from 0 to 1; others may lie outside. A feature that is constant is
/// only shifted, as in scikit-learn's `MinMaxScaler`. One extreme number squeezes all others
/// together; a [`Standardizer`](crate::data::Standardizer) suffers less from it.
///
/// Its numbers are on the heap, and no sample passes over the stack, except in
/// [`apply_one`](Self::apply_one).
///
/// ```
/// use netwright::data::MinMax;
///
/// let mut samples = [[1.0_f64, 5.0], [3.0, 5.0], [2.0, 5.0]];
/// let min_max = MinMax::fit(&samples)?;
/// min_max.apply(&mut samples);
/// assert_eq!(samples, [[0.0, 0.0], [1.0, 0.0], [0.5, 0.0]]);
/// assert_eq!(min_max.apply_one([4.0, 6.0]), [1.5, 1.0]);
/// # Ok::<(), netwright::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MinMax<T, const N: usize> {
    min: Box<[T; N]>,
    max: Box<[T; N]>,
}

impl<T: Real, const N: usize> MinMax<T, N> {
    /// Finds the least and the greatest number of each feature.
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::NotFinite`] with the first number that is infinite or NaN.
    pub fn fit(samples: &[[T; N]]) -> Result<Self, Error> {
        let first = samples.first().ok_or(Error::NoSamples)?;
        require_finite_samples(samples.as_flattened(), N)?;
        let copy = || {
            let mut numbers = bytemuck::zeroed_box::<[T; N]>();
            numbers.copy_from_slice(first);
            numbers
        };
        let mut min_max = MinMax { min: copy(), max: copy() };
        for sample in samples {
            for (feature, &x) in sample.iter().enumerate() {
                min_max.min[feature] = min_max.min[feature].min(x);
                min_max.max[feature] = min_max.max[feature].max(x);
            }
        }
        Ok(min_max)
    }

    /// Returns the least number of each feature.
    #[must_use]
    pub fn min(&self) -> &[T; N] {
        &self.min
    }

    /// Returns the greatest number of each feature.
    #[must_use]
    pub fn max(&self) -> &[T; N] {
        &self.max
    }

    /// Scales samples in place.
    pub fn apply(&self, samples: &mut [[T; N]]) {
        for sample in samples {
            for (feature, x) in sample.iter_mut().enumerate() {
                *x = self.scaled(feature, *x);
            }
        }
    }

    /// Returns one sample, scaled. It passes over the stack; [`apply`](Self::apply) works in place.
    #[must_use]
    pub fn apply_one(&self, sample: [T; N]) -> [T; N] {
        core::array::from_fn(|feature| self.scaled(feature, sample[feature]))
    }

    fn scaled(&self, feature: usize, x: T) -> T {
        let (min, max) = (self.min[feature], self.max[feature]);
        let (distance, range) = (x - min, max - min);
        if range == T::zero() {
            return distance;
        }
        if distance.is_finite() && range.is_finite() {
            return distance / range;
        }
        // The distance of two numbers may leave the range of their type; half of it does not.
        let half = T::from_double(0.5);
        (x * half - min * half) / (max * half - min * half)
    }

    /// Folds the scaling into a first layer that was trained on scaled samples, so that the
    /// finished network takes raw samples:
    ///
    /// ```text
    /// W·(x - min) / (max - min) + b = W'·x + b',   W'_ij = W_ij / (max_j - min_j),   b' = b - W'·min
    /// ```
    ///
    /// Its rounding errors are those of [`Standardizer::fold`](crate::data::Standardizer::fold),
    /// with `min` in the place of the mean.
    ///
    /// ```
    /// use netwright::data::MinMax;
    /// use netwright::prelude::*;
    ///
    /// #[network(input = 2)]
    /// struct Net(Linear<1>);
    ///
    /// let min_max = MinMax::fit(&[[1.0_f32, 10.0], [3.0, 50.0]])?;
    /// let mut net = Net::zeros();
    /// (net.0.weight[(0, 0)], net.0.weight[(0, 1)]) = (1.0, 2.0);
    /// let before = net.predict(&min_max.apply_one([2.5, 20.0]));
    /// min_max.fold(&mut net.0);
    /// assert_eq!(net.predict(&[2.5, 20.0]), before);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    pub fn fold<const OUT: usize>(&self, layer: &mut Linear<T, N, OUT>) {
        for row in 0..OUT {
            let mut bias = layer.bias[row].to_double();
            for column in 0..N {
                let (weight, min) = (layer.weight[(row, column)], self.min[column]);
                let half = T::from_double(0.5);
                let weight = match self.max[column] - min {
                    range if range == T::zero() => weight,
                    range if range.is_finite() => weight / range,
                    _ => weight * half / (self.max[column] * half - min * half),
                };
                layer.weight[(row, column)] = weight;
                bias -= weight.to_double() * min.to_double();
            }
            layer.bias[row] = T::from_double(bias);
        }
    }
}
