//! Shared by every peer written in Rust: the command line, the clock, and synthetic data.
//!
//! A peer is a program `peer WORKLOADS SECONDS`, for instance `peer W1,W3a 0.3`. For each of the
//! named workloads that it has, it prints a line like `W1 4.12e-8`.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A name, and the function that sets the workload up and measures it.
pub type Workload = (&'static str, fn(&Bench) -> Seconds);

/// The result of a measurement: seconds per unit of work.
#[derive(Clone, Copy, Debug)]
pub struct Seconds(f64);

impl Seconds {
    /// Divides it, among the samples of a batch, for instance.
    pub fn divided_by(self, count: f64) -> Self {
        Self(self.0 / count)
    }

    /// Scales it up to a longer run.
    pub fn times(self, count: f64) -> Self {
        Self(self.0 * count)
    }
}

/// Runs a peer: measures the workloads asked for, one after the other, in the order of `workloads`.
///
/// # Panics
///
/// If the command line is not as described above.
pub fn main(workloads: &[Workload]) {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().expect("usage: peer WORKLOADS SECONDS");
    let seconds = arguments.next().map_or(0.3, |text| text.parse().expect("seconds are a number"));
    let bench = Bench { budget: Duration::from_secs_f64(seconds) };
    for (name, run) in workloads.iter().filter(|(name, _)| wanted.split(',').any(|wanted| wanted == *name)) {
        println!("{name} {:e}", run(&bench).0);
    }
}

/// The clock.
#[derive(Debug)]
pub struct Bench {
    budget: Duration,
}

impl Bench {
    /// Measures the seconds of one call of `iteration`. Inputs must be black boxes; its result
    /// becomes one here.
    pub fn measure<R>(&self, mut iteration: impl FnMut() -> R) -> Seconds {
        let iterations = self.calibrate(&mut iteration);
        self.sample(iterations, 10, &mut iteration)
    }

    /// Measures iterations that are so long, or so unequal, that a sample is always `iterations` of
    /// them.
    pub fn measure_in_runs_of<R>(&self, iterations: u32, mut iteration: impl FnMut() -> R) -> Seconds {
        run(iterations.div_ceil(10), &mut iteration);
        self.sample(iterations, 3, &mut iteration)
    }

    /// Warms up for a third of the time, and finds out how many iterations take a millisecond.
    fn calibrate<R>(&self, iteration: &mut impl FnMut() -> R) -> u32 {
        let (start, mut iterations) = (Instant::now(), 1);
        loop {
            let seconds = run(iterations, iteration).as_secs_f64();
            if seconds < 5e-4 {
                iterations *= 2;
            } else if start.elapsed() > self.budget / 3 {
                return (f64::from(iterations) * 1e-3 / seconds).ceil() as u32;
            }
        }
    }

    /// Returns the 10th percentile of samples: the time without interference, but not a lucky
    /// outlier.
    fn sample<R>(&self, iterations: u32, least: usize, iteration: &mut impl FnMut() -> R) -> Seconds {
        let (start, mut samples) = (Instant::now(), Vec::new());
        while samples.len() < least || start.elapsed() < self.budget {
            samples.push(run(iterations, iteration).as_secs_f64() / f64::from(iterations));
        }
        samples.sort_by(f64::total_cmp);
        Seconds(samples[samples.len() / 10])
    }
}

/// Measures the time of `iterations` calls.
fn run<R>(iterations: u32, iteration: &mut impl FnMut() -> R) -> Duration {
    let start = Instant::now();
    for _ in 0..iterations {
        black_box(iteration());
    }
    start.elapsed()
}

/// Reproducible numbers: xorshift64*.
#[derive(Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// Creates a generator whose numbers depend on the seed alone.
    pub fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Draws a number between -1 and 1.
    pub fn number(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40;
        bits as f32 / (1u32 << 23) as f32 - 1.0
    }

    /// Draws a weight of a layer with this many inputs: small enough that activations neither
    /// vanish nor explode.
    pub fn weight(&mut self, inputs: usize) -> f32 {
        self.number() * (3.0 / inputs as f32).sqrt()
    }

    /// Draws `count` numbers between -1 and 1.
    pub fn take(&mut self, count: usize) -> Vec<f32> {
        (0..count).map(|_| self.number()).collect()
    }
}

/// A data set of the required size: inputs, one row per sample, and labels that are not random.
#[derive(Debug)]
pub struct Data {
    /// Inputs, one row a sample.
    pub inputs: Vec<f32>,
    /// The classes, one a sample.
    pub labels: Vec<usize>,
}

impl Data {
    /// Noise, for workloads where only the time counts.
    pub fn noise(samples: usize, features: usize, classes: usize) -> Self {
        let inputs = Numbers::seeded(1).take(samples * features);
        Self { inputs, labels: (0..samples).map(|sample| sample % classes).collect() }
    }

    /// A spiral with three arms in the plane.
    pub fn spiral(samples: usize) -> Self {
        let mut numbers = Numbers::seeded(1);
        let mut data = Self { inputs: Vec::new(), labels: Vec::new() };
        for sample in 0..samples {
            let (radius, arm) = (sample as f32 / samples as f32, sample % 3);
            let angle = 4.0 * (radius + arm as f32) + 0.2 * numbers.number();
            data.inputs.extend([radius * angle.sin(), radius * angle.cos()]);
            data.labels.push(arm);
        }
        data
    }

    /// The inputs as arrays.
    ///
    /// # Panics
    ///
    /// If samples do not have `N` features.
    pub fn rows<const N: usize>(&self) -> Vec<[f32; N]> {
        let (rows, rest) = self.inputs.as_chunks();
        assert!(rest.is_empty());
        rows.to_vec()
    }
}
