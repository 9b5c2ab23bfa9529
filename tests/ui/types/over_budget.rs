//! A network that costs more than it may.

use netwright::prelude::*;

#[network(input = 784, budget(params <= 100_000, ram <= 256, flash <= 1_000_000, macs <= 100_000))]
struct Large {
    hidden: Linear<128>,
    relu: Relu,
    logits: Linear<10>,
}

fn main() {}
