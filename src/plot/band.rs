//! A function with its deviation.

use crate::plot::canvas::{Area, Drawn, axes, range, widened};
use crate::plot::figure::{Draw, Figure, Frame};
use crate::plot::palette;
use core::ops::Range;
use plotters::prelude::*;
use std::vec::Vec;

/// The value of a function at one place, and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// The place.
    pub x: f64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub deviation: f64,
}

/// Draws a function as a line in a band of one and of two standard deviations, with the points that
/// it was fitted to.
///
/// With an [ensemble](crate::ensemble::Ensemble) of networks the band widens where there was no
/// data:
///
/// ```
/// use netwright::ensemble::Ensemble;
/// use netwright::plot::{self, Band};
/// use netwright::prelude::*;
///
/// #[network(input = 1)]
/// struct Line(Linear<1>);
///
/// let ensemble = Ensemble::new(vec![Line::zeros()])?;
/// let band = (-30..=30_i8).map(|x| {
///     let spread = ensemble.predict(&[f32::from(x) / 10.0]);
///     Band { x: f64::from(x) / 10.0, mean: spread.mean[0].into(), deviation: spread.deviation[0].into() }
/// });
/// let figure = plot::band(band, &[(0.0, 0.1), (1.0, -0.1)]).title("A line");
/// # let _ = figure;
/// # Ok::<(), netwright::Error>(())
/// ```
pub fn band(function: impl IntoIterator<Item = Band>, points: &[(f64, f64)]) -> Figure<'_> {
    figure(BandPlot { function: finite(function), members: Vec::new(), points })
}

/// Draws several functions, such as the networks of an ensemble: each as a thin line, and their
/// mean and deviation as [`band`] does.
///
/// `outputs` has a slice for each function: its values at all places, which are in order.
///
/// ```
/// use netwright::plot;
///
/// let places = [-1.0, 0.0, 1.0];
/// let figure = plot::ensemble(&places, &[[-1.0, 0.1, 1.2], [-2.0, -0.1, 1.6]], &[(0.0, 0.0)]).title("Two lines");
/// # let _ = figure;
/// ```
pub fn ensemble<'p>(places: &[f64], outputs: &[impl AsRef<[f64]>], points: &'p [(f64, f64)]) -> Figure<'p> {
    let outputs: Vec<&[f64]> = outputs.iter().map(AsRef::as_ref).collect();
    let at = |(number, x): (usize, &f64)| {
        let values: Vec<f64> = outputs.iter().filter_map(|output| output.get(number).copied()).collect();
        Band::of(*x, &values)
    };
    let function = finite(places.iter().enumerate().map(at));
    let curve = |output: &&[f64]| places.iter().copied().zip(output.iter().copied()).filter(is_finite).collect();
    let members = outputs.iter().map(curve).collect();
    figure(BandPlot { function, members, points }).entry("members", MEMBER)
}

impl Band {
    /// The mean of some values at a place, and their deviation.
    #[allow(clippy::cast_precision_loss)] // There are few.
    fn of(x: f64, values: &[f64]) -> Self {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        let others = values.len().saturating_sub(1).max(1);
        Band { x, mean, deviation: (squares / others as f64).sqrt() }
    }
}

fn figure(content: BandPlot<'_>) -> Figure<'_> {
    let figure = Figure::new((900, 600), content).names(["mean", "data"]).axes("x", "y");
    let [two, one] = SHADES.map(|(_, share)| palette::tint(palette::class(0), share));
    figure.entry("1 deviation", one).entry("2 deviations", two)
}

fn finite(function: impl IntoIterator<Item = Band>) -> Vec<Band> {
    function.into_iter().filter(|at| (at.x + at.mean + at.deviation).is_finite()).collect()
}

fn is_finite((x, y): &(f64, f64)) -> bool {
    x.is_finite() && y.is_finite()
}

/// The colour of each function of an ensemble.
pub(super) const MEMBER: RGBColor = RGBColor(110, 110, 110);

/// The bands, the wider one first: their deviations, and their share of colour.
const SHADES: [(f64, f64); 2] = [(2.0, 0.15), (1.0, 0.35)];

struct BandPlot<'p> {
    function: Vec<Band>,
    members: Vec<Vec<(f64, f64)>>,
    points: &'p [(f64, f64)],
}

impl BandPlot<'_> {
    /// The ranges of functions and points; a band that is far wider than they are is cut off.
    fn ranges(&self) -> [Range<f64>; 2] {
        let x = range(self.function.iter().map(|at| at.x).chain(self.points.iter().map(|(x, _)| *x)));
        let drawn = self.points.iter().chain(self.members.iter().flatten()).map(|(_, y)| *y);
        let core = range(self.function.iter().map(|at| at.mean).chain(drawn));
        let limits = widened(&core, 0.5);
        let edges = self.function.iter().flat_map(|at| [at.mean - 2.0 * at.deviation, at.mean + 2.0 * at.deviation]);
        let edges = edges.map(|edge| edge.clamp(limits.start, limits.end));
        [x, widened(&range(edges.chain([core.start, core.end])), 0.03)]
    }

    /// The outline of the band of some deviations: along its upper edge, and back.
    fn outline(&self, deviations: f64) -> Vec<(f64, f64)> {
        let edge = |sign: f64| move |at: &Band| (at.x, at.mean + sign * deviations * at.deviation);
        self.function.iter().map(edge(1.0)).chain(self.function.iter().rev().map(edge(-1.0))).collect()
    }
}

impl Draw for BandPlot<'_> {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let [x, y] = self.ranges();
        let mut chart = axes(area, frame, x, y.clone(), true)?;
        let inside = |(x, value): (f64, f64)| (x, value.clamp(y.start, y.end));
        for (deviations, share) in SHADES {
            let colour = palette::tint(palette::class(0), share);
            let outline: Vec<_> = self.outline(deviations).into_iter().map(inside).collect();
            chart.draw_series([Polygon::new(outline, colour.filled())])?;
        }
        for member in &self.members {
            let member = member.iter().copied().map(inside);
            chart.draw_series(LineSeries::new(member, MEMBER.stroke_width(3)))?;
        }
        let points = self.points.iter().filter(|point| is_finite(point));
        chart.draw_series(points.map(|point| Circle::new(*point, 6, palette::class(1).filled())))?;
        // Above the points, which would hide it.
        chart.draw_series(LineSeries::new(
            self.function.iter().map(|at| inside((at.x, at.mean))),
            palette::class(0).stroke_width(5),
        ))?;
        Ok(())
    }
}
