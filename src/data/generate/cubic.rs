//! A cubic curve with noise, for regression.

use super::spaced;
use crate::data::Dataset;
use crate::error::Error;
use crate::scalar::Real;
use core::ops::RangeInclusive;
use rand::{Rng, RngExt};

/// Draws points of a cubic curve with noise above it; the sample is `x`, and the target `y`:
///
/// ```text
/// y = x³ + noise · u,   u uniform between 0 and 1
/// ```
///
/// The `x` divide the interval equally, both ends included. The course has 100 points from -1 to 1,
/// and a noise of 0.3; its mean of 0.15 is a part of what a network learns.
///
/// ```
/// use netwright::data::generate;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// let data = generate::cubic::<f32>(100, -1.0..=1.0, 0.3, &mut StdRng::seed_from_u64(1))?;
/// assert_eq!((data.samples()[0], data.samples()[99]), ([-1.0], [1.0]));
/// let above = data.targets()[99][0] - 1.0;
/// assert!((0.0..=0.3).contains(&above));
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidSetting`] if `noise` or an end of the interval is not finite, and
/// [`Error::NoSamples`] if there are no points.
///
/// Source: A. Canziani, "Regression", practicum of the course Deep Learning, New York University,
/// 2020.
pub fn cubic<T: Real>(
    points: usize,
    interval: RangeInclusive<f64>,
    noise: f64,
    rng: &mut impl Rng,
) -> Result<Dataset<'static, T, 1, [T; 1]>, Error> {
    let (first, last) = interval.into_inner();
    for (name, found) in [("the noise", noise), ("the first end", first), ("the last end", last)] {
        if !found.is_finite() {
            return Err(Error::InvalidSetting { name, expected: "a finite number", found });
        }
    }
    Dataset::from_pairs((0..points).map(|place| {
        let part = spaced(place, points);
        let x = first * (1.0 - part) + last * part;
        let y = x * x * x + noise * rng.random_range(0.0..1.0);
        ([T::from_double(x)], [T::from_double(y)])
    }))
}
