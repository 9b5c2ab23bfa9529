//! Trains a network on handwritten digits of 8 by 8 pixels, saves it, and prints how to embed it.
//!
//! ```text
//! cargo run --release --features weights --example digits [-- SEED]
//! ```
//!
//! The seed also chooses the fifth of the digits that is held out.

use flate2::read::GzDecoder;
use netwright::prelude::*;
use netwright::weights::Save;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::fs::{File, create_dir_all};
use std::path::Path;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Digit {
    Zero,
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
}

/// The digit on an image of 8 by 8 pixels between 0 and 1.
#[network(input = 64, classes = Digit)]
struct Digits {
    hidden: Linear<32>,
    relu: Relu,
    logits: Linear<10>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let mut rng = StdRng::seed_from_u64(seed);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut data = read(&root.join("examples/data/digits.csv.gz"))?;
    data.shuffle(&mut rng);
    let (train, test) = data.split(0.8)?;

    println!("{}", Digits::summary());
    let mut net = Digits::init(&mut rng);
    let adam = Adam::new(0.003).weight_decay(1e-4);
    let history = Trainer::new(CrossEntropy, adam).epochs(40).batch(32).seed(seed).fit(&mut net, &train)?;
    println!("loss {:.3} after the first epoch, {:.3} after the last", history.losses()[0], history.last_loss());
    println!("\n{}", net.confusion(test.samples(), test.targets())?);

    let folder = root.join("target/digits");
    create_dir_all(&folder)?;
    let file = folder.join("digits.safetensors");
    Save::new().note("UCI's digits of 8 by 8 pixels").classes(Digit::NAMES).to_file(&file, &*net)?;
    println!("{} is written. Put it beside the `Cargo.toml` of an application, and declare there:\n", file.display());
    println!("#[network(input = 64, classes = Digit, weights = \"digits.safetensors\")]");
    println!("struct Digits {{\n    hidden: Linear<32>,\n    relu: Relu,\n    logits: Linear<10>,\n}}\n");
    println!("`Digits::EMBEDDED.classify(&image)` is then a `Digit`.\n");
    let (train, test) =
        (net.accuracy(train.samples(), train.targets())?, net.accuracy(test.samples(), test.targets())?);
    println!("digits train {train:.3} test {test:.3}");
    Ok(())
}

/// Reads the images and their digits.
fn read(path: &Path) -> Result<Dataset<'static, f32, 64, Digit>, Box<dyn Error>> {
    let in_file = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| in_file(&error))?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(GzDecoder::new(file));
    let (mut images, mut digits) = (Vec::new(), Vec::new());
    for row in reader.deserialize() {
        let row: Vec<u8> = row.map_err(|error| in_file(&error))?;
        let (digit, pixels) = row.split_last().ok_or_else(|| in_file(&"a row is empty"))?;
        let pixels: [u8; 64] = pixels.try_into().map_err(|_| in_file(&"a row has not 65 numbers"))?;
        images.push(pixels.map(|pixel| f32::from(pixel) / 16.0));
        digits.push(Digit::try_from(usize::from(*digit)).map_err(|error| in_file(&error))?);
    }
    Ok(Dataset::new(images, digits)?)
}
