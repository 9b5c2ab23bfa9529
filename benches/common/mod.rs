//! Shared by the benches: tables of measurements, synthetic data, and handwritten versions with
//! nalgebra and with loops.

#![allow(dead_code)] // Each bench uses a part of it.

pub(crate) mod chain;
pub(crate) mod images;
pub(crate) mod loops;
pub(crate) mod matrices;
pub(crate) mod signals;

use criterion::{Bencher, Criterion};
use netwright::prelude::*;
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::hint::black_box;
use std::time::Duration;

/// A task that is repeated.
pub(crate) type Task = Box<dyn FnMut(&mut Bencher<'_>)>;

/// One task in three ways: by netwright, by the obvious nalgebra code, and by plain loops.
pub(crate) type Ways = [Task; 3];

const WAYS: [&str; 3] = ["netwright", "nalgebra", "loops"];

/// A row of a table: what is measured, and the function that sets it up.
pub(crate) type Row = (&'static str, fn() -> Ways);

/// Measures the rows of a table, each as a group of three.
pub(crate) fn measure(criterion: &mut Criterion, table: &[Row]) {
    for (name, set_up) in table {
        let mut group = criterion.benchmark_group(*name);
        for (way, mut task) in WAYS.into_iter().zip(set_up()) {
            group.bench_function(way, &mut task);
        }
        group.finish();
    }
}

/// Short runs: there are many rows, and only differences of more than a few percent matter.
pub(crate) fn short() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(700))
        .sample_size(30)
        .nresamples(10_000)
        .without_plots()
}

/// Wraps an iteration: its result becomes a black box; it must make its inputs black boxes itself.
pub(crate) fn task<R>(mut iteration: impl FnMut() -> R + 'static) -> Task {
    Box::new(move |bencher| bencher.iter(&mut iteration))
}

/// A function of one vector, done over and over to the same one.
pub(crate) fn task_on<X: Clone + 'static, Y>(x: &X, function: impl Fn(&X) -> Y + 'static) -> Task {
    let x = x.clone();
    task(move || function(black_box(&x)))
}

/// Returns a generator that gives equal numbers in every run.
pub(crate) fn rng() -> SmallRng {
    SmallRng::seed_from_u64(1)
}

/// Numbers between -1 and 1.
pub(crate) fn random<const N: usize>() -> [f32; N] {
    random_rows(1)[0]
}

/// Several samples of numbers between -1 and 1.
pub(crate) fn random_rows<const N: usize>(rows: usize) -> Vec<[f32; N]> {
    let mut rng = rng();
    let mut samples = vec![[0.0; N]; rows];
    samples.as_flattened_mut().fill_with(|| rng.random_range(-1.0..1.0));
    samples
}

/// Labels that are not random: class after class.
pub(crate) fn labels<const K: usize>(rows: usize) -> Vec<Label<K>> {
    Label::from_indices((0..rows).map(|row| row % K)).expect("classes below their number")
}

/// Stops the bench unless all ways give equal results: otherwise they cannot be compared.
pub(crate) fn assert_same<'a>(expected: &[f32], others: impl IntoIterator<Item = &'a [f32]>) {
    for other in others {
        assert_eq!(expected.len(), other.len());
        for (a, b) in expected.iter().zip(other) {
            assert!((a - b).abs() <= 1e-3 * a.abs().max(1.0), "{a} and {b} should be the same");
        }
    }
}
