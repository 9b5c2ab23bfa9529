//! Points of the plane, and the regions of classes.

use crate::plot::canvas::{Area, Chart, Drawn, axes, range, widened};
use crate::plot::figure::{Draw, Figure, Frame};
use crate::plot::palette::{self, BORDER};
use core::ops::Range;
use plotters::prelude::*;
use std::format;
use std::string::String;
use std::vec::Vec;

/// The number of cells in each direction of the grid on which regions are found.
const CELLS: usize = 400;

/// Labelled points of the plane.
#[derive(Clone, Copy, Debug)]
pub struct Points<'p> {
    /// The positions of the points.
    pub positions: &'p [[f64; 2]],
    /// The number of the class of each of them.
    pub labels: &'p [usize],
    /// The names of the classes, for the legend.
    pub classes: &'p [&'p str],
}

impl Points<'_> {
    /// The ranges of both axes, with some space around the points.
    fn ranges(&self) -> [Range<f64>; 2] {
        [0, 1].map(|axis| widened(&range(self.positions.iter().map(|position| position[axis])), 0.08))
    }

    fn draw(&self, chart: &mut Chart<'_, '_>) -> Drawn {
        let marks = self.positions.iter().zip(self.labels).map(|(&[x, y], &label)| {
            // The line keeps a point apart from a region of its own colour.
            Circle::new((x, y), 5, palette::class(label).filled())
        });
        chart.draw_series(marks)?;
        Ok(())
    }
}

/// Draws points of the plane, each in the colour of its class.
///
/// ```
/// use netwright::plot::{self, Points};
///
/// let points = Points { positions: &[[0.0, 1.0], [2.0, -1.0]], labels: &[0, 1], classes: &["moon", "sun"] };
/// let figure = plot::scatter(points).title("Two points");
/// # let _ = figure;
/// ```
#[must_use]
pub fn scatter(points: Points<'_>) -> Figure<'_> {
    Figure::new((800, 800), Scatter(points)).legend(points.classes).axes("x1", "x2")
}

/// Draws the region of each class, with points on top, around which the plane is shown.
///
/// `classify` returns the number of the class of each place in a slice; it gets a row of the
/// picture at a time.
///
/// ```
/// use netwright::plot::{self, Points};
///
/// let points = Points { positions: &[[0.0, 1.0], [2.0, -1.0]], labels: &[0, 1], classes: &["moon", "sun"] };
/// let figure = plot::regions(points, |places| places.iter().map(|[x, _]| usize::from(*x > 1.0)).collect());
/// # let _ = figure;
/// ```
pub fn regions<'p>(points: Points<'p>, classify: impl Fn(&[[f64; 2]]) -> Vec<usize> + 'p) -> Figure<'p> {
    Figure::new((800, 800), Regions { points, classify }).legend(points.classes).axes("x1", "x2")
}

struct Scatter<'p>(Points<'p>);

impl Draw for Scatter<'_> {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let [x, y] = self.0.ranges();
        self.0.draw(&mut axes(area, frame, x, y, true)?)
    }
}

struct Regions<'p, C> {
    points: Points<'p>,
    classify: C,
}

impl<C: Fn(&[[f64; 2]]) -> Vec<usize>> Draw for Regions<'_, C> {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let [x, y] = self.points.ranges();
        let mut chart = axes(area, frame, x.clone(), y.clone(), false)?;
        let grid = Grid { x, y };
        let classes = grid.classes(&self.classify)?;
        chart.draw_series(cells().zip(&classes).map(|((column, row), &class)| {
            let corners = [grid.corner(column, row), grid.corner(column + 1, row + 1)];
            Rectangle::new(corners, palette::tint(palette::class(class), 0.3).filled())
        }))?;
        chart.draw_series(grid.borders(&classes).map(|ends| PathElement::new(ends, BORDER.stroke_width(3))))?;
        self.points.draw(&mut chart)
    }
}

/// The plane, cut into cells.
struct Grid {
    x: Range<f64>,
    y: Range<f64>,
}

/// The columns and rows of the cells, row by row from the lower left.
fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..CELLS).flat_map(|row| (0..CELLS).map(move |column| (column, row)))
}

/// The place at so many cells from the beginning of a range.
#[allow(clippy::cast_precision_loss)] // There are 400 cells.
fn along(range: &Range<f64>, half_cells: usize) -> f64 {
    range.start + (range.end - range.start) * half_cells as f64 / (2 * CELLS) as f64
}

impl Grid {
    /// The lower left corner of a cell.
    fn corner(&self, column: usize, row: usize) -> (f64, f64) {
        (along(&self.x, 2 * column), along(&self.y, 2 * row))
    }

    /// The classes at the centres of all cells.
    fn classes(&self, classify: impl Fn(&[[f64; 2]]) -> Vec<usize>) -> Result<Vec<usize>, String> {
        let mut classes = Vec::with_capacity(CELLS * CELLS);
        for row in 0..CELLS {
            let centre = |column| [along(&self.x, 2 * column + 1), along(&self.y, 2 * row + 1)];
            let found = classify(&(0..CELLS).map(centre).collect::<Vec<_>>());
            if found.len() != CELLS {
                return Err(format!("the classifier has returned {} classes for {CELLS} places", found.len()));
            }
            classes.extend(found);
        }
        Ok(classes)
    }

    /// The sides that separate cells of different classes.
    fn borders(&self, classes: &[usize]) -> impl Iterator<Item = [(f64, f64); 2]> {
        let class = |column: usize, row: usize| classes[row * CELLS + column];
        cells().flat_map(move |(column, row)| {
            let opposite = self.corner(column + 1, row + 1);
            let right = column + 1 < CELLS && class(column, row) != class(column + 1, row);
            let upper = row + 1 < CELLS && class(column, row) != class(column, row + 1);
            let right = right.then(|| [self.corner(column + 1, row), opposite]);
            right.into_iter().chain(upper.then(|| [self.corner(column, row + 1), opposite]))
        })
    }
}
