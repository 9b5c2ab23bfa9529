//! A network of blocks that needs more memory than it may.

use netwright::prelude::*;

#[network(input = 8)]
struct Block {
    fc: Linear<8>,
    tanh: Tanh,
    #[from(tanh, input)]
    sum: Add,
}

#[network(input = 2, output = 3, budget(ram <= 96))]
struct Residual {
    up: Linear<8>,
    block1: Block,
    block2: Block,
    logits: Linear<3>,
}

fn main() {}
