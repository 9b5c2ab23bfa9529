//! Fisher's irises: a small classifier on real data, with rows held out to test it.
//!
//! ```text
//! cargo run --release --features csv --example iris [-- SEED]
//! ```
//!
//! The seed also chooses the 30 rows that are held out. A handful of irises lie among those of
//! another species, and the accuracy depends on how many of them are held out: over the seeds 0 to
//! 199 it is 0.97 on average, at least 0.93 (28 of 30 rows) for 183 of them, and never below 0.86.

use netwright::data::Csv;
use netwright::prelude::*;
use netwright::train::EarlyStopping;
use netwright::train::schedule::Cosine;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::path::Path;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Species {
    Setosa,
    Versicolor,
    Virginica,
}

/// The species of an iris from four lengths, in cm. Their means and deviations are measured, and
/// are a part of the network.
#[network(input = 4, classes = Species)]
struct Iris {
    normalize: Normalize,
    hidden: Linear<16>,
    tanh: Tanh,
    logits: Linear<3>,
}

const COLUMNS: [&str; 5] = ["sepal length", "sepal width", "petal length", "petal width", "species"];
const EPOCHS: usize = 300;

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(1), |seed| seed.parse())?;
    // The first line has the number of rows and the names of the classes, not of the columns.
    let csv = Csv::new().skip_lines(1).column_names(COLUMNS);
    let table = csv.read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/iris.csv"))?;
    let mut data: Dataset<'_, f32, 4, Species> = table.classes("species")?;
    let mut rng = StdRng::seed_from_u64(seed);
    data.shuffle(&mut rng);
    let (rest, test) = data.split_stratified(0.8)?;
    let (train, validation) = rest.split_stratified(0.8)?;

    println!("{}", Iris::summary());
    let mut net = Iris::init(&mut rng);
    // From the training rows alone: the others stand for irises that nobody has seen.
    net.normalize.measure(train.samples())?;
    let history = Trainer::new(CrossEntropy, Adam::new(0.01).weight_decay(5e-3))
        .epochs(EPOCHS)
        .batch(16)
        .seed(seed)
        .schedule(Cosine::new(EPOCHS))
        .validation(&validation)
        .early_stopping(EarlyStopping::new(50))
        .fit(&mut net, &train)?;
    let epochs = history.epochs();
    println!("{epochs} epochs; the weights are those of epoch {}", history.best_epoch().unwrap_or(epochs));

    let matrix = net.confusion(test.samples(), test.targets())?;
    println!("\n{} rows held out:\n\n{matrix}\n{}", test.len(), matrix.report());
    println!("iris train {:.3} test {:.3}", net.accuracy(train.samples(), train.targets())?, matrix.accuracy());
    Ok(())
}
