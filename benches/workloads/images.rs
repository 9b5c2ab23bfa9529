//! Convolutional networks, of one image and in training.

use crate::common::chain::{Chain, MaxPool, Relu as ReluStep, Step};
use crate::common::images::{Loops, Matrices, Way};
use crate::common::{Ways, assert_same, random, random_rows, rng, task, task_on};
use crate::step;
use netwright::meaning::Logits;
use netwright::prelude::*;
use std::hint::black_box;

#[network(input = [1, 28, 28])]
pub(crate) struct Practicum {
    conv1: Conv2d<6, 5>,
    relu1: Relu,
    pool1: MaxPool2d<2>,
    conv2: Conv2d<6, 5>,
    relu2: Relu,
    pool2: MaxPool2d<2>,
    features: Flatten,
    fc1: Linear<50>,
    relu3: Relu,
    logits: Linear<10>,
}

#[network(input = [1, 28, 28])]
pub(crate) struct LeNet5 {
    conv1: Conv2d<6, 5, Padding<2>>,
    relu1: Relu,
    pool1: MaxPool2d<2>,
    conv2: Conv2d<16, 5>,
    relu2: Relu,
    pool2: MaxPool2d<2>,
    features: Flatten,
    fc1: Linear<120>,
    relu3: Relu,
    fc2: Linear<84>,
    relu4: Relu,
    logits: Linear<10>,
}

/// A convolutional network that can be written by hand.
pub(crate) trait OfImages:
    Trainable<Scalar = f32, Meaning = Logits> + Takes<784> + ClassifierOf<10> + 'static
{
    fn chain<W: Way>(&self) -> Chain;
}

/// A convolution of netwright as a step of a chain.
macro_rules! convolution {
    ($way:ident, $layer:expr, [$inputs:literal, $outputs:literal, $kernel:literal, $side:literal, $out:literal]) => {{
        let weight = &$layer.weight;
        let mut numbers = Vec::new();
        for (filter, channel) in (0..$outputs).flat_map(|filter| (0..$inputs).map(move |channel| (filter, channel))) {
            for (row, column) in (0..$kernel).flat_map(|row| (0..$kernel).map(move |column| (row, column))) {
                numbers.push(weight[[filter, channel, row, column]]);
            }
        }
        let bias = (0..$outputs).map(|filter| $layer.bias[filter]).collect();
        $way::convolution::<$inputs, $outputs, $kernel, $side, $out>(numbers, bias)
    }};
}

impl OfImages for Practicum {
    fn chain<W: Way>(&self) -> Chain {
        let steps = vec![
            convolution!(W, self.conv1, [1, 6, 5, 28, 24]),
            Box::new(ReluStep::<{ 6 * 24 * 24 }>),
            Box::new(MaxPool::<6, 24>),
            convolution!(W, self.conv2, [6, 6, 5, 12, 8]),
            Box::new(ReluStep::<{ 6 * 8 * 8 }>),
            Box::new(MaxPool::<6, 8>),
            linear::<W, 96, 50>(&self.fc1),
            Box::new(ReluStep::<50>),
            linear::<W, 50, 10>(&self.logits),
        ];
        Chain::new(784, steps)
    }
}

impl OfImages for LeNet5 {
    fn chain<W: Way>(&self) -> Chain {
        let steps = vec![
            convolution!(W, self.conv1, [1, 6, 5, 28, 28]),
            Box::new(ReluStep::<{ 6 * 28 * 28 }>),
            Box::new(MaxPool::<6, 28>),
            convolution!(W, self.conv2, [6, 16, 5, 14, 10]),
            Box::new(ReluStep::<{ 16 * 10 * 10 }>),
            Box::new(MaxPool::<16, 10>),
            linear::<W, 400, 120>(&self.fc1),
            Box::new(ReluStep::<120>),
            linear::<W, 120, 84>(&self.fc2),
            Box::new(ReluStep::<84>),
            linear::<W, 84, 10>(&self.logits),
        ];
        Chain::new(784, steps)
    }
}

/// A linear layer of netwright as a step of a chain.
fn linear<W: Way, const I: usize, const O: usize>(layer: &Linear<f32, I, O>) -> Box<dyn Step> {
    let weight = (0..I).flat_map(|input| (0..O).map(move |output| layer.weight[(output, input)]));
    W::linear::<I, O>(weight.collect(), layer.bias.as_slice().to_vec())
}

pub(crate) fn one<N: OfImages>() -> Ways {
    let net = N::init(&mut rng());
    let x = random::<784>();
    let (mut by_matrices, mut by_loops) = (net.chain::<Matrices>(), net.chain::<Loops>());
    assert_same(net.predict(&x).as_slice(), [by_matrices.of(&x), by_loops.of(&x)]);
    [
        task_on(&x, move |x| net.predict(x)),
        task(move || _ = black_box(by_matrices.of(black_box(&x)))),
        task(move || _ = black_box(by_loops.of(black_box(&x)))),
    ]
}

pub(crate) fn train<N: OfImages>(rows: usize) -> Ways {
    let net = N::init(&mut rng());
    let (samples, classes) = (random_rows::<784>(rows), (0..rows).map(|row| row % 10).collect::<Vec<_>>());
    let by_hand = |mut chain: Chain| {
        let (samples, classes) = (samples.clone(), classes.clone());
        move || chain.train(black_box(&samples), black_box(&classes))
    };
    let (mut by_matrices, mut by_loops) = (by_hand(net.chain::<Matrices>()), by_hand(net.chain::<Loops>()));
    let mut step = step(net, samples.clone(), Sgd::new(1e-3).momentum(0.9));
    // The loss after a few steps depends on everything.
    for _ in 0..3 {
        assert_same(&[step()], [[by_matrices()], [by_loops()]].each_ref().map(|loss| &loss[..]));
    }
    [task(step), task(by_matrices), task(by_loops)]
}
