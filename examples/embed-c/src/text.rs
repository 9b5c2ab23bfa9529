//! Constant strings that end with a null byte.

use embed_iris::{Iris, Species};

/// The version of this library.
pub static VERSION: [u8; 16] = terminated(env!("CARGO_PKG_VERSION"));

/// The SHA-256 of the weights file.
pub static WEIGHTS: [u8; 65] = terminated(Iris::WEIGHTS_SHA256);

/// The names of the classes.
pub static CLASSES: [[u8; 16]; Species::NAMES.len()] = {
    let mut names = [[0; 16]; Species::NAMES.len()];
    let mut class = 0;
    while class < names.len() {
        names[class] = terminated(Species::NAMES[class]);
        class += 1;
    }
    names
};

/// Returns a text with null bytes behind it. One that is too long, or has a null byte itself, does
/// not compile.
const fn terminated<const N: usize>(text: &str) -> [u8; N] {
    let (text, mut bytes) = (text.as_bytes(), [0; N]);
    assert!(text.len() < N, "the text and a null byte need more room");
    let mut place = 0;
    while place < text.len() {
        assert!(text[place] != 0, "the text has a null byte");
        bytes[place] = text[place];
        place += 1;
    }
    bytes
}
