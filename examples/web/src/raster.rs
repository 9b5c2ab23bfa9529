//! A drawing as an image of MNIST: the digit fills a square of 20 by 20 pixels in one direction,
//! and its centre of mass is the centre of 28 by 28.
//!
//! The lines are scaled, and then drawn with one width, so a small digit and a large one give one
//! image, and no pixels of the paper are scaled.
//!
//! Source: Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits", 1998.

use crate::stroke::{Drawing, Point};
use embed_digits::Image;

const SIDE: usize = 28;
const CENTRE: Point = [SIDE as f32 / 2.0; 2];
/// The side of the square that a digit fills.
const BOX: f32 = 20.0;
/// Half the width of a line, up to where its ink has half its strength.
const RADIUS: f32 = 1.3;
/// The distance over which ink fades at the edge of a line.
const EDGE: f32 = 1.2;
const WHITE: f32 = 255.0;

/// From places on the paper to places in the image.
#[derive(Clone, Copy)]
struct Placement {
    scale: f32,
    /// The place on the paper that is at `to`.
    from: Point,
    to: Point,
}

impl Placement {
    fn of(self, point: Point) -> Point {
        [0, 1].map(|axis| (point[axis] - self.from[axis]) * self.scale + self.to[axis])
    }
}

/// Returns the image that the network sees, with ink from 0 to 255; if nothing is drawn, `None`.
#[must_use]
pub fn image(drawing: Drawing<'_>) -> Option<Image> {
    let bounds = drawing.bounds()?;
    // A dot has no length to be scaled, and one beyond all numbers cannot be scaled.
    let scale = (BOX - 2.0 * RADIUS) / bounds.side();
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let centred = Placement { scale, from: bounds.middle(), to: CENTRE };
    let mass = centre_of_mass(&drawn(drawing, centred));
    let to = [0, 1].map(|axis| 2.0 * CENTRE[axis] - mass[axis]);
    Some(drawn(drawing, Placement { to, ..centred }))
}

/// Draws all lines.
fn drawn(drawing: Drawing<'_>, placement: Placement) -> Image {
    let mut image = [0.0; SIDE * SIDE];
    for (from, to) in drawing.lines() {
        draw(&mut image, placement.of(from), placement.of(to));
    }
    image
}

/// Draws a line with round ends. Ink upon ink is no darker.
fn draw(image: &mut Image, from: Point, to: Point) {
    let reach = RADIUS + EDGE / 2.0;
    let [columns, rows] = [0, 1].map(|axis| {
        let (first, last) = (from[axis].min(to[axis]) - reach, from[axis].max(to[axis]) + reach);
        pixel(first)..pixel(last + 1.0)
    });
    for row in rows {
        for column in columns.clone() {
            let distance = distance([column as f32 + 0.5, row as f32 + 0.5], from, to);
            let ink = ((reach - distance) / EDGE).clamp(0.0, 1.0) * WHITE;
            let pixel = &mut image[(row * SIDE + column) % (SIDE * SIDE)];
            *pixel = pixel.max(ink);
        }
    }
}

/// Returns the pixel that has a coordinate, or the nearest end of the image.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Positive after the limits.
fn pixel(coordinate: f32) -> usize {
    coordinate.clamp(0.0, SIDE as f32) as usize
}

/// Returns the distance of a point from a line between two places.
fn distance(point: Point, from: Point, to: Point) -> f32 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let away = [point[0] - from[0], point[1] - from[1]];
    let square = along[0] * along[0] + along[1] * along[1];
    let part = if square > 0.0 { (away[0] * along[0] + away[1] * along[1]) / square } else { 0.0 };
    let part = part.clamp(0.0, 1.0);
    let [right, down] = [0, 1].map(|axis| away[axis] - part * along[axis]);
    libm::sqrtf(right * right + down * down)
}

/// Returns the place around which the ink is spread evenly.
fn centre_of_mass(image: &Image) -> Point {
    let (mut mass, mut right, mut down) = (f32::MIN_POSITIVE, 0.0, 0.0);
    for (place, ink) in image.iter().enumerate() {
        mass += ink;
        right += ink * ((place % SIDE) as f32 + 0.5);
        down += ink * ((place / SIDE) as f32 + 0.5);
    }
    [right / mass, down / mass]
}
