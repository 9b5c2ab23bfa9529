//! Answers on this machine: reads drawings from standard input, one per line, as JSON lists of
//! strokes, which are lists of points, and writes an image, a digit and probabilities for each.

use digits_page::{Drawing, Point, answer, image};
use serde::Serialize;
use std::error::Error;
use std::io::stdin;

#[derive(Serialize)]
struct Line {
    digit: usize,
    probabilities: Vec<f32>,
    image: Vec<f32>,
}

fn main() -> Result<(), Box<dyn Error>> {
    for (number, line) in stdin().lines().enumerate() {
        let strokes: Vec<Vec<Point>> =
            serde_json::from_str(&line?).map_err(|error| format!("line {}: {error}", number + 1))?;
        let points = strokes.join(&[f32::NAN; 2]);
        let image = image(Drawing(&points)).ok_or_else(|| format!("line {}: nothing is drawn", number + 1))?;
        let answer = answer(&image);
        let line = Line { digit: answer.digit, probabilities: answer.probabilities.into(), image: image.into() };
        println!("{}", serde_json::to_string(&line)?);
    }
    Ok(())
}
