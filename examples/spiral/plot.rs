//! Pictures of the points, of the regions of a network, and of the course of its loss.
//!
//! They are PNG files, drawn in memory with plotters. The font comes with the crate `dejavu`, so
//! nothing needs to be installed.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf32;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, register_font};

/// Whatever can go wrong while drawing or writing a picture.
pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The drawing area of a picture.
type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;

/// A square part of the plane, with its axes.
type Plane<'a, 'b> = ChartContext<'a, BitMapBackend<'b>, Cartesian2d<RangedCoordf32, RangedCoordf32>>;

/// The number of classes.
const CLASSES: usize = 3;
/// The plane is shown from `-EXTENT` to `EXTENT` on both axes.
const EXTENT: f32 = 1.25;
/// The number of cells in each direction of the grid on which decision regions are found.
const CELLS: usize = 400;

/// Blue, vermilion and reddish purple of the palette of Okabe and Ito. They differ for colour-blind
/// readers too, pale as regions too, and none of them fades on white.
const COLOURS: [RGBColor; CLASSES] = [RGBColor(0, 114, 178), RGBColor(213, 94, 0), RGBColor(204, 121, 167)];
/// The line between two regions.
const BORDER: RGBColor = RGBColor(90, 90, 90);
/// The lines of the grid behind points and curves.
const GRID: RGBColor = RGBColor(225, 225, 225);

/// The factor by which pictures are drawn larger in each direction and then scaled down, which
/// smooths text, marks and lines.
const FINER: u32 = 2;
/// The width and height of the area inside the axes of the plane, in fine pixels, like all sizes
/// here.
const PLANE: (u32, u32) = (1600, 1600);
/// The width and height of the area inside the axes of the curves.
const CURVES: (u32, u32) = (1800, 1080);
/// The space above the axes (title and legend), below, to the left and to the right of them.
const TOP: u32 = 212;
const BOTTOM: u32 = 150;
const LEFT: u32 = 190;
const RIGHT: u32 = 80;
/// The part of the space below and to the left that stays empty.
const MARGIN: u32 = 24;
/// The length of the marks on the axes.
const TICK: u32 = 12;

const FONT: &str = "sans-serif";
const TITLE_SIZE: u32 = 60;
const TEXT_SIZE: u32 = 46;
/// The offset by which vertically centred text is drawn too high.
const TEXT_DROP: i32 = 7;

/// Labelled points of the plane.
#[derive(Clone, Copy)]
pub(crate) struct Points<'a> {
    /// The positions of the points.
    pub(crate) positions: &'a [[f32; 2]],
    /// The class of each of them.
    pub(crate) labels: &'a [usize],
    /// The names of the classes.
    pub(crate) classes: [&'a str; CLASSES],
}

/// Draws the points, each in the colour of its class.
pub(crate) fn scatter(path: &Path, title: &str, points: Points<'_>) -> Result {
    picture(path, PLANE, |root| {
        heading(root, title, &points.classes)?;
        let mut plane = plane(root, GRID.stroke_width(2))?;
        draw_points(&mut plane, points)
    })
}

/// Draws the region of every class, with the points on top.
///
/// `classify` returns the class of every point of a slice. It is called for one row of the grid at
/// a time.
pub(crate) fn regions(
    path: &Path,
    title: &str,
    points: Points<'_>,
    classify: impl FnMut(&[[f32; 2]]) -> Vec<usize>,
) -> Result {
    picture(path, PLANE, |root| {
        heading(root, title, &points.classes)?;
        let mut plane = plane(root, TRANSPARENT)?;
        draw_regions(&mut plane, classify)?;
        draw_points(&mut plane, points)
    })
}

/// Draws the loss before every step, one named curve per training run, at most as many as there are
/// classes.
pub(crate) fn losses(path: &Path, title: &str, runs: &[(&str, &[f32])]) -> Result {
    if runs.len() > COLOURS.len() {
        return Err(format!("{} curves, but only {} colours", runs.len(), COLOURS.len()).into());
    }
    let names: Vec<&str> = runs.iter().map(|(name, _)| *name).collect();
    let steps = runs.iter().map(|(_, losses)| losses.len()).max().unwrap_or(0).max(1);
    let highest =
        runs.iter().flat_map(|(_, losses)| *losses).filter(|loss| loss.is_finite()).fold(0.0, |a, &b| b.max(a));
    let top = if highest > 0.0 { 1.05 * highest } else { 1.0 };

    picture(path, CURVES, |root| {
        heading(root, title, &names)?;
        let mut chart = builder(root).build_cartesian_2d(0..steps, 0.0..top)?;
        chart
            .configure_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID.stroke_width(2))
            .label_style(text(TEXT_SIZE))
            .axis_desc_style(text(TEXT_SIZE))
            .y_label_offset(TEXT_DROP)
            .axis_style(BLACK.stroke_width(2))
            .set_all_tick_mark_size(TICK)
            .x_desc("step")
            .y_desc("loss (cross-entropy)")
            .draw()?;
        for ((_, losses), colour) in runs.iter().zip(COLOURS) {
            let curve = losses.iter().copied().enumerate().filter(|(_, loss)| loss.is_finite());
            chart.draw_series(LineSeries::new(curve, colour.stroke_width(5)))?;
        }
        Ok(())
    })
}

/// Draws a picture whose axes enclose `inside` and writes it to a file.
fn picture(path: &Path, inside: (u32, u32), draw: impl FnOnce(&Area<'_>) -> Result) -> Result {
    register_font(FONT, FontStyle::Normal, dejavu::sans::regular()).map_err(|_| "the font cannot be read")?;
    let size = (inside.0 + LEFT + RIGHT, inside.1 + TOP + BOTTOM);
    let mut pixels = vec![0; 3 * size.0 as usize * size.1 as usize];
    let root = BitMapBackend::with_buffer(&mut pixels, size).into_drawing_area();
    root.fill(&WHITE)?;
    draw(&root)?;
    root.present()?;
    drop(root);
    write_png(path, (size.0 / FINER, size.1 / FINER), &shrink(&pixels, size.0 as usize))
}

/// Averages squares of `FINER` by `FINER` pixels of three bytes each.
fn shrink(pixels: &[u8], width: usize) -> Vec<u8> {
    let finer = FINER as usize;
    let mut small = Vec::with_capacity(pixels.len() / (finer * finer));
    for rows in pixels.chunks_exact(3 * width * finer) {
        for column in (0..width).step_by(finer) {
            for channel in 0..3 {
                let square = (0..finer).flat_map(|y| (0..finer).map(move |x| 3 * (y * width + column + x) + channel));
                let sum: u32 = square.map(|index| u32::from(rows[index])).sum();
                small.push((sum / (FINER * FINER)) as u8);
            }
        }
    }
    small
}

/// Writes pixels of three bytes each.
fn write_png(path: &Path, (width, height): (u32, u32), pixels: &[u8]) -> Result {
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(path)?), width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(())
}

/// Black text of a size.
fn text(size: u32) -> TextStyle<'static> {
    (FONT, size).into_font().color(&BLACK)
}

/// A chart with room for the heading above it.
fn builder<'a, 'b>(root: &'a Area<'b>) -> ChartBuilder<'a, 'b, BitMapBackend<'b>> {
    let mut builder = ChartBuilder::on(root);
    builder
        .margin_top(TOP)
        .margin_right(RIGHT)
        .margin_bottom(MARGIN)
        .margin_left(MARGIN)
        .x_label_area_size(BOTTOM - MARGIN)
        .y_label_area_size(LEFT - MARGIN);
    builder
}

/// Writes the title and, below it, every name with its colour, outside the axes, where they never
/// cover data.
fn heading(root: &Area<'_>, title: &str, names: &[&str]) -> Result {
    let at_left = Pos::new(HPos::Left, VPos::Center);
    let left = LEFT as i32;
    root.draw(&Text::new(title, (left, 68 + TEXT_DROP), text(TITLE_SIZE).pos(at_left)))?;

    let (swatch, gap, row) = (36, 16, 156);
    let style = text(TEXT_SIZE).pos(at_left);
    let mut x = left;
    for (name, colour) in names.iter().zip(COLOURS) {
        let corners = [(x, row - swatch / 2), (x + swatch, row + swatch / 2)];
        root.draw(&Rectangle::new(corners, colour.filled()))?;
        root.draw(&Text::new(*name, (x + swatch + gap, row + TEXT_DROP), style.clone()))?;
        let (width, _) = root.estimate_text_size(name, &style)?;
        x += swatch + gap + width as i32 + 4 * gap;
    }
    Ok(())
}

/// The axes of the plane, with a grid of the given colour.
fn plane<'a, 'b>(root: &'a Area<'b>, grid: impl Into<ShapeStyle>) -> Result<Plane<'a, 'b>> {
    let mut plane = builder(root).build_cartesian_2d(-EXTENT..EXTENT, -EXTENT..EXTENT)?;
    plane
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(grid)
        .label_style(text(TEXT_SIZE))
        .axis_desc_style(text(TEXT_SIZE))
        .y_label_offset(TEXT_DROP)
        .axis_style(BLACK.stroke_width(2))
        .set_all_tick_mark_size(TICK)
        .x_labels(5)
        .y_labels(5)
        .x_desc("x1")
        .y_desc("x2")
        .draw()?;
    Ok(plane)
}

/// A mark at each point. Points of unknown classes are left out.
fn draw_points(plane: &mut Plane<'_, '_>, points: Points<'_>) -> Result {
    let marks = points.positions.iter().zip(points.labels).filter_map(|(&[x, y], &label)| {
        let colour = COLOURS.get(label)?;
        Some(Circle::new((x, y), 4, colour.filled()))
    });
    plane.draw_series(marks)?;
    Ok(())
}

/// Fills every cell of the grid with the pale colour of its class, and draws the borders between
/// classes.
fn draw_regions(plane: &mut Plane<'_, '_>, mut classify: impl FnMut(&[[f32; 2]]) -> Vec<usize>) -> Result {
    let mut classes = Vec::with_capacity(CELLS * CELLS);
    for row in 0..CELLS {
        let centres: Vec<[f32; 2]> = (0..CELLS).map(|column| [centre(column), centre(row)]).collect();
        classes.extend(classify(&centres));
    }
    if classes.len() != CELLS * CELLS {
        return Err(format!("{} classes for {} points", classes.len(), CELLS * CELLS).into());
    }

    plane.draw_series(cells().zip(&classes).filter_map(|((column, row), &class)| {
        let corners = [(edge(column), edge(row)), (edge(column + 1), edge(row + 1))];
        Some(Rectangle::new(corners, pale(*COLOURS.get(class)?).filled()))
    }))?;
    plane.draw_series(borders(&classes).map(|ends| PathElement::new(ends, BORDER.stroke_width(3))))?;
    Ok(())
}

/// The columns and rows of the grid's cells, row by row from the lower left.
fn cells() -> impl Iterator<Item = (usize, usize)> {
    (0..CELLS).flat_map(|row| (0..CELLS).map(move |column| (column, row)))
}

/// Returns the position on its axis where the cell `index` begins, and the cell before it ends.
fn edge(index: usize) -> f32 {
    EXTENT * (2.0 * index as f32 / CELLS as f32 - 1.0)
}

/// Returns the position on its axis of the middle of the cell `index`.
fn centre(index: usize) -> f32 {
    (edge(index) + edge(index + 1)) / 2.0
}

/// The sides that separate cells of different classes.
fn borders(classes: &[usize]) -> impl Iterator<Item = [(f32, f32); 2]> {
    let class = |column: usize, row: usize| classes[row * CELLS + column];
    cells().flat_map(move |(column, row)| {
        let (x, y) = (edge(column + 1), edge(row + 1));
        let right = column + 1 < CELLS && class(column, row) != class(column + 1, row);
        let upper = row + 1 < CELLS && class(column, row) != class(column, row + 1);
        [right.then(|| [(x, edge(row)), (x, y)]), upper.then(|| [(edge(column), y), (x, y)])].into_iter().flatten()
    })
}

/// The colour in which the region of a class is filled.
fn pale(RGBColor(red, green, blue): RGBColor) -> RGBColor {
    let mix = |channel: u8| 255 - (255 - channel) / 10 * 3;
    RGBColor(mix(red), mix(green), mix(blue))
}
