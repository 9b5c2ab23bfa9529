//! A residual network with batch normalisation for handwritten digits of 8 by 8 pixels.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example residual-digits [-- SEED]
//! ```
//!
//! A block is a network of its own, whose shapes are checked where it is declared: two convolutions
//! beside a shortcut. One kind keeps the size of its input, so that the shortcut is the input
//! itself; the other halves the sides, and its shortcut is a convolution of one pixel.
//!
//! The seed also chooses the fifth of the digits that is held out.
//!
//! Source: K. He et al., "Deep residual learning for image recognition", 2015.

use netwright::data::Csv;
use netwright::metrics::Accuracy;
use netwright::prelude::*;
use netwright::train::schedule::{Cosine, Schedule};
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::path::Path;

/// `y = relu(x + f(x))`. The convolutions need no bias, since the normalisations have one.
#[network(input = [16, 8, 8])]
struct Block {
    conv1: Conv2d<16, 3, Padding<1>, NoBias>,
    norm1: BatchNorm2d,
    relu1: Relu,
    conv2: Conv2d<16, 3, Padding<1>, NoBias>,
    norm2: BatchNorm2d,
    #[from(norm2, input)]
    sum: Add,
    relu2: Relu,
}

/// Gives half the sides and twice the channels: `y = relu(g(x) + f(x))`.
#[network(input = [16, 8, 8], output = [32, 4, 4])]
struct Halving {
    conv1: Conv2d<32, 3, Stride<2>, Padding<1>, NoBias>,
    norm1: BatchNorm2d,
    relu1: Relu,
    conv2: Conv2d<32, 3, Padding<1>, NoBias>,
    norm2: BatchNorm2d,
    #[from(input)]
    shortcut: Conv2d<32, 1, Stride<2>, NoBias>,
    norm3: BatchNorm2d,
    #[from(norm2, norm3)]
    sum: Add,
    relu2: Relu,
}

#[network(input = [1, 8, 8])]
struct ResidualDigits {
    normalize: Normalize,
    conv: Conv2d<16, 3, Padding<1>, NoBias>,
    norm: BatchNorm2d,
    relu: Relu,
    block1: Block,
    block2: Block,
    halving: Halving,
    mean: GlobalAvgPool,
    logits: Linear<10>,
}

const EPOCHS: usize = 15;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/digits.csv.gz");
    let mut data: Dataset<'_, f32, 64, Label<10>> = Csv::new().no_header().read(file)?.classes("64")?;
    let mut rng = StdRng::seed_from_u64(seed);
    data.shuffle(&mut rng);
    let (train, test) = data.split_stratified(0.8)?;

    println!("{}\nunfolded:\n\n{}", ResidualDigits::summary(), ResidualDigits::summary().unfolded());
    let mut net = ResidualDigits::init(&mut rng);
    net.normalize.measure(train.samples())?;
    let trainer = Trainer::new(CrossEntropy, AdamW::new(0.01)).epochs(EPOCHS).batch(32).seed(seed);
    let trainer = trainer.schedule(Cosine::new(EPOCHS).warm_up(1)).metric(Accuracy::default());
    println!("{}", trainer.fit(&mut net, &train)?);

    let accuracy = |data: &Dataset<'_, f32, 64, Label<10>>| net.accuracy(data.samples(), data.targets());
    println!("residual-digits train {:.3} test {:.3}", accuracy(&train)?, accuracy(&test)?);
    Ok(())
}
