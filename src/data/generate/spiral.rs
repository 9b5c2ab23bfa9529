//! A spiral of several arms.

use super::require_deviation;
use crate::data::{Dataset, Label};
use crate::error::Error;
use crate::scalar::Real;
use core::f64::consts::TAU;
use nalgebra::ComplexField;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// Draws points of the plane on the arms of a spiral; the class of a point is its arm.
///
/// Along arm `k` of `ARMS` the radius `r` grows from 0 to 1 in equal steps, while the angle turns
/// by two of the parts into which the arms divide a full turn, with normal noise of a standard
/// deviation in radians:
///
/// ```text
/// angle = 2π/ARMS · (k + 2·r) + ε,   ε ~ N(0, noise²),   x = (r·sin(angle), r·cos(angle))
/// ```
///
/// The course has three arms of 1000 points, and a noise of 0.2:
///
/// ```
/// use netwright::data::generate;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// let data = generate::spiral::<f32, 3>(1000, 0.2, &mut StdRng::seed_from_u64(19))?;
/// assert_eq!((data.len(), data.targets()[0].index(), data.targets()[2999].index()), (3000, 0, 2));
/// assert_eq!(data.samples()[1000], [0.0, 0.0]); // where the second arm begins
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidSetting`] if `noise` is negative or not finite, and [`Error::NoSamples`] if
/// there are no points.
///
/// Source: A. Canziani, "Spiral classification", practicum of the course Deep Learning, New York
/// University, 2020.
#[allow(clippy::cast_precision_loss)] // There are far fewer points than 2^52.
pub fn spiral<T: Real, const ARMS: usize>(
    points_per_arm: usize,
    noise: f64,
    rng: &mut impl Rng,
) -> Result<Dataset<'static, T, 2, Label<ARMS>>, Error> {
    require_deviation(noise)?;
    let number = T::from_double;
    let last = points_per_arm.saturating_sub(1).max(1);
    let point = |arm: usize, step: usize| {
        let radius = number(step as f64) / number(last as f64);
        let noise = number(noise) * number(rng.sample(StandardNormal));
        let turns = number(arm as f64) + number(2.0) * radius;
        let angle = number(TAU) / number(ARMS as f64) * turns + noise;
        ([radius * ComplexField::sin(angle), radius * ComplexField::cos(angle)], Label::at(arm))
    };
    let places = (0..ARMS).flat_map(|arm| (0..points_per_arm).map(move |step| (arm, step)));
    let mut point = point;
    Dataset::from_pairs(places.map(|(arm, step)| point(arm, step)))
}
