//! `Figure`: a picture with its title, legend and names of axes.

use crate::error::Error;
use crate::plot::canvas::{self, Area, Drawn};
use crate::plot::palette;
use plotters::style::RGBColor;
use std::boxed::Box;
use std::path::Path;
use std::string::{String, ToString};
use std::vec::Vec;

/// A picture that can be saved; the [functions of the module](crate::plot) make one.
///
/// Text is drawn in DejaVu Sans, which has Latin, Greek and Cyrillic letters.
pub struct Figure<'f> {
    title: String,
    frame: Frame,
    content: Box<dyn Draw + 'f>,
}

/// The size, the axes and the names that a figure has around its content.
#[derive(Clone)]
pub(super) struct Frame {
    /// The size of the area inside the axes, in pixels.
    pub(super) size: (u32, u32),
    pub(super) x: String,
    pub(super) y: String,
    pub(super) logarithmic: bool,
    /// The names of classes or curves, with their colours.
    pub(super) legend: Vec<(String, RGBColor)>,
}

/// The inside of a figure.
pub(super) trait Draw {
    /// Draws the axes and what they enclose.
    fn draw(&self, area: &Area<'_>, frame: &Frame) -> Drawn;

    /// Returns `true` if the colours of names have a meaning, so that the heading shows them.
    fn has_legend(&self) -> bool {
        true
    }
}

impl<'f> Figure<'f> {
    pub(super) fn new(size: (u32, u32), content: impl Draw + 'f) -> Self {
        let frame = Frame { size, x: String::new(), y: String::new(), logarithmic: false, legend: Vec::new() };
        Figure { title: String::new(), frame, content: Box::new(content) }
    }

    /// Adds a name and its colour to the legend.
    pub(super) fn entry(mut self, name: &str, colour: RGBColor) -> Self {
        self.frame.legend.push((name.into(), colour));
        self
    }

    /// Sets the title.
    #[must_use]
    pub fn title(self, title: impl Into<String>) -> Self {
        Figure { title: title.into(), ..self }
    }

    /// Sets the names of the classes or curves, in their order.
    ///
    /// ```
    /// use netwright::data::generate;
    /// use netwright::plot;
    /// use rand::{SeedableRng, rngs::SmallRng};
    ///
    /// let moons = generate::moons::<f32>(100, 0.1, &mut SmallRng::seed_from_u64(1))?;
    /// let figure = plot::scatter(&moons).names(["upper moon", "lower moon"]);
    /// # let _ = figure;
    /// # Ok::<(), netwright::Error>(())
    /// ```
    #[must_use]
    pub fn names<S: ToString>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        let legend = names.into_iter().enumerate().map(|(number, name)| (name.to_string(), palette::class(number)));
        self.frame.legend = legend.collect();
        self
    }

    /// Sets the names of the axes; figures without axes have none.
    #[must_use]
    pub fn axes(mut self, x: impl Into<String>, y: impl Into<String>) -> Self {
        self.frame = Frame { x: x.into(), y: y.into(), ..self.frame };
        self
    }

    /// Sets the width and height of the area inside the axes, in pixels, at least 50 of each.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.frame.size = (width.clamp(50, 10_000), height.clamp(50, 10_000));
        self
    }

    /// Draws curves over a logarithmic axis of values, as it suits losses and rates. Numbers that
    /// are not positive are left out.
    #[must_use]
    pub fn logarithmic(mut self) -> Self {
        self.frame.logarithmic = true;
        self
    }

    /// Saves the picture as a PNG file. A file that is there is replaced once the picture is
    /// complete.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the picture cannot be drawn or the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let saved = self.pixels().and_then(|(size, pixels)| canvas::write_png(path, size, &pixels));
        saved.map_err(|problem| Error::File { file: path.display().to_string(), problem: problem.to_string() })
    }

    /// Returns the width and height of the picture, and its pixels, row by row, three bytes each.
    pub(super) fn pixels(&self) -> canvas::Result<((u32, u32), Vec<u8>)> {
        canvas::render(self.frame.size, |area| {
            let legend: &[_] = if self.content.has_legend() { &self.frame.legend } else { &[] };
            canvas::heading(area, &self.title, legend)?;
            self.content.draw(area, &self.frame)
        })
    }
}

/// Returns the names of classes, or their numbers if they have none.
pub(super) fn class_names(names: &[&str], classes: usize) -> Vec<String> {
    if names.is_empty() {
        (0..classes).map(|class| class.to_string()).collect()
    } else {
        names.iter().map(ToString::to_string).collect()
    }
}
