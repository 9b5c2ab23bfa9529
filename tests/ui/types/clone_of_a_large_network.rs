use netwright::prelude::*;

#[network(input = 784)]
#[derive(Clone)]
struct Net {
    hidden: Linear<512>,
    relu: Relu,
    logits: Linear<10>,
}

fn main() {}
