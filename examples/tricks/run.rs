//! One training, and what is measured of it.

use netwright::Error;
use netwright::data::Standardizer;
use netwright::layer::initialize_all;
use netwright::metrics::LogLoss;
use netwright::metrics::Metric;
use netwright::nalgebra::Const;
use netwright::network::Signature;
use netwright::parameters::init::Init;
use netwright::prelude::*;
use netwright::train::schedule::{Constant, Cosine, Schedule};
use netwright::train::{Epoch, Flow, Observer};
use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use std::time::Instant;

/// Images of 8 by 8 pixels from 0 to 16, with their digits.
pub(crate) type Digits = Dataset<'static, f32, 64, Label<10>>;

/// The tricks that are settings; those that are layers are declared.
#[derive(Clone, Copy)]
pub(crate) struct Recipe {
    pub(crate) epochs: usize,
    pub(crate) rate: f64,
    pub(crate) batch: usize,
    pub(crate) shuffle: bool,
    pub(crate) normalize: bool,
    pub(crate) schedule: bool,
    pub(crate) l2: f64,
    pub(crate) l1: f64,
    /// The distribution of all initial weights, instead of those that suit their places.
    pub(crate) init: Option<Init>,
    pub(crate) momentum: f64,
    pub(crate) augment: bool,
}

impl Default for Recipe {
    fn default() -> Self {
        Recipe {
            epochs: 40,
            rate: 0.05,
            batch: 32,
            shuffle: true,
            normalize: true,
            schedule: true,
            l2: 1e-4,
            l1: 1e-5,
            init: None,
            momentum: 0.9,
            augment: true,
        }
    }
}

/// The measurements of a run, all on held-out digits.
#[derive(Clone, Copy)]
pub(crate) struct Outcome {
    pub(crate) accuracy: f64,
    pub(crate) log_loss: f64,
    /// The first epoch after which the accuracy was at least 0.95.
    pub(crate) epochs_to_95: Option<usize>,
    pub(crate) seconds: f64,
    /// The loss became infinite, which has ended the training.
    pub(crate) diverged: bool,
}

/// A classifier of digits.
pub(crate) trait DigitNet:
    Trainable + Classifier + Signature<Scalar = f32, InDim = Const<64>, OutDim = Const<10>>
{
}

impl<N> DigitNet for N where N: Trainable + Classifier + Signature<Scalar = f32, InDim = Const<64>, OutDim = Const<10>> {}

/// Trains the network `N` on four fifths of the digits, and measures it on the others.
pub(crate) fn run<N: DigitNet, L: LossFor<N, Y>, Y: Clone>(
    recipe: &Recipe,
    loss: L,
    targets: fn(&Digits) -> Vec<Y>,
    digits: &Digits,
    seed: u64,
) -> Result<Outcome, Error> {
    let mut rng = StdRng::seed_from_u64(seed);
    let (mut train, mut test) = parts(digits, &mut rng)?;
    if recipe.normalize {
        normalize(&mut train, &mut test)?;
    }
    let targets = targets(&train);
    let train = train.with_targets(targets)?;

    let mut net = N::init(&mut rng);
    if let Some(init) = recipe.init {
        initialize_all(&mut *net, init, &mut rng);
    }
    let sgd = Sgd::new(recipe.rate).momentum(recipe.momentum).weight_decay(recipe.l2).l1(recipe.l1);
    let schedule: Box<dyn Schedule + Send> =
        if recipe.schedule { Box::new(Cosine::new(recipe.epochs)) } else { Box::new(Constant) };
    let mut watch = Watch { test: &test, epochs_to_95: None };

    let start = Instant::now();
    let history = Trainer::new(loss, sgd)
        .epochs(recipe.epochs)
        .batch(recipe.batch)
        .shuffle(recipe.shuffle)
        .schedule(schedule)
        .augment(|image: &mut [f32; 64], rng: &mut dyn Rng| {
            if recipe.augment {
                shift(image, rng);
            }
        })
        .observe(&mut watch)
        .seed(seed)
        .fit(&mut net, &train);
    let seconds = start.elapsed().as_secs_f64();
    // The network is that of the epoch before then, which is measured like any other.
    let diverged = match history {
        Err(Error::Diverged { .. }) => true,
        other => other.map(|_| false)?,
    };
    Ok(Outcome {
        accuracy: net.accuracy(test.samples(), test.targets())?,
        log_loss: net.measure(LogLoss::default(), test.samples(), test.targets())?.value(),
        epochs_to_95: watch.epochs_to_95,
        seconds,
        diverged,
    })
}

/// Draws the digits that are held out. The others are in the order of their classes, as samples
/// often are that were gathered class by class.
fn parts(digits: &Digits, rng: &mut StdRng) -> Result<(Digits, Digits), Error> {
    let mut shuffled = digits.clone();
    shuffled.shuffle(rng);
    let (train, test) = shuffled.split_stratified(0.8)?;
    let mut order: Vec<usize> = (0..train.len()).collect();
    order.sort_by_key(|position| train.targets()[*position]);
    Ok((train.select(&order)?, test))
}

/// Brings pixels to the mean 0 and the deviation 1. All of them have one scale, so that an image
/// that is shifted remains one.
fn normalize(train: &mut Digits, test: &mut Digits) -> Result<(), Error> {
    let standardizer = Standardizer::fit(pixels(train))?;
    standardizer.apply(pixels(train));
    standardizer.apply(pixels(test));
    Ok(())
}

/// All pixels of all images.
fn pixels(digits: &mut Digits) -> &mut [[f32; 1]] {
    digits.samples_mut().as_flattened_mut().as_chunks_mut().0
}

/// Moves an image by up to half a pixel in each direction: mixes it with one that is moved by a
/// whole pixel. At the border pixels are repeated.
fn shift(image: &mut [f32; 64], rng: &mut dyn Rng) {
    let (down, right, share) = (rng.random_range(0..3), rng.random_range(0..3), rng.random_range(0.0..0.5_f32));
    let from = |to: usize, by: usize| (to + by).saturating_sub(1).min(7);
    let pixels = *image;
    for (place, pixel) in image.iter_mut().enumerate() {
        let moved = pixels[8 * from(place / 8, down) + from(place % 8, right)];
        *pixel += share * (moved - *pixel);
    }
}

/// Notes when the held-out digits are classified well; it has no influence on the training.
struct Watch<'d> {
    test: &'d Digits,
    epochs_to_95: Option<usize>,
}

impl<N: DigitNet, O> Observer<N, O> for Watch<'_> {
    fn after_epoch(&mut self, epoch: &mut Epoch<'_, N, O>) -> Flow {
        if self.epochs_to_95.is_none() {
            match epoch.network.accuracy(self.test.samples(), self.test.targets()) {
                Ok(accuracy) => self.epochs_to_95 = (accuracy >= 0.95).then_some(epoch.number),
                Err(error) => return Flow::Break(Err(error)),
            }
        }
        Flow::Continue(())
    }
}
