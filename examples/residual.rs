//! A residual network of three nested blocks, for the spiral of the example `spiral`.
//!
//! ```text
//! cargo run --release --example residual [-- SEED]
//! ```
//!
//! Each block is a network with its own graph, and three times a step of the network around it.

use netwright::data::generate;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

const EPOCHS: usize = 40;
const DEFAULT_SEED: u64 = 1;

/// `y = x + f(x)`: through the sum, the gradient reaches the blocks above undiminished.
///
/// Source: K. He et al., "Deep residual learning for image recognition", 2015.
#[network(input = 24)]
struct Block {
    fc1: Linear<24>,
    relu: Relu,
    #[init(xavier_uniform)]
    fc2: Linear<24>,
    #[from(fc2, input)]
    sum: Add,
}

#[network(input = 2, output = 3)]
struct Residual {
    up: Linear<24>,
    block1: Block,
    block2: Block,
    block3: Block,
    relu: Relu,
    logits: Linear<3>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(DEFAULT_SEED), |seed| seed.parse())?;
    let mut rng = StdRng::seed_from_u64(seed);
    let (train, test) = (generate::spiral(1000, 0.2, &mut rng)?, generate::spiral(1000, 0.2, &mut rng)?);

    println!("{}\nunfolded:\n\n{}", Residual::summary(), Residual::summary().unfolded());
    let mut net = Residual::init(&mut rng);
    let trainer = Trainer::new(CrossEntropy, Adam::new(3e-3).weight_decay(1e-5)).epochs(EPOCHS).seed(seed);
    let trainer = trainer.after_epoch(|epoch, loss| {
        if epoch % 10 == 0 {
            println!("epoch {epoch:>3}  loss {loss:.3}");
        }
    });
    trainer.fit(&mut net, &train)?;

    let accuracy = |data: &Dataset<'_, f32, 2, Label<3>>| net.accuracy(data.samples(), data.targets());
    println!("residual train {:.3} test {:.3}", accuracy(&train)?, accuracy(&test)?);
    Ok(())
}
