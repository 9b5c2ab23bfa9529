//! Drawings of all digits, as images and as answers.

use digits_page::{Drawing, Image, Point, answer, image};
use serde::Deserialize;

#[derive(Deserialize)]
struct Drawn {
    digit: usize,
    name: String,
    strokes: Vec<Vec<Point>>,
}

impl Drawn {
    /// Returns the points after a change, with the ends of the strokes.
    fn points(&self, change: impl Fn(Point) -> Point) -> Vec<Point> {
        let strokes = self.strokes.iter().map(|stroke| stroke.iter().map(|point| change(*point)).collect());
        strokes.collect::<Vec<Vec<Point>>>().join(&[f32::NAN; 2])
    }
}

fn drawings() -> Vec<Drawn> {
    serde_json::from_str(include_str!("drawings.json")).expect("a list of drawings")
}

fn seen(points: &[Point]) -> Image {
    image(Drawing(points)).expect("something is drawn")
}

/// Returns the sums of the ink over rows or columns.
fn profile(image: &Image, of: impl Fn(usize) -> usize) -> [f32; 28] {
    let mut sums = [0.0; 28];
    image.iter().enumerate().for_each(|(place, ink)| sums[of(place)] += ink);
    sums
}

#[test]
fn every_drawing_is_read() {
    let drawings = drawings();
    assert!((0..10).all(|digit| drawings.iter().filter(|drawing| drawing.digit == digit).count() >= 2));
    for drawing in drawings {
        let answer = answer(&seen(&drawing.points(|point| point)));
        assert_eq!(answer.digit, drawing.digit, "{}: {:?}", drawing.name, answer.probabilities);
        assert!(answer.probabilities[answer.digit] > 0.8, "{}: {:?}", drawing.name, answer.probabilities);
        assert!((answer.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    }
}

#[test]
fn hands_that_lean_stretch_and_tremble_are_read() {
    let (mut right, mut all) = (0, 0);
    for drawing in drawings() {
        for number in 0..81u8 {
            // Four settings of three values each.
            let [lean, wide, tremble, phase] = [1, 3, 9, 27].map(|place| f32::from(number / place % 3) - 1.0);
            let points = drawing.points(|[x, y]| {
                let wave = (y / 20.0 + 2.0 * phase).sin() + (x / 15.0 - phase).cos();
                [x * (1.0 + 0.2 * wide) - 0.2 * lean * y + 2.0 * tremble * wave, y + 2.0 * tremble * wave]
            });
            all += 1;
            right += usize::from(answer(&seen(&points)).digit == drawing.digit);
        }
    }
    assert!(right as f64 > 0.985 * f64::from(all), "{right} of {all}");
}

#[test]
fn digits_are_centred_by_mass_and_fill_twenty_pixels() {
    for drawing in drawings() {
        let image = seen(&drawing.points(|point| point));
        let (rows, columns) = (profile(&image, |place| place / 28), profile(&image, |place| place % 28));
        let mut longer = 0;
        for sums in [rows, columns] {
            let mass: f32 = sums.iter().sum();
            let centre = sums.iter().zip(0u8..).map(|(ink, place)| ink * (f32::from(place) + 0.5)).sum::<f32>() / mass;
            assert!((centre - 14.0).abs() < 0.25, "{} {}: the centre is {centre}", drawing.digit, drawing.name);
            longer = longer.max(sums.iter().filter(|ink| **ink > 0.0).count());
        }
        assert!((20..=22).contains(&longer), "{} {}: {longer} pixels", drawing.digit, drawing.name);
        assert!(image.iter().all(|ink| (0.0..=255.0).contains(ink)));
        assert!(image.iter().any(|ink| *ink > 0.0 && *ink < 255.0), "edges are smooth");
    }
}

#[test]
fn size_and_place_make_no_difference() {
    for drawing in drawings() {
        let image = seen(&drawing.points(|point| point));
        let other = seen(&drawing.points(|[x, y]| [0.25 * x + 64.0, 0.25 * y - 32.0]));
        let greatest = image.iter().zip(&other).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
        assert!(greatest < 0.1, "{} {}: {greatest}", drawing.digit, drawing.name);
    }
}

#[test]
fn nothing_is_drawn_without_points() {
    assert!(image(Drawing(&[])).is_none());
    assert!(image(Drawing(&[[f32::NAN, 0.0], [0.0, f32::INFINITY]])).is_none());
}

#[test]
fn dots_and_the_greatest_numbers_are_drawn() {
    let dot = seen(&[[3.0, 4.0]]);
    assert!(profile(&dot, |place| place / 28).iter().filter(|ink| **ink > 0.0).count() <= 4);
    for points in
        [&[[0.0, 0.0], [0.0, 0.0]][..], &[[-f32::MAX, -f32::MAX], [f32::MAX, f32::MAX]], &[[0.0, 0.0], [1e-45, 0.0]]]
    {
        assert!(seen(points).iter().all(|ink| ink.is_finite()), "{points:?}");
        assert!(answer(&seen(points)).probabilities.iter().all(|probability| probability.is_finite()));
    }
}
