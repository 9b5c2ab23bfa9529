//! One sample through two networks, beside the obvious nalgebra code; and a step of training.
//!
//! ```text
//! cargo bench
//! ```
//!
//! Ratios within one run are what counts: machines differ, and drift.

use criterion::{Criterion, criterion_group, criterion_main};
use netwright::nalgebra::{SMatrix, SVector};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;

#[network(input = 2)]
struct Spiral {
    hidden: Linear<100>,
    relu: Relu,
    logits: Linear<3>,
}

#[network(input = 784)]
struct Digits {
    hidden: Linear<128>,
    relu: Relu,
    logits: Linear<10>,
}

/// The same network as nalgebra matrices, as one would write it by hand.
struct ByHand<const I: usize, const H: usize, const O: usize> {
    hidden: (SMatrix<f32, H, I>, SVector<f32, H>),
    logits: (SMatrix<f32, O, H>, SVector<f32, O>),
}

impl<const I: usize, const H: usize, const O: usize> ByHand<I, H, O> {
    fn predict(&self, x: &SVector<f32, I>) -> SVector<f32, O> {
        let hidden = (self.hidden.0 * x + self.hidden.1).map(|x| x.max(0.0));
        self.logits.0 * hidden + self.logits.1
    }
}

/// A vector of random numbers.
fn random<const N: usize>(rng: &mut SmallRng) -> SVector<f32, N> {
    SVector::from_fn(|_, _| rng.random_range(-1.0..1.0))
}

fn one_sample(criterion: &mut Criterion) {
    let mut rng = SmallRng::seed_from_u64(1);

    let mut group = criterion.benchmark_group("one sample, 2-100-3");
    let net = Spiral::init(&mut rng);
    let by_hand = ByHand {
        hidden: (net.hidden.weight.to_matrix(), net.hidden.bias),
        logits: (net.logits.weight.to_matrix(), net.logits.bias),
    };
    let x = random(&mut rng);
    group.bench_function("netwright", |bencher| bencher.iter(|| net.predict(black_box(&x))));
    group.bench_function("nalgebra by hand", |bencher| bencher.iter(|| by_hand.predict(black_box(&x))));
    group.finish();

    let mut group = criterion.benchmark_group("one sample, 784-128-10");
    let net = Digits::init(&mut rng);
    let by_hand = Box::new(ByHand {
        hidden: (net.hidden.weight.to_matrix(), net.hidden.bias),
        logits: (net.logits.weight.to_matrix(), net.logits.bias),
    });
    let x = random(&mut rng);
    group.bench_function("netwright", |bencher| bencher.iter(|| net.predict(black_box(&x))));
    group.bench_function("nalgebra by hand", |bencher| bencher.iter(|| by_hand.predict(black_box(&x))));
    group.finish();
}

fn training(criterion: &mut Criterion) {
    let mut rng = SmallRng::seed_from_u64(1);
    let samples: Vec<[f32; 784]> = (0..64).map(|_| random::<784>(&mut rng).data.0[0]).collect();
    let labels = Label::<10>::from_indices((0..64).map(|row| row % 10)).expect("classes below ten");
    let (mut net, mut gradients) = (Digits::init(&mut rng), Digits::zeros());
    let (mut workspace, mut sgd) = (Workspace::for_batch(64), Sgd::new(1e-3).momentum(0.9));
    criterion.bench_function("a step of training, 784-128-10, batch 64", |bencher| {
        bencher.iter(|| {
            let pass = net.forward(&samples, &mut workspace, &mut rng);
            let loss = pass.loss(&CrossEntropy, &labels).expect("as many labels as samples");
            gradients.zero();
            loss.backward(&mut gradients);
            sgd.step(&mut net, &gradients);
        });
    });
}

criterion_group!(benches, one_sample, training);
criterion_main!(benches);
