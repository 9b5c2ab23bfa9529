//! Options that a layer does not have, and words of other libraries.

use netwright::prelude::*;

#[network(input = [1, 28, 28])]
struct Images {
    a: Conv2d<6, 3, Causal>,
    b: Conv2d<6, 3, Padding<"same">>,
    c: Conv2d<6, 3, Relu>,
    d: MaxPool2d<2, CountIncludePad>,
    e: ConvTranspose2d<6, 2, Same>,
    f: Upsample<2, Bicubic>,
    g: BatchNorm2d<6>,
}

#[network(input = [28, 28, 1])]
struct ChannelsLast {
    conv: Conv2d<6, 5>,
}

#[network(input = [6, 100])]
struct Sequence {
    rnn: Rnn<4, Sigmoid>,
}

#[network(input = [6, 100])]
struct Whole {
    gru: Gru<16>,
    out: Linear<4>,
}

#[network(stream, input = [6, 100])]
struct Stream {
    conv: Conv1d<16, 3, Causal>,
    out: Linear<4>,
}

#[network(input = [channels = 1, height = 28, height = 28])]
struct Axes {
    flat: Flatten,
}

fn main() {}
