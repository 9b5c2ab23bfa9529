//! Layers that other libraries have are said to be none of ours, if nothing in scope has the name.

use netwright::prelude::*;

#[network(input = 4)]
struct Net {
    a: Conv3d<3>,
    b: LogSigmoid,
    c: PixelShuffle,
    d: Encoder,
    e: Linear<2>,
}

fn main() {}
