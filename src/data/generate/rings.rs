//! Points on circles and half circles.

use super::{noisy, require_deviation, spaced};
use crate::data::{Dataset, Label};
use crate::error::Error;
use crate::scalar::Real;
use core::f64::consts::{PI, TAU};
use nalgebra::ComplexField;
use rand::Rng;

/// Draws two half circles that reach into each other, like scikit-learn's `make_moons`.
///
/// The first half of the points, rounded down, is class 0, the upper moon, and the others are class
/// 1. With angles `t` from 0 to π in equal steps, and normal noise in both coordinates:
///
/// ```text
/// class 0: (cos t, sin t) + ε,   class 1: (1 - cos t, 1/2 - sin t) + ε,   ε ~ N(0, noise²)
/// ```
///
/// ```
/// use netwright::data::generate;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// let data = generate::moons::<f64>(5, 0.0, &mut StdRng::seed_from_u64(1))?;
/// assert_eq!(data.targets().iter().map(|label| label.index()).collect::<Vec<_>>(), [0, 0, 1, 1, 1]);
/// assert_eq!((data.samples()[0], data.samples()[2]), ([1.0, 0.0], [0.0, 0.5]));
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidSetting`] if `noise` is negative or not finite, and [`Error::NoSamples`] if
/// there are no points.
pub fn moons<T: Real>(
    points: usize,
    noise: f64,
    rng: &mut impl Rng,
) -> Result<Dataset<'static, T, 2, Label<2>>, Error> {
    require_deviation(noise)?;
    let upper = points / 2;
    let point = |number: usize| match number.checked_sub(upper) {
        None => (half_turn(number, upper), Label::at(0)),
        Some(place) => {
            let [cos, sin] = half_turn(place, points - upper);
            ([1.0 - cos, 0.5 - sin], Label::at(1))
        }
    };
    Dataset::from_pairs((0..points).map(point).map(|(point, label)| (noisy(point, noise, rng), label)))
}

/// Draws two circles around the origin, one within the other, like scikit-learn's `make_circles`.
///
/// The first half of the points, rounded down, is class 0, on the circle of radius 1, and the
/// others are class 1, on that of radius `factor`; scikit-learn's default is 0.8. Points divide
/// each circle equally, with normal noise of a standard deviation in both coordinates.
///
/// ```
/// use netwright::data::generate;
/// use rand::{SeedableRng, rngs::StdRng};
///
/// let data = generate::circles::<f64>(8, 0.5, 0.0, &mut StdRng::seed_from_u64(1))?;
/// assert_eq!((data.samples()[0], data.samples()[4]), ([1.0, 0.0], [0.5, 0.0]));
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::InvalidSetting`] if `noise` is negative or not finite or `factor` is not from 0 to
/// below 1, and [`Error::NoSamples`] if there are no points.
pub fn circles<T: Real>(
    points: usize,
    factor: f64,
    noise: f64,
    rng: &mut impl Rng,
) -> Result<Dataset<'static, T, 2, Label<2>>, Error> {
    require_deviation(noise)?;
    if !(0.0..1.0).contains(&factor) {
        let expected = "at least 0 and less than 1";
        return Err(Error::InvalidSetting { name: "the factor of the inner circle", expected, found: factor });
    }
    let outer = points / 2;
    let point = |number: usize| match number.checked_sub(outer) {
        None => (full_turn(number, outer), Label::at(0)),
        Some(place) => (full_turn(place, points - outer).map(|x| factor * x), Label::at(1)),
    };
    Dataset::from_pairs((0..points).map(point).map(|(point, label)| (noisy(point, noise, rng), label)))
}

/// Returns one of the points that divide the upper half of the unit circle, both ends included.
fn half_turn(place: usize, count: usize) -> [f64; 2] {
    at_angle(PI * spaced(place, count))
}

/// Returns one of the points that divide the unit circle.
#[allow(clippy::cast_precision_loss)] // There are far fewer points than 2^52.
fn full_turn(place: usize, count: usize) -> [f64; 2] {
    at_angle(TAU * place as f64 / count as f64)
}

fn at_angle(angle: f64) -> [f64; 2] {
    [ComplexField::cos(angle), ComplexField::sin(angle)]
}
