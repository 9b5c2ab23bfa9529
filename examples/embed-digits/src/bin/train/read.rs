//! The two sets of handwritten digits.

use embed_digits::{Image, PIXELS, enlarged};
use netwright::data::{Array, Csv};
use netwright::prelude::*;
use std::path::{Path, PathBuf};

/// Images as the network takes them, and their digits.
pub type Digits = Dataset<'static, f32, 784, Label<10>>;

/// Small images, and their digits.
pub type Small = Dataset<'static, f32, PIXELS, Label<10>>;

/// Reads a part of MNIST, `train` or `t10k`, compressed or not.
pub fn mnist(folder: &Path, part: &str) -> Result<Digits, netwright::Error> {
    let file = |name: &str| -> PathBuf {
        let plain = folder.join(format!("{part}-{name}"));
        if plain.exists() { plain } else { folder.join(format!("{part}-{name}.gz")) }
    };
    let images = Array::idx(file("images-idx3-ubyte"))?;
    let labels = Array::idx(file("labels-idx1-ubyte"))?;
    Dataset::new(images.samples()?, labels.classes()?)
}

/// Reads the digits of the UCI Machine Learning Repository.
pub fn uci(path: &Path) -> Result<Small, netwright::Error> {
    Csv::new().no_header().read(path)?.classes("64")
}

/// Returns the pixels of a small image as bytes, from 0 to 16.
pub fn bytes(image: &[f32; PIXELS]) -> [u8; PIXELS] {
    image.map(|pixel| pixel as u8)
}

/// Returns small images as images of MNIST.
pub fn as_mnist(small: &Small) -> Result<Digits, netwright::Error> {
    let images: Vec<Image> = small.samples().iter().map(|image| enlarged(&bytes(image))).collect();
    Dataset::new(images, small.targets().to_vec())
}
