//! A drawing of a digit, as strokes of a pen, as an image, and as the network's answer.
//!
//! Needs neither the standard library nor an allocator. [`page`] is the module that a web page
//! loads; a host has the answers of [`answer`].

#![no_std]
#![deny(unsafe_code)]

#[cfg(target_arch = "wasm32")]
mod page;
mod raster;
mod stroke;

use embed_digits::Digits;
pub use embed_digits::Image;
use netwright::prelude::*;
pub use raster::image;
pub use stroke::{Drawing, Point};

/// The number of digits.
pub const CLASSES: usize = 10;

/// The network's answer to an image.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The digit that is most probable.
    pub digit: usize,
    /// The probability of each digit.
    pub probabilities: [f32; CLASSES],
}

/// Returns the network's answer to an image.
#[must_use]
pub fn answer(image: &Image) -> Answer {
    let probabilities = Digits::EMBEDDED.predict_proba(image);
    let digit =
        (1..CLASSES).fold(0, |best, class| if probabilities[class] > probabilities[best] { class } else { best });
    Answer { digit, probabilities: probabilities.into() }
}
