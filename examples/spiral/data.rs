//! The points of the spiral.

use crate::Result;
use netwright::prelude::*;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;
use std::f32::consts::TAU;

/// Points of the plane, each with the number of its arm.
pub(crate) type Spiral = Dataset<'static, f32, 2, Label<3>>;

const ARMS: usize = 3;
const POINTS_PER_ARM: usize = 1000;
/// The standard deviation of the angles.
const NOISE: f32 = 0.2;

/// Draws the points: along each arm the radius grows from 0 to 1 while the angle turns by two
/// thirds of a full turn, with noise.
pub(crate) fn spiral(rng: &mut impl Rng) -> Result<Spiral> {
    let (mut points, mut arms) = (Vec::new(), Vec::new());
    for arm in 0..ARMS {
        for step in 0..POINTS_PER_ARM {
            let radius = step as f32 / (POINTS_PER_ARM - 1) as f32;
            let noise = NOISE * rng.sample::<f32, _>(StandardNormal);
            let angle = TAU / ARMS as f32 * (arm as f32 + 2.0 * radius) + noise;
            points.push([radius * angle.sin(), radius * angle.cos()]);
            arms.push(arm);
        }
    }
    Ok(Dataset::new(points, Label::from_indices(arms)?)?)
}
