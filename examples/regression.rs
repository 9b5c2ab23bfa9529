//! The regression exercise of NYU's Deep Learning course: ten networks learn the same points of a
//! cubic curve. They agree where there are points, and differ where there are none.
//!
//! ```text
//! cargo run --release --features weights,csv,gzip,plot --example regression [-- SEED]
//! ```
//!
//! With the feature `rayon` besides, the networks are trained on all threads, to the same bits.
//!
//! Five networks have ReLU and five have tanh; they differ in their initial parameters alone. Where
//! nothing holds them together, the deviation of their outputs shows what they do not know:
//!
//! ```text
//! mean(x) = 1/K · Σ_k f_k(x)
//! deviation(x) = √(1/(K - 1) · Σ_k (f_k(x) - mean(x))²)
//! ```
//!
//! Writes pictures of both ensembles, and of their variances, into `target/regression/`. The last
//! two lines are the means of the deviations inside of the training interval, from -1 to 1, and
//! outside of it, as far as the pictures go, from -4 to 4. With three seeds, PyTorch gives 0.004 to
//! 0.005 and 0.20 to 0.23 for ReLU, 0.016 to 0.020 and 0.27 to 0.48 for tanh. Over the seeds 0 to
//! 100 the first of each pair is below 0.05 here, and the second at least seven times as large.
//!
//! Source: A. Canziani, "Regression", practicum of the course Deep Learning, New York University,
//! 2020.

use netwright::data::generate;
use netwright::ensemble::Ensemble;
use netwright::plot;
use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;
use std::error::Error;
use std::path::Path;

const NETWORKS: usize = 5;
const EPOCHS: usize = 1000;
const DEFAULT_SEED: u64 = 1;

/// One hidden layer with ReLU: a function of straight pieces. It starts as in PyTorch.
#[network(input = 1)]
struct ReluNet {
    #[init(default)]
    hidden: Linear<100>,
    relu: Relu,
    #[init(default)]
    y: Linear<1>,
}

/// One hidden layer with tanh: a smooth function.
#[network(input = 1)]
struct TanhNet {
    #[init(default)]
    hidden: Linear<100>,
    tanh: Tanh,
    #[init(default)]
    y: Linear<1>,
}

/// Points of the curve with their heights.
type Points = Dataset<'static, f32, 1, [f32; 1]>;

/// The outputs of an ensemble at all places.
struct Answers {
    /// Those of each network.
    outputs: Vec<Vec<f64>>,
    /// The deviations from their mean.
    deviations: Vec<f64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(DEFAULT_SEED), |seed| seed.parse())?;
    let data = generate::cubic(100, -1.0..=1.0, 0.3, &mut StdRng::seed_from_u64(seed))?;
    let places: Vec<f32> = (-400_i16..=400).map(|place| f32::from(place) / 100.0).collect();
    let relu = answers(&train::<ReluNet>(&data, seed)?, &places);
    let tanh = answers(&train::<TanhNet>(&data, seed)?, &places);

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/regression");
    std::fs::create_dir_all(&folder)?;
    let xs: Vec<f64> = places.iter().copied().map(f64::from).collect();
    let pairs = data.samples().iter().zip(data.targets());
    let points: Vec<_> = pairs.map(|([x], [y])| (f64::from(*x), f64::from(*y))).collect();
    plot::ensemble(&xs, &relu.outputs, &points).title("Five networks with ReLU").save(folder.join("relu.png"))?;
    plot::ensemble(&xs, &tanh.outputs, &points).title("Five networks with tanh").save(folder.join("tanh.png"))?;
    let variance = |Answers { deviations, .. }: &Answers| -> Vec<_> {
        xs.iter().zip(deviations).map(|(x, deviation)| (*x, deviation * deviation)).collect()
    };
    let variances = plot::lines(&[("ReLU", &variance(&relu)), ("tanh", &variance(&tanh))]).axes("x", "variance");
    variances.title("Variance of five networks").save(folder.join("variance.png"))?;

    println!("pictures of both ensembles are in {}\n", folder.display());
    for (name, Answers { deviations, .. }) in [("relu", relu), ("tanh", tanh)] {
        let at_places = xs.iter().zip(deviations);
        let (inside, outside): (Vec<_>, Vec<_>) = at_places.partition(|(x, _)| x.abs() <= 1.0);
        let mean = |part: &[(&f64, f64)]| part.iter().map(|(_, deviation)| deviation).sum::<f64>() / part.len() as f64;
        println!("{name} deviation inside {:.3} outside {:.3}", mean(&inside), mean(&outside));
    }
    Ok(())
}

/// A function of one number.
trait Curve: Trainable<Scalar = f32> + Takes<1> + Gives<1> + Send {}

impl Curve for ReluNet {}
impl Curve for TanhNet {}

/// Trains several networks on all points at once, each from a seed of its own.
fn train<N: Curve>(data: &Points, seed: u64) -> Result<Ensemble<N>, netwright::Error> {
    println!("{}", N::summary());
    let ensemble = Ensemble::<N>::train(NETWORKS, |number| {
        let seed = seed.wrapping_mul(NETWORKS as u64).wrapping_add(number);
        let mut network = N::init(&mut StdRng::seed_from_u64(seed));
        let adam = Adam::new(1e-3).weight_decay(1e-5);
        Trainer::new(Mse, adam).epochs(EPOCHS).full_batch().fit(&mut *network, data)?;
        Ok(network)
    })?;
    for (number, network) in ensemble.members().iter().enumerate() {
        let loss = network.loss(&Mse, data.samples(), data.targets())?;
        println!("network {number}: loss {loss:.4} after {EPOCHS} epochs");
    }
    println!();
    Ok(ensemble)
}

fn answers<N: Curve>(ensemble: &Ensemble<N>, places: &[f32]) -> Answers {
    let outputs = |network: &N| places.iter().map(|x| network.predict(&[*x])[0].into()).collect();
    Answers {
        outputs: ensemble.members().iter().map(|network| outputs(network)).collect(),
        deviations: places.iter().map(|x| ensemble.predict(&[*x]).deviation[0].into()).collect(),
    }
}
