//! Enlarges images of 8 by 8 pixels to 28 by 28.

/// The pixels of a small image.
pub const PIXELS: usize = SIDE * SIDE;

const SIDE: usize = 8;
const LARGE: usize = 28;
/// The values of a white pixel in the small image and in the large one.
const WHITE: (f32, f32) = (16.0, 255.0);

/// An input image of the network, with values from 0 to 255.
pub type Image = [f32; LARGE * LARGE];

/// Enlarges an image, with linear interpolation between the centres of its pixels.
#[must_use]
pub fn enlarged(small: &[u8; PIXELS]) -> Image {
    core::array::from_fn(|place| {
        let (row, down) = between(place / LARGE);
        let (column, right) = between(place % LARGE);
        let pixel = |row: usize, column: usize| f32::from(small[(row * SIDE + column) % PIXELS]) * (WHITE.1 / WHITE.0);
        let above = pixel(row, column) * (1.0 - right) + pixel(row, column + 1) * right;
        let below = pixel(row + 1, column) * (1.0 - right) + pixel(row + 1, column + 1) * right;
        above * (1.0 - down) + below * down
    })
}

/// Returns the pixel of the small image at or before a position in the large one, and the distance
/// from its centre.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Small numbers.
fn between(place: usize) -> (usize, f32) {
    let centre = (place as f32 + 0.5) * (SIDE as f32 / LARGE as f32) - 0.5;
    let centre = centre.clamp(0.0, (SIDE - 1) as f32);
    let pixel = (centre as usize).min(SIDE - 2);
    (pixel, centre - pixel as f32)
}
