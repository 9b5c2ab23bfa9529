//! Handwritten digits, told apart by a network in read-only memory.

#![no_std]
#![cfg_attr(feature = "train", allow(dead_code))]

mod image;
#[cfg(all(target_arch = "wasm32", not(feature = "train")))]
mod wasm;

pub use image::{Image, PIXELS, enlarged};
use netwright::prelude::*;

/// How many digits there are to be told apart.
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

/// The digit that the network sees on one of the images; on the last one for larger numbers.
#[cfg(not(feature = "train"))]
#[must_use]
pub fn answer(number: usize) -> usize {
    let (images, _) = IMAGES.as_chunks::<PIXELS>();
    let image = images.get(number).unwrap_or(&images[DIGITS - 1]);
    Digits::EMBEDDED.classify(&enlarged(image))
}
