//! Convolutions and pools, with loops over contiguous rows of outputs.

use crate::{Layer, relu};
use harness::{Bench, Data, Numbers, Seconds};
use std::hint::black_box;

/// Channels of square images.
type Maps<const C: usize, const SIDE: usize> = [[[f32; SIDE]; SIDE]; C];

/// A convolution with a square kernel.
struct Convolution<const I: usize, const O: usize, const K: usize, const STRIDE: usize, const PADDING: usize> {
    weight: [[[[f32; K]; K]; I]; O],
    bias: [f32; O],
}

impl<const I: usize, const O: usize, const K: usize, const STRIDE: usize, const PADDING: usize>
    Convolution<I, O, K, STRIDE, PADDING>
{
    fn random(seed: u64) -> Box<Self> {
        let mut convolution = Box::new(Self { weight: [[[[0.0; K]; K]; I]; O], bias: [0.0; O] });
        let mut numbers = Numbers::seeded(seed);
        let weights = convolution.weight.as_flattened_mut().as_flattened_mut().as_flattened_mut();
        weights.fill_with(|| numbers.weight(I * K * K));
        convolution
    }

    fn of<const SIDE: usize, const OUT: usize>(&self, x: &Maps<I, SIDE>) -> Maps<O, OUT> {
        let mut y = self.bias.map(|bias| [[bias; OUT]; OUT]);
        for (y, kernels) in y.iter_mut().zip(&self.weight) {
            for (x, kernel) in x.iter().zip(kernels) {
                for (row, y) in y.iter_mut().enumerate() {
                    for (tap, weights) in kernel.iter().enumerate() {
                        if let Some(x) = (row * STRIDE + tap).checked_sub(PADDING).and_then(|row| x.get(row)) {
                            add_row::<K, STRIDE, PADDING, SIDE, OUT>(y, x, weights);
                        }
                    }
                }
            }
        }
        y
    }

    fn activated<const SIDE: usize, const OUT: usize>(&self, x: &Maps<I, SIDE>) -> Maps<O, OUT> {
        let mut y = self.of(x);
        activate(&mut y);
        y
    }
}

/// Adds a row of a kernel over a row of an image.
fn add_row<const K: usize, const STRIDE: usize, const PADDING: usize, const SIDE: usize, const OUT: usize>(
    y: &mut [f32; OUT],
    x: &[f32; SIDE],
    weights: &[f32; K],
) {
    for (tap, weight) in weights.iter().enumerate() {
        // The outputs whose input is inside of the row.
        let first = PADDING.saturating_sub(tap).div_ceil(STRIDE);
        let inside = (SIDE + PADDING).saturating_sub(tap).div_ceil(STRIDE).min(OUT);
        let start = first * STRIDE + tap - PADDING;
        for (y, x) in y[first..inside].iter_mut().zip(x[start..].iter().step_by(STRIDE)) {
            *y += weight * x;
        }
    }
}

fn activate<const C: usize, const SIDE: usize>(maps: &mut Maps<C, SIDE>) {
    for x in maps.as_flattened_mut().as_flattened_mut() {
        *x = relu(*x);
    }
}

fn max_pool<const C: usize, const SIDE: usize, const HALF: usize>(maps: &Maps<C, SIDE>) -> Maps<C, HALF> {
    let mut pooled = [[[0.0; HALF]; HALF]; C];
    for (pooled, map) in pooled.iter_mut().zip(maps) {
        for (pooled, [above, below]) in pooled.iter_mut().zip(map.as_chunks::<2>().0) {
            let windows = above.as_chunks::<2>().0.iter().zip(below.as_chunks::<2>().0);
            for (pooled, ([a, b], [c, d])) in pooled.iter_mut().zip(windows) {
                *pooled = a.max(*b).max(c.max(*d));
            }
        }
    }
    pooled
}

/// All numbers of the maps, channel after channel.
fn flat<const C: usize, const SIDE: usize, const N: usize>(maps: &Maps<C, SIDE>) -> &[f32; N] {
    maps.as_flattened().as_flattened().try_into().expect("as many numbers as maps have")
}

fn image<const C: usize, const SIDE: usize>() -> Box<Maps<C, SIDE>> {
    let mut numbers = Data::noise(1, C * SIDE * SIDE, 1).inputs.into_iter();
    let mut maps = Box::new([[[0.0; SIDE]; SIDE]; C]);
    maps.as_flattened_mut().as_flattened_mut().fill_with(|| numbers.next().expect("as many numbers"));
    maps
}

/// 6@5×5, pool, 6@5×5, pool, 50, 10.
pub(crate) fn practicum(bench: &Bench) -> Seconds {
    let first = Convolution::<1, 6, 5, 1, 0>::random(1);
    let second = Convolution::<6, 6, 5, 1, 0>::random(2);
    let (hidden, logits) = (Layer::<96, 50>::random(3), Layer::<50, 10>::random(4));
    let x = image::<1, 28>();
    bench.measure(|| {
        let maps: Maps<6, 12> = max_pool(&first.activated::<28, 24>(black_box(&x)));
        let maps: Maps<6, 4> = max_pool(&second.activated::<12, 8>(&maps));
        logits.of(&hidden.activated(flat(&maps), relu))
    })
}

/// 6@5×5 with padding, pool, 16@5×5, pool, 120, 84, 10.
pub(crate) fn lenet(bench: &Bench) -> Seconds {
    let first = Convolution::<1, 6, 5, 1, 2>::random(1);
    let second = Convolution::<6, 16, 5, 1, 0>::random(2);
    let (third, fourth) = (Layer::<400, 120>::random(3), Layer::<120, 84>::random(4));
    let logits = Layer::<84, 10>::random(5);
    let x = image::<1, 28>();
    bench.measure(|| {
        let maps: Maps<6, 14> = max_pool(&first.activated::<28, 28>(black_box(&x)));
        let maps: Maps<16, 5> = max_pool(&second.activated::<14, 10>(&maps));
        logits.of(&fourth.activated(&third.activated(flat(&maps), relu), relu))
    })
}

/// A block that keeps the size.
struct Block {
    first: Box<Convolution<16, 16, 3, 1, 1>>,
    second: Box<Convolution<16, 16, 3, 1, 1>>,
}

impl Block {
    fn of(&self, x: &Maps<16, 32>) -> Maps<16, 32> {
        sum(self.second.of(&self.first.activated::<32, 32>(x)), x)
    }
}

/// A block that halves the sides.
struct Halving<const I: usize, const O: usize> {
    first: Box<Convolution<I, O, 3, 2, 1>>,
    second: Box<Convolution<O, O, 3, 1, 1>>,
    shortcut: Box<Convolution<I, O, 1, 2, 0>>,
}

impl<const I: usize, const O: usize> Halving<I, O> {
    fn random(seed: u64) -> Self {
        Self {
            first: Convolution::random(seed),
            second: Convolution::random(seed + 1),
            shortcut: Convolution::random(seed + 2),
        }
    }

    fn of<const SIDE: usize, const HALF: usize>(&self, x: &Maps<I, SIDE>) -> Maps<O, HALF> {
        sum(self.second.of(&self.first.activated::<SIDE, HALF>(x)), &self.shortcut.of(x))
    }
}

/// The sum of two ways, activated.
fn sum<const C: usize, const SIDE: usize>(mut one: Maps<C, SIDE>, other: &Maps<C, SIDE>) -> Maps<C, SIDE> {
    let others = other.as_flattened().as_flattened();
    for (one, other) in one.as_flattened_mut().as_flattened_mut().iter_mut().zip(others) {
        *one = relu(*one + other);
    }
    one
}

/// Three residual blocks of 16, 32 and 64 channels.
pub(crate) fn resnet8(bench: &Bench) -> Seconds {
    let first = Convolution::<3, 16, 3, 1, 1>::random(1);
    let block = Block { first: Convolution::random(2), second: Convolution::random(3) };
    let (second, third) = (Halving::<16, 32>::random(4), Halving::<32, 64>::random(7));
    let logits = Layer::<64, 10>::random(10);
    let x = image::<3, 32>();
    bench.measure(|| {
        let maps = block.of(&first.activated::<32, 32>(black_box(&x)));
        let maps: Maps<64, 8> = third.of(&second.of::<32, 16>(&maps));
        logits.of(&maps.map(|map| map.as_flattened().iter().sum::<f32>() / 64.0))
    })
}
