//! Trains the network and writes `iris.safetensors`:
//! `cargo run --release --features train --bin train`.

use embed_iris::{Iris, Species};
use netwright::data::{Csv, Standardizer};
use netwright::prelude::*;
use netwright::weights::Save;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut rng = StdRng::seed_from_u64(1);
    // The first line has the number of rows and the names of the classes, not of the columns.
    let table = Csv::new().skip_lines(1).no_header().read(folder.join("../data/iris.csv"))?;
    let mut data: Dataset<'_, f32, 4, Species> = table.classes("4")?;
    data.shuffle(&mut rng);
    let (mut train, test) = data.split(0.8)?;
    let standardizer = Standardizer::fit(train.samples())?;
    standardizer.apply(train.samples_mut());

    let mut net = Iris::init(&mut rng);
    let adam = Adam::new(0.003).weight_decay(5e-3);
    Trainer::new(CrossEntropy, adam).epochs(300).batch(30).fit(&mut net, &train)?;

    // The network takes lengths as they are measured.
    standardizer.fold(&mut net.hidden);
    println!("iris test {:.3}", net.accuracy(test.samples(), test.targets())?);
    Save::new().note("Fisher's irises").classes(Species::NAMES).to_file(folder.join("iris.safetensors"), &*net)?;
    Ok(())
}
