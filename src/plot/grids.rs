//! Pictures made of cells: a confusion matrix, histograms of tensors, weights as images.

use crate::metrics::ConfusionMatrix;
use crate::parameters::{Parameters, Role, TensorSpec};
use crate::plot::canvas::{
    Area, Drawn, LEFT, TEXT_DROP, TEXT_SIZE, at_left, at_right, centred, inside, pixels, range, text,
};
use crate::plot::figure::{Draw, Figure, Frame, class_names};
use crate::plot::palette;
use crate::scalar::Real;
use plotters::prelude::*;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

/// Draws a confusion matrix: for each class, a row, how many of its samples were answered with each
/// class, a column. The colour is the share of the row.
///
/// ```
/// use netwright::plot;
/// use netwright::prelude::*;
///
/// #[network(input = 2)]
/// struct Larger(Softmax);
///
/// let (samples, labels) = ([[3.0, 1.0], [1.0, 3.0], [1.0, 0.0]], Label::<2>::from_indices([0, 1, 1])?);
/// let matrix = Larger::zeros().confusion(&samples, &labels)?;
/// let figure = plot::confusion(&matrix).names(["left", "right"]);
/// # let _ = figure;
/// # Ok::<(), netwright::Error>(())
/// ```
///
/// Classes without names have their numbers.
#[must_use]
pub fn confusion<const K: usize>(matrix: &ConfusionMatrix<K>) -> Figure<'static> {
    let rows = matrix.counts().iter().zip(matrix.unanswered());
    let rows = rows.map(|(counts, unanswered)| Row { counts: counts.to_vec(), unanswered: *unanswered }).collect();
    let side = 100 * u32::try_from(K).unwrap_or(u32::MAX).clamp(4, 12);
    Figure::new((side, side), Confusion(rows)).names(class_names(matrix.names(), K))
}

struct Confusion(Vec<Row>);

/// The samples of a class.
struct Row {
    /// The number of those that were answered with each class.
    counts: Vec<usize>,
    unanswered: usize,
}

impl Row {
    fn share(&self, answer: usize) -> f64 {
        ratio(self.counts[answer], self.counts.iter().sum::<usize>() + self.unanswered)
    }
}

impl Draw for Confusion {
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn {
        let note = "a row for each class, a column for each answer";
        area.draw(&Text::new(note, (pixels(LEFT), 156 + TEXT_DROP), text(36).pos(at_left())))?;
        let inside = inside(area);
        let side = self.0.len();
        let size = cell_text(&frame.legend, inside.dim_in_pixel(), side);
        for (number, cell) in inside.split_evenly((side, side)).iter().enumerate() {
            let (class, answer) = (number / side, number % side);
            let (count, share) = (self.0[class].counts[answer], self.0[class].share(answer));
            cell.fill(&palette::tint(palette::class(0), share))?;
            let (width, height) = cell.dim_in_pixel();
            let ink = if share > 0.6 { WHITE } else { BLACK };
            let style = text(size).color(&ink).pos(centred());
            let middle = (pixels(width / 2), pixels(height / 2) + TEXT_DROP);
            cell.draw(&Text::new(count.to_string(), middle, style))?;
        }
        self.name_axes(area, &inside, &frame.legend, size)
    }

    fn has_legend(&self) -> bool {
        false
    }
}

impl Confusion {
    /// Writes the classes to the left of their rows and below their columns.
    fn name_axes(&self, area: &Area<'_>, inside: &Area<'_>, names: &[(String, RGBColor)], size: u32) -> Drawn {
        let ((left, top), (width, height)) = (inside.get_base_pixel(), inside.dim_in_pixel());
        let cells = pixels(u32::try_from(self.0.len()).unwrap_or(1).max(1));
        for (number, (name, _)) in (0..cells).zip(names) {
            let row = top + (2 * number + 1) * pixels(height) / (2 * cells) + TEXT_DROP;
            area.draw(&Text::new(name.as_str(), (left - 16, row), text(size).pos(at_right())))?;
            let column = left + (2 * number + 1) * pixels(width) / (2 * cells);
            let below = top + pixels(height) + pixels(size);
            area.draw(&Text::new(name.as_str(), (column, below), text(size).pos(centred())))?;
        }
        Ok(())
    }
}

/// A size of text in which the longest name fits beside a cell and below it.
fn cell_text(names: &[(String, RGBColor)], (width, _): (u32, u32), side: usize) -> u32 {
    let letters =
        u32::try_from(names.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(1)).unwrap_or(1).max(1);
    let column = width / u32::try_from(side.max(1)).unwrap_or(1);
    // Letters are about 0.6 of the size wide.
    (column.min(170) * 5 / (3 * letters)).clamp(16, TEXT_SIZE)
}

#[allow(clippy::cast_precision_loss)] // Counts are far below 2^52.
fn ratio(count: usize, total: usize) -> f64 {
    if total == 0 { 0.0 } else { count as f64 / total as f64 }
}

/// Draws a histogram of each tensor of a network or layer that is trained and has several numbers.
///
/// ```
/// use netwright::plot;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = 4)]
/// struct Net(Linear<8>, Relu, Linear<3>);
///
/// let figure = plot::histograms(&*Net::init(&mut SmallRng::seed_from_u64(1)));
/// # let _ = figure;
/// ```
#[must_use]
pub fn histograms<T: Real, P: Parameters<T>>(parameters: &P) -> Figure<'static> {
    let shown =
        |(tensor, values): &(TensorSpec, &[T])| !matches!(tensor.role(), Role::Statistic { .. }) && values.len() > 1;
    let tensors: Vec<_> =
        parameters.named_tensors().filter(shown).map(|(tensor, values)| Histogram::of(&tensor, values)).collect();
    let rows = u32::try_from(tensors.len().div_ceil(2)).unwrap_or(1).clamp(1, 20);
    Figure::new((900, 240 * rows), Histograms(tensors))
}

const BINS: usize = 40;

/// The numbers of a tensor, counted in bins of one width.
struct Histogram {
    name: String,
    low: f64,
    high: f64,
    counts: [usize; BINS],
}

impl Histogram {
    fn of<T: Real>(tensor: &TensorSpec, values: &[T]) -> Self {
        let finite = || values.iter().map(|value| value.to_double()).filter(|value| value.is_finite());
        let range = range(finite());
        let mut counts = [0; BINS];
        for value in finite() {
            // From 0 to 1, so that the bin is one of them.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
            let bin = ((value - range.start) / (range.end - range.start) * BINS as f64) as usize;
            counts[bin.min(BINS - 1)] += 1;
        }
        Histogram { name: tensor.path().to_string(), low: range.start, high: range.end, counts }
    }

    fn draw(&self, area: &Area<'_>) -> Drawn {
        let (width, height) = area.dim_in_pixel();
        let (width, bottom) = (pixels(width), pixels(height) - 70);
        let style = || text(36);
        let total: usize = self.counts.iter().sum();
        let name = format!("{} ({total})", self.name);
        area.draw(&Text::new(name, (0, 24), style().pos(at_left())))?;
        let most = self.counts.iter().copied().max().unwrap_or(1).max(1);
        let edge = |bin: usize| width * i32::try_from(bin).unwrap_or(0) / pixels(BINS as u32);
        for (bin, &count) in self.counts.iter().enumerate() {
            // A share of the height in pixels.
            #[allow(clippy::cast_possible_truncation)]
            let bar = (ratio(count, most) * f64::from(bottom - 60)) as i32;
            let corners = [(edge(bin), bottom - bar), (edge(bin + 1) - 2, bottom)];
            area.draw(&Rectangle::new(corners, palette::class(0).filled()))?;
        }
        area.draw(&PathElement::new([(0, bottom), (width, bottom)], BLACK.stroke_width(2)))?;
        area.draw(&Text::new(format!("{:.3}", self.low), (0, bottom + 30), style().pos(at_left())))?;
        area.draw(&Text::new(format!("{:.3}", self.high), (width, bottom + 30), style().pos(at_right())))?;
        Ok(())
    }
}

struct Histograms(Vec<Histogram>);

impl Draw for Histograms {
    fn draw(&self, area: &Area<'_>, _frame: &Frame) -> Drawn {
        let cells = inside(area).split_evenly((self.0.len().div_ceil(2).max(1), 2));
        for (cell, histogram) in cells.iter().zip(&self.0) {
            histogram.draw(&cell.margin(10, 10, 0, 60))?;
        }
        Ok(())
    }
}

/// Draws rows of numbers as images of `height` by `width` pixels, such as the weights of each unit
/// of a first layer: blue above 0, vermilion below, white at 0. All have one scale.
///
/// Rows of another length are left out.
///
/// ```
/// use netwright::plot;
/// use netwright::prelude::*;
/// use rand::{SeedableRng, rngs::SmallRng};
///
/// #[network(input = [8, 8])]
/// struct Net(Flatten, Linear<16>, Relu, Linear<10>);
///
/// let net = Net::init(&mut SmallRng::seed_from_u64(1));
/// let figure = plot::images((8, 8), &net.1.weight.to_rows()).title("What the units look for");
/// # let _ = figure;
/// ```
pub fn images<T: Real>((height, width): (usize, usize), rows: &[impl AsRef<[T]>]) -> Figure<'static> {
    let rows = rows.iter().map(AsRef::as_ref).filter(|row| row.len() == height * width);
    let images: Vec<Vec<f64>> = rows.map(|row| row.iter().map(|number| number.to_double()).collect()).collect();
    let images = Images { height: height.max(1), width: width.max(1), images };
    Figure::new(images.size(), images)
}

struct Images {
    height: usize,
    width: usize,
    images: Vec<Vec<f64>>,
}

impl Images {
    /// The number of images side by side, and of rows of them: about as many.
    fn grid(&self) -> (usize, usize) {
        let across = (1..).find(|side| side * side >= self.images.len()).unwrap_or(1);
        (across, self.images.len().div_ceil(across).max(1))
    }

    /// The size of a figure in which pixels are squares, unless it would be very long or flat.
    fn size(&self) -> (u32, u32) {
        let (across, down) = self.grid();
        let height = 800 * (down * self.height) / (across * self.width);
        (800, u32::try_from(height).unwrap_or(u32::MAX).clamp(200, 1600))
    }
}

impl Draw for Images {
    fn draw(&self, area: &Area<'_>, _frame: &Frame) -> Drawn {
        let numbers = self.images.iter().flatten().filter(|number| number.is_finite());
        let largest = numbers.fold(f64::MIN_POSITIVE, |most, number| most.max(number.abs()));
        let (across, down) = self.grid();
        let cells = inside(area).split_evenly((down, across));
        for (cell, image) in cells.iter().zip(&self.images) {
            let cell = cell.margin(6, 6, 6, 6);
            cell.fill(&palette::GRID)?;
            // The rest of the cell is a frame.
            let cell = cell.margin(2, 2, 2, 2);
            for (pixel, number) in cell.split_evenly((self.height, self.width)).iter().zip(image) {
                pixel.fill(&palette::diverging(number / largest))?;
            }
        }
        Ok(())
    }
}
