use netwright::prelude::*;

const RATE: f64 = 1.5;

#[network(input = 2)]
struct Net {
    dropout: Dropout<RATE>,
}

fn main() {}
