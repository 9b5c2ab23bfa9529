//! The signal of a smart watch while it is recorded: a network that runs frame by frame, and says
//! after each second which of four activities it takes the signal for.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example keyword -- --data FOLDER
//! ```
//!
//! A keyword spotter is such a network too, over the frames of a spectrogram. This one takes the
//! six channels of a watch, ten frames a second. It is trained on whole series of ten seconds; the
//! steps are causal, so that it can run as a stream afterwards, and its scores after the last frame
//! of a series are those of the series, to the bit.
//!
//! In the stream nothing is allocated, and a block takes as long as any other: it can be pushed
//! where a signal is sampled.
//!
//! Source of the data: BasicMotions, of the UEA archive of multivariate time series; A. Bagnall et
//! al., "The UEA multivariate time series classification archive", 2018.

mod series;

use netwright::prelude::*;
use netwright::train::schedule::Cosine;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::path::Path;

const USAGE: &str = "usage: keyword --data FOLDER
FOLDER, or its folder BasicMotions, has BasicMotions_TRAIN.ts and BasicMotions_TEST.ts, of
https://timeseriesclassification.com.
`pip download --no-deps sktime` fetches an archive that contains them.";

const CHANNELS: usize = 6;
const LENGTH: usize = 100;
/// The frames of a block, a second.
const BLOCK: usize = 10;
const EPOCHS: usize = 60;

#[derive(Class, Clone, Copy, Debug, PartialEq, Eq)]
enum Motion {
    Standing,
    Running,
    Walking,
    Badminton,
}

/// The activity so far.
#[network(stream, input = [6, 100], classes = Motion)]
struct Activity {
    normalize: Normalize,
    conv: Conv1d<16, 5, Causal>,
    relu: Relu,
    wider: Conv1d<24, 5, Causal, Stride<2>>,
    relu2: Relu,
    gru: Gru<24, Last>,
    dropout: Dropout<0.2>,
    scores: Linear<4>,
}

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
    let read = |part| series::read::<Motion, _>(&folder.join(part)).inspect_err(|_| eprintln!("{USAGE}\n"));
    let (train, test) = (read("BasicMotions_TRAIN.ts")?, read("BasicMotions_TEST.ts")?);

    let net = trained(train)?;
    println!(
        "a stream remembers {} bytes; an output for every {} frames, the first with frame {}\n",
        Activity::STATE_BYTES,
        Activity::FRAMES_PER_OUTPUT,
        Activity::LATENCY,
    );
    let mut right = 0;
    for (series, motion) in &test {
        let live = heard(&net, series)?;
        let last = live.last().copied().ok_or("a series has a block")?;
        assert_eq!(last, net.classify(series), "the stream says what the whole series says");
        right += usize::from(last == *motion);
        let names: Vec<_> = live.iter().map(|heard| format!("{:9}", heard.name())).collect();
        println!("{:9} | {}", motion.name(), names.join(" "));
    }
    println!("\nkeyword test {:.3}", right as f64 / test.len() as f64);
    Ok(())
}

fn trained(series: Vec<(Series, Motion)>) -> Result<Box<Activity>, netwright::Error> {
    let train = Dataset::from_pairs(series)?;
    let mut net = Activity::init(&mut StdRng::seed_from_u64(1));
    net.normalize.measure(train.samples())?;
    let trainer = Trainer::new(CrossEntropy, AdamW::new(0.005)).epochs(EPOCHS).batch(10);
    trainer.schedule(Cosine::new(EPOCHS)).fit(&mut net, &train)?;
    Ok(net)
}

/// Returns the activity after each second of a series, as if it were recorded now.
fn heard(net: &Activity, series: &Series) -> Result<Vec<Motion>, netwright::Error> {
    let frames: [[f32; CHANNELS]; LENGTH] =
        core::array::from_fn(|frame| core::array::from_fn(|channel| series[channel * LENGTH + frame]));
    let (mut stream, mut scores) = (net.stream(), [Default::default(); BLOCK]);
    let mut heard = Vec::new();
    for block in frames.chunks(BLOCK) {
        let scores = stream.push_block(block, &mut scores)?;
        let last = scores.last().and_then(|scores| Motion::from_index(scores.imax()));
        heard.extend(last);
    }
    Ok(heard)
}
