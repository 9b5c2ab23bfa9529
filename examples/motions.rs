//! Four activities from a smart watch: six channels of acceleration and rotation, a hundred times.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example motions -- --data FOLDER
//! ```
//!
//! Convolutions find short movements wherever they are in a series, pools make it shorter, and a
//! recurrent layer reads what is left from the first to the last; its last state is classified.
//! Forty series are for training, and forty others for the test.
//!
//! Source of the data: BasicMotions, of the UEA archive of multivariate time series; A. Bagnall et
//! al., "The UEA multivariate time series classification archive", 2018.

use netwright::prelude::*;
use netwright::train::schedule::Cosine;
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use std::error::Error;
use std::fs;
use std::path::Path;

const USAGE: &str = "usage: motions --data FOLDER
FOLDER, or its folder BasicMotions, has BasicMotions_TRAIN.ts and BasicMotions_TEST.ts, of
https://timeseriesclassification.com.
`pip download --no-deps sktime` fetches an archive that contains them.";

const CHANNELS: usize = 6;
const LENGTH: usize = 100;
const EPOCHS: usize = 60;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Motion {
    Standing,
    Running,
    Walking,
    Badminton,
}

/// The activity in ten seconds of a watch's acceleration and rotation, each along three axes.
#[network(input = [6, 100], classes = Motion)]
struct Motions {
    normalize: Normalize,
    conv1: Conv1d<16, 5, Padding<2>>,
    relu1: Relu,
    pool1: MaxPool1d<2>,
    conv2: Conv1d<24, 5, Padding<2>>,
    relu2: Relu,
    pool2: MaxPool1d<2>,
    gru: Gru<24, Last>,
    dropout: Dropout<0.2>,
    logits: Linear<4>,
}

/// Channel after channel, as a sample of the network.
type Series = [f32; CHANNELS * LENGTH];

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ["--data", folder] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        eprintln!("{USAGE}");
        std::process::exit(2);
    };
    let folder = Path::new(folder);
    // An archive of several sets has a folder for each.
    let own = folder.join("BasicMotions");
    let folder = if own.is_dir() { &own } else { folder };
    let read = |part| read(&folder.join(part)).inspect_err(|_| eprintln!("{USAGE}\n"));
    let (train, test) = (read("BasicMotions_TRAIN.ts")?, read("BasicMotions_TEST.ts")?);

    println!("{}", Motions::summary());
    let mut net = Motions::init(&mut StdRng::seed_from_u64(1));
    net.normalize.measure(train.samples())?;
    let trainer = Trainer::new(CrossEntropy, AdamW::new(0.005)).epochs(EPOCHS).batch(10);
    let history = trainer.schedule(Cosine::new(EPOCHS)).augment(rolled).fit(&mut net, &train)?;
    println!("loss {:.4} after {} epochs\n", history.last_loss(), history.epochs());

    let matrix = net.confusion(test.samples(), test.targets())?;
    println!("{matrix}\n{}", matrix.report());
    println!("motions test {:.3}", matrix.accuracy());
    Ok(())
}

/// Reads a file of series, whose lines begin with `#` for comments and with `@` for settings; each
/// other line is one series: channels and the class between colons, numbers between commas.
fn read(path: &Path) -> Result<Dataset<'static, f32, { CHANNELS * LENGTH }, Motion>, Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let is_series = |line: &&str| !line.is_empty() && !line.starts_with(['#', '@']);
    let lines = text.lines().zip(1..).filter(|(line, _)| is_series(line));
    let series =
        lines.map(|(line, number)| parse(line).map_err(|error| format!("{}, line {number}: {error}", path.display())));
    Ok(Dataset::from_pairs(series.collect::<Result<Vec<_>, _>>()?)?)
}

fn parse(line: &str) -> Result<(Series, Motion), Box<dyn Error>> {
    let (channels, class) = line.rsplit_once(':').ok_or("expected channels and a class between colons")?;
    let numbers = channels.split([':', ',']).map(|number| number.trim().parse()).collect::<Result<Vec<f32>, _>>()?;
    let count = numbers.len();
    let series = numbers.try_into().map_err(|_| format!("expected {CHANNELS} × {LENGTH} numbers, found {count}"))?;
    let place = Motion::NAMES.iter().position(|name| *name == class.trim());
    let motion = place.and_then(Motion::from_index).ok_or_else(|| format!("there is no activity `{class}`"))?;
    Ok((series, motion))
}

/// Lets the series begin somewhere else: movements repeat, and may begin at any time.
fn rolled(series: &mut Series, rng: &mut dyn Rng) {
    let by = rng.random_range(0..LENGTH);
    series.chunks_exact_mut(LENGTH).for_each(|channel| channel.rotate_left(by));
}
