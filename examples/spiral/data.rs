//! The points of the spiral.

use crate::Result;
use netwright::data::generate;
use netwright::prelude::*;
use rand::Rng;

/// Points of the plane, each with the number of its arm.
pub(crate) type Spiral = Dataset<'static, f32, 2, Label<3>>;

const POINTS_PER_ARM: usize = 1000;
/// The standard deviation of the angles.
const NOISE: f64 = 0.2;

/// Draws the points.
pub(crate) fn spiral(rng: &mut impl Rng) -> Result<Spiral> {
    Ok(generate::spiral(POINTS_PER_ARM, NOISE, rng)?)
}
