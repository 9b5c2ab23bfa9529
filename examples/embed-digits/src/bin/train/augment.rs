//! Random changes of images, as one person's digits differ from another's.

use embed_digits::Image;
use rand::{Rng, RngExt};

const SIDE: usize = 28;
const CENTRE: f32 = (SIDE as f32 - 1.0) / 2.0;

/// Turns, shears, stretches and moves an image a little.
pub fn distorted(image: &mut Image, rng: &mut dyn Rng) {
    let mut within = |limit: f32| rng.random_range(-limit..=limit);
    let (sine, cosine) = within(0.3).sin_cos();
    let shear = within(0.25);
    let (high, wide) = (within(0.2).exp(), within(0.2).exp());
    let (down, right) = (within(1.5), within(1.5));
    let before = *image;
    for (place, pixel) in image.iter_mut().enumerate() {
        let row = ((place / SIDE) as f32 - CENTRE - down) * high;
        let column = ((place % SIDE) as f32 - CENTRE - right) * wide;
        let column = column + shear * row;
        *pixel = interpolated(&before, CENTRE + cosine * row - sine * column, CENTRE + sine * row + cosine * column);
    }
}

/// Returns the value at a position between pixels; outside of the image there is no ink.
fn interpolated(image: &Image, row: f32, column: f32) -> f32 {
    let (above, left) = (row.floor(), column.floor());
    let (down, right) = (row - above, column - left);
    let pixel = |row: f32, column: f32| {
        let inside = (0.0..SIDE as f32).contains(&row) && (0.0..SIDE as f32).contains(&column);
        if inside { image[row as usize * SIDE + column as usize] } else { 0.0 }
    };
    let upper = pixel(above, left) * (1.0 - right) + pixel(above, left + 1.0) * right;
    let lower = pixel(above + 1.0, left) * (1.0 - right) + pixel(above + 1.0, left + 1.0) * right;
    upper * (1.0 - down) + lower * down
}
