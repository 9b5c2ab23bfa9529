//! Predicts so many samples one by one: `instructions WORKLOAD COUNT`. tools/instructions.py counts its instructions.
//!
//! Without arguments it prints the workloads, one a line.

use netwright::prelude::*;
use rand::SeedableRng;
use rand::rngs::SmallRng;
use std::hint::black_box;

#[network(input = 2)]
struct Spiral(Linear<100>, Relu, Linear<3>);

#[network(input = 16)]
struct Control(Linear<32>, Tanh, Linear<32>, Tanh, Linear<4>);

#[network(input = 784)]
struct Digits(Linear<128>, Relu, Linear<10>);

/// A name, and the function that predicts so many samples.
type Workload = (&'static str, fn(usize));

const WORKLOADS: [Workload; 3] =
    [("2-100-3", predict::<Spiral, 2>), ("16-32-32-4", predict::<Control, 16>), ("784-128-10", predict::<Digits, 784>)];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, count] = &arguments[..] else {
        WORKLOADS.iter().for_each(|(name, _)| println!("{name}"));
        return;
    };
    let count = count.parse().expect("the count is a number");
    let (_, run) = WORKLOADS.iter().find(|(workload, _)| workload == name).expect("one of the workloads");
    run(count);
    println!("{}", instruction_set());
}

fn predict<N: Trainable<Scalar = f32> + Takes<I>, const I: usize>(count: usize) {
    let net = N::init(&mut SmallRng::seed_from_u64(1));
    let sample = [0.5; I];
    for _ in 0..count {
        black_box(net.predict(black_box(&sample)));
    }
}

/// What netwright finds on this processor, or on the one that is emulated.
fn instruction_set() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        return "AVX2 and FMA";
    }
    "what the program is compiled for"
}
