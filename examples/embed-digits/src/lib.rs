//! Classifies handwritten digits by a network in read-only memory.

#![no_std]
#![cfg_attr(feature = "train", allow(dead_code))]

mod image;
#[cfg(all(target_arch = "wasm32", not(feature = "train")))]
mod wasm;

pub use image::{Image, PIXELS, enlarged};
use netwright::prelude::*;

/// The number of images.
pub const DIGITS: usize = 100;

/// The digit on an image of 28 by 28 pixels.
#[cfg_attr(feature = "train", network(input = 784))]
#[cfg_attr(not(feature = "train"), network(input = 784, weights = "digits.safetensors", train = false))]
pub struct Digits {
    /// Learned features.
    pub hidden: Linear<128>,
    /// Their activation.
    pub relu: Relu,
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
