//! Networks frame by frame: every step that remembers something, and what can stand between them.

use core::hint::black_box;
use netwright::__private::Zeroable;
use netwright::network::stream::StreamState;
use netwright::prelude::*;

/// A network that is a step of a stream.
#[network(stream, input = [6, 40])]
struct Residual {
    conv: Conv1d<6, 3, Causal, Dilation<2>>,
    gate: Sigmoid,
    #[from(gate, input)]
    sum: Add,
}

/// Windows of all kinds, which are forgotten.
#[network(stream, input = [3, 40])]
struct Windows {
    normalize: Normalize,
    mix: Conv1d<6, 1, NoBias>,
    norm: BatchNorm1d,
    relu: Relu,
    residual: Residual,
    channel: Dropout1d<0.5>,
    slopes: PRelu<PerChannel>,
    greatest: MaxPool1d<3, Stride<1>, Causal, Dilation<2>>,
    smooth: AvgPool1d<3, Stride<1>, Causal>,
    within: AvgPool1d<2, Stride<1>, Causal, CountExcludePad>,
    #[from(greatest, within)]
    both: Concat,
    part: Slice<1, 7>,
    scale: Scale,
    shift: Bias,
    half: Conv1d<6, 4, Stride<2>, Depthwise>,
    #[from(shift)]
    other: MaxPool1d<4, Stride<2>>,
    #[from(half, other)]
    product: Mul,
    quarter: AvgPool1d<3, Stride<2>>,
    grouped: Conv1d<20, 2, Groups<2>>,
    gelu: Gelu,
}

/// Recurrent steps, which forget nothing, and a classifier of the last state.
#[network(stream, input = [2, 30])]
struct States {
    rnn: Rnn<5, Relu>,
    gru: Gru<9, Layers<2>>,
    lstm: Lstm<4>,
    plain: Rnn<3>,
    last: Gru<4, Last>,
    hidden: Linear<20>,
    tanh: Tanh,
    scores: Linear<3>,
}

/// All frames of a signal under one window.
#[network(stream, input = [2, 9])]
struct Spotter {
    all: Conv1d<4, 9>,
    flat: Flatten,
    scores: Linear<3>,
    probabilities: Softmax,
}

/// Returns true if the outputs are right.
pub(crate) fn are_right() -> bool {
    windows() && states() && spotter()
}

fn windows() -> bool {
    // With weights of zero every output is one, and comes when it is due.
    let net = black_box(Windows::<f32>::zeroed());
    let mut stream = net.stream();
    let mut outputs = [Default::default(); 3];
    let frames = black_box([[0.5, -0.5, 0.25]; 12]);
    let are_zeros = |block: Result<&mut [_], _>, count: usize| {
        block.is_ok_and(|outputs: &mut [netwright::nalgebra::SVector<f32, 20>]| {
            outputs.len() == count && outputs.iter().all(|output| output.data.0[0] == [0.0; 20])
        })
    };
    let is_early = stream.push(&frames[0]).is_none();
    stream.reset();
    let are_due = are_zeros(stream.push_block(&frames, &mut outputs), (12 - Windows::<f32>::LATENCY).div_ceil(4));
    let is_refused = stream.push_block(&black_box([[0.0; 3]; 13]), &mut outputs).is_err();
    stream.settle();
    is_early && are_due && is_refused && are_zeros(stream.push_block(&frames, &mut outputs), 3)
}

fn states() -> bool {
    let net = black_box(States::<f64>::zeroed());
    let mut state = StreamState::<States<f64>>::new();
    let first: usize = state.classify(&net, &black_box([1.0, -1.0]));
    let scores = state.push(&net, &black_box([0.5, 0.25])).data.0[0];
    state.reset();
    first == 0 && scores == [0.0; 3]
}

fn spotter() -> bool {
    let net = black_box(Spotter::<f32>::zeroed());
    let mut stream = net.stream();
    let mut last = None;
    for _ in 0..9 {
        last = stream.push(&black_box([0.5, 0.5]));
    }
    last.is_some_and(|output| (output.data.0[0][0] - 1.0 / 3.0).abs() < 1e-6)
}
