use netwright::prelude::*;

const HIDDEN: usize = 512;

// The macro does not see how many parameters there are.
#[network(input = 784)]
#[derive(Clone)]
struct Net {
    hidden: Linear<{ HIDDEN }>,
    relu: Relu,
    logits: Linear<10>,
}

fn main() {}
