//! A shape by constants that has another number of features than there are.

use netwright::prelude::*;

const ROWS: usize = 5;

#[network(input = 16)]
struct First {
    shape: Reshape<ROWS, 4>,
    conv: Conv1d<2, 3>,
}

#[network(input = 16)]
struct Between {
    fc: Linear<12>,
    shape: Reshape<2, ROWS>,
    norm: LayerNorm,
    again: Reshape<ROWS, 3>,
    #[from(again, again)]
    sum: Add,
}

#[network(input = [3, 4, 4])]
struct Last {
    relu: Relu,
    shape: Reshape<ROWS, ROWS>,
}

fn main() {}
