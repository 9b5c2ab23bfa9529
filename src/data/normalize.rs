//! The statistics of `Normalize`, measured from samples.

use crate::data::finite::require_finite_samples;
use crate::data::moments::moments;
use crate::error::Error;
use crate::layer::Normalize;
use crate::scalar::Real;

impl<T: Real, const N: usize, const C: usize> Normalize<T, N, C> {
    /// Computes the mean and the standard deviation of each feature, or of each channel over all of
    /// its numbers, from the samples of the training part.
    ///
    /// The samples are those that the network takes: the layer must be given its input as it is.
    /// The deviation is that of the population, as in scikit-learn's `StandardScaler`. It is stored
    /// as 1 if the feature is constant: if the numbers are equal, or differ by no more than the
    /// rounding errors of their type, so that the deviation is at most `ε·|mean|` with `ε` 2^-23 or
    /// 2^-52. The mean, which is rounded too, could not tell them apart, and another number would
    /// be divided by noise.
    ///
    /// ```
    /// use netwright::prelude::*;
    ///
    /// /// Two channels of one row.
    /// #[network(input = [2, 1, 3])]
    /// struct Net(Normalize);
    ///
    /// let mut net = Net::zeros();
    /// let samples = [[0.1, 0.1, 0.1, 1.0, 2.0, 1.0], [0.1, 0.1, 0.1, 2.0, 1.0, 2.0]];
    /// let data = Dataset::new(&samples, &[[0.0_f32; 6]; 2])?;
    /// net.0.measure(data.samples())?;
    /// assert_eq!((net.0.mean, net.0.deviation), ([0.1, 1.5], [1.0, 0.5]));
    /// assert_eq!(net.predict(&samples[0]).as_slice(), [0.0, 0.0, 0.0, -1.0, 1.0, -1.0]);
    /// # Ok::<(), netwright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::NoSamples`], or [`Error::NotFinite`] with the first number that is infinite or NaN;
    /// the statistics stay as they are then.
    pub fn measure(&mut self, samples: &[[T; N]]) -> Result<(), Error> {
        if samples.is_empty() {
            return Err(Error::NoSamples);
        }
        let samples = samples.as_flattened();
        require_finite_samples(samples, N)?;
        let measured = moments(samples, C, Self::RUN);
        for ((mean, deviation), moments) in self.mean.iter_mut().zip(&mut self.deviation).zip(measured) {
            *mean = T::from_double(moments.mean);
            let noise = mean.to_double().abs() * T::default_epsilon().to_double();
            *deviation = if moments.deviation > noise { moments.divisor() } else { T::one() };
        }
        Ok(())
    }
}
