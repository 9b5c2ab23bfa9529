//! The practical tricks of NYU's Deep Learning course on handwritten digits: what each of them is
//! worth while all others are on.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example tricks [-- SEEDS [EPOCHS]]
//! ```
//!
//! Each row of the table leaves one trick out, and trains with the same seeds for the same number
//! of epochs. A seed decides the fifth of the digits that is held out, the initial weights, and the
//! order of the samples. Nothing is chosen by the held-out digits: a run has the weights of its
//! last epoch. An asterisk marks differences of more than three standard errors over the seeds; the
//! others may be chance.
//!
//! How to read it:
//!
//! - All settings are made for the tricks together, and a trick that is taken away often asks for
//!   another learning rate. The indented rows have one that suits better: the square loss, which is
//!   the mean of ten outputs, and descent without momentum take steps that are ten times smaller,
//!   and lose little but time. What remains lost in those rows is what the trick itself is worth.
//! - The training digits lie in the order of their classes. Where that does not matter, because
//!   they are shuffled, it does not show.
//! - On so few and so small images, and for a network of two small hidden layers, L1, L2, dropout
//!   and random shifts change next to nothing, and tanh is as good as ReLU. They are for larger
//!   networks, that could learn the training set by heart, and for deeper ones.
//!
//! Sources: Y. LeCun, "Deep Learning", course at New York University, 2020, week 2 (the list);
//! Y. LeCun et al., "Efficient backprop", 1998 (the reasons).

mod report;
mod run;

use netwright::Error;
use netwright::data::{Csv, one_hot};
use netwright::parameters::init::Init;
use netwright::prelude::*;
use report::Row;
use run::{DigitNet, Digits, Recipe, run};
use std::path::Path;

#[network(input = 64)]
struct AllTricks(Linear<64>, Relu, Dropout<0.1>, Linear<64>, Relu, Dropout<0.1>, Linear<10>);

#[network(input = 64)]
struct WithTanh(Linear<64>, Tanh, Dropout<0.1>, Linear<64>, Tanh, Dropout<0.1>, Linear<10>);

#[network(input = 64)]
struct WithSigmoid(Linear<64>, Sigmoid, Dropout<0.1>, Linear<64>, Sigmoid, Dropout<0.1>, Linear<10>);

/// Gives probabilities, whose square distance to 0 and 1 can be a loss.
#[network(input = 64)]
struct Probabilities(Linear<64>, Relu, Dropout<0.1>, Linear<64>, Relu, Dropout<0.1>, Linear<10>, Softmax);

#[network(input = 64)]
struct NoDropout(Linear<64>, Relu, Linear<64>, Relu, Linear<10>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut number = |default: u64| arguments.next().map_or(Ok(default), |number| number.parse());
    let (seeds, epochs) = (number(10)?, usize::try_from(number(40)?)?);
    if seeds < 2 {
        return Err("at least 2 seeds are needed: one has no deviation".into());
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/digits.csv.gz");
    let digits: Digits = Csv::new().no_header().read(file)?.classes("64")?;

    let study = Study { digits, seeds };
    let all = Recipe { epochs, ..Recipe::default() };
    let at_rate = |rate, recipe| Recipe { rate, ..recipe };
    let full_batch = Recipe { batch: usize::MAX, ..all };
    let not_normalized = Recipe { normalize: false, ..all };
    let no_momentum = Recipe { momentum: 0.0, ..all };
    let rows = [
        study.with("all tricks", all)?,
        study.row::<WithTanh, _, _>("tanh for ReLU", all, CrossEntropy, labels)?,
        study.row::<WithSigmoid, _, _>("sigmoid for ReLU", all, CrossEntropy, labels)?,
        study.row::<Probabilities, _, _>("square loss for cross-entropy", all, Mse, vectors)?,
        study.row::<Probabilities, _, _>("  at a rate of 0.5", at_rate(0.5, all), Mse, vectors)?,
        study.with("full batch for minibatches", full_batch)?,
        study.with("  at a rate of 0.5", at_rate(0.5, full_batch))?,
        study.with("class after class, not shuffled", Recipe { shuffle: false, ..all })?,
        study.with("pixels not normalised, 0 to 16", not_normalized)?,
        study.with("  at a rate of 0.001", at_rate(0.001, not_normalized))?,
        study.with("constant learning rate", Recipe { schedule: false, ..all })?,
        study.with("no L2", Recipe { l2: 0.0, ..all })?,
        study.with("no L1", Recipe { l1: 0.0, ..all })?,
        study.with("all weights begin at 0", Recipe { init: Some(Init::Zeros), ..all })?,
        study.with("weights begin at about 1", Recipe { init: Some(Init::TruncatedNormal(1.0)), ..all })?,
        study.row::<NoDropout, _, _>("no dropout", all, CrossEntropy, labels)?,
        study.with("no momentum", no_momentum)?,
        study.with("  at a rate of 0.5", at_rate(0.5, no_momentum))?,
        study.with("images not shifted at random", Recipe { augment: false, ..all })?,
    ];

    println!(
        "{} digits, a fifth held out; {seeds} seeds, {epochs} epochs, a rate of {}\n",
        study.digits.len(),
        all.rate
    );
    println!("{}", report::table(&rows));
    println!("all tricks {:.3}", rows[0].accuracy());
    Ok(())
}

/// The digits, and the number of seeds with which each recipe is tried.
struct Study {
    digits: Digits,
    seeds: u64,
}

impl Study {
    /// Trains the network that has all tricks.
    fn with(&self, name: &'static str, recipe: Recipe) -> Result<Row, Error> {
        self.row::<AllTricks, _, _>(name, recipe, CrossEntropy, labels)
    }

    /// Trains the network `N` with each seed.
    fn row<N, L, Y>(
        &self,
        name: &'static str,
        recipe: Recipe,
        loss: L,
        targets: fn(&Digits) -> Vec<Y>,
    ) -> Result<Row, Error>
    where
        N: DigitNet,
        L: LossFor<N, Y> + Copy,
        Y: Clone,
    {
        let runs = (0..self.seeds).map(|seed| run::<N, L, Y>(&recipe, loss, targets, &self.digits, seed));
        Ok(Row { name, runs: runs.collect::<Result<_, _>>()? })
    }
}

fn labels(digits: &Digits) -> Vec<Label<10>> {
    digits.targets().to_vec()
}

/// For each digit a vector with 1 in its place, and 0 in the others.
fn vectors(digits: &Digits) -> Vec<[f32; 10]> {
    one_hot(digits.targets())
}
