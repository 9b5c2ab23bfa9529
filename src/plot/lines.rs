//! Curves: losses, metrics, rates, ROC.

use crate::plot::canvas::{Area, Chart, Drawn, axes, range, widened};
use crate::plot::figure::{Draw, Figure, Frame};
use crate::plot::palette;
use crate::train::History;
use core::ops::Range;
use plotters::coord::ranged1d::Ranged;
use plotters::prelude::*;
use std::string::{String, ToString};
use std::vec::Vec;

/// Joined points.
type Curve = Vec<(f64, f64)>;

/// Draws numbers over their positions from 1, such as the losses of steps, one named curve for each
/// slice. Numbers that are not finite are left out.
///
/// ```
/// use netwright::plot;
///
/// let (fast, slow) = ([1.0, 0.4, 0.1], [1.0, 0.9, 0.8]);
/// let figure = plot::curves(&[("fast", &fast[..]), ("slow", &slow[..])]).axes("step", "loss");
/// # let _ = figure;
/// ```
#[must_use]
pub fn curves(curves: &[(&str, &[f64])]) -> Figure<'static> {
    let points = curves.iter().map(|(name, numbers)| (name.to_string(), numbered(numbers.iter().copied())));
    figure(points.collect())
}

/// Draws columns of a history, epoch by epoch: `plot::history(&history, &["loss", "rate"])`.
///
/// A column that the history does not have is an empty curve.
#[must_use]
pub fn history(history: &History, columns: &[&str]) -> Figure<'static> {
    let curves = columns.iter().map(|column| {
        let values = history.rows().map(|row| row.get(column).unwrap_or(f64::NAN));
        (column.to_string(), numbered(values))
    });
    figure(curves.collect()).axes("epoch", if columns.len() == 1 { columns[0] } else { "" })
}

/// Draws points that are joined in their order, one named curve for each slice.
///
/// ```
/// use netwright::plot;
///
/// let roc = [(0.0, 0.0), (0.0, 0.8), (0.3, 1.0), (1.0, 1.0)];
/// let figure = plot::lines(&[("network", &roc[..])]).axes("false positives", "true positives");
/// # let _ = figure;
/// ```
#[must_use]
pub fn lines(curves: &[(&str, &[(f64, f64)])]) -> Figure<'static> {
    figure(curves.iter().map(|(name, points)| (name.to_string(), points.to_vec())).collect())
}

fn numbered(numbers: impl Iterator<Item = f64>) -> Curve {
    (1_u32..).map(f64::from).zip(numbers).collect()
}

fn figure(curves: Vec<(String, Curve)>) -> Figure<'static> {
    let (names, curves): (Vec<_>, Vec<_>) = curves.into_iter().unzip();
    Figure::new((900, 540), Lines(curves)).names(names)
}

struct Lines(Vec<Curve>);

impl Lines {
    fn points(&self) -> impl Iterator<Item = (f64, f64)> {
        self.0.iter().flatten().copied().filter(|(x, y)| x.is_finite() && y.is_finite())
    }

    fn draw_curves<X, Y>(&self, chart: &mut Chart<'_, '_, X, Y>, shown: impl Fn(f64) -> bool) -> Drawn
    where
        X: Ranged<ValueType = f64>,
        Y: Ranged<ValueType = f64>,
    {
        for (number, curve) in self.0.iter().enumerate() {
            let points = curve.iter().copied().filter(|(x, y)| x.is_finite() && y.is_finite() && shown(*y));
            chart.draw_series(LineSeries::new(points, palette::class(number).stroke_width(5)))?;
        }
        Ok(())
    }
}

/// Returns the range of values: from 0, unless some are below or all are far above.
fn values(numbers: impl Iterator<Item = f64>) -> Range<f64> {
    let range = range(numbers);
    if range.start >= 0.0 && range.start < 0.5 * range.end { 0.0..1.05 * range.end } else { widened(&range, 0.05) }
}

impl Draw for Lines {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let x = range(self.points().map(|(x, _)| x));
        if frame.logarithmic {
            let positive = range(self.points().map(|(_, y)| y).filter(|y| *y > 0.0));
            let y = (0.8 * positive.start..1.25 * positive.end).log_scale();
            self.draw_curves(&mut axes(area, frame, x, y, true)?, |y| y > 0.0)
        } else {
            self.draw_curves(&mut axes(area, frame, x, values(self.points().map(|(_, y)| y)), true)?, |_| true)
        }
    }
}
