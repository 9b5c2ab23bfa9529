//! Small images of digits as images of MNIST.

/// The pixels of a small image.
pub const PIXELS: usize = SIDE * SIDE;

const SIDE: usize = 8;
const LARGE: usize = 28;
/// The side of the square in an image of MNIST that a digit fills in one direction at least.
const BOX: usize = 20;
/// The values of a white pixel in the small image and in the large one.
const WHITE: (f32, f32) = (16.0, 255.0);

/// An input image of the network, with values from 0 to 255.
pub type Image = [f32; LARGE * LARGE];

/// Enlarges an image of 8 by 8 pixels, with linear interpolation between the centres of its pixels,
/// and moves its centre of mass to the centre of the result, as in MNIST.
#[must_use]
#[allow(clippy::cast_precision_loss)] // Small numbers.
pub fn enlarged(small: &[u8; PIXELS]) -> Image {
    let (row, column) = centre_of_mass(small);
    let from_centre = |place: usize| (place as f32 + 0.5 - LARGE as f32 / 2.0) * (SIDE as f32 / BOX as f32);
    core::array::from_fn(|place| {
        interpolated(small, row + from_centre(place / LARGE), column + from_centre(place % LARGE))
    })
}

/// Returns the row and the column around which the ink is spread evenly.
#[allow(clippy::cast_precision_loss)] // Small numbers.
fn centre_of_mass(small: &[u8; PIXELS]) -> (f32, f32) {
    let (mut mass, mut row, mut column) = (f32::MIN_POSITIVE, 0.0, 0.0);
    for (place, &pixel) in small.iter().enumerate() {
        let ink = f32::from(pixel);
        mass += ink;
        row += ink * (place / SIDE) as f32;
        column += ink * (place % SIDE) as f32;
    }
    (row / mass, column / mass)
}

/// Returns the value at a position between pixels; outside of the image there is no ink.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Small numbers.
fn interpolated(small: &[u8; PIXELS], row: f32, column: f32) -> f32 {
    // One pixel of margin around the image, so that the numbers are positive and their integral
    // parts the nearest pixel before them.
    let limit = (SIDE + 1) as f32;
    let (row, column) = ((row + 1.0).clamp(0.0, limit), (column + 1.0).clamp(0.0, limit));
    let (above, left) = (row as usize, column as usize);
    let (down, right) = (row - above as f32, column - left as f32);
    let pixel = |row: usize, column: usize| {
        let inside = (1..=SIDE).contains(&row) && (1..=SIDE).contains(&column);
        if inside { f32::from(small[((row - 1) * SIDE + column - 1) % PIXELS]) * (WHITE.1 / WHITE.0) } else { 0.0 }
    };
    let upper = pixel(above, left) * (1.0 - right) + pixel(above, left + 1) * right;
    let lower = pixel(above + 1, left) * (1.0 - right) + pixel(above + 1, left + 1) * right;
    upper * (1.0 - down) + lower * down
}
