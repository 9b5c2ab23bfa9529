use netwright::prelude::*;

struct Attention;

#[network(input = 2)]
struct Net {
    hidden: Linear<4>,
    attention: Attention,
    logits: Linear<3>,
}

fn main() {}
