//! Trains a network on handwritten digits of 8 by 8 pixels, measures it on a fifth that is held
//! out, saves it, and prints how to embed it.
//!
//! ```text
//! cargo run --release --features csv,gzip,plot --example digits [-- SEED]
//! ```
//!
//! The seed also chooses the digits that are held out; over the seeds 1 to 80 the accuracy is at
//! least 0.978. Writes pictures of the training, of the confusion of digits and of the first layer
//! into `target/digits/`, beside the weights.

use netwright::data::Csv;
use netwright::metrics::Accuracy;
use netwright::plot;
use netwright::prelude::*;
use netwright::train::EarlyStopping;
use netwright::train::schedule::{Cosine, Schedule};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use std::error::Error;
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

/// The digit on an image of 8 by 8 pixels, from 0 to 16. The scale of the pixels is measured, and
/// saved with the weights.
#[network(input = [1, 8, 8], classes = Digit)]
struct Digits {
    normalize: Normalize,
    pixels: Flatten,
    hidden: Linear<256>,
    relu: Relu,
    dropout: Dropout<0.3>,
    logits: Linear<10>,
}

const EPOCHS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = Csv::new().no_header().read(root.join("examples/data/digits.csv.gz"))?;
    // The last of the 65 columns is the digit.
    let mut data: Dataset<'_, f32, 64, Digit> = table.classes("64")?;
    let mut rng = StdRng::seed_from_u64(seed);
    data.shuffle(&mut rng);
    let (rest, test) = data.split_stratified(0.8)?;
    let (train, validation) = rest.split_stratified(0.9)?;

    println!("{}", Digits::summary());
    let mut net = Digits::init(&mut rng);
    net.normalize.measure(train.samples())?;
    let history = Trainer::new(CrossEntropy, AdamW::new(0.003).weight_decay(0.01))
        .epochs(EPOCHS)
        .batch(32)
        .seed(seed)
        .schedule(Cosine::new(EPOCHS).warm_up(2))
        .augment(shifted)
        .validation(&validation)
        .metric(Accuracy::default())
        .early_stopping(EarlyStopping::new(25))
        .fit(&mut net, &train)?;
    let epochs = history.epochs();
    println!("{epochs} epochs; the weights are those of epoch {}", history.best_epoch().unwrap_or(epochs));

    let matrix = net.confusion(test.samples(), test.targets())?;
    println!("\n{} images held out:\n\n{matrix}\n{}", test.len(), matrix.report());

    let folder = root.join("target/digits");
    std::fs::create_dir_all(&folder)?;
    let losses = plot::history(&history, &["loss", "validation loss"]).logarithmic();
    losses.title("Loss while training").save(folder.join("history.png"))?;
    plot::confusion(&matrix).title("Digits held out").save(folder.join("confusion.png"))?;
    let units = plot::images((8, 8), &net.hidden.weight.to_rows());
    units.title("Weights of the first layer").save(folder.join("weights.png"))?;
    net.save(folder.join("digits.safetensors"))?;
    println!("pictures, and the weights in `digits.safetensors`, are in {}", folder.display());
    println!("{EMBED}");

    println!("digits train {:.3} test {:.3}", net.accuracy(train.samples(), train.targets())?, matrix.accuracy());
    Ok(())
}

const EMBED: &str = r#"
To embed the network, put the weights beside the `Cargo.toml` of an application, and declare there:

#[network(input = [1, 8, 8], classes = Digit, weights = "digits.safetensors")]
struct Digits {
    normalize: Normalize,
    pixels: Flatten,
    hidden: Linear<256>,
    relu: Relu,
    dropout: Dropout<0.3>,
    logits: Linear<10>,
}

`Digits::EMBEDDED.classify(&image)` is then a `Digit`.
"#;

/// Moves half of the images by at most one pixel in each direction; places that were outside are
/// empty.
fn shifted(image: &mut [f32; 64], rng: &mut dyn Rng) {
    if rng.random_bool(0.5) {
        return;
    }
    let (down, right) = (rng.random_range(-1..=1), rng.random_range(-1..=1));
    let before = *image;
    let pixel = |row: i32, column: i32| {
        if (0..8).contains(&row) && (0..8).contains(&column) { before[(8 * row + column) as usize] } else { 0.0 }
    };
    for (place, new) in (0..).zip(image) {
        *new = pixel(place / 8 - down, place % 8 - right);
    }
}
