//! Classifies irises by a trained network in a static, in programs with or without an operating
//! system.
//!
//! The network is declared once, here. With the feature `train` it is a network to be trained,
//! without it the trained one: the program `train` also compiles when the weights file does not
//! fit, as it does not at first.

#![no_std]
#![forbid(unsafe_code)]

use netwright::prelude::*;

/// A species of iris.
#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Species {
    /// Iris setosa.
    Setosa,
    /// Iris versicolor.
    Versicolor,
    /// Iris virginica.
    Virginica,
}

/// The species of an iris from the length and width of its sepals, and of its petals, in cm.
#[cfg_attr(feature = "train", network(input = 4, classes = Species))]
#[cfg_attr(
    not(feature = "train"),
    network(
        input = 4,
        classes = Species,
        weights = "iris.safetensors",
        budget(flash <= 1024, ram <= 256),
    )
)]
pub struct Iris {
    /// Learned features.
    pub hidden: Linear<16>,
    /// Their activation.
    pub tanh: Tanh,
    /// A score for each species.
    pub logits: Linear<3>,
}

/// Returns the species, and its probability.
#[cfg(not(feature = "train"))]
#[must_use]
pub fn classify(lengths: &[f32; 4]) -> (Species, f32) {
    Iris::EMBEDDED.classify_with_probability(lengths)
}

#[cfg(all(test, not(feature = "train")))]
mod tests {
    use super::{Species, classify};

    #[test]
    fn typical_irises_are_known() {
        assert_eq!(classify(&[5.1, 3.5, 1.4, 0.2]).0, Species::Setosa);
        assert_eq!(classify(&[5.7, 2.8, 4.1, 1.3]).0, Species::Versicolor);
        assert_eq!(classify(&[6.5, 3.0, 5.8, 2.2]).0, Species::Virginica);
    }
}
