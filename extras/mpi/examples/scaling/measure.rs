//! Measurements: the parts of a step of training, and messages between the ranks.

use netwright::Error;
use netwright::meaning::Logits;
use netwright::prelude::*;
use netwright::train::exchange::{Alone, Exchange, ShardSums, Shards};
use netwright_mpi::Ranks;
use netwright_mpi::scaling::{Wire, Work};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;
use std::time::Instant;

/// Measurements with a network.
pub(crate) struct Measured {
    pub(crate) name: String,
    pub(crate) work: Work,
    /// The seconds of a whole step on all ranks of the job.
    pub(crate) step: f64,
}

/// The digits of 8 by 8 pixels, in small batches.
#[network(input = 64)]
struct Small(Linear<128>, Relu, Linear<10>);

/// Images of 28 by 28 pixels, in large ones.
#[network(input = 784)]
struct Large(Linear<1024>, Relu, Linear<512>, Relu, Linear<10>);

pub(crate) fn small(ranks: &mut Ranks<f32>) -> Result<Measured, Error> {
    measure::<Small, 64>(ranks, "64-128-10, batches of 64", 64, 8)
}

pub(crate) fn large(ranks: &mut Ranks<f32>) -> Result<Measured, Error> {
    measure::<Large, 784>(ranks, "784-1024-512-10, batches of 1024", 1024, 64)
}

/// Returns the median of the seconds that some work takes.
fn median(repetitions: usize, mut work: impl FnMut() -> Result<(), Error>) -> Result<f64, Error> {
    let mut seconds = Vec::new();
    for _ in 0..repetitions {
        let begun = Instant::now();
        work()?;
        seconds.push(begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    Ok(seconds[seconds.len() / 2])
}

#[allow(clippy::cast_precision_loss)] // Rows have far fewer than 2^52 bytes.
fn measure<N, const F: usize>(
    ranks: &mut Ranks<f32>,
    name: &str,
    batch: usize,
    shards: usize,
) -> Result<Measured, Error>
where
    N: Trainable<Scalar = f32, Meaning = Logits> + Takes<F> + ClassifierOf<10>,
{
    let mut rng = SmallRng::seed_from_u64(1);
    let samples: Vec<[f32; F]> = (0..batch).map(|_| core::array::from_fn(|_| rng.random_range(-1.0..1.0))).collect();
    let labels = Label::<10>::from_indices((0..batch).map(|row| row % 10))?;
    let (net, mut gradients, mut workspace) = (N::init(&mut rng), N::zeros(), Workspace::default());
    let (mut sums, mut adam) = (ShardSums::new(), Adam::new(1e-3));
    let shards = Shards::new(shards);
    let share = 1.0 / shards.len() as f64;
    let mut whole = |exchange: &mut dyn Exchange<f32>| {
        sums.begin(shards, exchange.rank(), N::LEN);
        for shard in shards.of_rank(exchange.rank()) {
            let part = shards.samples(shard, batch);
            gradients.zero();
            let pass = net.forward_shared(&samples[part.clone()], &mut workspace, &mut rng);
            pass.loss(&CrossEntropy, &labels[part])?.scaled(share).backward(&mut gradients);
            sums.add(gradients.as_slice(), &[]);
        }
        gradients.as_mut_slice().copy_from_slice(sums.exchange(exchange)?);
        Ok(())
    };

    // The parts, by the first rank alone.
    let [mut shard, mut addition, mut step] = [0.0; 3];
    if ranks.rank().is_first() {
        let mut rows = vec![1e-30; 2 * N::LEN];
        addition = median(40, || {
            Shards::new(2).add_roots(2, N::LEN, black_box(&mut rows));
            Ok(())
        })?;
        let (mut trained, gradients) = (N::zeros(), N::zeros());
        step = median(40, || {
            adam.step(&mut trained, &gradients);
            Ok(())
        })?;
        // With the copies of rows, and without the additions.
        let count = shards.len() as f64;
        shard = median(10, || whole(&mut Alone))? / count - addition * (count - 1.0) / count;
    }
    ranks.wait_for_all();
    let together = median(20, || whole(ranks))? + step;

    let bytes = (N::LEN * size_of::<f32>()) as f64;
    let work = Work { shards: shards.len(), shard, addition, step, bytes };
    Ok(Measured { name: name.into(), work, step: together })
}

/// Measures the messages of a sum between the ranks: by short rows the latency, and by long ones
/// the bandwidth.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn wire(ranks: &mut Ranks<f32>) -> Result<Wire, Error> {
    let count = ranks.rank().ranks();
    if count == 1 {
        return Ok(Wire { latency: 0.0, bandwidth: f64::INFINITY });
    }
    let shards = Shards::new(count);
    let mut time = |width: usize| {
        let mut rows = vec![1e-30; width];
        median(200, || ranks.sum(shards, width, &mut rows))
    };
    // Both as messages one after the other to all other ranks; short rows take half as many.
    let (others, wide) = ((count - 1) as f64, 1 << 20);
    let latency = time(16)? / others;
    let sent = 2.0 * others / count as f64 * (4 * wide) as f64;
    let bandwidth = sent / (time(wide)? - 2.0 * others * latency).max(1e-9);
    Ok(Wire { latency, bandwidth })
}
