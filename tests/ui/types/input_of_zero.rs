//! One message about a constant of zero in the input, whatever is computed from it.

use netwright::prelude::*;

const NONE: usize = 0;

#[network(input = NONE)]
struct Vector {
    fc: Linear<2>,
}

#[network(input = [1, NONE])]
struct Signal {
    conv: Conv1d<2, 3, Same>,
    norm: BatchNorm1d,
    gru: Gru<3, Last>,
}

#[network(input = { image = [NONE, 4, 4], age = 1 })]
struct Named {
    #[from(image)]
    up: ConvTranspose2d<2, 3>,
    flat: Flatten,
    #[from(flat, age)]
    all: Concat,
}

fn main() {}
