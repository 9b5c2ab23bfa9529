//! Trains a network on handwritten digits of 8 by 8 pixels, as one of the ranks of an MPI job.
//!
//! ```text
//! mpiexec -n 4 target/release/examples/digits [--epochs 30] [--batch 64] [--shards 8]
//!     [--checkpoints FOLDER] [--threads 2] [--every-rank]
//! ```
//!
//! Rank 0 reports: the history, the accuracy on digits that were held out, and the SHA-256 of the
//! weights, which is the same for any number of ranks. With `--checkpoints` one is written after
//! every batch, and the training goes on from the last one. With `--threads` the ranks are threads
//! of this process, without MPI. `--every-rank` has all ranks print their SHA-256.

mod options;

use netwright::Error;
use netwright::data::Csv;
use netwright::metrics::Accuracy;
use netwright::prelude::*;
use netwright::train::exchange::{Exchange, on_threads};
use netwright::train::schedule::{Cosine, Schedule};
use netwright::train::{Checkpoints, History};
use options::Options;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::ExitCode;

#[network(input = [1, 8, 8])]
struct Digits {
    normalize: Normalize,
    pixels: Flatten,
    hidden: Linear<128, NoBias>,
    norm: BatchNorm1d,
    relu: Relu,
    dropout: Dropout<0.3>,
    logits: Linear<10>,
}

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(problem) => {
            eprintln!("{problem}\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match options.threads {
        Some(threads) => {
            let results = on_threads(threads, |mut rank| train(&mut rank, &options));
            let failed = results.into_iter().filter_map(Result::err).map(|error| eprintln!("{error}")).count();
            if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        None => netwright_mpi::run(|ranks| train(ranks, &options)),
    }
}

/// The part of one rank; it is not told how many there are.
fn train(exchange: &mut impl Exchange<f32>, options: &Options) -> Result<(), Error> {
    let table = Csv::new().no_header().read(Path::new(env!("CARGO_MANIFEST_DIR")).join(DATA))?;
    // The last of the 65 columns is the digit.
    let mut data: Dataset<'_, f32, 64, Label<10>> = table.classes("64")?;
    // A generator that all ranks have, so that their data and their first weights are equal.
    let mut rng = SmallRng::seed_from_u64(1);
    data.shuffle(&mut rng);
    let (train, test) = data.split_stratified(0.8)?;
    let mut net = Digits::init(&mut rng);
    net.normalize.measure(train.samples())?;

    let rank = exchange.rank();
    let schedule = Cosine::new(options.epochs).warm_up(2);
    let mut trainer = Trainer::new(CrossEntropy, AdamW::new(0.003).weight_decay(0.01).clip_norm(1.0))
        .epochs(options.epochs)
        .batch(options.batch)
        .shards(options.shards)
        .schedule(schedule);
    if let Some(folder) = &options.checkpoints {
        trainer = trainer.checkpoints(Checkpoints::in_folder(folder).every_batches(1).resume());
    }
    let trainer = trainer.validation(&test).metric(Accuracy::default());
    let history = trainer.exchange(&mut *exchange).fit(&mut net, &train)?;
    if rank.is_first() {
        report(&net, &history, &test)?;
    }
    if rank.is_first() || options.every_rank {
        println!("rank {} of {}: sha256 {}", rank.number(), rank.ranks(), sha256(&net));
    }
    Ok(())
}

/// The digits of the repository's examples.
const DATA: &str = "../../examples/data/digits.csv.gz";

fn report(net: &Digits, history: &History, test: &Dataset<'_, f32, 64, Label<10>>) -> Result<(), Error> {
    history.notes().iter().for_each(|note| println!("{note}"));
    println!("{history}");
    println!("accuracy on {} digits: {:.4}", test.len(), net.accuracy(test.samples(), test.targets())?);
    Ok(())
}

/// Returns the digest of all weights and statistics.
fn sha256(net: &Digits) -> String {
    let mut hasher = Sha256::new();
    net.as_slice().iter().for_each(|number| hasher.update(number.to_le_bytes()));
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
