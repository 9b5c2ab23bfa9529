use netwright::prelude::*;

#[network(input = 2)]
struct Block(Linear<8>, Tanh);

#[network(input = 2)]
struct Net {
    block: Block,
    #[from(input, block)]
    sum: Add,
    #[from(block)]
    logits: Linear<9, 3>,
    #[from(sum, logits)]
    both: Concat,
}

fn main() {}
