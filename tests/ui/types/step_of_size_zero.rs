use netwright::prelude::*;

#[network(input = 6)]
struct Bottleneck<const H: usize> {
    down: Linear<H>,
    tanh: Tanh,
    up: Linear<6>,
}

#[network(input = 6)]
struct Net {
    block: Bottleneck<0>,
    logits: Linear<2>,
}

fn main() {}
