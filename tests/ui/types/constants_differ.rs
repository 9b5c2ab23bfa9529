use netwright::prelude::*;

const HIDDEN: usize = 100;

#[network(input = 2)]
struct Net {
    hidden: Linear<HIDDEN>,
    logits: Linear<64, 3>,
}

fn main() {}
