//! Recurrent steps: all states, or the last one so far.

use crate::random;
use crate::shared::numbers;
use crate::streams;
use netwright::prelude::*;

#[network(stream, input = [3, 40])]
struct Sequences {
    gru: Gru<13>,
    #[from(input)]
    lstm: Lstm<13, NoBias>,
    #[from(gru, lstm)]
    sum: Add,
    several: Lstm<5, Layers<3>>,
    rnn: Rnn<33>,
    relu: Rnn<4, Relu, Layers<2>, NoBias>,
    conv: Conv1d<6, 3, Causal>,
}

#[test]
fn sequences_of_states() {
    for seed in 0..4 {
        streams!(random!(Sequences, seed), 3 x 40, seed);
    }
    assert_eq!((Sequences::RECEPTIVE_FIELD, Sequences::LATENCY), (usize::MAX, 0));
    // States and memory cells, and three frames of four numbers with three counters.
    let states = 13 + 2 * 13 + 3 * 2 * 5 + 33 + 2 * 4 + 3 * 4;
    assert_eq!(Sequences::STATE_BYTES, 4 * (states + 3));
}

#[network(stream, input = [6, 100])]
struct Motions<const H: usize> {
    norm: Normalize,
    states: Gru<32>,
    last: Gru<H, Last, Layers<2>>,
    hidden: Linear<20>,
    relu: Relu,
    scores: Linear<4>,
}

#[test]
fn scores_after_every_frame() {
    for seed in 0..4 {
        streams!(random!(Motions<16>, seed), 6 x 100, seed);
        streams!(random!(Motions<7>, seed), 6 x 100, seed);
    }
    let net = random!(Motions<16>, 1);
    let mut stream = net.stream();
    let class: usize = stream.classify(&[0.5; 6]);
    assert_eq!(class, net.stream().classify(&[0.5; 6]));
}

/// Sequences of any length have the same scores.
#[network(stream, input = [6, 37])]
struct Shorter {
    norm: Normalize,
    states: Gru<32>,
    last: Gru<16, Last, Layers<2>>,
    hidden: Linear<20>,
    relu: Relu,
    scores: Linear<4>,
}

#[test]
fn the_last_state_so_far_is_that_of_a_shorter_signal() {
    let (net, mut shorter) = (random!(Motions<16>, 2), Shorter::zeros());
    shorter.as_mut_slice().copy_from_slice(net.as_slice());
    let signal = numbers(600, 3);
    let mut stream = net.stream();
    let outputs: Vec<_> = (0..37).map(|l| stream.push(&core::array::from_fn(|c| signal[c * 100 + l]))).collect();
    let sample: [f32; 6 * 37] = core::array::from_fn(|i| signal[i / 37 * 100 + i % 37]);
    assert_eq!(outputs[36], shorter.predict(&sample));
}
