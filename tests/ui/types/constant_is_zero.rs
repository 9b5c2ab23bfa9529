use netwright::prelude::*;

const HIDDEN: usize = 0;

#[network(input = 2)]
struct Net {
    hidden: Linear<HIDDEN>,
}

fn main() {}
