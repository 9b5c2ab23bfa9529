//! Pictures, by their pixels: what is drawn is where it belongs.

use super::band::MEMBER;
use super::canvas::{range, widened};
use super::*;
use crate::error::Error;
use crate::metrics::ConfusionMatrix;
use crate::prelude::*;
use crate::train::History;
use plotters::style::RGBColor;
use std::vec;
use std::vec::Vec;

/// The pixels of a figure.
struct Picture {
    width: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn of(figure: &Figure<'_>) -> Self {
        let ((width, height), pixels) = figure.pixels().unwrap();
        assert_eq!(pixels.len(), 3 * width as usize * height as usize);
        Picture { width: width as usize, pixels }
    }

    fn at(&self, x: usize, y: usize) -> RGBColor {
        let place = 3 * (y * self.width + x);
        RGBColor(self.pixels[place], self.pixels[place + 1], self.pixels[place + 2])
    }

    /// The places that have exactly this colour, below the heading.
    fn places(&self, colour: RGBColor) -> Vec<(usize, usize)> {
        let height = self.pixels.len() / 3 / self.width;
        let all = (106..height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        all.filter(|(x, y)| self.at(*x, *y) == colour).collect()
    }
}

/// Two points, each of a class of its own.
fn two_points() -> Dataset<'static, f32, 2, Label<2>> {
    Dataset::new(&[[0.0, 0.0], [1.0, 1.0]], Label::from_indices([0, 1]).unwrap()).unwrap()
}

#[test]
fn points_are_at_their_places_in_the_colours_of_their_classes() {
    let picture = Picture::of(&scatter(&two_points()).size(200, 200));
    let (first, second) = (picture.places(palette::class(0)), picture.places(palette::class(1)));
    assert!(!first.is_empty() && !second.is_empty());
    // The first is below and to the left of the second.
    assert!(first.iter().all(|(x, y)| second.iter().all(|(right, above)| x < right && y > above)));
}

#[test]
fn points_without_a_place_are_left_out() {
    let places = [[0.0, 0.0], [1.0, 1.0], [f32::NAN, 0.0]];
    let picture = |samples: &[[f32; 2]]| {
        let data = Dataset::new(samples, vec![true; samples.len()]).unwrap();
        Picture::of(&scatter(&data).size(100, 100)).pixels
    };
    assert_eq!(picture(&places), picture(&places[..2]));
}

#[test]
fn regions_have_the_colours_of_their_classes() {
    let points = two_points();
    let picture = Picture::of(&regions(&points, |[x, _]| usize::from(*x > 0.5)).size(200, 200));
    let [first, second] = [0, 1].map(|class| picture.places(palette::tint(palette::class(class), 0.3)));
    let (end, start) = (first.iter().map(|(x, _)| x).max().unwrap(), second.iter().map(|(x, _)| x).min().unwrap());
    assert!(end < start && start - end < 6, "the border is between {end} and {start}");
    assert!(first.len().abs_diff(second.len()) < 1000 && first.len() > 15_000, "{} {}", first.len(), second.len());
}

#[test]
fn classes_have_their_names_or_numbers_until_they_are_named() {
    let pixels = |figure: Figure<'_>| Picture::of(&figure.size(200, 200)).pixels;
    let points = two_points();
    assert_eq!(pixels(scatter(&points)), pixels(scatter(&points).names([0, 1])));
    assert_ne!(pixels(scatter(&points)), pixels(scatter(&points).names(["left", "right"])));
    let answers = points.clone().with_targets(&[false, true]).unwrap();
    assert_eq!(pixels(scatter(&answers)), pixels(scatter(&points).names(["false", "true"])));
}

#[test]
fn a_curve_that_falls_is_drawn_from_the_upper_left_to_the_lower_right() {
    let mut history = History::default();
    [1.0, 0.5, f64::NAN, 0.25, 0.1].into_iter().for_each(|loss| history.begin_epoch(loss));
    for figure in [super::history(&history, &["loss"]), super::history(&history, &["loss"]).logarithmic()] {
        let picture = Picture::of(&figure.size(200, 200));
        let mut places = picture.places(palette::class(0));
        places.sort_unstable();
        let (first, last) = (places[0], places[places.len() - 1]);
        assert!(last.0 - first.0 > 180 && last.1 - first.1 > 150, "from {first:?} to {last:?}");
    }
}

#[test]
fn a_band_is_wide_where_the_deviation_is_large() {
    let at = |x: f64| Band { x, mean: 0.0, deviation: x };
    let picture =
        Picture::of(&band((0..=10).map(|x| at(f64::from(x) / 10.0)), &[(0.0, -1.0), (1.0, 1.0)]).size(200, 200));
    let inner = picture.places(palette::tint(palette::class(0), 0.35));
    let height = |from: usize, to: usize| inner.iter().filter(|(x, _)| (from..to).contains(x)).count() / (to - from);
    assert!(height(130, 150) < height(210, 230) / 3, "{} and {}", height(130, 150), height(210, 230));
}

#[test]
fn an_ensemble_is_drawn_with_its_members_their_mean_and_their_deviation() {
    let picture = Picture::of(&ensemble(&[0.0, 1.0], &[[-1.0, -1.0], [1.0, 1.0]], &[]).size(200, 200));
    // Without the axes, whose numbers have greys too.
    let rows = |colour| {
        let places = picture.places(colour).into_iter().filter(|(x, y)| (120..300).contains(x) && *y < 300);
        let (low, high) = places.fold((usize::MAX, 0), |(low, high), (_, y)| (low.min(y), high.max(y)));
        (low, high)
    };
    let (upper, lower) = rows(MEMBER);
    let (mean, end_of_mean) = rows(palette::class(0));
    assert!(mean.abs_diff(upper.midpoint(lower)) < 4 && end_of_mean - mean < 4, "{mean} between {upper} and {lower}");
    // The deviation is √2, as wide as the members' distance from the mean is 1.
    let (top, bottom) = rows(palette::tint(palette::class(0), 0.35));
    let ratio = (bottom - top) as f64 / (lower - upper) as f64;
    assert!((ratio - 2_f64.sqrt()).abs() < 0.05, "{ratio}");
}

#[network(input = 2)]
struct Larger(Softmax);

/// A confusion matrix with these counts.
fn matrix(counts: [[usize; 2]; 2]) -> ConfusionMatrix<2> {
    let mut pairs = Vec::new();
    for (class, answer) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let sample = [[1.0, 0.0], [0.0, 1.0]][answer];
        pairs.extend(vec![(sample, Label::<2>::new(class).unwrap()); counts[class][answer]]);
    }
    let Ok(data) = Dataset::from_pairs(pairs) else { return ConfusionMatrix::default() };
    Larger::zeros().confusion(data.samples(), data.targets()).unwrap()
}

#[test]
fn the_cells_of_a_confusion_matrix_are_as_dark_as_their_share() {
    let picture = Picture::of(&confusion(&matrix([[30, 10], [0, 40]])).size(200, 200));
    // Near the upper left corners of the four cells, where no number is.
    let corner = |class: usize, answer: usize| picture.at(110 + 10 + 100 * answer, 106 + 10 + 100 * class);
    let shade = |share: f64| palette::tint(palette::class(0), share);
    assert_eq!(
        [corner(0, 0), corner(0, 1), corner(1, 0), corner(1, 1)],
        [shade(0.75), shade(0.25), shade(0.0), shade(1.0)]
    );
}

#[test]
fn weights_are_images_with_their_signs() {
    let picture = Picture::of(&images((1, 2), &[[1.0_f32, -1.0], [0.5, f32::NAN]]).size(200, 200));
    let share = |colour| picture.places(colour).len();
    let whole = share(palette::class(0));
    assert!(whole > 2000);
    for colour in [palette::class(1), palette::tint(palette::class(0), 0.5), palette::GRID] {
        assert!(share(colour) > 8 * whole / 10, "{colour:?}: {} of {whole}", share(colour));
    }
}

#[test]
fn ranges_are_never_empty() {
    assert_eq!(range([]), 0.0..1.0);
    assert_eq!(range([f64::NAN, f64::INFINITY]), 0.0..1.0);
    assert_eq!(range([1.0, 3.0, f64::NAN]), 1.0..3.0);
    for number in [0.0, 5.0, -1e300, 1e-300] {
        let range = range([number]);
        assert!(range.start < number && number < range.end, "{range:?}");
    }
    assert_eq!(widened(&(0.0..2.0), 0.5), -1.0..3.0);
}

#[test]
fn a_figure_of_nothing_is_drawn_too() {
    let counts = matrix([[0; 2]; 2]);
    let nothing =
        [curves(&[]), lines(&[("a", &[])]), band([], &[]), ensemble(&[0.5], &[[]; 0], &[]), confusion(&counts)];
    nothing.iter().for_each(|figure| drop(Picture::of(figure)));
    drop(Picture::of(&images::<f32>((0, 0), &[[0.0; 3]])));
    drop(Picture::of(&curves(&[("all the same", &[2.0, 2.0])]).logarithmic()));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_with_its_name() {
    let Err(Error::File { file, .. }) = curves(&[]).save("/no/such/folder/loss.png") else { panic!("it was written") };
    assert_eq!(file, "/no/such/folder/loss.png");
}
