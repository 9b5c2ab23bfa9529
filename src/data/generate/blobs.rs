//! Normally distributed points around centres.

use super::{noisy, require_deviation};
use crate::data::{Dataset, Label};
use crate::error::Error;
use crate::scalar::Real;
use rand::{Rng, RngExt};

/// Draws points around `K` centres, which are drawn too, uniformly between -10 and 10 in each
/// coordinate, like scikit-learn's `make_blobs`; the class of a point is its centre.
///
/// All classes have equally many points; where they cannot, the first ones have one more.
///
/// ```
/// use netwright::data::generate;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// let data = generate::blobs::<f32, 2, 3>(100, 1.0, &mut StdRng::seed_from_u64(1))?;
/// assert_eq!(netwright::data::class_counts(data.targets()), [34, 33, 33]);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidSetting`] if `deviation` is negative or not finite, and [`Error::NoSamples`] if
/// there are no points.
pub fn blobs<T: Real, const N: usize, const K: usize>(
    points: usize,
    deviation: f64,
    rng: &mut impl Rng,
) -> Result<Dataset<'static, T, N, Label<K>>, Error> {
    let centres: [[f64; N]; K] = [[0.0; N]; K].map(|centre| centre.map(|_| rng.random_range(-10.0..10.0)));
    blobs_around(&centres, points, deviation, rng)
}

/// Draws points around given centres; the class of a point is its centre.
///
/// ```text
/// x = centre + ε,   ε ~ N(0, deviation²) in each coordinate
/// ```
///
/// ```
/// use netwright::data::{Dataset, Label, generate};
/// use rand::{SeedableRng, rngs::StdRng};
///
/// let centres = [[0.0, 0.0], [5.0, 5.0]];
/// let data: Dataset<'_, f32, 2, Label<2>> =
///     generate::blobs_around(&centres, 4, 0.0, &mut StdRng::seed_from_u64(1))?;
/// assert_eq!(data.samples(), [[0.0, 0.0], [0.0, 0.0], [5.0, 5.0], [5.0, 5.0]]);
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidSetting`] if `deviation` is negative or not finite, and [`Error::NoSamples`] if
/// there are no points.
pub fn blobs_around<T: Real, const N: usize, const K: usize>(
    centres: &[[f64; N]; K],
    points: usize,
    deviation: f64,
    rng: &mut impl Rng,
) -> Result<Dataset<'static, T, N, Label<K>>, Error> {
    require_deviation(deviation)?;
    let points_of = |class: usize| points / K + usize::from(class < points % K);
    let classes = (0..K).flat_map(|class| core::iter::repeat_n(class, points_of(class)));
    Dataset::from_pairs(classes.map(|class| (noisy(centres[class], deviation, rng), Label::at(class))))
}
