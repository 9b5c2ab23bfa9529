//! Pools of signals.

use crate::random;
use crate::streams;
use netwright::prelude::*;

#[network(stream, input = [3, 64])]
struct Pools {
    conv: Conv1d<10, 5, Causal>,
    relu: Relu,
    half: MaxPool1d<2>,
    smooth: AvgPool1d<3, Stride<1>, Causal>,
    #[from(half, smooth)]
    both: Concat,
    quarter: AvgPool1d<2>,
    #[from(both)]
    other: MaxPool1d<2>,
    #[from(quarter, other)]
    sum: Add,
    mix: Conv1d<6, 1>,
    gru: Gru<8>,
    wide: MaxPool1d<4, Stride<2>, Dilation<3>>,
    last: Lstm<5, Last>,
    scores: Linear<3>,
}

#[test]
fn pools_at_several_rates() {
    for seed in 0..4 {
        streams!(random!(Pools, seed), 3 x 64, seed);
    }
    assert_eq!((Pools::LATENCY, Pools::FRAMES_PER_OUTPUT), (1 + 2 + 4 * 9, 8));
}

/// The output of a pool is that of the network.
#[network(stream, input = [2, 20])]
struct Averages(LeakyRelu, AvgPool1d<3, Stride<2>, Padding<1>, CountExcludePad>);

#[test]
fn padding_that_does_not_count() {
    for seed in 0..4 {
        streams!(Averages::zeros(), 2 x 20, seed);
    }
    assert_eq!(Averages::LATENCY, 1);
}
