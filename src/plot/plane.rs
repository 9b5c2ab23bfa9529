//! Points of the plane, and the regions of classes.

use crate::data::{Dataset, FromClass};
use crate::metrics::ClassTarget;
use crate::plot::canvas::{Area, Chart, Drawn, axes, range, widened};
use crate::plot::figure::{Draw, Figure, Frame, class_names};
use crate::plot::palette::{self, BORDER};
use crate::scalar::Real;
use core::ops::Range;
use plotters::prelude::*;
use std::vec::Vec;

/// The number of cells in each direction of the grid on which regions are found.
const CELLS: usize = 400;

/// Draws points of the plane, each in the colour of its class.
///
/// ```
/// use netwright::data::generate;
/// use netwright::plot;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// let moons = generate::moons::<f32>(100, 0.1, &mut SmallRng::seed_from_u64(1))?;
/// let figure = plot::scatter(&moons).title("Two moons");
/// # let _ = figure;
/// # Ok::<(), netwright::Error>(())
/// ```
#[must_use]
pub fn scatter<T, Y, const K: usize>(points: &Dataset<'_, T, 2, Y>) -> Figure<'static>
where
    T: Real,
    Y: ClassTarget<K> + FromClass,
{
    figure_of::<Y>(Scatter(Points::of(points)))
}

/// Draws the region of each class, with points on top, around which the plane is shown.
///
/// `classify` returns the number of the class of a place.
///
/// ```
/// use netwright::data::generate;
/// use netwright::plot;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 2)]
/// struct Net(Linear<2>);
///
/// let moons = generate::moons(100, 0.1, &mut SmallRng::seed_from_u64(1))?;
/// let mut net = Net::zeros();
/// Trainer::new(CrossEntropy, Adam::new(0.1)).epochs(10).fit(&mut net, &moons)?;
/// let figure = plot::regions(&moons, |place| net.classify(place)).title("A straight border");
/// # let _ = figure;
/// # Ok::<(), netwright::Error>(())
/// ```
pub fn regions<'f, T, Y, const K: usize>(
    points: &Dataset<'_, T, 2, Y>,
    classify: impl Fn(&[T; 2]) -> usize + 'f,
) -> Figure<'f>
where
    T: Real,
    Y: ClassTarget<K> + FromClass,
{
    let classify = move |place: [f64; 2]| classify(&place.map(T::from_double));
    figure_of::<Y>(Regions { points: Points::of(points), classify })
}

fn figure_of<'f, Y: FromClass>(content: impl Draw + 'f) -> Figure<'f> {
    Figure::new((800, 800), content).names(class_names(Y::NAMES, Y::CLASSES)).axes("x1", "x2")
}

/// Points of the plane with the numbers of their classes.
struct Points(Vec<([f64; 2], usize)>);

impl Points {
    /// The points of a data set; those of no class are left out.
    fn of<T: Real, Y: ClassTarget<K>, const K: usize>(data: &Dataset<'_, T, 2, Y>) -> Self {
        let pairs = data.samples().iter().zip(data.targets());
        Points(pairs.filter_map(|(point, target)| Some((point.map(Real::to_double), target.class()?))).collect())
    }

    /// The ranges of both axes, with some space around the points.
    fn ranges(&self) -> [Range<f64>; 2] {
        [0, 1].map(|axis| widened(&range(self.0.iter().map(|(point, _)| point[axis])), 0.08))
    }

    fn draw(&self, chart: &mut Chart<'_, '_>) -> Drawn {
        let finite = self.0.iter().filter(|(point, _)| point.iter().all(|x| x.is_finite()));
        chart.draw_series(finite.map(|&([x, y], class)| Circle::new((x, y), 5, palette::class(class).filled())))?;
        Ok(())
    }
}

struct Scatter(Points);

impl Draw for Scatter {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let [x, y] = self.0.ranges();
        self.0.draw(&mut axes(area, frame, x, y, true)?)
    }
}

struct Regions<C> {
    points: Points,
    classify: C,
}

impl<C: Fn([f64; 2]) -> usize> Draw for Regions<C> {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let [x, y] = self.points.ranges();
        let mut chart = axes(area, frame, x.clone(), y.clone(), false)?;
        let grid = Grid { x, y };
        let classes = grid.classes(&self.classify);
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
    fn classes(&self, classify: impl Fn([f64; 2]) -> usize) -> Vec<usize> {
        let centre = |(column, row)| [along(&self.x, 2 * column + 1), along(&self.y, 2 * row + 1)];
        cells().map(centre).map(classify).collect()
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
