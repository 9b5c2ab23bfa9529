//! Pools as networks of a single step.

use crate::common::{Row, Ways};
use crate::layers::step;
use netwright::nalgebra::SVector;
use netwright::prelude::*;

pub(crate) const POOLS: &[Row] = &[
    ("MaxPool1d 2, 6 by 128 elements", || {
        pool::<_, 768, 384>(OneMaxPool1d::zeros(), |x, i| x[2 * i].max(x[2 * i + 1]))
    }),
    ("MaxPool2d 2, 6 by 24 by 24 elements", || {
        pool::<_, 3456, 864>(OneMaxPool2d::zeros(), |x, i| {
            four(i).iter().fold(f32::NEG_INFINITY, |most, &place| most.max(x[place]))
        })
    }),
    ("AvgPool1d 2, 6 by 128 elements", || {
        pool::<_, 768, 384>(OneAvgPool1d::zeros(), |x, i| 0.5 * (x[2 * i] + x[2 * i + 1]))
    }),
    ("AvgPool2d 2, 6 by 24 by 24 elements", || {
        pool::<_, 3456, 864>(OneAvgPool2d::zeros(), |x, i| 0.25 * four(i).iter().map(|&place| x[place]).sum::<f32>())
    }),
    ("AdaptiveAvgPool1d 4, 6 by 128 elements", || {
        pool::<_, 768, 24>(OneAdaptiveAvgPool1d::zeros(), |x, i| mean(&x[32 * i..32 * i + 32]))
    }),
    ("AdaptiveAvgPool2d 4 by 1, 6 by 16 by 16 elements", || {
        pool::<_, 1536, 24>(OneAdaptiveAvgPool2d::zeros(), |x, i| mean(&x[64 * i..64 * i + 64]))
    }),
    ("GlobalAvgPool, 64 by 8 by 8 elements", || {
        pool::<_, 4096, 64>(OneGlobalAvgPool::zeros(), |x, i| mean(&x[64 * i..64 * i + 64]))
    }),
    ("GlobalMaxPool, 64 by 8 by 8 elements", || {
        pool::<_, 4096, 64>(OneGlobalMaxPool::zeros(), |x, i| {
            x[64 * i..64 * i + 64].iter().fold(f32::NEG_INFINITY, |most, x| most.max(*x))
        })
    }),
];

#[network(input = [6, 128])]
struct OneMaxPool1d(MaxPool1d<2>);

#[network(input = [6, 24, 24])]
struct OneMaxPool2d(MaxPool2d<2>);

#[network(input = [6, 128])]
struct OneAvgPool1d(AvgPool1d<2>);

#[network(input = [6, 24, 24])]
struct OneAvgPool2d(AvgPool2d<2>);

#[network(input = [6, 128])]
struct OneAdaptiveAvgPool1d(AdaptiveAvgPool1d<4>);

#[network(input = [6, 16, 16])]
struct OneAdaptiveAvgPool2d(AdaptiveAvgPool2d<4, 1>);

#[network(input = [64, 8, 8])]
struct OneGlobalAvgPool(GlobalAvgPool);

#[network(input = [64, 8, 8])]
struct OneGlobalMaxPool(GlobalMaxPool);

/// A pool, whose outputs `output` computes one by one.
fn pool<Net, const F: usize, const K: usize>(net: Box<Net>, output: fn(&[f32], usize) -> f32) -> Ways
where
    Net: Network<Scalar = f32> + Takes<F> + Gives<K> + 'static,
{
    step(
        net,
        move |x: &SVector<f32, F>| SVector::<f32, K>::from_fn(|i, _| output(x.as_slice(), i)),
        move |x: &[f32; F]| std::array::from_fn(|i| output(x, i)),
    )
}

/// The places of the elements under a window of two by two in images of 24 by 24.
fn four(i: usize) -> [usize; 4] {
    let place = i / 12 * 48 + i % 12 * 2;
    [place, place + 1, place + 24, place + 25]
}

fn mean(x: &[f32]) -> f32 {
    x.iter().sum::<f32>() / x.len() as f32
}
