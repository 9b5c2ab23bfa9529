//! Convolutions as networks of a single step.

use crate::common::{Row, Ways, rng};
use crate::layers::{step, steps};
use netwright::nalgebra::SVector;
use netwright::prelude::*;

pub(crate) const CONVOLUTIONS: &[Row] = &[
    ("Conv1d 6-16, 5 taps, 100 elements", conv1d),
    ("Conv2d 6-16, 5 by 5 taps, 14 by 14 elements", conv2d),
    ("ConvTranspose1d 16-6, 5 taps, 96 elements", conv_transpose1d),
    ("ConvTranspose2d 16-6, 5 by 5 taps, 10 by 10 elements", conv_transpose2d),
];

steps! {
    OneConv1d(Conv1d<16, 5>) [6, 100];
    OneConv2d(Conv2d<16, 5>) [6, 14, 14];
    OneConvTranspose1d(ConvTranspose1d<6, 5>) [16, 96];
    OneConvTranspose2d(ConvTranspose2d<6, 5>) [16, 10, 10];
}

fn conv1d() -> Ways {
    let net = OneConv1d::init(&mut rng());
    let weight = net.0.weight.clone();
    let bias = net.0.bias;
    let taps = || (0..6).flat_map(|channel| (0..5).map(move |tap| (channel, tap)));
    let output = move |x: &[f32], i: usize| {
        let (filter, position) = (i / 96, i % 96);
        let products = taps().map(|(c, t)| weight[[filter, c, t]] * x[c * 100 + position + t]);
        bias[filter] + products.sum::<f32>()
    };
    let by_loops = output.clone();
    step(
        net,
        move |x: &SVector<f32, 600>| SVector::<f32, 1536>::from_fn(|i, _| output(x.as_slice(), i)),
        move |x| std::array::from_fn(|i| by_loops(x, i)),
    )
}

fn conv2d() -> Ways {
    let net = OneConv2d::init(&mut rng());
    let weight = net.0.weight.clone();
    let bias = net.0.bias;
    let taps = || (0..6).flat_map(|c| (0..5).flat_map(move |row| (0..5).map(move |column| (c, row, column))));
    let output = move |x: &[f32], i: usize| {
        let (filter, y_row, y_column) = (i / 100, i % 100 / 10, i % 10);
        let place = |(c, row, column)| (c * 14 + y_row + row) * 14 + y_column + column;
        let products = taps().map(|tap| weight[[filter, tap.0, tap.1, tap.2]] * x[place(tap)]);
        bias[filter] + products.sum::<f32>()
    };
    let by_loops = output.clone();
    step(
        net,
        move |x: &SVector<f32, 1176>| SVector::<f32, 1600>::from_fn(|i, _| output(x.as_slice(), i)),
        move |x| std::array::from_fn(|i| by_loops(x, i)),
    )
}

fn conv_transpose1d() -> Ways {
    let net = OneConvTranspose1d::init(&mut rng());
    let weight = net.0.weight.clone();
    let bias = net.0.bias;
    let taps = || (0..16).flat_map(|channel| (0..5).map(move |tap| (channel, tap)));
    let output = move |x: &[f32], i: usize| {
        let (filter, place) = (i / 100, i % 100);
        let element = |(c, t): (usize, usize)| place.checked_sub(t).filter(|&o| o < 96).map_or(0.0, |o| x[c * 96 + o]);
        bias[filter] + taps().map(|tap| weight[[tap.0, filter, tap.1]] * element(tap)).sum::<f32>()
    };
    let by_loops = output.clone();
    step(
        net,
        move |x: &SVector<f32, 1536>| SVector::<f32, 600>::from_fn(|i, _| output(x.as_slice(), i)),
        move |x| std::array::from_fn(|i| by_loops(x, i)),
    )
}

fn conv_transpose2d() -> Ways {
    let net = OneConvTranspose2d::init(&mut rng());
    let weight = net.0.weight.clone();
    let bias = net.0.bias;
    let taps = || (0..16).flat_map(|c| (0..5).flat_map(move |row| (0..5).map(move |column| (c, row, column))));
    let output = move |x: &[f32], i: usize| {
        let (filter, y_row, y_column) = (i / 196, i % 196 / 14, i % 14);
        let back = |place: usize, tap: usize| place.checked_sub(tap).filter(|&o| o < 10);
        let element = |(c, row, column)| Some(x[(c * 10 + back(y_row, row)?) * 10 + back(y_column, column)?]);
        let products = taps().map(|tap| weight[[tap.0, filter, tap.1, tap.2]] * element(tap).unwrap_or(0.0));
        bias[filter] + products.sum::<f32>()
    };
    let by_loops = output.clone();
    step(
        net,
        move |x: &SVector<f32, 1600>| SVector::<f32, 1176>::from_fn(|i, _| output(x.as_slice(), i)),
        move |x| std::array::from_fn(|i| by_loops(x, i)),
    )
}
