use netwright::prelude::*;

#[network(input = 4)]
struct Block {
    fc: Linear<4>,
    #[from(fc, input)]
    sum: Add,
}

#[network(input = 2)]
struct Net {
    hidden: Linear<3>,
    block: Block,
    logits: Linear<3>,
}

fn main() {}
