//! Convolutions of signals.

use crate::random;
use crate::shared::numbers;
use crate::streams;
use netwright::prelude::*;

/// Residual blocks of dilated convolutions, as of a WaveNet.
#[network(stream, input = [2, 100], output = [3, 100])]
struct Waves {
    first: Conv1d<8, 1>,
    a: Conv1d<8, 3, Causal, Dilation<1>>,
    a_tanh: Tanh,
    a_mix: Conv1d<8, 1, NoBias>,
    #[from(first, a_mix)]
    a_sum: Add,
    b: Conv1d<8, 3, Causal, Dilation<2>>,
    b_gate: Sigmoid,
    b_mix: Conv1d<8, 1>,
    #[from(a_sum, b_mix)]
    b_sum: Add,
    c: Conv1d<8, 3, Causal, Dilation<4>, Groups<2>>,
    c_norm: BatchNorm1d,
    #[from(c_norm, b_sum)]
    sum: Add,
    last: Conv1d<3, 1>,
}

#[test]
fn dilated_convolutions() {
    for seed in 0..5 {
        streams!(random!(Waves, seed), 2 x 100, seed);
    }
    assert_eq!((Waves::RECEPTIVE_FIELD, Waves::LATENCY, Waves::FRAMES_PER_OUTPUT), (1 + 2 + 4 + 8, 0, 1));
    // Each frame gives an output, and no option.
    assert_eq!(random!(Waves, 1).stream().push(&[1.0, 2.0]).len(), 3);
}

/// Strides, depthwise and separable convolutions, and a classifier of each window.
#[network(stream, input = [6, 61])]
struct Spotter {
    conv: Conv1d<16, 5, Stride<2>>,
    relu: Relu,
    depthwise: Conv1d<16, 3, Depthwise>,
    pointwise: Conv1d<24, 1>,
    norm: BatchNorm1d,
    relu6: Relu6,
    double: Conv1d<48, 4, Groups<24>, Stride<3>, Dilation<2>>,
    tanh: Tanh,
    all: Conv1d<10, 7>,
    flat: Flatten,
    hidden: Linear<20>,
    gelu: Gelu,
    scores: Linear<4>,
}

#[test]
fn a_window_that_slides_over_a_signal() {
    for seed in 0..5 {
        streams!(random!(Spotter, seed), 6 x 61, seed);
    }
    assert_eq!((Spotter::RECEPTIVE_FIELD, Spotter::LATENCY, Spotter::FRAMES_PER_OUTPUT), (57, 56, 6));
}

#[test]
fn later_windows_are_those_of_a_signal_that_begins_later() {
    let (net, signal) = (random!(Spotter, 3), numbers(6 * 200, 4));
    let mut stream = net.stream();
    for l in 0..200 {
        let output = stream.push(&core::array::from_fn(|c| signal[c * 200 + l]));
        let Some(output) = output else { continue };
        let start = l - Spotter::LATENCY;
        if start + 61 <= 200 {
            let sample: [f32; 6 * 61] = core::array::from_fn(|i| signal[i / 61 * 200 + start + i % 61]);
            assert_eq!(output, net.predict(&sample));
        }
    }
}
