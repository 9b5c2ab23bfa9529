//! Pictures of training and of what was learned (feature `plot`).
//!
//! Each function makes a [`Figure`], which is saved as a PNG file. Pictures are drawn in memory,
//! with a font that comes with the library, so nothing needs to be installed.
//!
//! | function | shows |
//! |---|---|
//! | [`history`] | columns of a history, epoch by epoch: losses, metrics, rates |
//! | [`curves`] | any numbers, in order |
//! | [`lines`] | any points that are joined, such as a ROC curve |
//! | [`scatter`] | labelled points of the plane |
//! | [`regions`] | the class of each place of the plane |
//! | [`band`] | a function with its deviation |
//! | [`ensemble`] | several functions, such as the networks of an ensemble, with mean and deviation |
//! | [`confusion`] | a confusion matrix |
//! | [`histograms`] | the weights of each tensor |
//! | [`images`] | the rows of a weight as images |
//!
//! ```
//! use netwright::plot;
//! use netwright::prelude::*;
//!
//! #[network(input = 1)]
//! struct Line(Linear<1>);
//!
//! let data = Dataset::new(&[[-1.0], [0.0], [1.0]], &[[-3.0], [-1.0], [1.0]])?;
//! let mut line = Line::zeros();
//! let history = Trainer::new(Mse, Sgd::new(0.1)).epochs(30).fit(&mut line, &data)?;
//! let file = std::env::temp_dir().join("netwright-loss.png");
//! plot::history(&history, &["loss"]).title("Loss of a line").save(&file)?;
//! # std::fs::remove_file(file).unwrap();
//! # Ok::<(), netwright::Error>(())
//! ```

mod band;
mod canvas;
mod figure;
mod grids;
mod lines;
mod palette;
mod plane;
#[cfg(test)]
mod tests;

pub use band::{Band, band, ensemble};
pub use figure::Figure;
pub use grids::{confusion, histograms, images};
pub use lines::{curves, history, lines};
pub use plane::{regions, scatter};
