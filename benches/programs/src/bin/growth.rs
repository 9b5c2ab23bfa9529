//! Measures networks of growing size: `growth SERIES`, where the series is `width`, `depth` or
//! `batch`. tools/measure/growth.py runs it.
//!
//! Prints a line per size: the size, seconds per call of `predict` or `predict_batch`,
//! multiply-adds, parameters, and the numbers of inputs and outputs.

use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Time for one size at one place.
const BUDGET: Duration = Duration::from_millis(40);

fn main() {
    // Once this much memory has been freed, the C library takes the memory of all networks from one
    // piece, and the places of `best_place` differ for large ones too.
    drop(black_box(vec![0u8; 16 << 20]));
    let series = std::env::args().nth(1).expect("usage: growth SERIES");
    match &series[..] {
        "width" => width(),
        "depth" => depth(),
        "batch" => (0..10).for_each(|power| batch(1 << power)),
        // Large enough to be shared among threads.
        "threads" => (6..12).for_each(|power| batch(1 << power)),
        _ => panic!("the series are `width`, `depth`, `batch` and `threads`"),
    }
}

#[network(input = 784)]
struct Digits(Linear<128>, Relu, Linear<10>);

fn batch(size: usize) {
    let samples = vec![[0.5; 784]; size];
    let seconds = best_place(|net: &Digits| seconds(|| net.predict_batch(black_box(&samples))));
    print::<Digits, 784, 10>(size, size, seconds);
}

fn one_sample<N: Trainable<Scalar = f32> + Takes<I> + Gives<O>, const I: usize, const O: usize>(size: usize) {
    let sample = [0.5; I];
    print::<N, I, O>(size, 1, best_place(|net: &N| seconds(|| net.predict(black_box(&sample)))));
}

/// Returns the shortest of the times of one network at several places, because its alignment to
/// cache lines matters.
fn best_place<N: Trainable<Scalar = f32>>(time: impl Fn(&N) -> f64) -> f64 {
    let mut best = f64::INFINITY;
    let mut taken = Vec::new();
    for _ in 0..4 {
        let net = N::init(&mut SmallRng::seed_from_u64(1));
        best = best.min(time(&net));
        // All are kept, so that the next one lies elsewhere; 40 bytes, with the overhead of the C
        // library, are not a multiple of 64.
        taken.push((net, black_box(vec![0u8; 40])));
    }
    best
}

fn print<N: Network, const I: usize, const O: usize>(size: usize, samples: usize, seconds: f64) {
    println!("{size} {seconds:e} {} {} {}", samples * N::MACS, N::PARAMS, samples * (I + O));
}

macro_rules! widths {
    ($($name:ident $size:tt)*) => {
        $(
            #[network(input = $size)]
            struct $name(Linear<$size>);
        )*

        /// One layer from `n` features to as many.
        fn width() {
            $(one_sample::<$name, $size, $size>($size);)*
        }
    };
}

widths! { W8 8 W16 16 W32 32 W64 64 W128 128 W256 256 W512 512 W1024 1024 }

macro_rules! depths {
    ($($name:ident: $($layer:ident)*;)*) => {
        $(
            #[network(input = 64)]
            struct $name($($layer<64>, Relu),*);
        )*

        /// A number of layers of 64 features.
        fn depth() {
            $(one_sample::<$name, 64, 64>([$(stringify!($layer)),*].len());)*
        }
    };
}

depths! {
    D1: Linear;
    D2: Linear Linear;
    D4: Linear Linear Linear Linear;
    D6: Linear Linear Linear Linear Linear Linear;
    D8: Linear Linear Linear Linear Linear Linear Linear Linear;
    D12: Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear;
    D16: Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear Linear;
}

/// Seconds that a call takes: the shortest of many samples of about a tenth of a millisecond.
fn seconds<R>(mut call: impl FnMut() -> R) -> f64 {
    let mut time = |calls: u32| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(call());
        }
        start.elapsed().as_secs_f64() / f64::from(calls)
    };
    let mut calls = 1;
    while time(calls) * f64::from(calls) < 1e-4 {
        calls *= 2;
    }
    let (start, mut best) = (Instant::now(), f64::INFINITY);
    while start.elapsed() < BUDGET {
        best = best.min(time(calls));
    }
    best
}
