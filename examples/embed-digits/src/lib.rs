//! Classifies handwritten digits by a network in read-only memory.

#![no_std]
#![cfg_attr(feature = "train", allow(dead_code))]

mod image;
#[cfg(all(feature = "wasm", target_arch = "wasm32", not(feature = "train")))]
mod wasm;

pub use image::{Image, PIXELS, enlarged};
use netwright::prelude::*;

/// The number of images.
pub const DIGITS: usize = 100;

/// The digit on an image of 28 by 28 pixels from 0 to 255: LeNet-5, with the names of the example
/// `mnist`, whose weights fit here too.
#[cfg_attr(feature = "train", network(input = [1, 28, 28]))]
#[cfg_attr(
    not(feature = "train"),
    network(
        input = [1, 28, 28],
        weights = "digits.safetensors",
        train = false,
        budget(flash <= 262_144, ram <= 16_384),
    )
)]
pub struct Digits {
    /// The scale of the pixels.
    pub normalize: Normalize,
    /// Six maps of strokes.
    pub conv1: Conv2d<6, 5, Padding<2>>,
    /// Their activation.
    pub relu1: Relu,
    /// Half the sides.
    pub pool1: MaxPool2d<2>,
    /// Sixteen maps of parts of digits.
    pub conv2: Conv2d<16, 5>,
    /// Their activation.
    pub relu2: Relu,
    /// Half the sides again.
    pub pool2: MaxPool2d<2>,
    /// The maps as a vector.
    pub features: Flatten,
    /// Digits from their parts.
    pub fc1: Linear<120>,
    /// An activation.
    pub relu3: Relu,
    /// More of them.
    pub fc2: Linear<84>,
    /// An activation.
    pub relu4: Relu,
    /// A score for each digit.
    pub logits: Linear<10>,
}

/// Digits that the network has not been trained with.
#[cfg(not(feature = "train"))]
pub static IMAGES: &[u8; DIGITS * PIXELS] = include_bytes!("../digits.bin");

/// Returns the network's answer for one of the images; for the last one if the number is larger.
#[cfg(not(feature = "train"))]
#[must_use]
pub fn answer(number: usize) -> usize {
    let (images, _) = IMAGES.as_chunks::<PIXELS>();
    let image = images.get(number).unwrap_or(&images[DIGITS - 1]);
    Digits::EMBEDDED.classify(&enlarged(image))
}

#[cfg(all(test, not(feature = "train")))]
mod tests {
    use super::{DIGITS, Digits, answer};

    /// The digits on the images.
    const WRITTEN: &[u8; DIGITS] = b"\
        0392958088937488001140140640338063601353\
        3575587851843911592037171867984873427248\
        63072905650534349102";

    #[test]
    fn digits_are_read() {
        let right = (0..DIGITS).filter(|number| answer(*number) == usize::from(WRITTEN[*number] - b'0'));
        assert_eq!(right.count(), 99);
    }

    #[test]
    fn memory_is_that_of_the_readme() {
        assert_eq!((Digits::FLASH_BYTES, Digits::RAM_BYTES), (246_832, 16_072));
    }
}
