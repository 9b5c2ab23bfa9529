//! Augmentation: random changes of the samples of a minibatch.

use crate::scalar::Real;
use alloc::format;
use alloc::string::String;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// Changes a sample at random each time that training visits it, so that a network does not meet
/// the very same sample twice.
///
/// The sample is a copy: the data set stays as it is. Closures and functions of a sample and a
/// generator are augmentations, and so are pairs, whose second one comes after the first; `()`
/// changes nothing. One that draws from its generator alone gives the same samples in every run.
///
/// ```
/// use netwright::data::{Augment, GaussianNoise};
/// use rand::{Rng, RngExt, SeedableRng, rngs::SmallRng};
///
/// fn mirrored(pixels: &mut [f32; 4], rng: &mut dyn Rng) {
///     if rng.random_bool(0.5) {
///         pixels.reverse();
///     }
/// }
///
/// let mut rng = SmallRng::seed_from_u64(1);
/// let mut sample = [0.0, 1.0, 2.0, 3.0];
/// mirrored.augment(&mut sample, &mut rng);
/// assert!([0.0, 3.0].contains(&sample[0]));
/// (mirrored, GaussianNoise::new(0.1)?).augment(&mut sample, &mut rng);
/// # Ok::<(), netwright::Error>(())
/// ```
pub trait Augment<T, const N: usize> {
    /// Changes a sample in place.
    fn augment(&self, sample: &mut [T; N], rng: &mut dyn Rng);

    /// Returns the augmentation and its settings as text: a checkpoint does not go on with another
    /// one. Provided for those without settings: the name of the type.
    fn describe(&self) -> String {
        core::any::type_name::<Self>().into()
    }
}

impl<T, const N: usize, F: Fn(&mut [T; N], &mut dyn Rng)> Augment<T, N> for F {
    fn augment(&self, sample: &mut [T; N], rng: &mut dyn Rng) {
        self(sample, rng);
    }
}

impl<T, const N: usize> Augment<T, N> for () {
    fn augment(&self, _: &mut [T; N], _: &mut dyn Rng) {}

    fn describe(&self) -> String {
        "none".into()
    }
}

impl<T, const N: usize, A: Augment<T, N>, B: Augment<T, N>> Augment<T, N> for (A, B) {
    fn augment(&self, sample: &mut [T; N], rng: &mut dyn Rng) {
        self.0.augment(sample, rng);
        self.1.augment(sample, rng);
    }

    fn describe(&self) -> String {
        format!("{}, {}", self.0.describe(), self.1.describe())
    }
}

/// Adds to every feature a number from a normal distribution around 0.
///
/// ```text
/// x' = x + ε,   ε ~ N(0, deviation²)
/// ```
///
/// Source: C. Bishop, "Training with noise is equivalent to Tikhonov regularization", 1995.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaussianNoise {
    deviation: f64,
}

impl GaussianNoise {
    /// Noise of a standard deviation.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidSetting`](crate::Error::InvalidSetting) if it is negative or not finite.
    pub fn new(deviation: f64) -> Result<Self, crate::Error> {
        super::generate::require_deviation(deviation)?;
        Ok(GaussianNoise { deviation })
    }
}

impl<T: Real, const N: usize> Augment<T, N> for GaussianNoise {
    fn augment(&self, sample: &mut [T; N], rng: &mut dyn Rng) {
        for x in sample {
            *x += T::from_double(self.deviation * rng.sample::<f64, _>(StandardNormal));
        }
    }

    fn describe(&self) -> String {
        format!("{self:?}")
    }
}
