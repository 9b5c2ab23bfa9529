//! The canvas: pixels, text, axes, and the file.

use crate::plot::figure::Frame;
use crate::plot::palette::GRID;
use core::ops::Range;
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, register_font};
use std::boxed::Box;
use std::format;
use std::path::Path;
use std::string::String;
use std::vec;
use std::vec::Vec;

/// The result of drawing: any of the errors of plotters or of files.
pub(super) type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
/// The result of drawing a part of a picture.
pub(super) type Drawn = Result<()>;
/// The area of a picture or of a part of it.
pub(super) type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;
/// Axes with numbers, and the area that they enclose.
pub(super) type Chart<'a, 'b, X = RangedCoordf64, Y = RangedCoordf64> =
    ChartContext<'a, BitMapBackend<'b>, Cartesian2d<X, Y>>;

/// The factor by which pictures are drawn larger in each direction and then scaled down, which
/// smooths text, marks and lines. All sizes here are fine pixels.
pub(super) const FINER: u32 = 2;
/// The space above the axes (title and legend), below, to the left and to the right of them.
const TOP: u32 = 212;
const BOTTOM: u32 = 150;
pub(super) const LEFT: u32 = 220;
const RIGHT: u32 = 80;
/// The part of the space below and to the left that stays empty.
const MARGIN: u32 = 24;
/// The length of the marks on the axes.
const TICK: u32 = 12;

const FONT: &str = "sans-serif";
const TITLE_SIZE: u32 = 60;
pub(super) const TEXT_SIZE: u32 = 46;
/// The offset by which vertically centred text is drawn too high.
pub(super) const TEXT_DROP: i32 = 7;

/// Renders a picture whose axes enclose so many pixels; returns its size and its pixels.
pub(super) fn render(inside: (u32, u32), draw: impl FnOnce(&Area<'_>) -> Drawn) -> Result<((u32, u32), Vec<u8>)> {
    register_font(FONT, FontStyle::Normal, dejavu::sans::regular()).map_err(|_| "the font cannot be read")?;
    let size = (FINER * inside.0 + LEFT + RIGHT, FINER * inside.1 + TOP + BOTTOM);
    let mut pixels = vec![0; 3 * size.0 as usize * size.1 as usize];
    let area = BitMapBackend::with_buffer(&mut pixels, size).into_drawing_area();
    area.fill(&WHITE)?;
    draw(&area)?;
    area.present()?;
    drop(area);
    Ok(((size.0 / FINER, size.1 / FINER), shrink(&pixels, size.0 as usize)))
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
                // The mean of bytes is a byte.
                small.push(u8::try_from(sum / (FINER * FINER)).unwrap_or(u8::MAX));
            }
        }
    }
    small
}

/// Writes pixels of three bytes each.
pub(super) fn write_png(path: &Path, (width, height): (u32, u32), pixels: &[u8]) -> Drawn {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    crate::weights::write(path, &bytes)?;
    Ok(())
}

/// Black text of a size.
pub(super) fn text(size: u32) -> TextStyle<'static> {
    (FONT, size).into_font().color(&BLACK)
}

/// Text that stands to the right of a point.
pub(super) fn at_left() -> Pos {
    Pos::new(HPos::Left, VPos::Center)
}

/// Text around a point.
pub(super) fn centred() -> Pos {
    Pos::new(HPos::Center, VPos::Center)
}

/// Text that stands to the left of a point.
pub(super) fn at_right() -> Pos {
    Pos::new(HPos::Right, VPos::Center)
}

/// Converts a length in pixels.
pub(super) fn pixels(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// Writes the title and, below it, every name with its colour, outside the axes, where they never
/// cover data. Names that do not fit are left out.
pub(super) fn heading(area: &Area<'_>, title: &str, legend: &[(String, RGBColor)]) -> Drawn {
    let left = pixels(LEFT);
    area.draw(&Text::new(title, (left, 68 + TEXT_DROP), text(TITLE_SIZE).pos(at_left())))?;

    let (swatch, gap, row) = (36, 16, 156);
    let style = text(TEXT_SIZE).pos(at_left());
    let mut x = left;
    for (name, colour) in legend {
        let (width, _) = area.estimate_text_size(name, &style)?;
        let end = x + swatch + gap + pixels(width);
        if end > pixels(area.dim_in_pixel().0) {
            break;
        }
        area.draw(&Rectangle::new([(x, row - swatch / 2), (x + swatch, row + swatch / 2)], colour.filled()))?;
        area.draw(&Text::new(name.as_str(), (x + swatch + gap, row + TEXT_DROP), style.clone()))?;
        x = end + 4 * gap;
    }
    Ok(())
}

/// Returns the area that axes enclose, without any.
pub(super) fn inside<'a>(area: &Area<'a>) -> Area<'a> {
    area.margin(TOP, BOTTOM, LEFT, RIGHT)
}

/// Draws axes with numbers, and a grid where it is wanted.
pub(super) fn axes<'a, 'b, X, Y>(
    area: &'a Area<'b>,
    frame: &Frame,
    x: X,
    y: Y,
    grid: bool,
) -> Result<Chart<'a, 'b, X::CoordDescType, Y::CoordDescType>>
where
    X: AsRangedCoord<Value = f64, CoordDescType: ValueFormatter<f64>>,
    Y: AsRangedCoord<Value = f64, CoordDescType: ValueFormatter<f64>>,
{
    let mut chart = ChartBuilder::on(area)
        .margin_top(TOP)
        .margin_right(RIGHT)
        .margin_bottom(MARGIN)
        .margin_left(MARGIN)
        .x_label_area_size(BOTTOM - MARGIN)
        .y_label_area_size(LEFT - MARGIN)
        .build_cartesian_2d(x, y)?;
    let lines: ShapeStyle = if grid { GRID.stroke_width(2) } else { TRANSPARENT.into() };
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(lines)
        .label_style(text(TEXT_SIZE))
        .axis_desc_style(text(TEXT_SIZE))
        .y_label_offset(TEXT_DROP)
        .axis_style(BLACK.stroke_width(2))
        .set_all_tick_mark_size(TICK)
        .x_labels(6)
        .y_labels(6)
        .x_label_formatter(&short)
        .y_label_formatter(&short)
        .x_desc(frame.x.as_str())
        .y_desc(frame.y.as_str())
        .draw()?;
    Ok(chart)
}

/// Formats a number of an axis in few digits.
#[allow(clippy::trivially_copy_pass_by_ref)] // plotters asks for it.
fn short(number: &f64) -> String {
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-3..1e5).contains(&magnitude) {
        return format!("{number:.0e}");
    }
    let text = format!("{number:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    (if text == "-0" { "0" } else { text }).into()
}

/// Returns the range of the finite ones among some numbers, from 0 to 1 if there are none, and not
/// empty.
pub(super) fn range(numbers: impl IntoIterator<Item = f64>) -> Range<f64> {
    let finite = numbers.into_iter().filter(|number| number.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (x.min(low), x.max(high)));
    if low > high {
        return 0.0..1.0;
    }
    // Of a single number, a range around it that its digits can tell apart.
    let least = 1e-9 * low.abs().max(high.abs()).max(1e-9);
    if high - low < least { low - least..high + least } else { low..high }
}

/// Widens a range by a share of its length on both sides.
pub(super) fn widened(range: &Range<f64>, share: f64) -> Range<f64> {
    let more = share * (range.end - range.start);
    range.start - more..range.end + more
}
