//! Only the compiler knows whether a block gives a vector, a signal or an image.

use netwright::prelude::*;

#[network(input = [1, 8, 8])]
struct Image {
    conv: Conv2d<4, 3>,
}

#[network(input = [1, 8])]
struct Signal {
    conv: Conv1d<4, 3>,
}

#[network(input = 8)]
struct Vector {
    fc: Linear<4>,
}

#[network(input = [1, 8, 8])]
struct OfImages {
    block: Image,
    norm: BatchNorm1d,
    #[from(block)]
    gru: Gru<16, Last>,
    #[from(block)]
    cut: Slice<0, 2>,
    #[from(norm, gru, cut)]
    all: Concat,
}

#[network(input = [1, 8])]
struct OfSignals {
    block: Signal,
    norm: BatchNorm2d,
    pool: AdaptiveAvgPool2d<2>,
}

#[network(input = 8)]
struct OfVectors {
    block: Vector,
    pool: GlobalAvgPool,
}

fn main() {}
